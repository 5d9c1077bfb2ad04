#pragma once

#include "store/sqlconnection.h"

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

namespace keydesk {

/// The one thread that writes to SQLite. Writes that wait while another group is being synced to disk go into the next
/// group together: one BEGIN IMMEDIATE … COMMIT, a savepoint for each, and nobody is answered before the COMMIT.
class SqliteWriter
{
public:
    using Body = std::function<bool(Transaction&)>;
    using Open = std::function<std::unique_ptr<SqlConnection>()>;
    /// open is called in the writer's thread, again after a failure. clock must outlive the writer.
    SqliteWriter(Open open, const Clock& clock);
    /// Finishes what is queued.
    ~SqliteWriter();

    /// Blocks until the write is on disk or has failed; the topics that it woke. Any thread but the writer's own.
    Result<QStringList> write(const Body& body);
    bool isWriterThread() const { return std::this_thread::get_id() == m_thread.get_id(); }

private:
    using Outcome = Result<QStringList>;
    struct Job
    {
        const Body* body;
        std::promise<Outcome> promise;
        Outcome outcome = QStringList();
    };
    using Group = std::vector<Job*>;

    void work();
    Group nextGroup();
    void writeGroup(const Group& group);
    enum class GroupEnd { Committed, NotBegun, Failed };
    /// Unless committed, every job's outcome says why.
    GroupEnd tryGroup(const Group& group);
    void runJob(SqlConnection& connection, Job& job);
    SqlConnection& connection();

    Open m_open;
    const Clock& m_clock;
    std::mutex m_mutex;
    std::condition_variable m_wakeUp;
    std::deque<Job*> m_queue;
    bool m_isEnding = false;
    std::unique_ptr<SqlConnection> m_connection; ///< The writer thread's.
    std::thread m_thread;
};

} // namespace keydesk
