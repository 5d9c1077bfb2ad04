#pragma once

#include "widgets/label.h"

namespace keydesk {

/// A short state in a pill ("1 phone", "None yet"); its words say it, the colour only underlines.
class Tag : public QLabel
{
    Q_OBJECT
public:
    explicit Tag(QWidget* parent = nullptr);

    void show(const QString& text, Tone tone);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    Tone m_tone = Tone::Accent;
};

/// Paints a tag into a rectangle whose size is tagSize().
void drawTag(QPainter& painter, const QRect& area, const QString& text, Tone tone, const Tokens& tokens);
QSize tagSize(const QString& text, const Tokens& tokens);

} // namespace keydesk
