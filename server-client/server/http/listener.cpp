#include "http/listener.h"

#include "base/logging.h"
#include "http/servicemanager.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace keydesk {

namespace {

struct Place
{
    QHostAddress address;
    quint16 port = 0;
};

std::optional<Place> parsePlace(const QString& text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    QString host = text.left(colon);
    bool isNumber = false;
    const quint16 port = text.mid(colon + 1).toUShort(&isNumber);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    else if (host.contains(u':'))
        return {};
    const QHostAddress address(host);
    if (colon < 0 || !isNumber || address.isNull())
        return {};
    return Place{.address = address == QHostAddress(QHostAddress::AnyIPv6) ? QHostAddress(QHostAddress::Any) : address,
                 .port = port};
}

} // namespace

Listener::Listener(Accept accept, QObject* parent) : QTcpServer(parent), m_accept(std::move(accept))
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(1s);
    connect(&m_retry, &QTimer::timeout, this, &QTcpServer::resumeAccepting);
    connect(this, &QTcpServer::acceptError, &m_retry, [this] {
        logEvent(LogLevel::Warning, "http.accept_failed", {{"reason", errorString()}});
        m_retry.start();
    });
}

Result<void> Listener::open(const QString& address, int backlog)
{
    setListenBacklogSize(backlog);
    auto passed = ServiceManager::passedSocket();
    if (!passed)
        return passed.error();
    if (!passed->isValid())
        return listenOn(address);
    if (!setSocketDescriptor(passed->release()))
        return Error{.code = ErrorCode::Unavailable, .context = u"passed socket: "_s % errorString()};
    return done();
}

Result<void> Listener::listenOn(const QString& address)
{
    const auto place = parsePlace(address);
    if (!place)
        return Error{.code = ErrorCode::InvalidRequest,
                     .context = u"\"%1\" is not an address and port like 192.0.2.7:8443 or [::]:8443"_s.arg(address)};
    if (!listen(place->address, place->port))
        return Error{.code = ErrorCode::Unavailable, .context = address % u": "_s % errorString()};
    return done();
}

void Listener::closeGently()
{
    // The kernel has completed these connections: their clients believe they are served.
    while (!m_retry.isActive() && waitForNewConnection(0)) {
    }
    close();
}

void Listener::incomingConnection(qintptr descriptor)
{
    m_accept(Descriptor(static_cast<int>(descriptor)));
}

} // namespace keydesk
