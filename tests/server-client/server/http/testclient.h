#pragma once

#include <QByteArray>
#include <QList>
#include <QSslSocket>
#include <optional>
#include <utility>

namespace keydesk {

struct TestAnswer
{
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< Names in lower case.
    QByteArray body;

    QByteArray header(const QByteArray& name) const;
    int count(const QByteArray& name) const;
    /// "code" of the error body.
    QString errorCode() const;
    bool isOk() const { return status == 200; }
};

/// A client that sends any bytes over TLS and reads answers one by one. Waits in the event loop, where the server's
/// accepting part runs too.
class TestClient
{
public:
    explicit TestClient(quint16 port);

    QSslSocket& socket() { return m_socket; }
    bool connectTls();
    /// TCP only; then prelude bytes may be sent before encrypt().
    bool connectPlain();
    bool encrypt();
    void send(const QByteArray& bytes) { m_socket.write(bytes); }
    /// None when the connection ends, or nothing complete comes in time.
    std::optional<TestAnswer> readAnswer(bool toHead = false);
    /// Something of an answer has come.
    bool hasAnswer() const { return !m_received.isEmpty(); }
    /// send() and readAnswer(); status 0 without answer.
    TestAnswer ask(const QByteArray& bytes);
    bool waitForClose();
    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }

private:
    quint16 m_port;
    QSslSocket m_socket;
    QByteArray m_received;
};

/// "GET /path HTTP/1.1" with a Host and these further lines (each with its CRLF).
QByteArray getRequest(const QByteArray& path, const QByteArray& lines = {});
QByteArray postRequest(const QByteArray& path, const QByteArray& body, const QByteArray& lines = {});

} // namespace keydesk
