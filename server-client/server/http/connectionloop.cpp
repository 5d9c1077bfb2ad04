#include "http/connectionloop.h"

#include "base/logging.h"

#include <exception>
#include <utility>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace keydesk {

namespace {

constexpr auto busyRetry = 1s;

/// In a pool thread.
HttpResponse runHandler(const HttpHandler& handler, const HttpRequest& request)
{
    QString what = u"unknown exception"_s;
    try {
        return handler(request);
    } catch (const std::exception& exception) {
        what = QString::fromUtf8(exception.what());
    } catch (...) {
        // The sentence above says all that is known.
    }
    const Error error{.code = ErrorCode::Internal, .context = what, .requestId = request.requestId};
    logFailure("http.handler_failed", error, {{"request", request.requestId}});
    return errorResponse(500, error);
}

} // namespace

ConnectionLoop::ConnectionLoop(Front& front, QSslConfiguration tls) : m_front(front), m_tls(std::move(tls)) {}

void ConnectionLoop::adopt(Connection::Start start)
{
    const quint64 id = ++m_lastId;
    auto* connection = new Connection(m_front, std::move(start), this);
    m_connections.insert(id, {.connection = connection, .job = {}});
    connect(connection, &Connection::requested, this, [this, id](HttpRequest& request) { run(id, request); });
    connect(connection, &Connection::abandoned, this, [this, id] { abandon(id); });
    connect(connection, &Connection::closed, this, [this, id] { remove(id); });
    if (m_isDraining)
        connection->drain();
    connection->begin(m_tls);
}

void ConnectionLoop::useTls(const QSslConfiguration& tls)
{
    m_tls = tls;
}

void ConnectionLoop::drain()
{
    m_isDraining = true;
    for (const Entry& entry : std::as_const(m_connections))
        entry.connection->drain();
    reportWhenDrained();
}

void ConnectionLoop::abort()
{
    const auto connections = std::exchange(m_connections, {});
    for (const Entry& entry : connections) {
        if (entry.job)
            entry.job->isAbandoned = true;
        delete entry.connection;
    }
    reportWhenDrained();
}

void ConnectionLoop::run(quint64 id, HttpRequest& request)
{
    auto job = std::make_shared<Job>();
    job->request = std::move(request);
    const bool isAccepted = m_front.workers.tryRun([this, id, job] {
        if (job->isAbandoned)
            return;
        // A pointer, because the event that carries it may be copied.
        auto response = std::make_shared<HttpResponse>(runHandler(m_front.handler, job->request));
        QMetaObject::invokeMethod(
            this, [this, id, response] { deliver(id, std::move(*response)); }, Qt::QueuedConnection);
    });
    if (isAccepted) {
        m_connections.find(id)->job = job; // It is there: its connection has just asked.
        return;
    }
    logEvent(LogLevel::Warning, "http.queue_full", {{"request", job->request.requestId}});
    deliver(id, errorResponse(503, {.code = ErrorCode::Busy,
                                    .context = u"work queue is full"_s,
                                    .retryAfter = busyRetry,
                                    .requestId = job->request.requestId}));
}

void ConnectionLoop::deliver(quint64 id, HttpResponse response)
{
    const auto entry = m_connections.find(id);
    if (entry == m_connections.end())
        return;
    entry->job.reset();
    entry->connection->answer(std::move(response));
}

void ConnectionLoop::abandon(quint64 id)
{
    if (const auto entry = m_connections.find(id); entry != m_connections.end() && entry->job)
        entry->job->isAbandoned = true;
}

void ConnectionLoop::remove(quint64 id)
{
    // Later: the connection may stand in a signal of its socket.
    if (const auto entry = m_connections.find(id); entry != m_connections.end()) {
        entry->connection->deleteLater();
        m_connections.erase(entry);
    }
    reportWhenDrained();
}

void ConnectionLoop::reportWhenDrained()
{
    if (!m_isDraining || !m_connections.isEmpty() || std::exchange(m_hasReported, true))
        return;
    Q_EMIT drained();
}

} // namespace keydesk
