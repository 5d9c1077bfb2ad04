#include "base/sealer.h"
#include "directory/directory.h"
#include "metadataathand.h"
#include "outbox/outbox.h"
#include "protocol/wire.h"
#include "servicestand.h"
#include "sessions/browsersessions.h"

#include <QJsonArray>
#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// Every operation of docs/openapi.yaml succeeds at least once, and every exchange is as described.
class EveryEndpointTest : public QObject
{
    Q_OBJECT

    static void administer(ServiceStand& stand)
    {
        ServiceClient& administrator = stand.administrator();
        QCOMPARE(administrator.get("/users").status, 200);
        QCOMPARE(administrator.change("PATCH", "/users/alan", object(R"({"isDisabled": true})")).status, 200);
        QCOMPARE(administrator.change("PATCH", "/users/ALAN", object(R"({"isDisabled": false})")).status, 200);
        const ClientAnswer other =
            administrator.post("/profiles", object(R"({"name": "Portal", "type": "sso", "factors": [["password"]]})"));
        QCOMPARE(administrator.get("/profiles").json()[u"items"_s].toArray().size(), 2);
        QCOMPARE(administrator.change("DELETE", "/profiles/" + text(other, u"id"_s)).status, 204);
        QCOMPARE(
            administrator
                .post("/users", object(R"({"userName": "edsger", "displayName": "Edsger", "mail": "edsger@example.org",
                                    "mobile": "+905551112233", "locale": "tr", "role": "user", "groups": ["algol"],
                                    "password": "correct horse"})"))
                .status,
            201);
        QByteArray id;
        stand.desk(9);
        for (const QJsonValue each : administrator.get("/installations").json()[u"items"_s].toArray())
            id = each[u"name"_s].toString() == u"Desk 9"_s ? each[u"id"_s].toString().toLatin1() : id;
        QCOMPARE(administrator.change("DELETE", "/installations/" + id).status, 204);
    }

    /// ada has a phone by then, so that the mail is sent when she asks for it.
    static void signInWithMail(ServiceStand& stand)
    {
        QCOMPARE(stand.administrator()
                     .post("/profiles", object(R"({"name": "With mail", "type": "registration", "position": 1,
                                    "groups": ["engineering"], "factors": [["password"], ["mail_code", "soft_otp"]]})"))
                     .status,
                 201);
        ServiceClient& desk = stand.desk(1);
        const QByteArray ceremony =
            text(desk.post("/sign-ins", object(R"({"userName": "ada", "locale": "tr-TR"})")), u"ceremony"_s);
        const QByteArray path = "/sign-ins/" + ceremony;
        const ClientAnswer second =
            desk.post(path + "/answers", object(R"({"method": "password", "answer": "correct horse"})"));
        QCOMPARE(second.json()[u"factor"_s].toInt(), 2);
        const QJsonObject byMail = object(R"({"method": "mail_code"})");
        const ClientAnswer sent = desk.post(path + "/codes", byMail);
        QVERIFY2(sent.status == 200, sent.body);
        QCOMPARE(sent.json()[u"delivery"_s][u"method"_s].toString(), u"mail_code"_s);
        QCOMPARE(desk.post(path + "/codes", byMail).status, 429);
        QCOMPARE(desk.post(path + "/answers", object(R"({"method": "mail_code", "answer": "000000x"})")).status, 422);
        QCOMPARE(desk.change("DELETE", path).status, 204);
        QCOMPARE(desk.change("DELETE", path).status, 410);
    }

    /// A code is accepted once, so a second proof waits for the code of the next time step by a phone that is ahead:
    /// the service takes one step of either side.
    static void stepUp(ServiceClient& ada, const ServiceStand::PhoneAtHand& phone)
    {
        const QByteArray ceremony = text(ada.post("/step-ups"), u"ceremony"_s);
        const QString code = QString::fromLatin1(phone.codeAt(SystemClock().now() + 30s));
        const ClientAnswer done =
            ada.post("/sign-ins/" + ceremony + "/answers", {{u"method"_s, u"soft_otp"_s}, {u"answer"_s, code}});
        QVERIFY2(done.json()[u"isDone"_s].toBool(), done.body);
        QVERIFY(!done.json().contains(u"accessToken"_s));
    }

    static void keepKeys(ServiceStand& stand)
    {
        ServiceClient grace = stand.signedIn("grace");
        KeyAtHand key;
        const QByteArray given = text(grace.post("/security-keys"), u"ceremony"_s);
        QCOMPARE(grace.change("DELETE", "/security-keys/registrations/" + given).status, 204);
        const QByteArray first = stand.registeredKey(grace, key);
        QCOMPARE(grace.change("PATCH", "/security-keys/" + first, object(R"({"name": "Blue key"})")).status, 200);
        stand.stepUp(grace, key);
        const QByteArray second = stand.registeredKey(grace, key);
        const QByteArray third = stand.registeredKey(grace, key);
        QCOMPARE(grace.get("/security-keys").json()[u"items"_s].toArray().size(), 3);
        QCOMPARE(grace.change("DELETE", "/security-keys/" + second).status, 204);
        QCOMPARE(grace.post("/security-keys/" + third + "/loss").status, 204);
        QCOMPARE(grace.change("DELETE", "/security-keys/" + first).code(), u"last_factor"_s);

        ServiceClient& administrator = stand.administrator();
        QCOMPARE(administrator.get("/users/grace/security-keys").json()[u"items"_s].toArray().size(), 2);
        QCOMPARE(administrator.post("/users/grace/security-keys/" + first + "/loss").status, 204);
        QCOMPARE(administrator.change("DELETE", "/users/grace/security-keys/" + first).status, 204);
        QCOMPARE(administrator.get("/affected-security-keys").status, 200);
        QCOMPARE(administrator.post("/authenticator-metadata/refresh").status, 200);
        QCOMPARE(administrator.get("/authenticator-metadata").json()[u"hasMetadata"_s].toBool(), true);
    }

    /// A browser's session as the pages begin it, with an application that was reached.
    static void browserSession(ServiceStand& stand)
    {
        auto database = Database::open(stand.service.database()).take();
        SystemRandom random;
        const Sealer sealer(KeyRing::create(random), random);
        const Directory directory(*database, random);
        const Outbox outbox(sealer, random);
        const SessionPolicy policy;
        const CountryDatabase countries;
        const SessionEnding ending(directory, outbox, policy);
        BrowserSessions browsers({*database, directory, random, policy, countries, ending, outbox});
        const auto alan = database->read([&](Transaction& transaction) -> Result<User> {
            return *directory.findByName(transaction, u"alan"_s);
        });
        Caller caller;
        caller.address = u"198.51.100.23"_s;
        const auto issued = browsers.signIn(caller, {.user = alan->id,
                                                     .userAgent = "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0",
                                                     .proofs = {{.method = Method::Password, .proved = SystemClock().now()}}});
        QVERIFY(issued);
        QVERIFY(browsers.reach(caller, issued->id,
                               {.entityId = u"https://office.example.org"_s, .name = u"Office"_s, .nameId = {.value = u"a"_s}}));
    }

    static void keepSessions(ServiceStand& stand)
    {
        browserSession(stand);
        ServiceClient alan = stand.signedIn("alan", 1);
        ServiceClient second = stand.signedIn("alan", 2);
        ServiceClient third = stand.signedIn("alan", 3);
        const QJsonArray all = alan.get("/sessions").json()[u"items"_s].toArray();
        QCOMPARE(all.size(), 4);
        QByteArray browser;
        QByteArray panel;
        for (const QJsonValue each : all) {
            if (each[u"isCurrent"_s].toBool())
                continue;
            (each[u"kind"_s].toString() == u"browser" ? browser : panel) = each[u"id"_s].toString().toLatin1();
        }
        QCOMPARE(alan.change("DELETE", "/sessions/" + browser).status, 204);
        const QJsonArray ended = alan.get("/sessions").json()[u"items"_s].toArray();
        QVERIFY(ended.last()[u"ended"_s].isDouble());
        QCOMPARE(ended.last()[u"providers"_s][0][u"state"_s].toString(), u"cannot"_s);
        QCOMPARE(alan.change("DELETE", "/sessions/" + panel).status, 204);
        QCOMPARE(alan.change("DELETE", "/sessions/" + panel).status, 404);
        QCOMPARE(alan.post("/sessions/end", {{u"which"_s, u"others"_s}}).status, 204);
        QVERIFY(second.get("/account").status == 401 && third.get("/account").status == 401);

        ServiceClient& administrator = stand.administrator();
        const QJsonArray open =
            administrator.get("/open-sessions?userName=alan&address=127.0.0.1&limit=10").json()[u"items"_s].toArray();
        QCOMPARE(open.size(), 1);
        QCOMPARE(open.first()[u"userName"_s].toString(), u"alan"_s);
        QCOMPARE(administrator.get("/open-sessions?userName=nobody").status, 404);
        QCOMPARE(administrator.get("/open-sessions?country=tr").status, 400);
        const QByteArray id = open.first()[u"id"_s].toString().toLatin1();
        QCOMPARE(administrator.change("DELETE", "/open-sessions/" + id).status, 204);
        QCOMPARE(alan.get("/account").status, 401);
        ServiceClient again = stand.signedIn("alan", 1);
        QCOMPARE(again.post("/sessions/end", {{u"which"_s, u"all"_s}}).status, 204);
        QCOMPARE(again.get("/account").status, 401);
        ServiceClient last = stand.signedIn("alan", 1);
        QCOMPARE(last.post("/sessions/not-me").status, 204);
        QCOMPARE(last.get("/account").status, 401);
    }

    /// grace has no key any more: she is asked for one like everybody.
    static void signInByKey(ServiceStand& stand)
    {
        QCOMPARE(stand.administrator()
                     .post("/profiles", object(R"({"name": "With key", "type": "registration", "position": 2,
                                    "groups": ["cryptography"], "factors": [["webauthn"], ["password"]]})"))
                     .status,
                 201);
        ServiceClient& desk = stand.desk(1);
        const ClientAnswer begun = desk.post("/sign-ins", object(R"({"method": "webauthn", "locale": "en"})"));
        QVERIFY2(begun.json().contains(u"assertion"_s), begun.body);
        const QByteArray path = "/sign-ins/" + text(begun, u"ceremony"_s);
        const ClientAnswer fresh = desk.post(path + "/codes", object(R"({"method": "webauthn"})"));
        QVERIFY(fresh.json()[u"assertion"_s][u"challenge"_s] != begun.json()[u"assertion"_s][u"challenge"_s]);
        KeyAtHand stranger;
        QCOMPARE(stand.answerByKey(desk, fresh, stranger).code(), u"sign_in_refused"_s);
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void theWholeDescription()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        const MetadataAtHand metadata;
        // Nobody is at that port: mails wait in the outbox.
        ServiceStand stand(engine, u"https://localhost:0"_s,
                           metadata.settings() +
                               QStringList{u"mail.server=smtp://localhost:1"_s, u"mail.from=keydesk@example.org"_s});
        administer(stand);
        keepKeys(stand);
        signInByKey(stand);
        keepSessions(stand);
        ServiceClient ada = stand.signedIn("ada");
        QCOMPARE(ada.ask({.target = "/info", .withoutProof = true, .withoutToken = true}).status, 200);
        QCOMPARE(ada.get("/account").status, 200);
        QCOMPARE(ada.change("PUT", "/account/locale", object(R"({"locale": "tr-TR"})")).status, 204);
        const QByteArray given = text(ada.post("/phones"), u"id"_s);
        QCOMPARE(ada.post("/phones/" + given + "/verification", object(R"({"code": "000000"})")).status, 422);
        QCOMPARE(ada.change("DELETE", "/phones/" + given + "/registration").status, 204);
        const auto first = stand.registeredPhone(ada);
        // 64 characters, however many units, and space that the service takes away.
        const QString name = u"📱"_s.repeated(64);
        const ClientAnswer renamed =
            ada.change("PATCH", "/phones/" + first.id, {{u"name"_s, QString(u"  "_s % name % u' ')}});
        QCOMPARE(renamed.status, 200);
        QCOMPARE(renamed.json()[u"name"_s].toString(), name);
        // A second one needs a strong proof, by the first: its registration was one for that sign-in.
        ServiceClient again = stand.signedIn("ada");
        QCOMPARE(again.post("/phones").code(), u"step_up_required"_s);
        stepUp(again, first);
        const auto second = stand.registeredPhone(again);
        QCOMPARE(ada.get("/phones").json()[u"items"_s].toArray().size(), 2);
        QCOMPARE(ada.change("DELETE", "/phones/" + second.id).status, 204);
        QCOMPARE(ada.change("DELETE", "/phones/" + first.id).code(), u"last_factor"_s);
        signInWithMail(stand);
        QCOMPARE(ada.post("/phones/" + first.id + "/loss").status, 204);
        QCOMPARE(ada.get("/account").json()[u"goodFactors"_s].toInt(), 0);
    }

    void theAuditLogTellsIt()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        stand.registeredPhone(ada);
        QCOMPARE(ada.change("DELETE", "/tokens/current").status, 204);
        const QJsonArray page = stand.administrator().get("/audit?after=0&limit=1000").json()[u"items"_s].toArray();
        QStringList events;
        for (const QJsonValue record : page)
            events.append(record[u"event"_s].toString());
        for (const QString& event : {u"service.rp_id_set"_s, u"installation.enrolled"_s, u"user.added"_s,
                                     u"profile.created"_s, u"phone.registered"_s})
            QVERIFY2(events.contains(event), qPrintable(event + u" is not among "_s + events.join(u' ')));
        const QString head = page.last()[u"hash"_s].toString();
        QVERIFY(stand.administrator()
                    .post("/audit/verification", {{u"expectedHead"_s, head}})
                    .json()[u"isIntact"_s]
                    .toBool());
        QVERIFY(!stand.administrator()
                     .post("/audit/verification", {{u"expectedHead"_s, QString(64, u'0')}})
                     .json()[u"isIntact"_s]
                     .toBool());
    }

    void cleanupTestCase()
    {
        const QByteArray problems = ServiceClient::exchangeProblems(true);
        QVERIFY2(problems.isEmpty(), problems);
    }
};

QTEST_GUILESS_MAIN(EveryEndpointTest)
#include "tst_everyendpoint.moc"
