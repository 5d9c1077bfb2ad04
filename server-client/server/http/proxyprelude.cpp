#include "http/proxyprelude.h"

#include <cerrno>
#include <sys/socket.h>

namespace keydesk {

ProxyPrelude::ProxyPrelude(int descriptor, QObject* parent)
    : QObject(parent), m_descriptor(descriptor), m_notifier(descriptor, QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &ProxyPrelude::readMore);
}

void ProxyPrelude::readMore()
{
    if (!m_hasStarted && !startsWithHeader())
        return;
    m_hasStarted = true;
    while (m_header.state() == ProxyHeader::State::Incomplete) {
        QByteArray bytes(m_header.wanted(), Qt::Uninitialized);
        const ssize_t count = ::recv(m_descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()), MSG_DONTWAIT);
        if (count < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (count <= 0) {
            m_notifier.setEnabled(false);
            Q_EMIT failed("closed within the PROXY header");
            return;
        }
        m_header.feed(QByteArrayView(bytes).first(count));
    }
    m_notifier.setEnabled(false);
    if (m_header.state() == ProxyHeader::State::Complete)
        Q_EMIT finished(m_header.source());
    else
        Q_EMIT failed("malformed PROXY header");
}

/// Looks at the first byte without taking it.
bool ProxyPrelude::startsWithHeader()
{
    char byte = 0;
    const ssize_t count = ::recv(m_descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return false;
    if (count == 1 && byte == ProxyHeader::firstByte)
        return true;
    m_notifier.setEnabled(false);
    if (count == 1)
        Q_EMIT finished(QHostAddress());
    else
        Q_EMIT failed("closed before TLS");
    return false;
}

} // namespace keydesk
