#pragma once

#include <QObject>
#include <QString>
#include <atomic>
#include <chrono>
#include <semaphore>
#include <thread>

namespace keydesk {

/// Measures for the bench: how long after the process began the first page stood on the screen, and the longest time
/// the GUI thread did not come back to its event loop, less the time in which other processes had the processor.
/// Written as "name value" lines whenever a figure changes.
class LoopWatch : public QObject
{
    Q_OBJECT
public:
    explicit LoopWatch(QString file, QObject* parent = nullptr);
    ~LoopWatch() override;

    /// The window whose first frame counts; from then on the loop is watched.
    void watch(QObject* window);
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    using Moment = std::chrono::steady_clock::time_point;
    void begin();
    void beat(const std::stop_token& stop);
    void answer(Moment asked, std::chrono::nanoseconds waitedBefore);
    void write() const;

    const QString m_file;
    double m_firstPage = 0;                 ///< Milliseconds.
    std::atomic<double> m_longest = 0;      ///< Milliseconds.
    QString m_scheduling;                   ///< Where the kernel tells how the GUI thread is scheduled.
    std::counting_semaphore<2> m_answer{0}; ///< Twice when the watch ends while an answer is on its way.
    std::jthread m_thread;
};

} // namespace keydesk
