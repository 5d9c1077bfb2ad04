#include "base/random.h"
#include "client/clientsession.h"
#include "client/serviceclient.h"
#include "fakes/fakeclock.h"
#include "futures.h"
#include "memorykeystore.h"
#include "protocol/proofofpossession.h"
#include "protocol/wire.h"
#include "scriptedserver.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
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
    void codeIsSentWithAKeyThatIsOnDisk();
    void codeIsNotSentWithoutAPlaceForItsKey();
    void sameCodeAfterALostAnswerHasTheSameKey();
    void acceptedEnrolmentWaitsForItsPlace();
    void enrolmentDoesNotWaitForTheKeyStore();
    void keyOfAnotherInstallationIsReplacedOnce_data();
    void keyOfAnotherInstallationIsReplacedOnce();
    void newKeyThatIsRefusedIsNotReplaced();
    void keyStoreThatFailsIsAskedAgain();
    void keyStoreIsAskedOnceAtATime();
    void damagedRecordIsReported();

private:
    QByteArray thumbprintSeen(int request) const;

    TestAuthority m_authority;
    QSslConfiguration m_tls;
    SystemRandom m_random;
    FakeClock m_clock;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<ClientSession> m_session;
    std::unique_ptr<MemoryKeyStore> m_store;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestServiceClient::init()
{
    m_session.reset();
    m_server = std::make_unique<ScriptedServer>(m_tls);
    m_session = std::make_unique<ClientSession>(ServiceAddress{m_server->url(), m_authority.file()}, m_clock, m_random);
    m_store = std::make_unique<MemoryKeyStore>();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestServiceClient::descriptionNeedsNoProof()
{
    ServiceClient client(*m_session, *m_store, m_folder->path());
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
    ServiceClient client(*m_session, *m_store, m_folder->path());
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
    ServiceClient client(*m_session, *m_store, m_folder->path());
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
        ServiceClient client(*m_session, *m_store, m_folder->path());
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
    ServiceClient client(later, *m_store, m_folder->path());
    const auto loaded = client.load();
    WAIT_FOR(loaded);
    QVERIFY(loaded.result());
    QCOMPARE(client.identity()->id, u"i-1"_s);
    QCOMPARE(later.key()->publicKey().thumbprint(), proof->thumbprint);
}

void TestServiceClient::refusedEnrolmentChangesNothing()
{
    const SigningKey before = SigningKey::generate();
    m_store->record = share(InstallationRecord{kiosk, before}.encode());
    m_server->answerWith({errorAnswer("code_refused", 422)});
    ServiceClient client(*m_session, *m_store, m_folder->path());
    const auto loaded = client.load();
    WAIT_FOR(loaded);
    const auto enrolled = client.enrol(u"WRONG"_s);
    WAIT_FOR(enrolled);
    QCOMPARE(enrolled.result().error().code, ErrorCode::CodeRefused);
    QCOMPARE(client.identity()->id, u"i-1"_s);
    QCOMPARE(InstallationRecord::decode(*m_store->record)->key.publicKey().thumbprint(),
             before.publicKey().thumbprint());
    QCOMPARE(m_session->key()->publicKey().thumbprint(), before.publicKey().thumbprint());
}

/// Of the key that proved a request.
QByteArray TestServiceClient::thumbprintSeen(int request) const
{
    const auto proof = checkProof(
        m_server->seen()[request].headers.value("dpop"),
        {"POST", QUrl(m_server->url().toString() % u"/api/v1/installations/enrolment"_s), {}, m_clock.now()});
    return proof ? proof->thumbprint : QByteArray("no proof");
}

void TestServiceClient::codeIsSentWithAKeyThatIsOnDisk()
{
    QByteArray onDisk;
    m_server->setScript([&](const SeenRequest&) {
        const auto key = PendingEnrolment(m_folder->path()).key();
        onDisk = key ? key->publicKey().thumbprint() : QByteArray("none");
        return jsonAnswer(wire::toJson(kiosk), 201);
    });
    ServiceClient client(*m_session, *m_store, m_folder->path());
    const auto enrolled = client.enrol(u"ABCD-EFGH"_s);
    WAIT_FOR(enrolled);
    QVERIFY(enrolled.result());
    QCOMPARE(thumbprintSeen(0), onDisk);
    QCOMPARE(InstallationRecord::decode(*m_store->record)->key.publicKey().thumbprint(), onDisk);
    QTRY_VERIFY(QDir(m_folder->path()).isEmpty()); // Kept elsewhere now, and only there.
}

void TestServiceClient::codeIsNotSentWithoutAPlaceForItsKey()
{
    m_server->answerWith({jsonAnswer(wire::toJson(kiosk), 201)});
    QFile file(m_folder->filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    ServiceClient client(*m_session, *m_store, m_folder->filePath(u"file/below"_s));
    const auto enrolled = client.enrol(u"ABCD-EFGH"_s);
    WAIT_FOR(enrolled);
    QVERIFY(!enrolled.result());
    QCOMPARE(enrolled.result().error().code, ErrorCode::KeyOutOfReach);
    QVERIFY(m_server->seen().isEmpty());
}

void TestServiceClient::sameCodeAfterALostAnswerHasTheSameKey()
{
    {
        m_server->answerWith({hangUp()});
        ServiceClient client(*m_session, *m_store, m_folder->path());
        const auto lost = client.enrol(u"ABCD-EFGH"_s);
        WAIT_FOR(lost);
        QVERIFY(!lost.result());
        QVERIFY(!m_session->key());
    }
    // The next start of the program.
    const auto requests = static_cast<int>(m_server->seen().size());
    m_server->answerWith({jsonAnswer(wire::toJson(kiosk), 201)});
    ServiceClient client(*m_session, *m_store, m_folder->path());
    const auto enrolled = client.enrol(u"ABCD-EFGH"_s);
    WAIT_FOR(enrolled);
    QVERIFY(enrolled.result());
    QCOMPARE(thumbprintSeen(requests), thumbprintSeen(0));
    QCOMPARE(m_session->key()->publicKey().thumbprint(), thumbprintSeen(0));
}

void TestServiceClient::acceptedEnrolmentWaitsForItsPlace()
{
    m_server->answerWith({jsonAnswer(wire::toJson(kiosk), 201)});
    m_store->problem = Error{.code = ErrorCode::Unavailable, .context = u"locked"_s};
    {
        ServiceClient client(*m_session, *m_store, m_folder->path());
        const auto enrolled = client.enrol(u"ABCD-EFGH"_s);
        WAIT_FOR(enrolled);
        QVERIFY(enrolled.result());
        QCOMPARE(client.identity()->id, u"i-1"_s);
        QCOMPARE(m_session->key()->publicKey().thumbprint(), thumbprintSeen(0));
    }
    // Starts of the program, the key store first as it was, then working.
    for (const bool works : {false, true}) {
        if (works)
            m_store->problem.reset();
        ClientSession session({m_server->url(), m_authority.file()}, m_clock, m_random);
        ServiceClient client(session, *m_store, m_folder->path());
        const auto loaded = client.load();
        WAIT_FOR(loaded);
        QVERIFY(loaded.result());
        QCOMPARE(client.identity()->id, u"i-1"_s);
        QCOMPARE(session.key()->publicKey().thumbprint(), thumbprintSeen(0));
        QCOMPARE(m_store->record->isEmpty(), !works);
        QTRY_COMPARE(QDir(m_folder->path()).isEmpty(), works);
    }
    QCOMPARE(m_server->seen().size(), 1);
}

void TestServiceClient::enrolmentDoesNotWaitForTheKeyStore()
{
    m_server->answerWith({jsonAnswer(wire::toJson(kiosk), 201)});
    m_store->isSilent = true;
    ServiceClient client(*m_session, *m_store, m_folder->path());
    const auto enrolled = client.enrol(u"ABCD-EFGH"_s);
    WAIT_FOR(enrolled);
    QVERIFY(enrolled.result());
    QVERIFY(!QDir(m_folder->path()).isEmpty());
    m_store->answer();
    QTRY_VERIFY(QDir(m_folder->path()).isEmpty());
    QVERIFY(!m_store->record->isEmpty());
}

void TestServiceClient::keyOfAnotherInstallationIsReplacedOnce_data()
{
    QTest::addColumn<bool>("isAcceptedThen");
    QTest::newRow("accepted with another key") << true;
    QTest::newRow("and refused again") << false;
}

void TestServiceClient::keyOfAnotherInstallationIsReplacedOnce()
{
    QFETCH(bool, isAcceptedThen);
    const ScriptedAnswer conflict = errorAnswer("conflict", 409);
    m_server->answerWith({conflict, isAcceptedThen ? jsonAnswer(wire::toJson(kiosk), 201) : conflict});
    ServiceClient client(*m_session, *m_store, m_folder->path());
    QVERIFY(PendingEnrolment(m_folder->path()).begin(SigningKey::generate()).result());
    const auto enrolled = client.enrol(u"ABCD-EFGH"_s);
    WAIT_FOR(enrolled);
    QCOMPARE(m_server->seen().size(), 2);
    QVERIFY(thumbprintSeen(1) != thumbprintSeen(0));
    QCOMPARE(enrolled.result().isOk(), isAcceptedThen);
    if (isAcceptedThen)
        QCOMPARE(m_session->key()->publicKey().thumbprint(), thumbprintSeen(1));
    else
        QCOMPARE(enrolled.result().error().code, ErrorCode::Conflict);
}

void TestServiceClient::newKeyThatIsRefusedIsNotReplaced()
{
    m_server->answerWith({errorAnswer("conflict", 409)});
    ServiceClient client(*m_session, *m_store, m_folder->path());
    const auto enrolled = client.enrol(u"ABCD-EFGH"_s);
    WAIT_FOR(enrolled);
    QCOMPARE(enrolled.result() ? ErrorCode::Internal : enrolled.result().error().code, ErrorCode::Conflict);
    QCOMPARE(m_server->seen().size(), 1);
}

void TestServiceClient::keyStoreThatFailsIsAskedAgain()
{
    m_store->record = share(InstallationRecord{kiosk, SigningKey::generate()}.encode());
    m_store->problem = Error{.code = ErrorCode::Unavailable, .context = u"locked"_s};
    ServiceClient client(*m_session, *m_store, m_folder->path());
    const auto locked = client.load();
    WAIT_FOR(locked);
    QCOMPARE(locked.result() ? ErrorCode::Internal : locked.result().error().code, ErrorCode::KeyOutOfReach);
    QVERIFY(!client.identity());

    m_store->problem.reset();
    const auto loaded = client.load();
    WAIT_FOR(loaded);
    QVERIFY(loaded.result());
    QCOMPARE(client.identity()->id, u"i-1"_s);

    m_store->problem = Error{.code = ErrorCode::Unavailable, .context = u"locked again"_s};
    const auto known = client.load();
    WAIT_FOR(known);
    QVERIFY(known.result()); // Nobody is asked for what is known.
}

void TestServiceClient::keyStoreIsAskedOnceAtATime()
{
    m_store->problem = Error{.code = ErrorCode::Unavailable, .context = u"locked"_s};
    ServiceClient client(*m_session, *m_store, m_folder->path());
    QFuture<Result<void>> first = client.load();
    const auto second = client.load();
    first.cancel();
    WAIT_FOR(second);
    QVERIFY(!second.result());
    QCOMPARE(m_store->loads, 1);
    const auto third = client.load();
    WAIT_FOR(third);
    QCOMPARE(m_store->loads, 2);
}

void TestServiceClient::damagedRecordIsReported()
{
    m_store->record = share(Secret::copyOf("damaged"));
    ServiceClient client(*m_session, *m_store, m_folder->path());
    const auto loaded = client.load();
    WAIT_FOR(loaded);
    QCOMPARE(loaded.result().error().code, ErrorCode::InstallationUnknown);
    QVERIFY(!client.identity());

    m_server->answerWith({jsonAnswer(wire::toJson(kiosk), 201)});
    const auto enrolled = client.enrol(u"ABCD-EFGH"_s);
    WAIT_FOR(enrolled);
    QVERIFY(enrolled.result());
    QVERIFY(InstallationRecord::decode(*m_store->record));
}

QTEST_GUILESS_MAIN(TestServiceClient)
#include "tst_serviceclient.moc"
