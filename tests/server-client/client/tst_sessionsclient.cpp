#include "client/administrationclient.h"
#include "client/sessionsclient.h"
#include "protocol/wire.h"
#include "sessiontest.h"

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

const Session session{.id = {u"s-1"_s},
                      .userName = u"ada"_s,
                      .signedIn = instantFrom(1),
                      .lastActive = instantFrom(2),
                      .address = u"198.51.100.23"_s,
                      .browser = u"Firefox"_s,
                      .providers = {{.entityId = u"https://office.example.org"_s,
                                     .name = u"Office"_s,
                                     .reached = instantFrom(2),
                                     .state = ProviderState::SigningOut,
                                     .tries = 2,
                                     .nextTry = instantFrom(9)}}};
const ScriptedAnswer nothing{.bytes = "HTTP/1.1 204 No Content\r\n\r\n"};

} // namespace

/// Sessions over TLS: which request each function makes, and what it makes of the answer.
class SessionsClientTest : public SessionTest
{
    Q_OBJECT

private:
    QString lastRequest() const
    {
        const SeenRequest& seen = m_server->seen().last();
        return QString::fromLatin1(seen.method + ' ' + seen.target.mid(7));
    }

private Q_SLOTS:
    void sessionsAreListed()
    {
        SessionsClient client(*m_session);
        m_server->answerWith({jsonAnswer(wire::listToJson(QList<Session>{session}))});
        const auto seen = client.sessions();
        WAIT_FOR(seen);
        QVERIFY(seen.result());
        QCOMPARE(seen.result()->first().providers.first().state, ProviderState::SigningOut);
        QCOMPARE(lastRequest(), u"GET /sessions"_s);
    }

    void sessionsEnd()
    {
        SessionsClient client(*m_session);
        m_server->answerWith({nothing});
        const auto one = client.endSession({u"a/b"_s});
        WAIT_FOR(one);
        QVERIFY(one.result());
        QCOMPARE(lastRequest(), u"DELETE /sessions/a%2Fb"_s);
        m_server->answerWith({nothing});
        const auto others = client.endOtherSessions();
        WAIT_FOR(others);
        QVERIFY(others.result());
        QCOMPARE(lastRequest(), u"POST /sessions/end"_s);
        QCOMPARE(m_server->seen().last().json(), QJsonObject({{u"which"_s, u"others"_s}}));
        m_server->answerWith({nothing});
        const auto all = client.endAllSessions();
        WAIT_FOR(all);
        QCOMPARE(m_server->seen().last().json(), QJsonObject({{u"which"_s, u"all"_s}}));
        m_server->answerWith({nothing});
        const auto notMe = client.reportNotMe();
        WAIT_FOR(notMe);
        QVERIFY(notMe.result());
        QCOMPARE(lastRequest(), u"POST /sessions/not-me"_s);
    }

    void administratorsSeeAndEndThem()
    {
        AdministrationClient client(*m_session);
        m_server->answerWith({jsonAnswer(wire::listToJson(QList<Session>{session}))});
        const auto seen = client.openSessions({.userName = u"a&b=c"_s, .address = u"2001:db8::1"_s, .maximum = 7});
        WAIT_FOR(seen);
        QVERIFY(seen.result());
        QCOMPARE(seen.result()->first().userName, u"ada"_s);
        QCOMPARE(lastRequest(), u"GET /open-sessions?limit=7&userName=a%26b%3Dc&address=2001%3Adb8%3A%3A1"_s);
        m_server->answerWith({nothing});
        const auto ended = client.endOpenSession({u"s-1"_s});
        WAIT_FOR(ended);
        QVERIFY(ended.result());
        QCOMPARE(lastRequest(), u"DELETE /open-sessions/s-1"_s);
    }
};

QTEST_GUILESS_MAIN(SessionsClientTest)
#include "tst_sessionsclient.moc"
