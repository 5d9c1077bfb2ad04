#include "virtual/key/keypicture.h"

#include <QPainter>

namespace keydesk::virtualkey {

namespace {

constexpr std::chrono::milliseconds blinkLength{350};
constexpr int changesOfAWink = 6;
constexpr qreal gap = 36; ///< Between a key that was taken out and its socket.

const QColor body(0x22, 0x30, 0x4a);
const QColor outline(0x7f, 0xa8, 0xff);
const QColor metal(0xa5, 0xb1, 0xc0);
const QColor light(0x62, 0xcf, 0x95);
const QColor dark(0x1a, 0x21, 0x2b);

} // namespace

KeyPicture::KeyPicture(QWidget* parent) : QWidget(parent)
{
    setMinimumSize(sizeHint());
    m_ticking.setInterval(blinkLength);
    connect(&m_ticking, &QTimer::timeout, this, &KeyPicture::tick);
}

void KeyPicture::setPlugged(bool isPlugged)
{
    m_isPlugged = isPlugged;
    update();
}

void KeyPicture::setBlinking(bool isBlinking)
{
    m_isBlinking = isBlinking;
    m_isLit = isBlinking;
    if (isBlinking)
        m_ticking.start();
    update();
}

void KeyPicture::wink()
{
    m_winksLeft = changesOfAWink;
    m_ticking.start();
}

void KeyPicture::tick()
{
    if (m_winksLeft > 0)
        --m_winksLeft;
    const bool goesOn = m_isBlinking || m_winksLeft > 0;
    m_isLit = goesOn && !m_isLit;
    if (!goesOn)
        m_ticking.stop();
    update();
}

void KeyPicture::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate((width() - sizeHint().width()) / 2.0, (height() - sizeHint().height()) / 2.0);

    const qreal away = m_isPlugged ? 0 : gap;
    painter.setPen(QPen(metal, 3));
    painter.setBrush(dark);
    painter.drawRoundedRect(QRectF(10, 60, 46, 100), 8, 8); // The computer's edge, with its socket.
    painter.setBrush(metal);
    painter.drawRect(QRectF(34 + away, 88, 40, 44));
    painter.setPen(QPen(outline, 3));
    painter.setBrush(body);
    painter.drawRoundedRect(QRectF(74 + away, 64, 160, 92), 18, 18);
    painter.setBrush(m_isLit ? light : dark);
    painter.setPen(QPen(m_isLit ? light : metal, 4));
    painter.drawEllipse(QPointF(150 + away, 110), 28, 28);
    painter.setPen(QPen(outline, 3));
    painter.setBrush(dark);
    painter.drawEllipse(QPointF(212 + away, 110), 8, 8);
}

} // namespace keydesk::virtualkey
