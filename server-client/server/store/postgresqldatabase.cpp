#include "store/postgresqldatabase.h"

#include "base/random.h"
#include "base/secretfile.h"
#include "store/databasefailure.h"
#include "store/migrations.h"
#include "store/postgresqladdress.h"
#include "store/postgresqltransaction.h"

#include <QRandomGenerator>
#include <thread>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostAttempts = 12;
constexpr std::chrono::milliseconds longestPause{1000};
constexpr qint64 oldestServer = 150000;
/// Any numbers that no other program on this database takes for its advisory locks.
constexpr qint64 migrationLock = 0x6b657964;
constexpr qint64 writeLock = 0x6b657965;

const SqlEngine engine{SqlEngine::Dialect::Postgresql, QStringLiteral("QPSQL"), &postgresqlFailure};

struct Access
{
    PostgresqlAddress address;
    QString passwordFile;
    std::chrono::milliseconds lockWait;
};

/// Qt Sql wants a QString; the caller wipes it.
QString readPassword(const QString& path)
{
    if (path.isEmpty())
        return {};
    const Result<Secret> password = readSecretLine(path);
    if (!password)
        throw DatabaseFailure{password.error()};
    return QString::fromUtf8(password->view());
}

QString shown(SqlConnection& connection, const QString& name)
{
    return connection.all(u"SELECT current_setting('"_s % name % u"')"_s).first().text(0);
}

std::unique_ptr<SqlConnection> openServer(const Access& access)
{
    auto connection = std::make_unique<SqlConnection>(engine);
    QSqlDatabase& database = connection->database();
    database.setDatabaseName(access.address.database);
    database.setHostName(access.address.host);
    if (access.address.port > 0)
        database.setPort(access.address.port);
    database.setConnectOptions(access.address.options);
    QString password = readPassword(access.passwordFile);
    const auto wiped = qScopeGuard([&] { wipe(password); });
    connection->open(access.address.user, password);
    connection->command(u"SET lock_timeout = "_s % QString::number(access.lockWait.count()));
    connection->command(u"SET statement_timeout = '30s'"_s);
    connection->command(u"SET client_min_messages = error"_s);
    connection->command(u"SET idle_in_transaction_session_timeout = '60s'"_s);
    return connection;
}

/// What every later connection may rely on.
void checkServer(SqlConnection& connection)
{
    if (shown(connection, u"server_version_num"_s).toLongLong() < oldestServer)
        throw DatabaseFailure{Error{ErrorCode::Conflict, u"PostgreSQL 15 or later is needed; this server has "_s %
                                                             shown(connection, u"server_version"_s)}};
    if (shown(connection, u"server_encoding"_s) != u"UTF8")
        throw DatabaseFailure{Error{ErrorCode::Conflict, u"The database's encoding must be UTF8"_s}};
    for (const QString& durability : {u"fsync"_s, u"synchronous_commit"_s}) {
        if (shown(connection, durability) == u"off")
            throw DatabaseFailure{Error{ErrorCode::Conflict, u"The server runs with "_s % durability %
                                                                 u" = off: it could lose what it has confirmed"_s}};
    }
}

void migrateServer(SqlConnection& connection, bool mayChange)
{
    // Not SERIALIZABLE: what is read after the lock must be newer than the wait for it.
    connection.command(u"BEGIN ISOLATION LEVEL READ COMMITTED"_s);
    connection.command(u"SET LOCAL lock_timeout = '60s'"_s);
    connection.command(u"SET LOCAL statement_timeout = '10min'"_s);
    connection.command(u"SELECT pg_advisory_xact_lock(%1)"_s.arg(migrationLock));
    const PostgresqlTransaction::AdjustTime asItIs;
    migrate(connection, PostgresqlTransaction(connection, asItIs).now(), mayChange);
    connection.command(u"COMMIT"_s);
}

void pauseAfter(int attempts)
{
    const auto most = std::min<qint64>(longestPause.count(), qint64{2} << std::min(attempts, 10));
    std::this_thread::sleep_for(std::chrono::milliseconds{QRandomGenerator::global()->bounded(most + 1)});
}

/// Writers run side by side and hold the write lock together. One that was refused waits to hold it alone, before its
/// snapshot, and is not refused again; while somebody waits so, new ones queue behind. Many writers at one row (the
/// audit log's head) then take turns instead of repeating each other's work.
class AloneWriting
{
public:
    AloneWriting(ThreadConnections& connections, bool isWanted) : m_connections(connections), m_isHeld(isWanted)
    {
        if (m_isHeld)
            m_connections.mine().command(u"SELECT pg_advisory_lock(%1)"_s.arg(writeLock));
    }
    ~AloneWriting()
    {
        if (!m_isHeld)
            return;
        try {
            m_connections.mine().command(u"SELECT pg_advisory_unlock(%1)"_s.arg(writeLock));
        } catch (const DatabaseFailure&) {
            m_connections.closeMine();
        }
    }
    /// The connection is closed, so the server has taken the lock back.
    void forget() { m_isHeld = false; }

private:
    ThreadConnections& m_connections;
    bool m_isHeld;
};

bool rollBack(SqlConnection& connection)
{
    try {
        connection.command(u"ROLLBACK"_s);
        return true;
    } catch (const DatabaseFailure&) {
        return false;
    }
}

} // namespace

PostgresqlDatabase::PostgresqlDatabase(DatabaseSettings settings, ThreadConnections::Open open)
    : m_settings(std::move(settings)),
      m_open(std::move(open)),
      m_connections(std::make_shared<ThreadConnections>(m_open)),
      m_origin(SystemRandom().opaqueId())
{
}

Result<std::unique_ptr<Database>> PostgresqlDatabase::open(const DatabaseSettings& settings)
{
    auto address = PostgresqlAddress::parse(settings.url);
    if (!address)
        return address.error();
    const Access access{address.take(), settings.passwordFile, settings.lockWait};
    try {
        const auto connection = openServer(access);
        checkServer(*connection);
        migrateServer(*connection, settings.mayChangeSchema);
    } catch (const DatabaseFailure& failure) {
        return failure.error;
    }
    return std::unique_ptr<Database>(new PostgresqlDatabase(settings, [access] { return openServer(access); }));
}

std::unique_ptr<WakeupSubscription> PostgresqlDatabase::subscribe(const QString& topic, std::function<void()> called)
{
    auto subscription = m_wakeups.subscribe(topic, std::move(called));
    std::call_once(m_isListening, [this] {
        m_listener = std::make_unique<PostgresqlListener>(PostgresqlListener::Parts{m_open, m_origin, m_wakeups});
    });
    return subscription;
}

Result<void> PostgresqlDatabase::execute(const std::function<bool(Transaction&)>& body, bool writes)
{
    Way way = writes ? Way::WriteTogether : Way::Read;
    for (int attempts = 1;; ++attempts) {
        try {
            if (const std::optional<QStringList> woken = attempt(body, way)) {
                m_wakeups.wake(*woken);
                return done();
            }
        } catch (const DatabaseFailure& failure) {
            if (failure.isConnectionLost)
                m_connections->closeMine();
            if (!failure.mayRetry || attempts == mostAttempts)
                return failure.error;
            if (attempts > 1 || failure.isConnectionLost)
                pauseAfter(attempts);
        }
        if (writes)
            way = Way::WriteAlone;
    }
}

std::optional<QStringList> PostgresqlDatabase::attempt(const std::function<bool(Transaction&)>& body, Way way)
{
    SqlConnection& connection = m_connections->mine();
    if (connection.isInTransaction)
        throw DatabaseFailure{Error{ErrorCode::Internal, u"A transaction inside a transaction"_s}};
    AloneWriting alone(*m_connections, way == Way::WriteAlone);
    bool isCommitting = false;
    try {
        connection.command(way == Way::Read ? u"BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY"_s
                                            : u"BEGIN ISOLATION LEVEL SERIALIZABLE"_s);
        PostgresqlTransaction transaction(connection, m_settings.adjustTime);
        if (way == Way::WriteTogether && !transaction.joinWriters(writeLock)) {
            connection.command(u"ROLLBACK"_s);
            return std::nullopt;
        }
        if (!transaction.runBody(body)) {
            connection.command(u"ROLLBACK"_s);
            return QStringList();
        }
        for (const QString& topic : transaction.topics())
            PostgresqlListener::notify(connection, m_origin, topic);
        isCommitting = true;
        connection.command(u"COMMIT"_s);
        return transaction.topics();
    } catch (DatabaseFailure failure) {
        // Lost while committing, nobody knows whether it happened: doing it again could do it twice.
        if (failure.isConnectionLost && isCommitting && way != Way::Read)
            failure.mayRetry = false;
        if (failure.isConnectionLost || !rollBack(connection)) {
            alone.forget();
            m_connections->closeMine();
        }
        throw failure;
    }
}

} // namespace keydesk
