#pragma once

#include <QDeadlineTimer>
#include <QObject>
#include <QPointF>
#include <QTimer>
#include <chrono>

namespace keydesk {

/// Sees when nobody touches the program: after the limit a countdown runs, at its end the visit is over. Keys, touches,
/// the mouse and the wheel are watched on the whole application. GUI thread.
class IdleWatch : public QObject
{
    Q_OBJECT
public:
    /// The countdown takes at least 20 s for people (WCAG 2.2, success criterion 2.2.1); tests may be shorter.
    explicit IdleWatch(std::chrono::milliseconds countdown = std::chrono::seconds{20}, QObject* parent = nullptr);

    bool eventFilter(QObject* watched, QEvent* event) override;

public Q_SLOTS:
    /// 0: never idle. The same limit again changes nothing.
    void setLimit(std::chrono::milliseconds limit);
    /// Somebody is there: begins anew.
    void restart();

Q_SIGNALS:
    /// Every second while the countdown runs.
    void countingDown(std::chrono::seconds left);
    void stopped(); ///< The countdown ended because somebody is there.
    void expired();

private:
    bool isTouch(const QEvent& event);
    void tick();

    const std::chrono::milliseconds m_countdown;
    std::chrono::milliseconds m_limit{0};
    QDeadlineTimer m_end;
    QTimer m_timer;
    bool m_isCounting = false;
    QPointF m_mouse;
};

} // namespace keydesk
