#include "http/connection.h"

#include "base/logging.h"
#include "http/forwarded.h"

#include <array>
#include <cstring>
#include <sys/socket.h>
#include <utility>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace keydesk {

namespace {

constexpr qint64 readBuffer = 64 * 1024; ///< Back-pressure: TCP stops the client when this is full.
constexpr auto drainGrace = 1s;          ///< A request may be on its way to a connection that looks idle.
constexpr auto lingerTime = 2s;
constexpr qint64 lingerBytes = 1024 * 1024;
constexpr auto handlerRetry = 5s;

} // namespace

Connection::Connection(Front& front, Start start, QObject* parent)
    : QObject(parent),
      m_front(front),
      m_descriptor(std::move(start.descriptor)),
      m_peer(start.peer),
      m_place(std::move(start.place)),
      m_reader(front.limits)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &Connection::onDeadline);
}

Connection::~Connection()
{
    stopListening();
}

/// A socket that goes says "disconnected", when parts of this object may be gone already; and what was on its way to an
/// ended connection must not bring it back.
void Connection::stopListening()
{
    if (m_prelude)
        m_prelude->disconnect(this);
    if (m_socket)
        m_socket->disconnect(this);
}

void Connection::begin(const QSslConfiguration& tls)
{
    enter(Stage::Prelude, m_front.limits.handshake);
    if (!m_front.proxies.contains(m_peer))
        return startTls(tls, {});
    m_prelude = std::make_unique<ProxyPrelude>(m_descriptor.value(), nullptr);
    connect(m_prelude.get(), &ProxyPrelude::failed, this, &Connection::finish);
    connect(m_prelude.get(), &ProxyPrelude::finished, this,
            [this, tls](const QHostAddress& source) { startTls(tls, source); });
}

/// The deadline set for the prelude goes on: a proxy does not buy its client more time.
void Connection::startTls(const QSslConfiguration& tls, const QHostAddress& namedClient)
{
    if (!namedClient.isNull())
        m_peer = namedClient;
    // A proxy speaks for many: its connections count for those it names, or, with Forwarded, for nobody.
    const bool isClient = !m_front.proxies.contains(m_peer);
    if (isClient && !m_place.countFor(m_peer)) {
        m_front.refusals.note("client", m_peer);
        return finish("too many connections of this client");
    }
    m_stage = Stage::Handshake;
    makeSocket();
    if (!m_socket->setSocketDescriptor(m_descriptor.release()))
        return finish("the descriptor is no connected socket");
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSslConfiguration(tls);
    m_socket->startServerEncryption();
}

void Connection::makeSocket()
{
    m_socket = std::make_unique<QSslSocket>();
    m_socket->setReadBufferSize(readBuffer);
    QSslSocket* socket = m_socket.get();
    connect(socket, &QSslSocket::encrypted, this, [this] {
        waitForRequest();
        readMore();
    });
    connect(socket, &QSslSocket::readyRead, this, &Connection::readMore);
    // Not bytesWritten: that comes while the encrypted bytes still wait inside.
    connect(socket, &QSslSocket::encryptedBytesWritten, this, &Connection::continueAfterWrite);
    connect(socket, &QSslSocket::disconnected, this, [this] { finish("disconnected"); });
    connect(socket, &QSslSocket::errorOccurred, this, [this] { finish("socket error"); });
}

/// Every change of stage comes before the call into the socket that it is for: those calls can signal at once.
void Connection::enter(Stage stage, std::chrono::milliseconds deadline)
{
    m_stage = stage;
    m_deadline.start(deadline);
}

void Connection::waitForRequest()
{
    if (!m_isDraining)
        enter(Stage::Reading, m_front.limits.idle);
    else
        enter(Stage::Reading, m_hasServed ? drainGrace : m_front.limits.header);
}

void Connection::readMore()
{
    if (m_stage == Stage::Lingering)
        return discardInput();
    // While a request is handled nothing is read: the next one waits in the socket, then in the client.
    std::array<char, 16 * 1024> bytes;
    while (m_stage == Stage::Reading) {
        const qint64 count = m_socket->read(bytes.data(), bytes.size());
        if (count <= 0)
            return;
        const RequestReader::State before = m_reader.state();
        m_reader.feed({bytes.data(), static_cast<qsizetype>(count)});
        ::explicit_bzero(bytes.data(), static_cast<std::size_t>(count));
        react(before);
    }
}

void Connection::react(RequestReader::State before)
{
    const RequestReader::State now = m_reader.state();
    if (before == RequestReader::State::Waiting && now != before) {
        m_current = {};
        m_current.client = m_peer;
        m_current.since.start();
    }
    switch (now) {
    case RequestReader::State::Waiting:
        return;
    case RequestReader::State::Header:
        if (now != before)
            enter(Stage::Reading, m_front.limits.header);
        return;
    case RequestReader::State::Body:
        if (now == before)
            return;
        enter(Stage::Reading, m_front.limits.body);
        if (m_reader.waitsForContinue())
            m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        return;
    case RequestReader::State::Complete:
        return handle();
    case RequestReader::State::Refused:
        return refuse(m_reader.refusal());
    }
}

void Connection::handle()
{
    m_closesAfterAnswer = m_reader.head().closesConnection;
    const bool asksForMethods = m_reader.head().method == "OPTIONS";
    HttpRequest request = m_reader.take();
    m_current.requestId = m_front.random.opaqueId();
    m_current.method = request.method;
    m_current.path = request.path;
    const auto client = clientAddress(m_peer, request.header("forwarded"), m_front.proxies);
    if (!client)
        return refuse({.reason = "malformed Forwarded field"});
    m_current.client = *client;
    if (asksForMethods) {
        logOwnAnswer(204);
        return send({.status = 204, .headers = {{"Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"}}});
    }
    if (request.method == "HEAD")
        request.method = "GET";
    request.peer = *client;
    request.requestId = m_current.requestId;
    enter(Stage::Handling, m_front.limits.handler);
    Q_EMIT requested(request);
}

void Connection::answer(HttpResponse response)
{
    if (m_stage == Stage::Handling)
        send(std::move(response));
}

void Connection::refuse(const Refusal& refusal, std::chrono::seconds retryAfter)
{
    if (m_current.requestId.isEmpty())
        m_current.requestId = m_front.random.opaqueId();
    m_current.refusal = refusal.reason;
    logOwnAnswer(refusal.status);
    // What follows cannot be told apart from the rest of this request.
    m_closesAfterAnswer = true;
    send(errorResponse(refusal.status, {.code = refusal.code,
                                        .context = QString::fromLatin1(refusal.reason),
                                        .retryAfter = retryAfter,
                                        .requestId = m_current.requestId}));
}

void Connection::send(HttpResponse response)
{
    m_closesAfterAnswer = m_closesAfterAnswer || m_isDraining;
    const QByteArray bytes = responseBytes(std::move(response), {.requestId = m_current.requestId,
                                                                 .closesConnection = m_closesAfterAnswer,
                                                                 .isWithoutBody = m_current.method == "HEAD"});
    enter(Stage::Answering, m_front.limits.write);
    m_socket->write(bytes);
}

void Connection::continueAfterWrite()
{
    if (m_stage != Stage::Answering || m_socket->bytesToWrite() > 0 || m_socket->encryptedBytesToWrite() > 0)
        return;
    m_hasServed = true;
    if (m_closesAfterAnswer)
        return closeGently();
    m_reader.next();
    waitForRequest();
    react(RequestReader::State::Waiting);
    readMore();
}

/// Closing with input unread makes the kernel send a reset, which can overtake the answer (RFC 9112 section 9.6).
void Connection::closeGently()
{
    const RequestReader::State state = m_reader.state();
    const bool isBetweenRequests = state == RequestReader::State::Waiting || state == RequestReader::State::Complete;
    const bool hasUnreadInput = !isBetweenRequests || m_socket->bytesAvailable() > 0;
    if (m_stage != Stage::Lingering && hasUnreadInput) {
        enter(Stage::Lingering, lingerTime);
        // The client sees the end at once; its answer has a length, so it misses no close_notify.
        ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
        return discardInput();
    }
    enter(Stage::Closing, m_front.limits.write);
    m_socket->disconnectFromHost();
}

void Connection::discardInput()
{
    std::array<char, 16 * 1024> bytes;
    while (m_stage == Stage::Lingering) {
        const qint64 count = m_socket->read(bytes.data(), bytes.size());
        if (count <= 0)
            return;
        ::explicit_bzero(bytes.data(), static_cast<std::size_t>(count));
        m_discarded += count;
        if (m_discarded > lingerBytes)
            closeGently();
    }
}

void Connection::drain()
{
    m_isDraining = true;
    if (m_stage == Stage::Reading && m_reader.state() == RequestReader::State::Waiting)
        waitForRequest();
}

void Connection::onDeadline()
{
    switch (m_stage) {
    case Stage::Prelude:
    case Stage::Handshake:
        return finish("no handshake in time");
    case Stage::Reading:
        if (m_reader.state() == RequestReader::State::Waiting)
            return closeGently();
        return refuse({.status = 408, .code = ErrorCode::TimedOut, .reason = "request not complete in time"});
    case Stage::Handling:
        Q_EMIT abandoned();
        return refuse({.status = 503, .code = ErrorCode::Unavailable, .reason = "handler too slow"}, handlerRetry);
    case Stage::Lingering:
        return closeGently();
    case Stage::Answering:
    case Stage::Closing:
        return finish("client does not read");
    case Stage::Closed:
        return;
    }
}

void Connection::finish(const char* reason)
{
    if (m_stage == Stage::Closed)
        return;
    const Stage before = std::exchange(m_stage, Stage::Closed);
    m_deadline.stop();
    stopListening();
    if (before == Stage::Prelude || before == Stage::Handshake)
        logEvent(LogLevel::Debug, "http.no_handshake",
                 {{"peer", m_peer.toString()}, {"reason", QString::fromLatin1(reason)}});
    if (before == Stage::Handling) {
        logEvent(LogLevel::Info, "http.client_left", {{"request", m_current.requestId}});
        Q_EMIT abandoned();
    }
    Q_EMIT closed();
}

void Connection::logOwnAnswer(int status) const
{
    logEvent(LogLevel::Info, "http.request",
             {{"request", m_current.requestId},
              {"peer", m_current.client.toString()},
              {"method", QString::fromLatin1(m_current.method)},
              {"path", m_current.path},
              {"status", QString::number(status)},
              {"ms", QString::number(m_current.since.elapsed())},
              {"refused", QString::fromLatin1(m_current.refusal)}});
}

} // namespace keydesk
