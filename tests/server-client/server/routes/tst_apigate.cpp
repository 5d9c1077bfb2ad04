#include "routesbench.h"

#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray newUser = R"({"userName": "grace", "role": "user", "password": "correct horse"})";

} // namespace

/// What stands before every handler: route, proof, token, role, body, Idempotency-Key. On both engines.
class ApiGateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void everyoneMayKnowTheService()
    {
        RoutesBench bench;
        const Answer answer = bench.ask({.path = u"/info"_s});
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body[u"isOpen"_s], false);
        QCOMPARE(answer.body[u"serviceTime"_s].toInteger(), toMilliseconds(bench.services.database.clock().now()));
    }

    void unknownRoutes()
    {
        RoutesBench bench;
        const Answer nothing = bench.ask({.path = u"/secrets"_s});
        QCOMPARE(nothing.status, 404);
        QCOMPARE(nothing.code(), u"not_found"_s);
        QCOMPARE(nothing.body[u"error"_s][u"requestId"_s].toString(), nothing.requestId);
        const Answer other = bench.ask({.method = "PUT", .path = u"/phones"_s});
        QCOMPARE(other.status, 405);
        QCOMPARE(other.header("Allow"), "GET, POST");
    }

    void idsThatCannotBe()
    {
        RoutesBench bench;
        for (const QString& id : {u"a b"_s, u"ığ"_s, u"'--"_s, QString(65, u'a')})
            QCOMPARE(bench.ask({.method = "DELETE", .path = u"/phones/"_s + id, .key = &bench.kiosk}).status, 404);
    }

    void withoutAProof()
    {
        RoutesBench bench;
        const Answer answer = bench.ask({.path = u"/account"_s});
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.code(), u"proof_invalid"_s);
        QVERIFY(answer.header("WWW-Authenticate").startsWith("DPoP error=\"invalid_dpop_proof\""));
    }

    void aProofForAnotherRequest()
    {
        RoutesBench bench;
        const QByteArray proof = bench.proofFor({.path = u"/phones"_s, .key = &bench.kiosk});
        QCOMPARE(bench.ask({.path = u"/account"_s, .proof = proof}).code(), u"proof_invalid"_s);
    }

    void aReplayedProof()
    {
        RoutesBench bench;
        const Ask users{.path = u"/users"_s, .key = &bench.administration};
        const QByteArray proof = bench.proofFor(users);
        QCOMPARE(bench.ask({.path = u"/users"_s, .proof = proof}).status, 200);
        QCOMPARE(bench.ask({.path = u"/users"_s, .proof = proof}).code(), u"proof_invalid"_s);
    }

    void aStaleProofLearnsTheTime()
    {
        RoutesBench bench;
        const QByteArray proof = bench.proofFor({.path = u"/users"_s, .key = &bench.administration});
        bench.services.database.clock().advance(61s);
        const Answer answer = bench.ask({.path = u"/users"_s, .proof = proof});
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.code(), u"clock_wrong"_s);
        QCOMPARE(answer.body[u"error"_s][u"details"_s][u"serviceTime"_s].toInteger(),
                 toMilliseconds(bench.services.database.clock().now()));
    }

    void aKeyThatNobodyKnows()
    {
        RoutesBench bench;
        const SigningKey stranger = SigningKey::generate();
        QCOMPARE(bench.ask({.path = u"/users"_s, .key = &stranger}).code(), u"installation_unknown"_s);
    }

    void rolesOfInstallations()
    {
        RoutesBench bench;
        QCOMPARE(bench.ask({.path = u"/users"_s, .key = &bench.administration}).status, 200);
        const Answer answer = bench.ask({.path = u"/users"_s, .key = &bench.kiosk});
        QCOMPARE(answer.status, 403);
        QCOMPARE(answer.code(), u"forbidden"_s);
    }

    void tokens()
    {
        RoutesBench bench;
        QVERIFY(
            bench.services.administration.addUser(bench.services.administrator(), bench.services.newUser(u"ada"_s)));
        const auto ada = bench.services.signedIn(u"ada"_s);
        QCOMPARE(bench.ask({.path = u"/account"_s, .key = &bench.kiosk}).code(), u"token_invalid"_s);
        // Stolen: a right proof of another installation does not help.
        const Answer stolen = bench.ask({.path = u"/account"_s, .key = &bench.kiosk, .token = ada.token});
        QCOMPARE(stolen.status, 401);
        QCOMPARE(stolen.code(), u"token_invalid"_s);
        QVERIFY(stolen.header("WWW-Authenticate").startsWith("DPoP error=\"invalid_token\""));
    }

    void bodies_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("field");
        const QByteArray json = "application/json";
        QTest::newRow("good") << newUser << json << 201 << QString();
        QTest::newRow("with a charset") << newUser << QByteArray("Application/JSON; charset=utf-8") << 201 << QString();
        QTest::newRow("no type") << newUser << QByteArray() << 415 << QString();
        QTest::newRow("other type") << newUser << QByteArray("text/plain") << 415 << QString();
        QTest::newRow("none") << QByteArray() << json << 400 << u"userName"_s;
        QTest::newRow("not JSON") << QByteArray("userName=grace") << json << 400 << QString();
        QTest::newRow("a list") << QByteArray("[]") << json << 400 << QString();
        QTest::newRow("more after it") << newUser + "{}" << json << 400 << QString();
        QTest::newRow("not UTF-8") << QByteArray("{\"userName\": \"gr\xff\"}") << json << 400 << QString();
        QTest::newRow("NUL") << QByteArray(R"({"userName": "gr\u0000ce", "role": "user", "password": "correct horse"})")
                             << json << 400 << u"userName"_s;
        QTest::newRow("deep") << QByteArray("{\"userName\":") + QByteArray(5000, '[') + QByteArray(5000, ']') + '}'
                              << json << 400 << QString();
        QTest::newRow("unknown member")
            << QByteArray(R"({"userName": "grace", "role": "user", "password": "correct horse", "isDisabled": true})")
            << json << 400 << u"isDisabled"_s;
        QTest::newRow("wrong type") << QByteArray(R"({"userName": 7, "role": "user", "password": "correct horse"})")
                                    << json << 400 << u"userName"_s;
    }
    void bodies()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, type);
        QFETCH(int, status);
        QFETCH(QString, field);
        RoutesBench bench;
        const Answer answer = bench.ask(
            {.method = "POST", .path = u"/users"_s, .body = body, .key = &bench.administration, .contentType = type});
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.field(), field);
        QCOMPARE(bench.services.count(u"users"_s), status == 201 ? 1 : 0);
    }

    void aBodyWhereNoneBelongs()
    {
        RoutesBench bench;
        QCOMPARE(bench.ask({.path = u"/users"_s, .body = "{\"a\":1}", .key = &bench.administration}).field(),
                 u"body"_s);
        QCOMPARE(bench.ask({.path = u"/users"_s, .body = "{}", .key = &bench.administration}).status, 200);
    }

    void queries_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("status");
        QTest::newRow("none") << u""_s << 200;
        QTest::newRow("both") << u"?after=0&limit=1000"_s << 200;
        QTest::newRow("unknown") << u"?page=1"_s << 400;
        QTest::newRow("twice") << u"?limit=1&limit=2"_s << 400;
        QTest::newRow("no number") << u"?after=x"_s << 400;
        QTest::newRow("negative") << u"?after=-1"_s << 400;
        QTest::newRow("zero") << u"?limit=0"_s << 400;
        QTest::newRow("too many") << u"?limit=1001"_s << 400;
        QTest::newRow("beyond 64 bits") << u"?after=99999999999999999999"_s << 400;
        QTest::newRow("empty") << u"?after="_s << 400;
    }
    void queries()
    {
        QFETCH(QString, query);
        QFETCH(int, status);
        RoutesBench bench;
        QCOMPARE(bench.ask({.path = u"/audit"_s + query, .key = &bench.administration}).status, status);
    }

    void aChangeNeedsAnIdempotencyKey()
    {
        RoutesBench bench;
        const Answer none = bench.ask({.method = "POST",
                                       .path = u"/users"_s,
                                       .body = newUser,
                                       .key = &bench.administration,
                                       .withoutIdempotencyKey = true});
        QCOMPARE(none.status, 400);
        QCOMPARE(none.field(), u"Idempotency-Key"_s);
        for (const QString& bad : {u"short"_s, u"with space in it"_s, QString(129, u'a')})
            QCOMPARE(bench
                         .ask({.method = "POST",
                               .path = u"/users"_s,
                               .body = newUser,
                               .key = &bench.administration,
                               .idempotencyKey = bad})
                         .field(),
                     u"Idempotency-Key"_s);
        QCOMPARE(bench.services.count(u"users"_s), 0);
    }

    void theSameRequestTwiceIsDoneOnce()
    {
        RoutesBench bench;
        const Ask add{.method = "POST",
                      .path = u"/users"_s,
                      .body = newUser,
                      .key = &bench.administration,
                      .idempotencyKey = u"the-same-action"_s};
        const Answer first = bench.ask(add);
        const Answer second = bench.ask(add);
        QCOMPARE(first.status, 201);
        QCOMPARE(second.status, 201);
        QCOMPARE(second.body, first.body);
        QCOMPARE(bench.services.count(u"users"_s), 1);
    }

    void aRefusalIsRememberedToo()
    {
        RoutesBench bench;
        const Ask remove{.method = "DELETE",
                         .path = u"/profiles/none"_s,
                         .key = &bench.administration,
                         .idempotencyKey = u"the-same-action"_s};
        const Answer first = bench.ask(remove);
        const Answer second = bench.ask(remove);
        QCOMPARE(first.status, 404);
        QCOMPARE(second.status, 404);
        QCOMPARE(second.body[u"error"_s][u"requestId"_s].toString(), second.requestId);
        QVERIFY(second.requestId != first.requestId);
    }

    void theKeyForAnotherRequestIsAConflict()
    {
        RoutesBench bench;
        const QString key = u"the-same-action"_s;
        QCOMPARE(bench
                     .ask({.method = "POST",
                           .path = u"/users"_s,
                           .body = newUser,
                           .key = &bench.administration,
                           .idempotencyKey = key})
                     .status,
                 201);
        QByteArray other = newUser;
        other.replace("grace", "alan1");
        QCOMPARE(bench
                     .ask({.method = "POST",
                           .path = u"/users"_s,
                           .body = other,
                           .key = &bench.administration,
                           .idempotencyKey = key})
                     .code(),
                 u"conflict"_s);
        QCOMPARE(bench
                     .ask({.method = "DELETE",
                           .path = u"/profiles/none"_s,
                           .key = &bench.administration,
                           .idempotencyKey = key})
                     .code(),
                 u"conflict"_s);
        QCOMPARE(bench.services.count(u"users"_s), 1);
    }

    void aSecretIsShownAgainToItsTokenOnly()
    {
        RoutesBench bench;
        QVERIFY(
            bench.services.administration.addUser(bench.services.administrator(), bench.services.newUser(u"ada"_s)));
        // Two sign-ins of one person at one desk.
        ApplicationProfile profile;
        profile.name = u"Panel"_s;
        profile.factors = {{Method::Password}};
        QVERIFY(bench.services.administration.createProfile(bench.services.administrator(), profile));
        const auto tokenOfAda = [&] {
            const Answer begun = bench.ask(
                {.method = "POST", .path = u"/sign-ins"_s, .body = R"({"userName": "ada"})", .key = &bench.kiosk});
            const Answer done = bench.ask({.method = "POST",
                                           .path = u"/sign-ins/%1/answers"_s.arg(begun.body[u"ceremony"_s].toString()),
                                           .body = R"({"method": "password", "answer": "correct horse"})",
                                           .key = &bench.kiosk});
            return share(Secret::copyOf(done.body[u"accessToken"_s].toString().toUtf8()));
        };
        const SharedSecret first = tokenOfAda();
        const SharedSecret second = tokenOfAda();
        Ask start{.method = "POST",
                  .path = u"/phones"_s,
                  .key = &bench.kiosk,
                  .token = first,
                  .idempotencyKey = u"the-same-action"_s};
        const Answer registration = bench.ask(start);
        QCOMPARE(registration.status, 201);
        QCOMPARE(bench.ask(start).body, registration.body);
        start.token = second;
        const Answer other = bench.ask(start);
        QCOMPARE(other.code(), u"conflict"_s);
        QVERIFY(!other.body.contains(u"secret"_s));
    }

    void enrolmentNeedsNoKnownKey()
    {
        RoutesBench bench;
        const Answer code = bench.ask({.method = "POST",
                                       .path = u"/installations"_s,
                                       .body = R"({"name": "Desk 2", "place": "Lobby", "kind": "kiosk"})",
                                       .key = &bench.administration});
        QCOMPARE(code.status, 201);
        const SigningKey fresh = SigningKey::generate();
        const QByteArray body = "{\"code\": \"" + code.body[u"code"_s].toString().toLatin1() + "\"}";
        const Answer enrolled =
            bench.ask({.method = "POST", .path = u"/installations/enrolment"_s, .body = body, .key = &fresh});
        QCOMPARE(enrolled.status, 201);
        QCOMPARE(enrolled.body[u"name"_s].toString(), u"Desk 2"_s);
        // Without a key of its own nobody enrols.
        QCOMPARE(bench.ask({.method = "POST", .path = u"/installations/enrolment"_s, .body = body}).code(),
                 u"proof_invalid"_s);
    }
};

QTEST_GUILESS_MAIN(ApiGateTest)
#include "tst_apigate.moc"
