#include "base/random.h"
#include "client/clientsession.h"
#include "client/serviceclient.h"
#include "fakes/fakeclock.h"
#include "futures.h"
#include "memorykeystore.h"
#include "protocol/proofofpossession.h"
#include "protocol/wire.h"
#include "scriptedserver.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

const InstallationIdentity kiosk{u"i-1"_s, u"Kiosk 1"_s, u"Hall"_s, u"kiosk"_s};

ServiceDescription description(const QString& minimumClient)
{
    return {.version = u"9.9.9"_s,
            .minimumClient = minimumClient,
            .capabilities = {u"sign_in"_s},
            .locales = {u"en"_s},
            .branding = {},
            .serviceTime = instantFrom(5),
            .isOpen = true};
}

} // namespace

class TestServiceClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_tls = serverConfiguration(m_authority.issue({.names = {u"DNS:localhost"_s}})); }
    void init();
    void descriptionNeedsNoProof();
    void programThatIsTooOldIsTold_data();
    void programThatIsTooOldIsTold();
    void nothingKeptMeansNotEnrolled();
    void enrolmentIsKeptAndUsed();
    void refusedEnrolmentChangesNothing();
    void enrolmentThatCannotBeKeptIsReported();
    void keyStoreThatFailsIsReported();
    void damagedRecordIsReported();

private:
    TestAuthority m_authority;
    QSslConfiguration m_tls;
    SystemRandom m_random;
    FakeClock m_clock;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<ClientSession> m_session;
    std::unique_ptr<MemoryKeyStore> m_store;
};

void TestServiceClient::init()
{
    m_session.reset();
    m_server = std::make_unique<ScriptedServer>(m_tls);
    m_session =
        std::make_unique<ClientSession>(ServiceAddress{m_server->url(), m_authority.file()}, m_clock, m_random);
    m_store = std::make_unique<MemoryKeyStore>();
}

void TestServiceClient::descriptionNeedsNoProof()
{
    ServiceClient client(*m_session, *m_store);
    m_server->answerWith({jsonAnswer(wire::toJson(description(u"0.0.1"_s)))});
    const auto seen = client.describe();
    WAIT_FOR(seen);
    QVERIFY2(seen.result(), seen.result() ? "" : qPrintable(seen.result().error().context));
    QCOMPARE(seen.result()->version, u"9.9.9"_s);
    QCOMPARE(m_server->seen()[0].target, QByteArray("/api/v1/info"));
    QVERIFY(!m_server->seen()[0].headers.contains("dpop"));
}

void TestServiceClient::programThatIsTooOldIsTold_data()
{
    QTest::addColumn<QString>("minimum");
    QTest::addColumn<bool>("isOk");
    QTest::newRow("same") << QStringLiteral(KEYDESK_VERSION) << true;
    QTest::newRow("older") << "0.0.9" << true;
    QTest::newRow("newer") << "1000.0" << false;
}

void TestServiceClient::programThatIsTooOldIsTold()
{
    QFETCH(QString, minimum);
    QFETCH(bool, isOk);
    ServiceClient client(*m_session, *m_store);
    QJsonObject json = wire::toJson(description(minimum));
    if (!isOk)
        json.remove(u"locales"_s); // Whatever else a newer service says.
    m_server->answerWith({jsonAnswer(json)});
    const auto seen = client.describe();
    WAIT_FOR(seen);
    QCOMPARE(seen.result().isOk(), isOk);
    if (!isOk) {
        QCOMPARE(seen.result().error().code, ErrorCode::ProtocolMismatch);
        QCOMPARE(seen.result().error().details[u"minimumClient"_s].toString(), minimum);
    }
}

void TestServiceClient::nothingKeptMeansNotEnrolled()
{
    ServiceClient client(*m_session, *m_store);
    const auto loaded = client.load();
    WAIT_FOR(loaded);
    QVERIFY(loaded.result());
    QVERIFY(!client.identity());
    QVERIFY(!m_session->key());
}

void TestServiceClient::enrolmentIsKeptAndUsed()
{
    m_server->answerWith({jsonAnswer(wire::toJson(kiosk), 201)});
    {
        ServiceClient client(*m_session, *m_store);
        const auto enrolled = client.enrol(u"ABCD-EFGH"_s);
        WAIT_FOR(enrolled);
        QVERIFY(enrolled.result());
        QCOMPARE(client.identity()->name, u"Kiosk 1"_s);
    }
    const SeenRequest seen = m_server->seen()[0];
    QCOMPARE(seen.target, QByteArray("/api/v1/installations/enrolment"));
    QCOMPARE(seen.json(), QJsonObject({{u"code"_s, u"ABCD-EFGH"_s}}));
    QVERIFY(!seen.headers.contains("authorization"));
    const auto proof = checkProof(
        seen.headers.value("dpop"),
        {"POST", QUrl(m_server->url().toString() % u"/api/v1/installations/enrolment"_s), {}, m_clock.now()});
    QVERIFY(proof);
    QCOMPARE(proof->thumbprint, m_session->key()->publicKey().thumbprint());

    // The next start of the program.
    ClientSession later({m_server->url(), m_authority.file()}, m_clock, m_random);
    ServiceClient client(later, *m_store);
    const auto loaded = client.load();
    WAIT_FOR(loaded);
    QVERIFY(loaded.result());
    QCOMPARE(client.identity()->id, u"i-1"_s);
    QCOMPARE(later.key()->publicKey().thumbprint(), proof->thumbprint);
}

void TestServiceClient::refusedEnrolmentChangesNothing()
{
    const SigningKey before = SigningKey::generate();
    m_session->useKey(before);
    m_server->answerWith({errorAnswer("code_refused", 422)});
    ServiceClient client(*m_session, *m_store);
    const auto enrolled = client.enrol(u"WRONG"_s);
    WAIT_FOR(enrolled);
    QCOMPARE(enrolled.result().error().code, ErrorCode::CodeRefused);
    QVERIFY(!client.identity());
    QVERIFY(m_store->record->isEmpty());
    QCOMPARE(m_session->key()->publicKey().thumbprint(), before.publicKey().thumbprint());
}

void TestServiceClient::enrolmentThatCannotBeKeptIsReported()
{
    m_server->answerWith({jsonAnswer(wire::toJson(kiosk), 201)});
    m_store->problem = Error{.code = ErrorCode::Unavailable, .context = u"disk full"_s};
    ServiceClient client(*m_session, *m_store);
    const auto enrolled = client.enrol(u"ABCD-EFGH"_s);
    WAIT_FOR(enrolled);
    QCOMPARE(enrolled.result().error().code, ErrorCode::Unavailable);
    QVERIFY(!client.identity());
}

void TestServiceClient::keyStoreThatFailsIsReported()
{
    m_store->problem = Error{.code = ErrorCode::Unavailable, .context = u"locked"_s};
    ServiceClient client(*m_session, *m_store);
    const auto loaded = client.load();
    WAIT_FOR(loaded);
    QCOMPARE(loaded.result().error().code, ErrorCode::Unavailable);
}

void TestServiceClient::damagedRecordIsReported()
{
    m_store->record = share(Secret::copyOf("damaged"));
    ServiceClient client(*m_session, *m_store);
    const auto loaded = client.load();
    WAIT_FOR(loaded);
    QCOMPARE(loaded.result().error().code, ErrorCode::InstallationUnknown);
    QVERIFY(!client.identity());
}

QTEST_GUILESS_MAIN(TestServiceClient)
#include "tst_serviceclient.moc"
