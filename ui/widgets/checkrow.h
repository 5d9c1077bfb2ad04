#pragma once

#include "widgets/tokens.h"

#include <QAbstractButton>
#include <QHash>

namespace keydesk {

/// One thing that may be chosen among several: a box to check, what it is, a sentence about it, and how it stands.
class CheckRow : public QAbstractButton
{
    Q_OBJECT
public:
    explicit CheckRow(QWidget* parent = nullptr);

    /// false: it stands in the list for completeness, with a key instead of a box.
    void setChoosable(bool isChoosable);
    void show(const QString& title, const QString& sentence, const QString& state, Tone stateTone);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Places
    {
        QRect title, sentence, state;
        int height = 0;
    };
    const Places& places(int width) const;
    Places measure(int width) const;
    void drawBox(QPainter& painter, const QRect& box) const;

    QString m_sentence;
    QString m_state;
    Tone m_stateTone = Tone::Accent;
    mutable QHash<int, Places> m_places; ///< By width: layouts ask often.
};

} // namespace keydesk
