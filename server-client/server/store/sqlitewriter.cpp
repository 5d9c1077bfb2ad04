#include "store/sqlitewriter.h"

#include "store/sqlitetransaction.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t largestGroup = 64;

/// The whole transaction is gone or unusable, not just one statement.
struct GroupFailure
{
    Error error;
};

} // namespace

SqliteWriter::SqliteWriter(Open open, const Clock& clock)
    : m_open(std::move(open)), m_clock(clock), m_thread([this] { work(); })
{
}

SqliteWriter::~SqliteWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_wakeUp.notify_one();
    m_thread.join();
}

Result<QStringList> SqliteWriter::write(const Body& body)
{
    if (isWriterThread())
        return Error{ErrorCode::Internal, u"A write inside a write"_s};
    Job job{&body, {}};
    std::future<Outcome> future = job.promise.get_future();
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(&job);
    }
    m_wakeUp.notify_one();
    return future.get();
}

void SqliteWriter::work()
{
    for (Group group = nextGroup(); !group.empty(); group = nextGroup()) {
        writeGroup(group);
        for (Job* job : group) {
            // The job lies on its caller's stack: once the promise is kept, it is gone.
            std::promise<Outcome> promise = std::move(job->promise);
            promise.set_value(std::move(job->outcome));
        }
    }
    m_connection.reset();
}

SqliteWriter::Group SqliteWriter::nextGroup()
{
    std::unique_lock lock(m_mutex);
    m_wakeUp.wait(lock, [this] { return m_isEnding || !m_queue.empty(); });
    const std::size_t size = std::min(m_queue.size(), largestGroup);
    Group group(m_queue.begin(), m_queue.begin() + static_cast<std::ptrdiff_t>(size));
    m_queue.erase(m_queue.begin(), m_queue.begin() + static_cast<std::ptrdiff_t>(size));
    return group;
}

void SqliteWriter::writeGroup(const Group& group)
{
    if (tryGroup(group) != GroupEnd::Failed || group.size() == 1)
        return;
    // One write may have filled the disk for all: each gets its own chance.
    for (Job* job : group)
        tryGroup({job});
}

SqliteWriter::GroupEnd SqliteWriter::tryGroup(const Group& group)
{
    Error error;
    GroupEnd end = GroupEnd::NotBegun;
    try {
        SqlConnection& database = connection();
        database.command(u"BEGIN IMMEDIATE"_s);
        end = GroupEnd::Failed;
        for (Job* job : group)
            runJob(database, *job);
        database.command(u"COMMIT"_s);
        return GroupEnd::Committed;
    } catch (const DatabaseFailure& failure) {
        error = failure.error;
    } catch (const GroupFailure& failure) {
        error = failure.error;
    }
    // A new connection knows of no half-done transaction, whatever state the old one was in.
    m_connection.reset();
    for (Job* job : group)
        job->outcome = error;
    return end;
}

void SqliteWriter::runJob(SqlConnection& database, Job& job)
{
    job.outcome = QStringList();
    database.command(u"SAVEPOINT job"_s);
    try {
        SqliteTransaction transaction(database, m_clock);
        if (transaction.runBody(*job.body)) {
            database.command(u"RELEASE job"_s);
            job.outcome = transaction.topics();
            return;
        }
    } catch (const DatabaseFailure& failure) {
        if (failure.error.code == ErrorCode::Unavailable)
            throw GroupFailure{failure.error};
        job.outcome = failure.error;
    }
    database.command(u"ROLLBACK TO job"_s);
    database.command(u"RELEASE job"_s);
}

SqlConnection& SqliteWriter::connection()
{
    if (!m_connection)
        m_connection = m_open();
    return *m_connection;
}

} // namespace keydesk
