#include "store/postgresqllistener.h"

#include "base/logging.h"
#include "base/releasedby.h"
#include "store/wakeups.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSqlDriver>
#include <cerrno>
#include <fcntl.h>
#include <libpq-fe.h>
#include <poll.h>
#include <unistd.h>

Q_DECLARE_OPAQUE_POINTER(PGconn*)

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds firstPause{100};
constexpr std::chrono::milliseconds longestPause{5000};

/// Of this schema alone; computed by the server, so that it is right after a move to another one, too.
const QString channelName = QStringLiteral("'keydesk_' || to_regnamespace(quote_ident(current_schema()))::oid");

DatabaseFailure lost(PGconn* server)
{
    return {Error{ErrorCode::Unavailable, QString::fromLocal8Bit(PQerrorMessage(server)).simplified()}};
}

PGconn* listening(SqlConnection& connection)
{
    // A listener idles by its nature, and says nothing about itself to standard error.
    connection.command(u"SET idle_session_timeout = 0"_s);
    connection.command(u"SET application_name = 'keydesk listener'"_s);
    PGconn* const server = connection.database().driver()->handle().value<PGconn*>();
    if (!server)
        throw DatabaseFailure{Error{ErrorCode::Internal, u"Qt's PostgreSQL driver hides its connection"_s}};
    PQsetNoticeProcessor(
        server, [](void*, const char*) {}, nullptr);
    connection.command(u"LISTEN "_s % connection.all(u"SELECT "_s % channelName).first().text(0));
    return server;
}

} // namespace

PostgresqlListener::PostgresqlListener(Parts parts) : m_parts(std::move(parts))
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        qFatal("Cannot make a pipe: %s", qPrintable(qt_error_string()));
    m_ending = ends[0];
    m_endedBy = ends[1];
    m_thread = std::thread([this] { work(); });
}

PostgresqlListener::~PostgresqlListener()
{
    ::close(m_endedBy);
    m_thread.join();
    ::close(m_ending);
}

void PostgresqlListener::notify(SqlConnection& connection, const QString& origin, const QString& topic)
{
    connection.all(u"SELECT pg_notify("_s % channelName % u", ?)"_s, {QString(origin % u' ' % topic)});
}

void PostgresqlListener::work()
{
    int failures = 0;
    QElapsedTimer heard;
    do {
        try {
            const auto connection = m_parts.open();
            PGconn* const server = listening(*connection);
            if (failures > 0)
                logEvent(LogLevel::Info, "store.listening_again", {{"attempts", QString::number(failures)}});
            heard.start();
            m_parts.wakeups.wakeAll();
            hear(server);
            return;
        } catch (const DatabaseFailure& failure) {
            // What breaks soon again is not tried as if it had worked.
            if (heard.isValid() && heard.hasExpired(longestPause.count()))
                failures = 0;
            heard.invalidate();
            if (++failures == 1)
                logEvent(LogLevel::Warning, "store.listener_lost", {{"problem", failure.error.context}});
        }
    } while (pauseAfter(failures));
}

void PostgresqlListener::hear(PGconn* server)
{
    for (;;) {
        m_parts.wakeups.wake(received(server));
        pollfd waited[] = {{PQsocket(server), POLLIN, 0}, {m_ending, POLLIN, 0}};
        if (::poll(waited, 2, -1) < 0 && errno != EINTR)
            throw DatabaseFailure{Error{ErrorCode::Internal, qt_error_string()}};
        if (waited[1].revents != 0)
            return;
        if (PQconsumeInput(server) == 0)
            throw lost(server);
    }
}

QStringList PostgresqlListener::received(PGconn* server) const
{
    QStringList topics;
    using Notification = std::unique_ptr<PGnotify, ReleasedBy<PQfreemem>>;
    while (const Notification notification{PQnotifies(server)}) {
        const QStringList payload = QString::fromUtf8(notification->extra).split(u' ');
        if (payload.size() == 2 && payload.first() != m_parts.origin)
            topics.append(payload.last());
    }
    return topics;
}

bool PostgresqlListener::pauseAfter(int failures) const
{
    const auto most = std::min<std::chrono::milliseconds>(firstPause * (1 << std::min(failures, 10)), longestPause);
    // Different from instance to instance, so that they do not all come back in the same moment.
    const int pause =
        static_cast<int>(most.count()) / 2 + QRandomGenerator::global()->bounded(static_cast<int>(most.count()) / 2);
    pollfd ending{m_ending, POLLIN, 0};
    return ::poll(&ending, 1, pause) <= 0;
}

} // namespace keydesk
