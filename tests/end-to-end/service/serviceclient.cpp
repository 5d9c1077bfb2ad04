#include "serviceclient.h"

#include "protocol/proofofpossession.h"

#include <QJsonDocument>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTemporaryFile>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr int patience = 30'000; // ms

void record(const ClientRequest& request, const ClientAnswer& answer)
{
    const auto body = QJsonDocument::fromJson(request.body);
    QJsonObject line{{u"method"_s, QString::fromLatin1(request.method)},
                     {u"path"_s, QString::fromLatin1("/api/v1" + request.target)},
                     {u"status"_s, answer.status}};
    if (body.isObject() && answer.status < 400) // A refused one may be anything.
        line[u"requestBody"_s] = body.object();
    if (!answer.body.isEmpty())
        line[u"answerBody"_s] = answer.json();
    ServiceClient::exchanges() += QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

QByteArray ClientAnswer::header(const QByteArray& name) const
{
    for (const auto& [each, value] : headers) {
        if (each == name)
            return value;
    }
    return {};
}

QJsonObject ClientAnswer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QString ClientAnswer::code() const
{
    return json()[u"error"_s][u"code"_s].toString();
}

QJsonObject ClientAnswer::details() const
{
    return json()[u"error"_s][u"details"_s].toObject();
}

ServiceClient::ServiceClient(const ServiceFixture& service) : m_service(service) {}

bool ServiceClient::connectTls()
{
    m_received.clear();
    m_socket = std::make_unique<QSslSocket>();
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslCertificate::fromPath(m_service.caFile()));
    m_socket->setSslConfiguration(tls);
    m_socket->connectToHostEncrypted(u"localhost"_s, port != 0 ? port : m_service.port());
    return m_socket->waitForEncrypted(patience);
}

QByteArray ServiceClient::proof(const ProofWishes& wishes)
{
    const QString origin = wishes.origin.isEmpty() ? m_service.url().toString() : wishes.origin;
    const QUrl url(origin + QString::fromLatin1("/api/v1" + wishes.target.split('?').first()));
    return makeProof(key, wishes.method, url, wishes.withoutToken ? QByteArray() : token,
                     SystemClock().now() + wishes.shift, m_random);
}

ClientAnswer ServiceClient::ask(const ClientRequest& request)
{
    QByteArray head = request.method + " /api/v1" + request.target + " HTTP/1.1\r\nHost: localhost\r\n";
    if (!request.proof.isEmpty())
        head += "DPoP: " + request.proof + "\r\n";
    else if (!request.withoutProof)
        head += "DPoP: " +
                proof({.method = request.method, .target = request.target, .withoutToken = request.withoutToken}) +
                "\r\n";
    if (!token.isEmpty() && !request.withoutToken)
        head += "Authorization: DPoP " + token + "\r\n";
    if (request.method != "GET" && !request.withoutIdempotencyKey)
        head += "Idempotency-Key: " +
                (request.idempotencyKey.isEmpty() ? m_random.opaqueId().toLatin1() : request.idempotencyKey) + "\r\n";
    if (!request.body.isEmpty() && !request.contentType.isEmpty())
        head += "Content-Type: " + request.contentType + "\r\n";
    head += "Content-Length: " + QByteArray::number(request.body.size()) + "\r\n\r\n";

    ClientAnswer answer = exchange(head + request.body);
    record(request, answer);
    return answer;
}

ClientAnswer ServiceClient::exchange(const QByteArray& bytes)
{
    const bool isOpen = m_socket && m_socket->state() == QAbstractSocket::ConnectedState;
    if (!isOpen && !connectTls())
        return {};
    m_socket->write(bytes);
    while (!m_received.contains("\r\n\r\n")) {
        if (!readMore())
            return {};
    }
    ClientAnswer answer;
    const qsizetype end = m_received.indexOf("\r\n\r\n");
    QByteArrayList lines = m_received.first(end).replace("\r\n", "\n").split('\n');
    answer.status = lines.takeFirst().split(' ').value(1).toInt();
    for (const QByteArray& line : lines) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.emplaceBack(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    const qsizetype size = answer.header("content-length").toLongLong();
    while (m_received.size() < end + 4 + size) {
        if (!readMore())
            return {};
    }
    answer.body = m_received.sliced(end + 4, size);
    m_received.remove(0, end + 4 + size);
    if (answer.header("connection").toLower() == "close")
        m_socket.reset();
    return answer;
}

bool ServiceClient::readMore()
{
    if (m_socket->bytesAvailable() == 0 && !m_socket->waitForReadyRead(patience))
        return false;
    m_received += m_socket->readAll();
    return true;
}

ClientAnswer ServiceClient::post(const QByteArray& target, const QJsonObject& body)
{
    return change("POST", target, body);
}

ClientAnswer ServiceClient::change(const QByteArray& method, const QByteArray& target, const QJsonObject& body)
{
    const QByteArray bytes = body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact);
    return ask({.method = method, .target = target, .body = bytes});
}

QByteArray& ServiceClient::exchanges()
{
    static QByteArray lines;
    return lines;
}

QByteArray ServiceClient::exchangeProblems(bool wantsAll)
{
    QTemporaryFile file;
    if (!file.open() || file.write(exchanges()) < 0 || !file.flush())
        return "cannot write the exchanges";
    QProcess validator;
    validator.setProcessChannelMode(QProcess::MergedChannels);
    QStringList arguments{file.fileName()};
    if (wantsAll)
        arguments.prepend(u"--complete"_s);
    validator.start(QStringLiteral(KEYDESK_SOURCE_DIR "/tests/end-to-end/service/validate-exchanges"), arguments);
    const bool isEnded = validator.waitForFinished(patience * 4);
    const QByteArray said = validator.readAll();
    return isEnded && validator.exitCode() == 0 ? QByteArray() : said + validator.errorString().toUtf8();
}

} // namespace keydesk
