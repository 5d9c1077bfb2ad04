#pragma once

#include "store/sqlconnection.h"

#include <mutex>
#include <thread>

namespace keydesk {

/// One connection per calling thread, opened when first asked for and closed when the thread ends. Must be owned by a
/// shared_ptr; the last connections close with it, when no thread uses them any more.
class ThreadConnections : public std::enable_shared_from_this<ThreadConnections>
{
public:
    using Open = std::function<std::unique_ptr<SqlConnection>()>;
    explicit ThreadConnections(Open open) : m_open(std::move(open)) {}

    /// Throws DatabaseFailure when it cannot be opened. Valid in this thread until closeMine().
    SqlConnection& mine();
    void closeMine();

private:
    Open m_open;
    std::mutex m_mutex;
    std::unordered_map<std::thread::id, std::unique_ptr<SqlConnection>> m_connections;
};

} // namespace keydesk
