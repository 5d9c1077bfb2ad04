#pragma once

#include "base/random.h"
#include "client/clientsession.h"
#include "fakes/fakeclock.h"
#include "futures.h"
#include "scriptedserver.h"

#include <QTest>

namespace keydesk {

/// What tests of a session begin with: a server that follows its script, and a session with a key and the token
/// "the-token".
class SessionTest : public QObject
{
    Q_OBJECT

protected Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

protected:
    static ApiCall change(const QJsonObject& body = {{QStringLiteral("name"), QStringLiteral("x")}})
    {
        return {.method = "POST", .path = QStringLiteral("/phones"), .body = body};
    }
    static ApiCall question() { return {.method = "GET", .path = QStringLiteral("/phones")}; }
    static Result<QJsonObject> asItIs(const QJsonObject& json) { return json; }
    QFuture<Result<QJsonObject>> call(ApiCall call) { return m_session->call(std::move(call), asItIs); }

    TestAuthority m_authority;
    QSslConfiguration m_tls;
    SystemRandom m_random;
    FakeClock m_clock;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<ClientSession> m_session;
};

} // namespace keydesk
