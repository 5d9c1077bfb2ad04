#include "metadataathand.h"
#include "servicestand.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTcpServer>
#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

const QJsonObject password = object(R"({"method": "password", "answer": "correct horse"})");

QByteArray ceremonyOf(const ClientAnswer& answer)
{
    return answer.json()[u"ceremony"_s].toString().toLatin1();
}

} // namespace

/// What holds when answers get lost, when the service ends, and when it is killed.
class ServiceLifeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void aRequestSentAgainIsDoneOnce()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        const ClientRequest start{.method = "POST", .target = "/phones", .idempotencyKey = "the-same-action"};
        const ClientAnswer first = ada.ask(start);
        QCOMPARE(first.status, 201);
        const ClientAnswer second = ada.ask(start);
        QCOMPARE(second.status, 201);
        QCOMPARE(second.json(), first.json());
        QCOMPARE(stand.count(u"phones"_s), 1);
        // The secret stands sealed in the database, and only its own token gets it again.
        ServiceClient other = stand.signedIn("ada");
        QCOMPARE(other.ask(start).code(), u"conflict"_s);
        ServiceClient grace = stand.signedIn("grace");
        QVERIFY(grace.ask(start).json()[u"secret"_s] != first.json()[u"secret"_s]);
    }

    void aRefusedCodeSentAgainCostsNoSecondTry()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient& desk = stand.desk(1);
        const QByteArray ceremony = ceremonyOf(desk.post("/sign-ins", {{u"userName"_s, u"ada"_s}}));
        const ClientRequest wrong{.method = "POST",
                                  .target = "/sign-ins/" + ceremony + "/answers",
                                  .body = R"({"method": "password", "answer": "wrong horse"})",
                                  .idempotencyKey = "the-same-action"};
        const int left = desk.ask(wrong).details()[u"triesLeft"_s].toInt();
        QVERIFY(left > 0);
        QCOMPARE(desk.ask(wrong).details()[u"triesLeft"_s].toInt(), left);
        ClientRequest next = wrong;
        next.idempotencyKey = "the-next-action";
        QCOMPARE(desk.ask(next).details()[u"triesLeft"_s].toInt(), left - 1);
    }

    void aCeremonyOutlivesARestart()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        const QByteArray ceremony = ceremonyOf(stand.desk(2).post("/sign-ins", {{u"userName"_s, u"grace"_s}}));
        const ClientAnswer registration = ada.post("/phones");
        QCOMPARE(stand.service.stop(), 0);
        stand.service.start();

        QVERIFY(stand.desk(2).post("/sign-ins/" + ceremony + "/answers", password).json().contains(u"accessToken"_s));
        QByteArray seed = QByteArray::fromBase64(registration.json()[u"secret"_s].toString().toLatin1(),
                                                 QByteArray::Base64UrlEncoding);
        const ServiceStand::PhoneAtHand phone{.id = registration.json()[u"id"_s].toString().toLatin1(),
                                              .seed = Secret::take(seed)};
        const QString code = QString::fromLatin1(phone.codeAt(SystemClock().now()));
        QCOMPARE(ada.post("/phones/" + phone.id + "/verification", {{u"code"_s, code}}).status, 200);
        QVERIFY(stand.service.log().contains("service.stopped"));
    }

    void whatWasAcknowledgedOutlivesAKill()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        for (int round = 0; round < 3; ++round) {
            const QString name = u"eve%1"_s.arg(round);
            QJsonObject user = object(R"({"role": "user", "password": "correct horse"})");
            user[u"userName"_s] = name;
            const ClientAnswer added = stand.administrator().post("/users", user);
            QCOMPARE(added.status, 201);
            stand.service.kill();
            stand.service.start();
            const QJsonArray users = stand.administrator().get("/users").json()[u"items"_s].toArray();
            QVERIFY(std::ranges::any_of(
                users, [&](const QJsonValue& each) { return each[u"userName"_s].toString() == name; }));
        }
        // The token too, and the chain of the audit log is whole.
        QCOMPARE(ada.get("/account").status, 200);
        QVERIFY(stand.administrator()
                    .post("/audit/verification", {{u"expectedHead"_s, QString()}})
                    .json()[u"isIntact"_s]
                    .toBool());
        // A proof stays used.
        const QByteArray proof = ada.proof({.method = "GET", .target = "/account"});
        QCOMPARE(ada.ask({.target = "/account", .proof = proof}).status, 200);
        stand.service.kill();
        stand.service.start();
        QCOMPARE(ada.ask({.target = "/account", .proof = proof}).code(), u"proof_invalid"_s);
    }

    void anAnswerThatGotLostInAKill()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        const ClientRequest add{.method = "POST",
                                .target = "/users",
                                .body = R"({"userName": "eve", "role": "user", "password": "correct horse"})",
                                .idempotencyKey = "the-same-action"};
        const ClientAnswer first = stand.administrator().ask(add);
        stand.service.kill();
        stand.service.start();
        const ClientAnswer again = stand.administrator().ask(add);
        QCOMPARE(again.status, 201);
        QCOMPARE(again.json(), first.json());
    }

    void twoInstancesAreOneService()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        if (engine == TestDatabase::Engine::Sqlite)
            QSKIP("one instance has a SQLite file to itself");
        ServiceStand stand(engine, u"https://register.example.org"_s);
        const quint16 other = stand.service.startAnother();
        ServiceClient ada = stand.signedIn("ada");
        const QByteArray ceremony = ceremonyOf(stand.desk(2).post("/sign-ins", {{u"userName"_s, u"grace"_s}}));
        const ClientRequest start{.method = "POST", .target = "/phones", .idempotencyKey = "the-same-action"};
        const ClientAnswer registration = ada.ask(start);
        const QByteArray proof = ada.proof({.method = "GET", .target = "/account"});
        QCOMPARE(ada.ask({.target = "/account", .proof = proof}).status, 200);

        ServiceClient adaThere(stand.service);
        adaThere.port = other;
        adaThere.key = ada.key;
        adaThere.token = ada.token;
        QCOMPARE(adaThere.ask({.target = "/account", .proof = proof}).code(), u"proof_invalid"_s);
        QCOMPARE(adaThere.ask(start).json(), registration.json());
        ServiceClient deskThere(stand.service);
        deskThere.port = other;
        deskThere.key = stand.desk(2).key;
        QVERIFY(deskThere.post("/sign-ins/" + ceremony + "/answers", password).json().contains(u"accessToken"_s));
        // What one of them ends is ended at the other, at once.
        QCOMPARE(adaThere.change("DELETE", "/tokens/current").status, 204);
        QCOMPARE(ada.get("/account").code(), u"token_invalid"_s);
    }

    void theProcessKeepsItsSecrets()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        QFile limits(u"/proc/%1/limits"_s.arg(stand.service.processId()));
        QVERIFY(limits.open(QIODevice::ReadOnly));
        QVERIFY(limits.readAll().contains("Max core file size        0                    0 "));
        // Not dumpable: its files under /proc are root's, whoever runs it.
        QCOMPARE(QFileInfo(u"/proc/%1/mem"_s.arg(stand.service.processId())).ownerId(), 0U);
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFileInfo(stand.service.settingsFile()).permissions() & others));
        if (engine == TestDatabase::Engine::Sqlite)
            QVERIFY(!(QFileInfo(stand.service.database().url.section(u':', 1)).permissions() & others));
    }

    void checkSpeaksPlainly()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        const auto well = ServiceFixture::run({u"check"_s, u"--config"_s, stand.service.settingsFile()});
        QVERIFY2(well.exitCode == 0, well.printed);
        QVERIFY(well.printed.contains("OK    database: "));
        QVERIFY(well.printed.contains("OK    certificate: leads to a known authority."));
        QVERIFY(well.printed.contains("WARN  mail server: none is set."));
        QVERIFY(well.printed.contains("OK    profile: a Registration profile exists."));
        QVERIFY(stand.service.log().contains("check subject=profile"));
    }

    void anotherRpIdNeedsAWord()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        QCOMPARE(stand.service.stop(), 0);
        QFile file(stand.service.settingsFile());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray text = file.readAll();
        file.close();
        // localhost has no other registrable name: the panel moves, and the id with it.
        text.replace("https://localhost:0", "https://register.example.org:0")
            .replace("rp_id = \"localhost\"", "rp_id = \"example.org\"");
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) > 0);
        file.close();
        const auto refused = ServiceFixture::run({u"--config"_s, stand.service.settingsFile()});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY(refused.printed.contains("0 of them would never work again"));
        const auto check = ServiceFixture::run({u"check"_s, u"--config"_s, stand.service.settingsFile()});
        QCOMPARE(check.exitCode, 1);
        QVERIFY(check.printed.contains("FAIL  relying party id: "));
    }

    void aSourceOfMetadataThatHangsHoldsNothingUp()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        const MetadataAtHand metadata;
        ServiceStand stand(
            engine, u"https://localhost:0"_s,
            {u"webauthn.metadata_url=https://localhost:%1/"_s.arg(silent.serverPort()), metadata.settings().last()});
        QTRY_VERIFY(silent.hasPendingConnections()); // The service asks, and is never answered.
        ServiceClient ada = stand.signedIn("ada");
        QCOMPARE(ada.get("/account").status, 200);
        QElapsedTimer watch;
        watch.start();
        QCOMPARE(stand.service.stop(), 0);
        QVERIFY2(watch.elapsed() < 10'000, qPrintable(QString::number(watch.elapsed()))); // Half of the fetch's time.
    }

    void cleanupTestCase()
    {
        const QByteArray problems = ServiceClient::exchangeProblems(false);
        QVERIFY2(problems.isEmpty(), problems);
    }
};

QTEST_GUILESS_MAIN(ServiceLifeTest)
#include "tst_servicelife.moc"
