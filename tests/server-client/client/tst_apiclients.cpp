#include "base/random.h"
#include "client/accountclient.h"
#include "client/administrationclient.h"
#include "client/clientsession.h"
#include "client/phoneclient.h"
#include "client/signinclient.h"
#include "fakes/fakeclock.h"
#include "futures.h"
#include "protocol/wire.h"
#include "scriptedserver.h"

#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

const Phone phone{{u"ph-1"_s}, u"Ada's phone"_s, u"ada@example.org"_s, {u"soft_otp"_s}, instantFrom(1), {}, false, 0s};
const User user{{u"u-1"_s}, u"ada"_s, u"Ada"_s, u"ada@example.org"_s, {}, u"en"_s, Role::User, {}, false};
const ApplicationProfile profile{{u"p-1"_s}, u"Panel"_s, ProfileType::Registration, 0, {}, {{Method::Password}}};
const Installation installation{{u"i-1"_s},     u"Kiosk 1"_s, u"Hall"_s, InstallationKind::Kiosk,
                                instantFrom(1), {},           false};

SignInStep step(bool isDone)
{
    return {.ceremony = {u"c-1"_s},
            .isDone = isDone,
            .factor = 1,
            .factorCount = 1,
            .choices = isDone ? QList<MethodChoice>() : QList<MethodChoice>{{Method::Password, {}}},
            .delivery = {},
            .triesLeft = 5,
            .expires = instantFrom(9)};
}

QJsonObject finishedStep()
{
    QJsonObject json = wire::toJson(step(true));
    json.insert(u"accessToken"_s, u"the-token"_s);
    json.insert(u"tokenExpires"_s, 99);
    return json;
}

} // namespace

class TestApiClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_tls = serverConfiguration(m_authority.issue({.names = {u"DNS:localhost"_s}})); }
    void init();
    void signInFromNameToToken();
    void codesAreAskedFor();
    void finishedSignInWithoutATokenIsNoSignIn();
    void tokenOfAWrongFormIsRefused_data();
    void tokenOfAWrongFormIsRefused();
    void stepUpUsesTheTokenItHas();
    void account();
    void phones();
    void registration();
    void changesOfPhones();
    void users();
    void profiles();
    void installations();
    void audit();
    void idsCannotLeaveTheirSegment();

private:
    /// What the last request was: "POST /sign-ins", its body.
    QString lastRequest() const
    {
        const SeenRequest& seen = m_server->seen().last();
        return QString::fromLatin1(seen.method + " " + seen.target.mid(7));
    }
    QJsonObject lastBody() const { return m_server->seen().last().json(); }
    bool lastHadToken() const { return m_server->seen().last().headers.contains("authorization"); }

    TestAuthority m_authority;
    QSslConfiguration m_tls;
    SystemRandom m_random;
    FakeClock m_clock;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<ClientSession> m_session;
};

void TestApiClients::init()
{
    m_session.reset();
    m_server = std::make_unique<ScriptedServer>(m_tls);
    m_session =
        std::make_unique<ClientSession>(ServiceAddress{m_server->url(), m_authority.file()}, m_clock, m_random);
    m_session->useKey(SigningKey::generate());
}

void TestApiClients::signInFromNameToToken()
{
    SignInClient client(*m_session);
    m_server->answerWith({jsonAnswer(wire::toJson(step(false)), 201)});
    const auto started = client.startSignIn({u"ada"_s, u"tr"_s});
    WAIT_FOR(started);
    QVERIFY2(started.result(), started.result() ? "" : qPrintable(started.result().error().context));
    QCOMPARE(lastRequest(), u"POST /sign-ins"_s);
    QCOMPARE(lastBody(), QJsonObject({{u"userName"_s, u"ada"_s}, {u"locale"_s, u"tr"_s}}));
    QVERIFY(!lastHadToken());
    QVERIFY(!m_session->isSignedIn());

    m_server->answerWith({jsonAnswer(finishedStep())});
    const auto answered = client.answerFactor(
        {started.result()->ceremony, Method::Password, share(Secret::copyOf("pass \"w\xc3\xb6rd"))});
    WAIT_FOR(answered);
    QVERIFY(answered.result());
    QVERIFY(answered.result()->isDone);
    QCOMPARE(lastRequest(), u"POST /sign-ins/c-1/answers"_s);
    QCOMPARE(lastBody(), QJsonObject({{u"method"_s, u"password"_s}, {u"answer"_s, u"pass \"wörd"_s}}));
    QVERIFY(m_session->isSignedIn());
    QVERIFY(m_session->token()->equals("the-token"));

    m_server->answerWith({jsonAnswer({})});
    const auto out = client.signOut();
    WAIT_FOR(out);
    QVERIFY(out.result());
    QCOMPARE(lastRequest(), u"DELETE /tokens/current"_s);
    QVERIFY(!m_session->isSignedIn());
}

void TestApiClients::codesAreAskedFor()
{
    SignInClient client(*m_session);
    m_server->answerWith({jsonAnswer(wire::toJson(step(false)))});
    const auto sent = client.sendCode({u"c-1"_s}, Method::MailCode);
    WAIT_FOR(sent);
    QVERIFY(sent.result());
    QCOMPARE(lastRequest(), u"POST /sign-ins/c-1/codes"_s);
    QCOMPARE(lastBody(), QJsonObject({{u"method"_s, u"mail_code"_s}}));
    const auto cancelled = client.cancelSignIn({u"c-1"_s});
    WAIT_FOR(cancelled);
    QVERIFY(cancelled.result());
    QCOMPARE(lastRequest(), u"DELETE /sign-ins/c-1"_s);
}

void TestApiClients::finishedSignInWithoutATokenIsNoSignIn()
{
    SignInClient client(*m_session);
    m_server->answerWith({jsonAnswer(wire::toJson(step(true)))});
    const auto answered = client.answerFactor({{u"c-1"_s}, Method::Password, share(Secret::copyOf("x"))});
    WAIT_FOR(answered);
    QCOMPARE(answered.result().error().code, ErrorCode::ProtocolMismatch);
}

void TestApiClients::tokenOfAWrongFormIsRefused_data()
{
    QTest::addColumn<QJsonValue>("token");
    QTest::addColumn<QJsonValue>("expires");
    QTest::newRow("number") << QJsonValue(5) << QJsonValue(99);
    QTest::newRow("empty") << QJsonValue(QString()) << QJsonValue(99);
    QTest::newRow("huge") << QJsonValue(QString(513, u'x')) << QJsonValue(99);
    QTest::newRow("no expiry") << QJsonValue(u"t"_s) << QJsonValue(QJsonValue::Undefined);
}

void TestApiClients::tokenOfAWrongFormIsRefused()
{
    QFETCH(QJsonValue, token);
    QFETCH(QJsonValue, expires);
    SignInClient client(*m_session);
    QJsonObject json = finishedStep();
    json.insert(u"accessToken"_s, token);
    json.insert(u"tokenExpires"_s, expires);
    m_server->answerWith({jsonAnswer(json)});
    const auto answered = client.answerFactor({{u"c-1"_s}, Method::Password, share(Secret::copyOf("x"))});
    WAIT_FOR(answered);
    QCOMPARE(answered.result().error().code, ErrorCode::ProtocolMismatch);
    QVERIFY(!m_session->isSignedIn());
}

void TestApiClients::stepUpUsesTheTokenItHas()
{
    m_session->adoptToken(share(Secret::copyOf("the-token")));
    SignInClient client(*m_session);
    m_server->answerWith({jsonAnswer(wire::toJson(step(false)))});
    const auto started = client.startStepUp();
    WAIT_FOR(started);
    QVERIFY(started.result());
    QCOMPARE(lastRequest(), u"POST /step-ups"_s);
    QVERIFY(lastHadToken());
    m_server->answerWith({jsonAnswer(wire::toJson(step(true)))});
    const auto answered = client.answerFactor({{u"c-1"_s}, Method::SoftOtp, share(Secret::copyOf("123456"))});
    WAIT_FOR(answered);
    QVERIFY(answered.result());
    QVERIFY(lastHadToken());
    QVERIFY(m_session->token()->equals("the-token"));
}

void TestApiClients::account()
{
    m_session->adoptToken(share(Secret::copyOf("the-token")));
    AccountClient client(*m_session);
    m_server->answerWith({jsonAnswer(
        wire::toJson(Account{.id = {u"u-1"_s}, .userName = u"ada"_s, .displayName = u"Ada"_s, .locale = u"en"_s}))});
    const auto seen = client.account();
    WAIT_FOR(seen);
    QVERIFY(seen.result());
    QCOMPARE(seen.result()->userName, u"ada"_s);
    QCOMPARE(lastRequest(), u"GET /account"_s);
    m_server->answerWith({{.bytes = "HTTP/1.1 204 No Content\r\n\r\n"}});
    const auto set = client.setLocale(u"tr"_s);
    WAIT_FOR(set);
    QVERIFY(set.result());
    QCOMPARE(lastRequest(), u"PUT /account/locale"_s);
    QCOMPARE(lastBody(), QJsonObject({{u"locale"_s, u"tr"_s}}));
}

void TestApiClients::phones()
{
    m_session->adoptToken(share(Secret::copyOf("the-token")));
    PhoneClient client(*m_session);
    m_server->answerWith({jsonAnswer(wire::listToJson(QList<Phone>{phone, phone}))});
    const auto seen = client.phones();
    WAIT_FOR(seen);
    QVERIFY(seen.result());
    QCOMPARE(seen.result()->size(), 2);
    QCOMPARE(lastRequest(), u"GET /phones"_s);
    m_server->answerWith({jsonAnswer({{u"phones"_s, 1}})});
    const auto wrong = client.phones();
    WAIT_FOR(wrong);
    QCOMPARE(wrong.result().error().code, ErrorCode::ProtocolMismatch);
}

void TestApiClients::registration()
{
    m_session->adoptToken(share(Secret::copyOf("the-token")));
    PhoneClient client(*m_session);
    const PhoneRegistration registration{{u"ph-1"_s},
                                         u"Keydesk"_s,
                                         u"ada"_s,
                                         share(Secret::copyOf("12345678901234567890")),
                                         share(Secret::copyOf("otpauth://totp/x")),
                                         instantFrom(9),
                                         5};
    m_server->answerWith({jsonAnswer(wire::toJson(registration), 201)});
    const auto started = client.startRegistration();
    WAIT_FOR(started);
    QVERIFY(started.result());
    QCOMPARE(lastRequest(), u"POST /phones"_s);
    QVERIFY(started.result()->secret->equals("12345678901234567890"));

    m_server->answerWith(
        {errorAnswer("code_refused", 422, {{u"reason"_s, u"clock_off"_s}, {u"offset"_s, -200}, {u"triesLeft"_s, 4}})});
    const auto refused = client.verifyRegistration({u"ph-1"_s}, share(Secret::copyOf("123456")));
    WAIT_FOR(refused);
    QCOMPARE(lastRequest(), u"POST /phones/ph-1/verification"_s);
    QCOMPARE(lastBody(), QJsonObject({{u"code"_s, u"123456"_s}}));
    QCOMPARE(refused.result().error().code, ErrorCode::CodeRefused);
    QCOMPARE(CodeRefusal::fromDetails(refused.result().error().details).offset, -200s);

    m_server->answerWith({jsonAnswer({})});
    const auto cancelled = client.cancelRegistration({u"ph-1"_s});
    WAIT_FOR(cancelled);
    QCOMPARE(lastRequest(), u"DELETE /phones/ph-1/registration"_s);
}

void TestApiClients::changesOfPhones()
{
    m_session->adoptToken(share(Secret::copyOf("the-token")));
    PhoneClient client(*m_session);
    m_server->answerWith({jsonAnswer(wire::toJson(phone))});
    const auto renamed = client.renamePhone({u"ph-1"_s}, u"New"_s);
    WAIT_FOR(renamed);
    QVERIFY(renamed.result());
    QCOMPARE(lastRequest(), u"PATCH /phones/ph-1"_s);
    QCOMPARE(lastBody(), QJsonObject({{u"name"_s, u"New"_s}}));
    const auto lost = client.reportLost({u"ph-1"_s});
    WAIT_FOR(lost);
    QCOMPARE(lastRequest(), u"POST /phones/ph-1/loss"_s);
    m_server->answerWith({errorAnswer("last_factor", 409)});
    const auto removed = client.removePhone({u"ph-1"_s});
    WAIT_FOR(removed);
    QCOMPARE(lastRequest(), u"DELETE /phones/ph-1"_s);
    QCOMPARE(removed.result().error().code, ErrorCode::LastFactor);
}

void TestApiClients::users()
{
    AdministrationClient client(*m_session);
    m_server->answerWith({jsonAnswer(wire::toJson(user), 201)});
    const auto added = client.addUser({user, share(Secret::copyOf("password"))});
    WAIT_FOR(added);
    QVERIFY2(added.result(), added.result() ? "" : qPrintable(added.result().error().context));
    QCOMPARE(lastRequest(), u"POST /users"_s);
    QCOMPARE(lastBody()[u"password"_s].toString(), u"password"_s);
    QVERIFY(!lastBody().contains(u"id"_s));
    QVERIFY(!lastHadToken());
    const auto disabled = client.setUserDisabled(u"a/b c?d#e%şi"_s, true);
    WAIT_FOR(disabled);
    QCOMPARE(lastRequest(), u"PATCH /users/a%2Fb%20c%3Fd%23e%25%C5%9Fi"_s);
    QCOMPARE(lastBody(), QJsonObject({{u"isDisabled"_s, true}}));
    m_server->answerWith({jsonAnswer(wire::listToJson(QList<User>{user}))});
    const auto seen = client.users();
    WAIT_FOR(seen);
    QCOMPARE(lastRequest(), u"GET /users"_s);
    QCOMPARE(seen.result()->size(), 1);
}

void TestApiClients::profiles()
{
    AdministrationClient client(*m_session);
    m_server->answerWith({jsonAnswer(wire::toJson(profile), 201)});
    const auto created = client.createProfile(profile);
    WAIT_FOR(created);
    QVERIFY(created.result());
    QCOMPARE(lastRequest(), u"POST /profiles"_s);
    QVERIFY(wire::newProfileFromJson(lastBody()));
    const auto deleted = client.deleteProfile({u"p-1"_s});
    WAIT_FOR(deleted);
    QCOMPARE(lastRequest(), u"DELETE /profiles/p-1"_s);
    m_server->answerWith({jsonAnswer(wire::listToJson(QList<ApplicationProfile>{profile}))});
    const auto seen = client.profiles();
    WAIT_FOR(seen);
    QCOMPARE(lastRequest(), u"GET /profiles"_s);
    QCOMPARE(seen.result()->size(), 1);
}

void TestApiClients::installations()
{
    AdministrationClient client(*m_session);
    m_server->answerWith(
        {jsonAnswer(wire::toJson(EnrolmentCode{share(Secret::copyOf("ABCD-EFGH")), instantFrom(9)}), 201)});
    const auto code = client.createEnrolmentCode(u"Kiosk 1"_s, u"Hall"_s, InstallationKind::Kiosk);
    WAIT_FOR(code);
    QVERIFY(code.result());
    QVERIFY(code.result()->code->equals("ABCD-EFGH"));
    QCOMPARE(lastRequest(), u"POST /installations"_s);
    QCOMPARE(lastBody(), QJsonObject({{u"name"_s, u"Kiosk 1"_s}, {u"place"_s, u"Hall"_s}, {u"kind"_s, u"kiosk"_s}}));
    m_server->answerWith({jsonAnswer(wire::listToJson(QList<Installation>{installation}))});
    const auto seen = client.installations();
    WAIT_FOR(seen);
    QCOMPARE(lastRequest(), u"GET /installations"_s);
    QCOMPARE(seen.result()->size(), 1);
    const auto revoked = client.revokeInstallation({u"i-1"_s});
    WAIT_FOR(revoked);
    QCOMPARE(lastRequest(), u"DELETE /installations/i-1"_s);
}

void TestApiClients::audit()
{
    AdministrationClient client(*m_session);
    m_server->answerWith({jsonAnswer(
        wire::listToJson(QList<AuditRecord>{{6, {}, u"phone.registered"_s, {}, {}, {}, {}, {}, {}, u"ab"_s}}))});
    const auto seen = client.auditRecords(5, 100);
    WAIT_FOR(seen);
    QVERIFY(seen.result());
    QCOMPARE(lastRequest(), u"GET /audit?after=5&limit=100"_s);
    QCOMPARE(seen.result()->at(0).number, 6);
    m_server->answerWith({jsonAnswer(wire::toJson(AuditVerdict{true, 6, u"ab"_s, 0, {}}))});
    const auto verdict = client.verifyAudit(u"ab"_s);
    WAIT_FOR(verdict);
    QVERIFY(verdict.result()->isIntact);
    QCOMPARE(lastRequest(), u"POST /audit/verification"_s);
    QCOMPARE(lastBody(), QJsonObject({{u"expectedHead"_s, u"ab"_s}}));
}

void TestApiClients::idsCannotLeaveTheirSegment()
{
    m_session->adoptToken(share(Secret::copyOf("the-token")));
    PhoneClient client(*m_session);
    m_server->answerWith({jsonAnswer({})});
    const auto removed = client.removePhone({u"../users/ada?x=1"_s});
    WAIT_FOR(removed);
    QCOMPARE(lastRequest(), u"DELETE /phones/..%2Fusers%2Fada%3Fx%3D1"_s);
}

QTEST_GUILESS_MAIN(TestApiClients)
#include "tst_apiclients.moc"
