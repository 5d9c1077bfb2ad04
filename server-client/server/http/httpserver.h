#pragma once

#include "base/result.h"
#include "base/settings.h"
#include "http/message.h"

#include <QObject>
#include <QSslConfiguration>
#include <chrono>
#include <memory>

namespace keydesk {

struct HttpLimits
{
    int connections = 1000;
    int connectionsPerPeer = 100;
    int headerBytes = 16 * 1024;
    int headerFields = 64;
    int bodyBytes = 64 * 1024;
    int queuedRequests = 256; ///< Beyond: 503 with Retry-After.
    int workerThreads = 8;    ///< Threads that may block.
    int eventLoops = 2;
    std::chrono::milliseconds handshake{10'000};
    std::chrono::milliseconds header{10'000};
    std::chrono::milliseconds body{30'000};
    std::chrono::milliseconds idle{60'000};
    std::chrono::milliseconds write{30'000};
    std::chrono::milliseconds handler{30'000};
    std::chrono::milliseconds drain{20'000};
};

struct HttpServerSettings
{
    QString address;         ///< "127.0.0.1:8443", "[::]:8443"; port 0 picks a free one.
    QString certificateFile; ///< PEM with chain; read again when it changes.
    QString keyFile;
    QStringList trustedProxies = {}; ///< Addresses or prefixes that may send PROXY protocol v2 or Forwarded.
    HttpLimits limits = {};
};

/// HTTPS/1.1 front. Lives in the main thread; accepts there, hands descriptors to event loops, runs the handler in the
/// pool. It knows no capability.
class HttpServer : public QObject
{
    Q_OBJECT
public:
    HttpServer(HttpServerSettings settings, HttpHandler handler, QObject* parent = nullptr);
    ~HttpServer() override;

    /// Uses the socket that systemd passes (LISTEN_FDS) where there is one.
    Result<void> start();
    quint16 port() const;
    /// Stops accepting, lets begun handshakes and requests end, then emits drained (at the latest after limits.drain).
    void drain();

Q_SIGNALS:
    void drained();

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace keydesk
