#include "virtual/key/keysocket.h"

#include "virtual/key/hidframes.h"

#include <poll.h>

using namespace Qt::Literals::StringLiterals;

namespace keydesk::virtualkey {

namespace {

constexpr qint64 mostUnread = 2 * 129 * reportSize; // Two of the longest messages.

bool hasHungUp(const QLocalSocket& socket)
{
    pollfd state{.fd = static_cast<int>(socket.socketDescriptor()), .events = POLLRDHUP, .revents = 0};
    return poll(&state, 1, 0) != 0;
}

} // namespace

KeySocket::KeySocket(const QString& path, QObject* parent) : QObject(parent), m_path(path)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &KeySocket::accept);
}

Result<void> KeySocket::plug()
{
    if (isPlugged())
        return done();
    QLocalServer::removeServer(m_path); // One that a killed key left behind.
    if (!m_server.listen(m_path))
        return Error{.code = ErrorCode::Internal,
                     .context = u"cannot listen on %1: %2"_s.arg(m_path, m_server.errorString())};
    return done();
}

void KeySocket::unplug()
{
    m_server.close();
    lose();
}

void KeySocket::accept()
{
    QLocalSocket* newcomer = m_server.nextPendingConnection();
    if (m_client && hasHungUp(*m_client)) { // It left; the news, and perhaps a last report, have not been read yet.
        m_client->waitForReadyRead(0);
        lose();
    }
    if (m_client) {
        newcomer->abort();
        newcomer->deleteLater();
        return;
    }
    m_client = newcomer;
    newcomer->setParent(this);
    connect(newcomer, &QLocalSocket::readyRead, this, &KeySocket::read);
    connect(newcomer, &QLocalSocket::disconnected, this, [this, newcomer] {
        if (newcomer == m_client)
            lose();
    });
    Q_EMIT connected();
    read();
}

void KeySocket::read()
{
    while (m_client && m_client->bytesAvailable() >= reportSize)
        Q_EMIT received(m_client->read(reportSize));
}

void KeySocket::lose()
{
    if (!m_client)
        return;
    QLocalSocket* client = std::exchange(m_client, nullptr);
    client->disconnect(this);
    client->flush();
    client->abort();
    client->deleteLater();
    Q_EMIT disconnected();
}

void KeySocket::send(const QByteArray& report)
{
    if (m_client && m_client->bytesToWrite() < mostUnread)
        m_client->write(report);
}

} // namespace keydesk::virtualkey
