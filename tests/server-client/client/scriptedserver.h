#pragma once

#include "fakes/testauthority.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QSslServer>
#include <QUrl>
#include <functional>

namespace keydesk {

/// A request as it arrived; header names are lower case.
struct SeenRequest
{
    QByteArray method;
    QByteArray target;
    QHash<QByteArray, QByteArray> headers;
    QByteArray body;

    QJsonObject json() const;
};

/// What a TLS server shows.
QSslConfiguration serverConfiguration(const TestAuthority::Pair& pair);

/// What the server does next: bytes as they are, then perhaps the end of the connection. No bytes and no end: silence.
struct ScriptedAnswer
{
    QByteArray bytes;
    bool closes = false;
};

ScriptedAnswer jsonAnswer(const QJsonObject& body, int status = 200, const QByteArray& moreHeaders = {});
/// {"error": {"code": …, "details": …}}
ScriptedAnswer errorAnswer(const char* code, int status, const QJsonObject& details = {},
                           const QByteArray& moreHeaders = {});
ScriptedAnswer silence();
/// Ends the connection without a word.
ScriptedAnswer hangUp();

/// HTTPS on a free port of 127.0.0.1; answers each request by the script.
class ScriptedServer : public QObject
{
    Q_OBJECT
public:
    using Script = std::function<ScriptedAnswer(const SeenRequest&)>;

    explicit ScriptedServer(const QSslConfiguration& configuration, Script script = {});

    /// "https://localhost:<port>"
    QUrl url() const;
    void setScript(Script script) { m_script = std::move(script); }
    /// Answers in order; the last one again and again.
    void answerWith(const QList<ScriptedAnswer>& answers);
    const QList<SeenRequest>& seen() const { return m_seen; }
    int connections() const { return m_connections; }
    int disconnections() const { return m_disconnections; }

private:
    void accept();
    void read(QSslSocket* socket);

    Script m_script;
    QHash<QSslSocket*, QByteArray> m_pending;
    QList<SeenRequest> m_seen;
    int m_connections = 0;
    int m_disconnections = 0;
    QSslServer m_server; // Goes first: its sockets still report their end.
};

} // namespace keydesk
