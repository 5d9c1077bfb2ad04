#pragma once

#include "widgets/tokens.h"

#include <QLabel>
#include <QTextLayout>

namespace keydesk {

/// Text in one of the theme's roles: wrapped between words (inside a word only where nothing else helps), never cut,
/// with room between the lines.
class Label : public QLabel
{
    Q_OBJECT
public:
    explicit Label(TextRole role, QWidget* parent = nullptr);

    /// Plain text.
    void setText(const QString& text);
    /// Text with <b>…</b> as its only mark; everything else from outside goes through toHtmlEscaped().
    void setMarkup(const QString& markup);
    void setTone(Tone tone);
    void setRole(TextRole role);
    /// Titles are one size smaller on a narrow page.
    void setNarrow(bool isNarrow);
    /// Hides the label while it has no text.
    void setTextOrHide(const QString& text);

    /// The text as it is broken at the present width.
    QStringList lines() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void restyle();
    void put(const QString& text, const QList<QTextLayout::FormatRange>& bold);
    void forgetShape();
    qreal lineHeight() const;
    /// Breaks the text into lines; returns the height.
    qreal lay(QTextLayout& layout, qreal width) const;
    /// The text broken for the present width, as it is painted.
    const QTextLayout& laid() const;
    /// The narrowest width that needs no more lines: titles and centred sentences look better evenly broken.
    qreal balanced(qreal width) const;
    bool isBalanced() const;
    /// The width of the whole text in one line.
    qreal oneLine() const;
    qreal longestWord() const;

    TextRole m_role;
    Tone m_tone;
    bool m_isNarrow = false;
    QList<QTextLayout::FormatRange> m_bold;
    // Layouts and paints ask often, shaping text is dear: forgotten with each change of text or font.
    mutable QHash<int, int> m_heights;
    mutable std::optional<QSize> m_hint;
    mutable std::optional<qreal> m_oneLine;
    mutable std::optional<qreal> m_longestWord;
    /// What m_laid was made for.
    struct Frame
    {
        int width = -1;
        Qt::Alignment alignment = {};
        Qt::LayoutDirection direction = Qt::LeftToRight;
        friend bool operator==(const Frame&, const Frame&) = default;
    };
    mutable Frame m_laidFor;
    mutable QTextLayout m_laid;
    mutable qreal m_laidWidth = 0;
    mutable qreal m_laidHeight = 0;
};

} // namespace keydesk
