#include "widgets/tag.h"

#include "widgets/style.h"

#include <QEvent>
#include <QPainter>

namespace keydesk {

Tag::Tag(QWidget* parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Tag::show(const QString& text, Tone tone)
{
    m_tone = tone;
    setText(text);
    updateGeometry();
    update();
}

QSize Tag::sizeHint() const
{
    return tagSize(text(), tokensOf(this));
}

void Tag::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    QLabel::changeEvent(event);
}

void Tag::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawTag(painter, rect(), text(), m_tone, tokensOf(this));
}

void drawTag(QPainter& painter, const QRect& area, const QString& text, Tone tone, const Tokens& tokens)
{
    const QColor ink = tokens.colour(tone);
    drawPanel(painter, area, area.height() / 2.0, tokens.soft(tone),
              tokens.scheme == Scheme::HighContrast ? ink : tokens.soft(tone));
    painter.setFont(tokens.font(TextRole::Tag));
    painter.setPen(ink);
    painter.drawText(area, Qt::AlignCenter, text);
}

QSize tagSize(const QString& text, const Tokens& tokens)
{
    const QFontMetrics metrics(tokens.font(TextRole::Tag));
    return {metrics.horizontalAdvance(text) + 26, metrics.height() + 10};
}

} // namespace keydesk
