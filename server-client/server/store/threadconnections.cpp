#include "store/threadconnections.h"

namespace keydesk {

namespace {

/// Closes what a thread has opened when the thread ends.
struct Closer
{
    std::vector<std::weak_ptr<ThreadConnections>> used;
    ~Closer()
    {
        for (const auto& weak : used) {
            if (const auto connections = weak.lock())
                connections->closeMine();
        }
    }
};

thread_local Closer closer;

} // namespace

SqlConnection& ThreadConnections::mine()
{
    const std::thread::id self = std::this_thread::get_id();
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_connections.find(self); found != m_connections.end())
            return *found->second;
    }
    std::unique_ptr<SqlConnection> opened = m_open();
    std::erase_if(closer.used, [](const auto& weak) { return weak.expired(); });
    closer.used.push_back(weak_from_this());
    const std::lock_guard lock(m_mutex);
    return *(m_connections[self] = std::move(opened));
}

void ThreadConnections::closeMine()
{
    std::unique_ptr<SqlConnection> closing;
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_connections.find(std::this_thread::get_id()); found != m_connections.end()) {
        closing = std::move(found->second);
        m_connections.erase(found);
    }
}

} // namespace keydesk
