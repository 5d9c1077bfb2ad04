#pragma once

#include <QThreadPool>
#include <atomic>
#include <functional>

namespace keydesk {

/// The threads that may block, and a queue that does not grow without bound. Any thread may hand in work; the threads
/// stay, so that what they keep (a database connection each) stays too.
class WorkerPool
{
public:
    WorkerPool(int threads, int queued);
    ~WorkerPool() { finish(); }

    /// False when all threads are busy and the queue is full: the work is dropped.
    [[nodiscard]] bool tryRun(std::function<void()> work);
    /// Waits for the work that was accepted.
    void finish() { m_threads.waitForDone(); }

private:
    const int m_maximum;
    std::atomic<int> m_accepted{0};
    QThreadPool m_threads;
};

} // namespace keydesk
