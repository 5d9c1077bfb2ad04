#include "http/workerpool.h"

#include <utility>

namespace keydesk {

WorkerPool::WorkerPool(int threads, int queued) : m_maximum(threads + queued)
{
    m_threads.setMaxThreadCount(threads);
    m_threads.setExpiryTimeout(-1);
}

bool WorkerPool::tryRun(std::function<void()> work)
{
    if (m_accepted.fetch_add(1) >= m_maximum) {
        m_accepted.fetch_sub(1);
        return false;
    }
    m_threads.start([this, work = std::move(work)] {
        work();
        m_accepted.fetch_sub(1);
    });
    return true;
}

} // namespace keydesk
