#include "servicestand.h"

#include <QSet>
#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// A request is believed only with a proof of its own installation's key, made for it, now, and once (RFC 9449).
class ProofsTest : public QObject
{
    Q_OBJECT

    static void refused(const ClientAnswer& answer, const QString& code)
    {
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.code(), code);
        QVERIFY(answer.header("www-authenticate").startsWith("DPoP "));
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void proofs()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        const auto get = [&](const QByteArray& proof) { return ada.ask({.target = "/account", .proof = proof}); };
        QCOMPARE(ada.get("/account").status, 200);
        const QStringList before = stand.contents();

        refused(ada.ask({.target = "/account", .withoutProof = true}), u"proof_invalid"_s);
        refused(get("not.a.proof"), u"proof_invalid"_s);
        refused(get(ada.proof({.method = "POST", .target = "/account"})), u"proof_invalid"_s);
        refused(get(ada.proof({.method = "GET", .target = "/phones"})), u"proof_invalid"_s);
        refused(get(ada.proof({.method = "GET", .target = "/account", .origin = u"https://elsewhere.example.org"_s})),
                u"proof_invalid"_s);
        refused(get(ada.proof({.method = "GET", .target = "/account", .origin = u"https://localhost:1"_s})),
                u"proof_invalid"_s);
        refused(get(ada.proof({.method = "GET", .target = "/account", .withoutToken = true})), u"proof_invalid"_s);
        refused(get(ada.proof({.method = "GET", .target = "/account", .shift = -61s})), u"clock_wrong"_s);
        refused(get(ada.proof({.method = "GET", .target = "/account", .shift = 62s})), u"clock_wrong"_s);

        const QByteArray proof = ada.proof({.method = "GET", .target = "/account"});
        QCOMPARE(get(proof).status, 200);
        refused(get(proof), u"proof_invalid"_s);
        // Another signature over the same claims is another proof's, the claims' jti is what counts.
        QByteArray spoilt = ada.proof({.method = "GET", .target = "/account"});
        spoilt[spoilt.size() - 2] = spoilt[spoilt.size() - 2] == 'A' ? 'B' : 'A';
        refused(get(spoilt), u"proof_invalid"_s);
        QCOMPARE(stand.contents(), before);
    }

    void everyEndpointWantsOne()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        const QStringList before = stand.contents();
        QSet<QString> seen;
        for (const QJsonObject& one : badRequests()) {
            const QString operation = one[u"operation"_s].toString();
            const QString caller = one[u"caller"_s].toString();
            if (caller == u"nobody" || one.contains(u"part"_s) || seen.contains(operation))
                continue;
            seen.insert(operation);
            ClientRequest request{.method = one[u"method"_s].toString().toLatin1(),
                                  .target = one[u"path"_s].toString().toLatin1()};
            request.target.replace("{id}", "AAAAAAAAAAAAAAAAAAAAAA").replace("{userName}", "ada");
            request.withoutProof = true;
            refused(ada.ask(request), u"proof_invalid"_s);
            request.withoutProof = false;
            request.proof = ada.proof({.method = request.method, .target = request.target + "x"});
            refused(ada.ask(request), u"proof_invalid"_s);
            request.proof.clear();
            request.withoutToken = true;
            if (caller == u"person")
                refused(ada.ask(request), u"token_invalid"_s);
            else if (caller == u"administration")
                QCOMPARE(ada.ask(request).code(), u"forbidden"_s);
        }
        QVERIFY(seen.contains(u"finishKeyRegistration"_s) && seen.contains(u"refreshMetadata"_s));
        QVERIFY(seen.size() >= 40);
        QCOMPARE(stand.contents(), before);
    }

    void aStolenToken()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        const QByteArray adasProof = ada.proof({.method = "GET", .target = "/account"});

        // With another installation's good proof.
        ServiceClient thief(stand.service);
        thief.key = stand.desk(2).key;
        thief.token = ada.token;
        refused(thief.get("/account"), u"token_invalid"_s);
        // With the proof of a key that nobody knows.
        ServiceClient stranger(stand.service);
        stranger.token = ada.token;
        refused(stranger.get("/account"), u"installation_unknown"_s);
        // Without a proof, and as a bearer's.
        refused(thief.ask({.target = "/account", .withoutProof = true}), u"proof_invalid"_s);
        // With ada's own proof, seen on its way: it works once, and ada was first.
        QCOMPARE(ada.ask({.target = "/account", .proof = adasProof}).status, 200);
        refused(thief.ask({.target = "/account", .proof = adasProof}), u"proof_invalid"_s);
        // A ceremony's answer with a stolen token.
        const QByteArray ceremony =
            thief
                .ask(
                    {.method = "POST", .target = "/sign-ins", .body = R"({"userName": "grace"})", .withoutToken = true})
                .json()[u"ceremony"_s]
                .toString()
                .toLatin1();
        refused(thief.post("/sign-ins/" + ceremony + "/answers",
                           object(R"({"method": "password", "answer": "correct horse"})")),
                u"token_invalid"_s);
        QCOMPARE(ada.get("/account").status, 200);
    }

    void aRevokedInstallation()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        QByteArray id;
        for (const QJsonValue each : stand.administrator().get("/installations").json()[u"items"_s].toArray()) {
            if (each[u"name"_s].toString() == u"Desk 1"_s)
                id = each[u"id"_s].toString().toLatin1();
        }
        QCOMPARE(stand.administrator().change("DELETE", "/installations/" + id).status, 204);
        refused(ada.get("/account"), u"installation_unknown"_s);
        refused(stand.desk(1).post("/sign-ins", {{u"userName"_s, u"ada"_s}}), u"installation_unknown"_s);
    }

    void aDisabledPerson()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        QCOMPARE(stand.administrator().change("PATCH", "/users/ada", object(R"({"isDisabled": true})")).status, 200);
        refused(ada.get("/account"), u"token_invalid"_s);
    }

    void aTokenThatWasSignedOut()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        QCOMPARE(ada.change("DELETE", "/tokens/current").status, 204);
        refused(ada.get("/account"), u"token_invalid"_s);
    }

    void noSecretInTheLog()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        const auto phone = stand.registeredPhone(ada);
        const QByteArray log = stand.service.log();
        QVERIFY(log.contains("route=/phones"));
        const QByteArray seed = phone.seed.view().toByteArray();
        for (const QByteArray& secret :
             {ada.token, QByteArray("correct horse"),
              seed.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
              phone.codeAt(SystemClock().now()), stand.service.administratorCode().toLatin1()})
            QVERIFY(!log.contains(secret));
    }

    void cleanupTestCase()
    {
        const QByteArray problems = ServiceClient::exchangeProblems(false);
        QVERIFY2(problems.isEmpty(), problems);
    }
};

QTEST_GUILESS_MAIN(ProofsTest)
#include "tst_proofs.moc"
