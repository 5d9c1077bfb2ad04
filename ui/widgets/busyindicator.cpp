#include "widgets/busyindicator.h"

#include "widgets/accessible.h"
#include "widgets/contrast.h"
#include "widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>

namespace keydesk {

using namespace std::chrono_literals;

BusyIndicator::BusyIndicator(QWidget* parent)
    : QWidget(parent), m_dots(new Dots(this)), m_words(new Label(TextRole::Help, this))
{
    setAccessibleRole(this, QAccessible::Notification);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_dots, 0, Qt::AlignVCenter);
    row->addWidget(m_words, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    hide();
}

void BusyIndicator::show(const QString& words)
{
    m_words->setText(words);
    setAccessibleName(words);
    const bool isShown = !words.isEmpty();
    const bool isNew = isShown && isHidden();
    setVisible(isShown);
    if (isNew) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void BusyIndicator::showEvent(QShowEvent*)
{
    m_dots->setMoving(true);
}
void BusyIndicator::hideEvent(QHideEvent*)
{
    m_dots->setMoving(false);
}

Dots::Dots(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_beat.setInterval(300ms);
    connect(&m_beat, &QTimer::timeout, this, [this] {
        m_phase = (m_phase + 1) % 3;
        update();
    });
}

void Dots::setMoving(bool isMoving)
{
    m_phase = 0;
    isMoving ? m_beat.start() : m_beat.stop();
}

void Dots::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < 3; ++i) {
        painter.setBrush(i == m_phase ? t.accent : mixed(t.accent, t.background, 0.35));
        painter.drawEllipse(QRectF(i * 13.0 + 1, (height() - 8) / 2.0, 8, 8));
    }
}

} // namespace keydesk
