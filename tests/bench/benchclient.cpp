#include "benchclient.h"

#include "base/clock.h"
#include "protocol/proofofpossession.h"

#include <QFile>
#include <QJsonDocument>
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace keydesk {

BenchClient::BenchClient(const Service& service, SigningKey key)
    : m_panelUrl(service.panelUrl),
      m_key(std::move(key)),
      m_context(SSL_CTX_new(TLS_client_method())),
      m_tls(nullptr),
      m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    SSL_CTX_set_verify(m_context.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_load_verify_locations(m_context.get(), QFile::encodeName(service.caFile).constData(), nullptr);
    m_tls.reset(SSL_new(m_context.get()));
    sockaddr_in address{.sin_family = AF_INET, .sin_port = htons(service.port), .sin_addr = {}, .sin_zero = {}};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int atOnce = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &atOnce, sizeof atOnce);
    if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        SSL_set_fd(m_tls.get(), m_socket) != 1 || SSL_connect(m_tls.get()) != 1)
        qFatal("no connection to the service");
}

BenchClient::~BenchClient()
{
    ::close(m_socket);
}

void BenchClient::send(const QByteArray& bytes)
{
    if (SSL_write(m_tls.get(), bytes.constData(), static_cast<int>(bytes.size())) != bytes.size())
        qFatal("the service takes nothing more");
}

QByteArray BenchClient::receive(int status)
{
    QByteArray received;
    qsizetype whole = -1;
    while (whole < 0 || received.size() < whole) {
        char piece[16384];
        const int size = SSL_read(m_tls.get(), piece, sizeof piece);
        if (size <= 0)
            qFatal("the service has gone");
        received.append(piece, size);
        const qsizetype end = received.indexOf("\r\n\r\n");
        if (whole >= 0 || end < 0)
            continue;
        const QByteArray head = received.first(end).toLower();
        const qsizetype length = head.indexOf("\r\ncontent-length:");
        whole = end + 4 + (length < 0 ? 0 : head.sliced(length + 17).split('\r').first().trimmed().toLongLong());
    }
    if (received.split(' ').value(1).toInt() != status)
        qFatal("refused: %s", received.constData());
    return received.sliced(received.indexOf("\r\n\r\n") + 4);
}

QJsonObject BenchClient::post(const QByteArray& target, const QJsonObject& body, int status)
{
    const QByteArray bytes = body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact);
    const QUrl url(m_panelUrl + QLatin1StringView("/api/v1" + target));
    QByteArray head = "POST /api/v1" + target + " HTTP/1.1\r\nHost: localhost\r\nDPoP: " +
                      makeProof(m_key, "POST", url, token, SystemClock().now(), m_random) + "\r\n" +
                      "Idempotency-Key: " + m_random.opaqueId().toLatin1() + "\r\n";
    if (!token.isEmpty())
        head += "Authorization: DPoP " + token + "\r\n";
    if (!bytes.isEmpty())
        head += "Content-Type: application/json\r\n";
    head += "Content-Length: " + QByteArray::number(bytes.size()) + "\r\n\r\n";
    send(head + bytes);
    return QJsonDocument::fromJson(receive(status)).object();
}

} // namespace keydesk
