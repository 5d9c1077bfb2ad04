#include "store/sqlitedatabase.h"

#include "store/databasefailure.h"
#include "store/migrations.h"
#include "store/sqlitetransaction.h"

#include <QFile>
#include <fcntl.h>
#include <unistd.h>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

const SqlEngine engine{SqlEngine::Dialect::Sqlite, QStringLiteral("QSQLITE"), &sqliteFailure};

struct Access
{
    QString path;
    std::chrono::milliseconds lockWait;
};

std::unique_ptr<SqlConnection> openFile(const Access& access)
{
    auto connection = std::make_unique<SqlConnection>(engine);
    connection->database().setDatabaseName(access.path);
    connection->database().setConnectOptions(u"QSQLITE_BUSY_TIMEOUT="_s % QString::number(access.lockWait.count()));
    connection->open();
    connection->command(u"PRAGMA journal_mode = WAL"_s);
    connection->command(u"PRAGMA synchronous = FULL"_s);
    connection->command(u"PRAGMA foreign_keys = ON"_s);
    connection->command(u"PRAGMA secure_delete = ON"_s);
    return connection;
}

std::unique_ptr<SqlConnection> openForReading(const Access& access)
{
    auto connection = openFile(access);
    connection->command(u"PRAGMA query_only = ON"_s);
    return connection;
}

/// SQLite would use the umask; its side files copy the mode of this one.
Result<void> createPrivately(const QString& path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return Error{ErrorCode::Unavailable, u"Cannot open the database file "_s % path % u": "_s % qt_error_string()};
    ::close(file);
    return done();
}

} // namespace

SqliteDatabase::SqliteDatabase(const DatabaseSettings& settings, const QString& path)
    : m_clock(settings.clock ? *settings.clock : m_systemClock),
      m_readers(std::make_shared<ThreadConnections>(
          [access = Access{path, settings.lockWait}] { return openForReading(access); })),
      m_writer([access = Access{path, settings.lockWait}] { return openFile(access); }, m_clock)
{
    m_wakeups.wakeAll(); // There is no other instance to miss anything of.
}

Result<std::unique_ptr<Database>> SqliteDatabase::open(const DatabaseSettings& settings, const QString& path)
{
    if (const Result<void> created = createPrivately(path); !created)
        return created.error();
    try {
        const auto connection = openFile({path, settings.lockWait});
        connection->command(u"BEGIN IMMEDIATE"_s);
        migrate(*connection, settings.clock ? settings.clock->now() : SystemClock().now(), settings.mayChangeSchema);
        connection->command(u"COMMIT"_s);
    } catch (const DatabaseFailure& failure) {
        return failure.error;
    }
    return std::unique_ptr<Database>(new SqliteDatabase(settings, path));
}

Result<void> SqliteDatabase::execute(const std::function<bool(Transaction&)>& body, bool writes)
{
    return writes ? write(body) : read(body);
}

std::unique_ptr<WakeupSubscription> SqliteDatabase::subscribe(const QString& topic, std::function<void()> called)
{
    return m_wakeups.subscribe(topic, std::move(called));
}

Result<void> SqliteDatabase::write(const std::function<bool(Transaction&)>& body)
{
    const Result<QStringList> woken = m_writer.write(body);
    if (!woken)
        return woken.error();
    m_wakeups.wake(*woken);
    return done();
}

Result<void> SqliteDatabase::read(const std::function<bool(Transaction&)>& body)
{
    const Error nested{ErrorCode::Internal, u"A read inside a transaction"_s};
    if (m_writer.isWriterThread())
        return nested;
    try {
        SqlConnection& connection = m_readers->mine();
        if (connection.isInTransaction)
            return nested;
        connection.command(u"BEGIN"_s);
        try {
            SqliteTransaction transaction(connection, m_clock);
            transaction.runBody(body);
            connection.command(u"COMMIT"_s);
            return done();
        } catch (const DatabaseFailure&) {
            m_readers->closeMine();
            throw;
        }
    } catch (const DatabaseFailure& failure) {
        return failure.error;
    }
}

} // namespace keydesk
