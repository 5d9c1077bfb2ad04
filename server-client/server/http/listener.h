#pragma once

#include "base/result.h"
#include "http/descriptor.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTimer>
#include <functional>

namespace keydesk {

/// Accepts connections and hands their descriptors on, unread. Main thread.
class Listener : public QTcpServer
{
    Q_OBJECT
public:
    using Accept = std::function<void(Descriptor)>;

    explicit Listener(Accept accept, QObject* parent = nullptr);

    /// "192.0.2.7:8443", "[::1]:8443"; "[::]:8443" means IPv4 too. With a socket that the service manager passes, the
    /// address is not used.
    Result<void> open(const QString& address, int backlog);
    /// Takes what has connected already, then stops to listen.
    void closeGently();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    Result<void> listenOn(const QString& address);

    Accept m_accept;
    QTimer m_retry; ///< Accepting failed (no descriptor left); Qt pauses then.
};

} // namespace keydesk
