#pragma once

#include "http/proxyheader.h"

#include <QObject>
#include <QSocketNotifier>

namespace keydesk {

/// Reads the PROXY protocol header that a trusted proxy may send before TLS begins, from the descriptor itself:
/// QSslSocket would buffer bytes behind it that its handshake then misses. One of the signals comes once; the
/// descriptor stays the caller's. An event loop's thread.
class ProxyPrelude : public QObject
{
    Q_OBJECT
public:
    ProxyPrelude(int descriptor, QObject* parent);

Q_SIGNALS:
    /// The source is null where the proxy sent no header, or one without addresses.
    void finished(const QHostAddress& source);
    void failed(const char* reason);

private:
    void readMore();
    bool startsWithHeader();

    int m_descriptor;
    QSocketNotifier m_notifier;
    ProxyHeader m_header;
    bool m_hasStarted = false;
};

} // namespace keydesk
