#include "metadataathand.h"
#include "protocol/wire.h"
#include "servicestand.h"

#include <QJsonArray>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Password and key, in this order, for everybody; in front of the profile that asks for the password alone.
void askForKeys(ServiceStand& stand)
{
    const ClientAnswer created = stand.administrator().post(
        "/profiles", object(R"({"name": "With keys", "type": "registration", "position": 1, "groups": ["engineering"],
                                "factors": [["password"], ["webauthn"]]})"));
    if (created.status != 201)
        qFatal("no profile: %s", created.body.constData());
}

int lengthOf(const ClientAnswer& list)
{
    return static_cast<int>(list.json()[u"items"_s].toArray().size());
}

QByteArray finishPath(const ClientAnswer& begun)
{
    return "/security-keys/registrations/" + text(begun, u"ceremony"_s);
}

/// What finishes the registration, by the key.
QJsonObject madeBy(KeyAtHand& key, const ClientAnswer& begun, const QString& name = {})
{
    const auto creation = wire::credentialCreationFromJson(begun.json());
    return creation ? wire::toJson(wire::NamedCredential{key.create(*creation), name}) : QJsonObject();
}

} // namespace

/// People's security keys through the whole service, over TLS.
class SecurityKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void theyAreCountedAndListed()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        KeyAtHand key;
        QCOMPARE(ada.get("/account").json()[u"securityKeys"_s].toInt(), 0);
        const QByteArray id = stand.registeredKey(ada, key);
        const QJsonObject account = ada.get("/account").json();
        QCOMPARE(account[u"securityKeys"_s].toInt(), 1);
        QCOMPARE(account[u"securityKeysAllowed"_s].toInt(), 5);
        QCOMPARE(account[u"goodFactors"_s].toInt(), 1);
        const ClientAnswer keys = ada.get("/security-keys");
        QCOMPARE(lengthOf(keys), 1);
        QCOMPARE(keys.json()[u"items"_s][0][u"id"_s].toString().toLatin1(), id);
        QVERIFY(!stand.service.log().contains("status=500"));
    }

    void whetherANameIsNeededIsSaid()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        const auto capabilities = [&] {
            return stand.desk(1).get("/info").json()[u"capabilities"_s].toArray().toVariantList();
        };
        QVERIFY(capabilities().contains(u"webauthn"_s));
        QVERIFY(!capabilities().contains(u"webauthn-usernameless"_s));
        QCOMPARE(stand.desk(1).post("/sign-ins", object(R"({"method": "webauthn"})")).code(),
                 u"factors_unsatisfiable"_s);
        askForKeys(stand);
        QVERIFY(capabilities().contains(u"webauthn-usernameless"_s));
    }

    void oneSignsInByKeyWithAndWithoutAName()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        KeyAtHand key;
        stand.registeredKey(ada, key);
        ServiceClient grace = stand.signedIn("grace");
        KeyAtHand gracesKey;
        stand.registeredKey(grace, gracesKey);
        askForKeys(stand);
        const ClientAnswer named = stand.signInByKey(ada, key, "ada");
        QVERIFY2(named.json()[u"isDone"_s].toBool(), named.body);
        QCOMPARE(ada.get("/account").json()[u"userName"_s].toString(), u"ada"_s);
        // The key says who, then the password proves the rest.
        const ClientAnswer nameless = stand.signInByKey(ada, key);
        QVERIFY2(nameless.status == 200, nameless.body);
        QVERIFY(!nameless.json()[u"isDone"_s].toBool());
        const ClientAnswer done = stand.desk(1).post("/sign-ins/" + text(nameless, u"ceremony"_s) + "/answers",
                                                     object(R"({"method": "password", "answer": "correct horse"})"));
        QVERIFY2(done.json()[u"isDone"_s].toBool(), done.body);
        // A key that nobody has, and one that is another person's.
        KeyAtHand stranger;
        QCOMPARE(stand.signInByKey(ada, stranger).code(), u"sign_in_refused"_s);
        QCOMPARE(stand.signInByKey(ada, key, "grace").code(), u"sign_in_refused"_s);
    }

    void aRegistrationBelongsToPersonTokenAndInstallation()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        KeyAtHand key;
        const ClientAnswer begun = ada.post("/security-keys");
        const QJsonObject made = madeBy(key, begun);
        const auto refused = [&](ServiceClient other) {
            const ClientAnswer finished = other.post(finishPath(begun), made);
            return finished.status == 410 && finished.code() == u"ceremony_ended" &&
                   other.change("DELETE", finishPath(begun)).status == 410;
        };
        QVERIFY(refused(stand.signedIn("grace")));  // Another person at this desk.
        QVERIFY(refused(stand.signedIn("ada")));    // This person's other sign-in here.
        QVERIFY(refused(stand.signedIn("ada", 2))); // This person at another desk.
        QCOMPARE(stand.count(u"security_keys"_s), 0);
        QCOMPARE(ada.post(finishPath(begun), made).status, 201);
        QCOMPARE(ada.post(finishPath(begun), made).code(), u"ceremony_ended"_s); // It was good for one answer.
    }

    void aSignInBelongsToItsInstallation()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        KeyAtHand key;
        stand.registeredKey(ada, key);
        askForKeys(stand);
        const ClientAnswer step = stand.desk(1).post("/sign-ins", object(R"({"method": "webauthn"})"));
        QCOMPARE(step.status, 201);
        QCOMPARE(stand.answerByKey(stand.desk(2), step, key).code(), u"ceremony_ended"_s);
        QCOMPARE(stand.answerByKey(stand.desk(1), step, key).status, 200);
    }

    void whatBreaksARuleIsNamed()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        KeyAtHand key;
        key.origin = u"https://elsewhere.example.org"_s;
        const ClientAnswer begun = ada.post("/security-keys");
        const ClientAnswer refused = ada.post(finishPath(begun), madeBy(key, begun));
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.code(), u"authenticator_refused"_s);
        QCOMPARE(refused.details()[u"step"_s].toString(), u"origin"_s);
        const ClientAnswer again = ada.post("/security-keys");
        const ClientAnswer nameless = ada.post(finishPath(again), madeBy(key, again, u"two\nlines"_s));
        QCOMPARE(nameless.status, 400);
        QCOMPARE(nameless.details()[u"field"_s].toString(), u"name"_s);
        key.origin.reset();
        QCOMPARE(ada.post(finishPath(again), madeBy(key, again, u"One line"_s)).status, 201);
    }

    void removalNeedsAProofAndEndsSignInsMadeWithTheKey()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient byPassword = stand.signedIn("ada");
        KeyAtHand first;
        KeyAtHand second;
        const QByteArray firstId = stand.registeredKey(byPassword, first);
        QCOMPARE(byPassword.change("DELETE", "/security-keys/" + firstId).code(), u"last_factor"_s);
        ServiceClient later = stand.signedIn("ada"); // For the other one the registration was a proof.
        QCOMPARE(later.post("/security-keys").code(), u"step_up_required"_s);
        stand.stepUp(later, first);
        stand.registeredKey(later, second);
        askForKeys(stand);
        ServiceClient byFirst(stand.service);
        ServiceClient bySecond(stand.service);
        byFirst.key = stand.desk(2).key;
        bySecond.key = stand.desk(3).key;
        stand.signInByKey(byFirst, first, "ada");
        stand.signInByKey(bySecond, second, "ada");
        QCOMPARE(byFirst.get("/account").status, 200);

        QCOMPARE(bySecond.change("DELETE", "/security-keys/" + firstId).status, 204); // Its sign-in is a strong proof.
        QCOMPARE(byFirst.get("/account").code(), u"token_invalid"_s);
        QCOMPARE(bySecond.get("/account").json()[u"securityKeys"_s].toInt(), 1);
        QCOMPARE(stand.signInByKey(byFirst, first, "ada").code(), u"sign_in_refused"_s);
    }

    void aLostKeyIsDisabledAtOnce()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        KeyAtHand key;
        const QByteArray id = stand.registeredKey(ada, key);
        askForKeys(stand);
        ServiceClient thief(stand.service);
        thief.key = stand.desk(2).key;
        stand.signInByKey(thief, key, "ada");
        QCOMPARE(thief.get("/account").status, 200);
        QCOMPARE(ada.post("/security-keys/" + id + "/loss").status, 204); // The last factor, and without a step-up.
        QCOMPARE(thief.get("/account").code(), u"token_invalid"_s);
        QCOMPARE(stand.signInByKey(thief, key).code(), u"sign_in_refused"_s);
        const ClientAnswer keys = ada.get("/security-keys");
        QVERIFY(keys.json()[u"items"_s][0][u"isLost"_s].toBool());
        QCOMPARE(ada.change("PATCH", "/security-keys/" + id, object(R"({"name": "Found"})")).code(), u"conflict"_s);
        QCOMPARE(ada.change("DELETE", "/security-keys/" + id).status, 204);
        QCOMPARE(ada.get("/account").json()[u"securityKeys"_s].toInt(), 0);
    }

    void administratorsKeepSomebodysKeys()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        KeyAtHand key;
        const QByteArray id = stand.registeredKey(ada, key);
        ServiceClient& administrator = stand.administrator();
        QCOMPARE(lengthOf(administrator.get("/users/ADA/security-keys")), 1);
        QCOMPARE(lengthOf(administrator.get("/users/grace/security-keys")), 0);
        QCOMPARE(administrator.get("/users/nobody/security-keys").code(), u"not_found"_s);
        QCOMPARE(administrator.change("DELETE", "/users/grace/security-keys/" + id).code(), u"not_found"_s);
        QCOMPARE(administrator.post("/users/ada/security-keys/" + id + "/loss").status, 204);
        QCOMPARE(ada.get("/account").json()[u"goodFactors"_s].toInt(), 0);
        QCOMPARE(administrator.change("DELETE", "/users/ada/security-keys/" + id).status, 204);
        QCOMPARE(lengthOf(ada.get("/security-keys")), 0);
        for (const QByteArray path : {"/users/ada/security-keys", "/affected-security-keys", "/authenticator-metadata"})
            QCOMPARE(ada.get(path).code(), u"forbidden"_s);
    }

    void aRevokedModelIsRefusedAndAnEarlierKeyIsShown()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        MetadataAtHand metadata;
        ServiceStand stand(engine, u"https://localhost:0"_s,
                           metadata.settings() +
                               QStringList{u"webauthn.attestation=direct"_s, u"webauthn.attestation_accepted=trusted"_s,
                                           u"mail.server=smtp://localhost:1"_s, u"mail.from=keydesk@example.org"_s});
        ServiceClient& administrator = stand.administrator();
        ServiceClient ada = stand.signedIn("ada");
        QCOMPARE(administrator.post("/authenticator-metadata/refresh").json()[u"number"_s].toInt(), 1);
        KeyAtHand key;
        stand.registeredKey(ada, key); // Trusted by the metadata alone.
        QCOMPARE(ada.get("/security-keys").json()[u"items"_s][0][u"model"_s].toString(), u"Virtual Key"_s);
        QCOMPARE(lengthOf(administrator.get("/affected-security-keys")), 0);
        const qint64 mails = stand.count(u"outbox"_s);

        metadata.put(2, R"({"status": "REVOKED", "effectiveDate": "2024-05-06"})");
        QCOMPARE(administrator.post("/authenticator-metadata/refresh").json()[u"number"_s].toInt(), 2);
        const QJsonObject affected = administrator.get("/affected-security-keys").json()[u"items"_s][0].toObject();
        QCOMPARE(affected[u"userName"_s].toString(), u"ada"_s);
        QCOMPARE(affected[u"key"_s][u"alerts"_s].toArray(), QJsonArray{u"revoked_model"_s});
        QCOMPARE(stand.count(u"outbox"_s), mails + 1);
        ServiceClient grace = stand.signedIn("grace");
        const ClientAnswer begun = grace.post("/security-keys");
        const ClientAnswer refused = grace.post(finishPath(begun), madeBy(key, begun));
        QCOMPARE(refused.code(), u"authenticator_refused"_s);
        QCOMPARE(refused.details()[u"step"_s].toString(), u"model_status"_s);
        // Seen once: nobody gets the same mail twice.
        QCOMPARE(administrator.post("/authenticator-metadata/refresh").status, 200);
        QCOMPARE(stand.count(u"outbox"_s), mails + 1);

        metadata.put(1, {});
        const ClientAnswer older = administrator.post("/authenticator-metadata/refresh");
        QCOMPARE(older.code(), u"unavailable"_s);
        QCOMPARE(older.details()[u"reason"_s].toString(), u"older"_s);
        const QJsonObject state = administrator.get("/authenticator-metadata").json();
        QCOMPARE(state[u"number"_s].toInt(), 2);
        QVERIFY(!state[u"problem"_s].toString().isEmpty());
    }

    void cleanupTestCase()
    {
        const QByteArray problems = ServiceClient::exchangeProblems(false);
        QVERIFY2(problems.isEmpty(), problems);
    }
};

QTEST_GUILESS_MAIN(SecurityKeysTest)
#include "tst_securitykeys.moc"
