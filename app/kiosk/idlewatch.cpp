#include "kiosk/idlewatch.h"

#include <QCoreApplication>
#include <QEvent>
#include <QMouseEvent>
#include <algorithm>

namespace keydesk {

using namespace std::chrono_literals;

IdleWatch::IdleWatch(std::chrono::milliseconds countdown, QObject* parent) : QObject(parent), m_countdown(countdown)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &IdleWatch::tick);
    QCoreApplication::instance()->installEventFilter(this);
}

bool IdleWatch::eventFilter(QObject*, QEvent* event)
{
    if (m_limit > 0ms && event->spontaneous() && isTouch(*event))
        restart();
    return false;
}

bool IdleWatch::isTouch(const QEvent& event)
{
    switch (event.type()) {
    case QEvent::KeyPress:
    case QEvent::InputMethod:
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TabletPress:
    case QEvent::Wheel:
        return true;
    case QEvent::MouseMove: {
        // A move without a movement comes when a widget appears under a resting mouse.
        const QPointF position = static_cast<const QMouseEvent&>(event).globalPosition();
        return std::exchange(m_mouse, position) != position;
    }
    default:
        return false;
    }
}

void IdleWatch::setLimit(std::chrono::milliseconds limit)
{
    if (limit == m_limit)
        return;
    m_limit = limit;
    restart();
}

void IdleWatch::restart()
{
    if (std::exchange(m_isCounting, false))
        Q_EMIT stopped();
    m_timer.stop();
    if (m_limit > 0ms)
        m_timer.start(m_limit);
}

void IdleWatch::tick()
{
    if (!std::exchange(m_isCounting, true))
        m_end = QDeadlineTimer(m_countdown, Qt::PreciseTimer);
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(m_end.remainingTimeAsDuration());
    if (left <= 0ms) {
        m_isCounting = false;
        Q_EMIT expired();
        return;
    }
    m_timer.start(std::min(left, 1000ms));
    Q_EMIT countingDown(std::chrono::ceil<std::chrono::seconds>(left));
}

} // namespace keydesk
