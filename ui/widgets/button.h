#pragma once

#include "widgets/tokens.h"

#include <QHash>
#include <QPushButton>
#include <QStaticText>
#include <optional>

namespace keydesk {

/// A button that draws itself from the tokens, breaks its text where the page is narrow, and may wait for something:
/// then it looks faint, keeps its place in the tab order and says what is missing by focus, tip and description.
class Button : public QPushButton
{
    Q_OBJECT
public:
    enum class Kind {
        Primary,   ///< The page's one way on.
        Secondary, ///< Any other.
        Harm,      ///< The page's one way on, where it destroys something.
        HarmPlain, ///< A way to something that destroys.
        Quiet,     ///< Looks like a word; inside a card or notice.
    };
    explicit Button(Kind kind, QWidget* parent = nullptr);

    Kind kind() const { return m_kind; }
    void setKind(Kind kind);
    /// An icon before the text, or alone when the text is hidden. Empty: none.
    void setPicture(const QString& name);
    /// Shows the icon only; the text stays the accessible name.
    void setTextHidden(bool isHidden);
    /// Colours a Quiet button as its surroundings are.
    void setTone(Tone tone);
    /// The header's buttons are lower and lighter than the page's.
    void setCompact(bool isCompact);
    /// What is still missing before this button works, as a sentence; empty: nothing.
    void setMissing(const QString& sentence);
    bool isReady() const { return m_missing.isEmpty(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void chosen(); ///< Pressed, and nothing is missing. Connect to this one, not to clicked().
    void missed(); ///< Pressed while something is missing.

protected:
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Colours
    {
        QColor fill, line, ink;
    };
    Colours colours() const;
    void restyle();
    void sayMissing();
    int padding() const;
    int pictureSize() const;
    int pictureWidth() const; ///< With the gap to the text.
    QSize textSize(int width) const;
    int longestWord() const;

    Kind m_kind;
    Tone m_tone = Tone::Accent;
    QString m_picture;
    QString m_missing;
    bool m_isTextHidden = false;
    bool m_isCompact = false;
    mutable QHash<int, QSize> m_textSizes; ///< By width, for m_measured: layouts ask often.
    mutable std::optional<int> m_longestWord;
    mutable QString m_measured;
    QStaticText m_words; ///< As it is painted, shaped once.
};

} // namespace keydesk
