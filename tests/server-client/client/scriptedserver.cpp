#include "scriptedserver.h"

#include <QFile>
#include <QJsonDocument>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

/// The first whole request in the buffer, which is then shorter.
std::optional<SeenRequest> takeRequest(QByteArray& buffer)
{
    const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return std::nullopt;
    const QByteArrayList lines = buffer.first(headEnd).split('\n');
    const QByteArrayList start = lines[0].trimmed().split(' ');
    SeenRequest request{.method = start.value(0), .target = start.value(1), .headers = {}, .body = {}};
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        request.headers.insert(lines[i].first(colon).toLower(), lines[i].sliced(colon + 1).trimmed());
    }
    const qsizetype bodySize = request.headers.value("content-length").toLongLong();
    if (buffer.size() < headEnd + 4 + bodySize)
        return std::nullopt;
    request.body = buffer.sliced(headEnd + 4, bodySize);
    buffer.remove(0, headEnd + 4 + bodySize);
    return request;
}

} // namespace

QSslConfiguration serverConfiguration(const TestAuthority::Pair& pair)
{
    QFile key(pair.key);
    if (!key.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(pair.key));
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(QSslCertificate::fromPath(pair.certificate));
    configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

QJsonObject SeenRequest::json() const
{
    return QJsonDocument::fromJson(body).object();
}

ScriptedAnswer jsonAnswer(const QJsonObject& body, int status, const QByteArray& moreHeaders)
{
    const QByteArray json = QJsonDocument(body).toJson(QJsonDocument::Compact);
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) +
                       " X\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(json.size()) +
                       "\r\nX-Request-Id: request-1\r\n" + moreHeaders + "\r\n" + json;
    return {.bytes = bytes};
}

ScriptedAnswer errorAnswer(const char* code, int status, const QJsonObject& details, const QByteArray& moreHeaders)
{
    const QJsonObject error{{u"code"_s, QString::fromLatin1(code)}, {u"details"_s, details}};
    return jsonAnswer({{u"error"_s, error}}, status, moreHeaders);
}

ScriptedAnswer silence()
{
    return {};
}
ScriptedAnswer hangUp()
{
    return {.bytes = {}, .closes = true};
}

ScriptedServer::ScriptedServer(const QSslConfiguration& configuration, Script script) : m_script(std::move(script))
{
    m_server.setSslConfiguration(configuration);
    connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, &ScriptedServer::accept);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("cannot listen");
}

QUrl ScriptedServer::url() const
{
    return QUrl(u"https://localhost:%1"_s.arg(m_server.serverPort()));
}

void ScriptedServer::answerWith(const QList<ScriptedAnswer>& answers)
{
    setScript([answers, next = 0](const SeenRequest&) mutable {
        const ScriptedAnswer& answer = answers[next];
        next = std::min<int>(next + 1, static_cast<int>(answers.size()) - 1);
        return answer;
    });
}

void ScriptedServer::accept()
{
    while (m_server.hasPendingConnections()) {
        auto* socket = qobject_cast<QSslSocket*>(m_server.nextPendingConnection());
        ++m_connections;
        connect(socket, &QSslSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QSslSocket::disconnected, this, [this, socket] {
            ++m_disconnections;
            m_pending.remove(socket);
            socket->deleteLater();
        });
        read(socket);
    }
}

void ScriptedServer::read(QSslSocket* socket)
{
    m_pending[socket] += socket->readAll();
    while (const auto request = takeRequest(m_pending[socket])) {
        m_seen.append(*request);
        const ScriptedAnswer answer = m_script ? m_script(*request) : silence();
        socket->write(answer.bytes);
        if (answer.closes)
            return socket->disconnectFromHost();
    }
}

} // namespace keydesk
