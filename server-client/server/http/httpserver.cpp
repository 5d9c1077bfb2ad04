#include "http/httpserver.h"

#include "base/logging.h"
#include "http/certificatestore.h"
#include "http/connectionloop.h"
#include "http/listener.h"

#include <QThread>
#include <QTimer>
#include <sys/resource.h>
#include <sys/socket.h>
#include <utility>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

QHostAddress peerOf(const Descriptor& descriptor)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getpeername(descriptor.value(), reinterpret_cast<sockaddr*>(&address), &size) != 0)
        return {};
    return plainAddress(QHostAddress(reinterpret_cast<sockaddr*>(&address)));
}

/// Each connection is a descriptor, and the store, the log and the mail need some too.
void raiseDescriptorLimit(int connections)
{
    const auto wanted = static_cast<rlim_t>(connections) + 256;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < wanted)
        logEvent(LogLevel::Warning, "http.few_descriptors",
                 {{"wanted", QString::number(wanted)}, {"allowed", QString::number(limit.rlim_cur)}});
}

} // namespace

struct HttpServer::Private
{
    Private(HttpServerSettings s, HttpHandler h) : settings(std::move(s)), handler(std::move(h)) {}

    void accept(Descriptor descriptor);
    void startLoops(HttpServer* server);
    void stopLoops();
    template <typename Function>
    void inEachLoop(Qt::ConnectionType type, Function function);

    struct Loop
    {
        std::unique_ptr<QThread> thread;
        std::unique_ptr<ConnectionLoop> connections;
    };

    HttpServerSettings settings;
    HttpHandler handler;
    std::unique_ptr<Front> front; ///< Before the loops: their connections give their places back to it.
    std::vector<Loop> loops;
    std::size_t nextLoop = 0;
    std::size_t drainedLoops = 0;
    std::unique_ptr<CertificateStore> certificates;
    std::unique_ptr<Listener> listener;
    bool isDraining = false;
};

HttpServer::HttpServer(HttpServerSettings settings, HttpHandler handler, QObject* parent)
    : QObject(parent), m_private(std::make_unique<Private>(std::move(settings), std::move(handler)))
{
}

HttpServer::~HttpServer()
{
    m_private->stopLoops();
}

Result<void> HttpServer::start()
{
    const HttpLimits& limits = m_private->settings.limits;
    auto proxies = TrustedProxies::fromList(m_private->settings.trustedProxies);
    if (!proxies)
        return proxies.error();
    m_private->certificates =
        std::make_unique<CertificateStore>(m_private->settings.certificateFile, m_private->settings.keyFile);
    if (auto loaded = m_private->certificates->load(); !loaded)
        return loaded;
    raiseDescriptorLimit(limits.connections);
    m_private->front.reset(new Front{.limits = limits,
                                     .handler = m_private->handler,
                                     .proxies = proxies.take(),
                                     .workers = {limits.workerThreads, limits.queuedRequests},
                                     .connections = {limits.connections, limits.connectionsPerPeer}});
    m_private->startLoops(this);
    m_private->listener =
        std::make_unique<Listener>([this](Descriptor descriptor) { m_private->accept(std::move(descriptor)); });
    if (auto opened = m_private->listener->open(m_private->settings.address, limits.connections); !opened)
        return opened;
    logEvent(LogLevel::Info, "http.listening",
             {{"address", m_private->listener->serverAddress().toString()}, {"port", QString::number(port())}});
    return done();
}

quint16 HttpServer::port() const
{
    return m_private->listener ? m_private->listener->serverPort() : 0;
}

void HttpServer::drain()
{
    if (!m_private->listener || std::exchange(m_private->isDraining, true))
        return;
    m_private->listener->closeGently();
    m_private->inEachLoop(Qt::QueuedConnection, &ConnectionLoop::drain);
    QTimer::singleShot(m_private->settings.limits.drain, this,
                       [this] { m_private->inEachLoop(Qt::QueuedConnection, &ConnectionLoop::abort); });
}

void HttpServer::Private::startLoops(HttpServer* server)
{
    for (int i = 0; i < settings.limits.eventLoops; ++i) {
        Loop loop{.thread = std::make_unique<QThread>(),
                  .connections = std::make_unique<ConnectionLoop>(*front, certificates->configuration())};
        ConnectionLoop* connections = loop.connections.get();
        connections->moveToThread(loop.thread.get());
        QObject::connect(certificates.get(), &CertificateStore::changed, connections, &ConnectionLoop::useTls);
        QObject::connect(connections, &ConnectionLoop::drained, server, [this, server] {
            if (++drainedLoops == loops.size())
                Q_EMIT server->drained();
        });
        loop.thread->setObjectName(u"http-%1"_s.arg(i + 1));
        loop.thread->start();
        loops.push_back(std::move(loop));
    }
}

/// The order matters: no new connection, no old one, no handler, no thread.
void HttpServer::Private::stopLoops()
{
    listener.reset();
    certificates.reset();
    inEachLoop(Qt::BlockingQueuedConnection, &ConnectionLoop::abort);
    if (front)
        front->workers.finish();
    for (const Loop& loop : loops) {
        loop.thread->quit();
        loop.thread->wait();
    }
    loops.clear();
}

template <typename Function>
void HttpServer::Private::inEachLoop(Qt::ConnectionType type, Function function)
{
    for (const Loop& loop : loops)
        QMetaObject::invokeMethod(loop.connections.get(), function, type);
}

void HttpServer::Private::accept(Descriptor descriptor)
{
    const QHostAddress peer = peerOf(descriptor);
    auto place = front->connections.enter();
    if (!place) {
        front->refusals.note("total", peer);
        return;
    }
    // Shared, because the event that carries it may be copied; closed with it should the loop be gone.
    auto start = std::make_shared<Connection::Start>(
        Connection::Start{.descriptor = std::move(descriptor), .peer = peer, .place = std::move(*place)});
    ConnectionLoop* loop = loops[nextLoop++ % loops.size()].connections.get();
    QMetaObject::invokeMethod(
        loop, [loop, start] { loop->adopt(std::move(*start)); }, Qt::QueuedConnection);
}

} // namespace keydesk
