#include "testclient.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr int patience = 20'000;

std::optional<TestAnswer> takeAnswer(QByteArray& received, bool toHead)
{
    const qsizetype end = received.indexOf("\r\n\r\n");
    if (end < 0)
        return {};
    TestAnswer answer;
    QList<QByteArray> lines = received.left(end).split('\n');
    answer.status = lines.takeFirst().split(' ').value(1).toInt();
    for (const QByteArray& line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.append({line.left(colon).toLower(), line.mid(colon + 1).trimmed()});
    }
    const qsizetype length = toHead ? 0 : answer.header("content-length").toLongLong();
    if (received.size() < end + 4 + length)
        return {};
    answer.body = received.mid(end + 4, length);
    received.remove(0, end + 4 + length);
    return answer;
}

} // namespace

QByteArray TestAnswer::header(const QByteArray& name) const
{
    for (const auto& [fieldName, value] : headers) {
        if (fieldName == name)
            return value;
    }
    return {};
}

int TestAnswer::count(const QByteArray& name) const
{
    return static_cast<int>(
        std::count_if(headers.begin(), headers.end(), [&](const auto& f) { return f.first == name; }));
}

QString TestAnswer::errorCode() const
{
    return QJsonDocument::fromJson(body).object()[u"error"_s].toObject()[u"code"_s].toString();
}

TestClient::TestClient(quint16 port) : m_port(port)
{
    m_socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    QObject::connect(&m_socket, &QSslSocket::readyRead, &m_socket, [this] { m_received += m_socket.readAll(); });
}

bool TestClient::connectTls()
{
    return connectPlain() && encrypt();
}

bool TestClient::connectPlain()
{
    m_socket.connectToHost(u"127.0.0.1"_s, m_port);
    return QTest::qWaitFor([this] { return isOpen(); }, patience);
}

bool TestClient::encrypt()
{
    m_socket.startClientEncryption();
    return QTest::qWaitFor([this] { return m_socket.isEncrypted() || !isOpen(); }, patience) && m_socket.isEncrypted();
}

std::optional<TestAnswer> TestClient::readAnswer(bool toHead)
{
    std::optional<TestAnswer> answer;
    const bool isDone = QTest::qWaitFor(
        [&] {
            answer = takeAnswer(m_received, toHead);
            return answer || m_socket.state() == QAbstractSocket::UnconnectedState;
        },
        patience);
    return isDone ? answer : std::nullopt;
}

TestAnswer TestClient::ask(const QByteArray& bytes)
{
    send(bytes);
    return readAnswer().value_or(TestAnswer());
}

bool TestClient::waitForClose()
{
    return QTest::qWaitFor([this] { return m_socket.state() == QAbstractSocket::UnconnectedState; }, patience);
}

QByteArray getRequest(const QByteArray& path, const QByteArray& lines)
{
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n";
}

QByteArray postRequest(const QByteArray& path, const QByteArray& body, const QByteArray& lines)
{
    return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n" + lines + "\r\n" + body;
}

} // namespace keydesk
