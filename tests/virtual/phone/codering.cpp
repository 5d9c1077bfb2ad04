#include "virtual/phone/codering.h"

#include <QPainter>

namespace keydesk {

namespace {

constexpr int lineWidth = 6;
constexpr std::chrono::seconds soon{5};

} // namespace

CodeRing::CodeRing(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void CodeRing::setTime(std::chrono::milliseconds left, std::chrono::milliseconds period)
{
    m_left = left;
    m_period = period;
    setAccessibleName(tr("%1 seconds left").arg(std::chrono::ceil<std::chrono::seconds>(left).count()));
    update();
}

QSize CodeRing::sizeHint() const
{
    return {96, 96};
}

void CodeRing::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF circle = QRectF(rect()).adjusted(lineWidth, lineWidth, -lineWidth, -lineWidth);
    const QColor ring = m_left <= soon ? QColor(0xf2, 0xc4, 0x6b) : QColor(0x7f, 0xa8, 0xff);

    painter.setPen(QPen(QColor(0x30, 0x3b, 0x49), lineWidth));
    painter.drawEllipse(circle);
    painter.setPen(QPen(ring, lineWidth, Qt::SolidLine, Qt::RoundCap));
    constexpr int fullCircle = 360 * 16; // QPainter counts in sixteenths of a degree.
    painter.drawArc(circle, 90 * 16, static_cast<int>(fullCircle * m_left.count() / m_period.count()));

    QFont font = this->font();
    font.setPixelSize(28);
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(QColor(0xee, 0xf2, 0xf7));
    painter.drawText(rect(), Qt::AlignCenter, QString::number(std::chrono::ceil<std::chrono::seconds>(m_left).count()));
}

} // namespace keydesk
