#include "servicestand.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Real things of the caller, so that only what is meant to be wrong is wrong.
struct Possessions
{
    QByteArray phone;
    QByteArray registration;
    QByteArray ceremony;
    QByteArray profile;
    QByteArray installation;
    QByteArray key;
    QByteArray keyRegistration;

    QByteArray inPath(QByteArray path) const
    {
        const QByteArray id = path.startsWith("/sign-ins")                      ? ceremony
                              : path.startsWith("/security-keys/registrations") ? keyRegistration
                              : path.contains("/security-keys")                 ? key
                              : path.endsWith("/verification")                  ? registration
                              : path.endsWith("/registration")                  ? registration
                              : path.startsWith("/phones")                      ? phone
                              : path.startsWith("/profiles")                    ? profile
                                                                                : installation;
        return path.replace("{id}", id).replace("{userName}", path.contains("/security-keys") ? "ada" : "alan");
    }
};

ClientRequest requestFrom(const QJsonObject& bad, const Possessions& things)
{
    ClientRequest request{.method = bad[u"method"_s].toString().toLatin1(),
                          .target = things.inPath(bad[u"path"_s].toString().toLatin1()),
                          .body = QByteArray::fromBase64(bad[u"body"_s].toString().toLatin1())};
    if (bad.contains(u"contentType"_s))
        request.contentType = bad[u"contentType"_s].toString().toLatin1();
    if (bad.contains(u"idempotencyKey"_s)) {
        request.idempotencyKey = bad[u"idempotencyKey"_s].toString().toLatin1();
        request.withoutIdempotencyKey = request.idempotencyKey.isEmpty();
    }
    return request;
}

/// What does not fit in an answer to a bad request; empty when all fits.
QByteArray problemOf(const ClientAnswer& answer)
{
    if (answer.status < 400 || answer.status > 499)
        return "status " + QByteArray::number(answer.status) + ' ' +
               answer.body.first(std::min<qsizetype>(answer.body.size(), 200));
    if (answer.code().isEmpty())
        return "no code: " + answer.body;
    const QString requestId = answer.json()[u"error"_s][u"requestId"_s].toString();
    if (requestId.isEmpty() || requestId.toLatin1() != answer.header("x-request-id"))
        return "no request id: " + answer.body;
    return {};
}

} // namespace

/// Nothing that a client sends does harm: each bad request is a 4xx with a code and a request id, and writes nothing.
class BadInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void everyEndpoint()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        Possessions things;
        KeyAtHand key;
        things.key = stand.registeredKey(ada, key);
        stand.stepUp(ada, key);
        things.phone = stand.registeredPhone(ada).id;
        ServiceClient alan = stand.signedIn("alan");
        things.registration = alan.post("/phones").json()[u"id"_s].toString().toLatin1();
        things.keyRegistration = text(alan.post("/security-keys"), u"ceremony"_s);
        things.ceremony =
            stand.desk(1).post("/sign-ins", {{u"userName"_s, u"ada"_s}}).json()[u"ceremony"_s].toString().toLatin1();
        things.profile = stand.administrator().get("/profiles").json()[u"items"_s][0][u"id"_s].toString().toLatin1();
        things.installation =
            stand.administrator().get("/installations").json()[u"items"_s][0][u"id"_s].toString().toLatin1();
        ServiceClient nobody(stand.service);

        QStringList before = stand.contents();
        QSet<QString> operations;
        for (const QJsonObject& bad : badRequests()) {
            const QString caller = bad[u"caller"_s].toString();
            const ClientRequest request = requestFrom(bad, things);
            const bool isAlans =
                request.target.contains(things.registration) || request.target.contains(things.keyRegistration);
            ServiceClient& client = caller == u"person"_s           ? isAlans ? alan : ada
                                    : caller == u"administration"_s ? stand.administrator()
                                    : caller == u"nobody"_s         ? nobody
                                                                    : stand.desk(1);
            const QByteArray name = request.method + ' ' + bad[u"path"_s].toString().toLatin1() + ": " +
                                    bad[u"why"_s].toString().toUtf8() + ": ";
            const QByteArray problem = problemOf(client.ask(request));
            QVERIFY2(problem.isEmpty(), qPrintable(QString::fromUtf8(name + problem)));
            const QStringList after = stand.contents();
            QVERIFY2(after == before, qPrintable(QString::fromUtf8(name + "something was written")));
            operations.insert(bad[u"operation"_s].toString());
        }
        QVERIFY(operations.size() >= 40);
        // The service is well, and what was meant to stay has stayed.
        QCOMPARE(ada.get("/phones").json()[u"items"_s].toArray().size(), 1);
        QCOMPARE(ada.get("/security-keys").json()[u"items"_s].toArray().size(), 1);
        QVERIFY(!stand.service.log().contains("status=500"));
    }

    void whatIsAnothers()
    {
        QFETCH_GLOBAL(TestDatabase::Engine, engine);
        ServiceStand stand(engine);
        ServiceClient ada = stand.signedIn("ada");
        ServiceClient grace = stand.signedIn("grace", 2);
        const QByteArray phone = stand.registeredPhone(grace).id;
        ServiceClient alan = stand.signedIn("alan", 3);
        const QByteArray registration = alan.post("/phones").json()[u"id"_s].toString().toLatin1();
        KeyAtHand key;
        const QByteArray keyId = stand.registeredKey(alan, key);
        stand.stepUp(alan, key);
        const QByteArray keyRegistration = text(alan.post("/security-keys"), u"ceremony"_s);
        const QByteArray ceremony =
            stand.desk(2).post("/sign-ins", {{u"userName"_s, u"grace"_s}}).json()[u"ceremony"_s].toString().toLatin1();
        const QByteArray stepUp = grace.post("/step-ups").json()[u"ceremony"_s].toString().toLatin1();
        const QJsonObject password = object(R"({"method": "password", "answer": "correct horse"})");
        const QJsonObject code = object(R"({"code": "123456"})");
        const QJsonObject newName = object(R"({"name": "Mine now"})");
        const QStringList before = stand.contents();

        const auto refuse = [&](ServiceClient& client, const QByteArray& method, const QByteArray& target,
                                const QJsonObject& body = {}) {
            const QByteArray problem = problemOf(client.change(method, target, body));
            const QByteArray name = method + ' ' + target + ": ";
            QVERIFY2(problem.isEmpty(), qPrintable(QString::fromUtf8(name + problem)));
            QVERIFY2(stand.contents() == before, name.constData());
        };
        for (const QByteArray& id : {phone, registration}) {
            refuse(ada, "PATCH", "/phones/" + id, newName);
            refuse(ada, "DELETE", "/phones/" + id);
            refuse(ada, "POST", "/phones/" + id + "/verification", code);
            refuse(ada, "DELETE", "/phones/" + id + "/registration");
            refuse(ada, "POST", "/phones/" + id + "/loss");
        }
        refuse(ada, "PATCH", "/security-keys/" + keyId, newName);
        refuse(ada, "DELETE", "/security-keys/" + keyId);
        refuse(ada, "POST", "/security-keys/" + keyId + "/loss");
        refuse(ada, "DELETE", "/security-keys/registrations/" + keyRegistration);
        refuse(ada, "DELETE", "/users/alan/security-keys/" + keyId);
        refuse(ada, "POST", "/users/alan/security-keys/" + keyId + "/loss");
        refuse(ada, "POST", "/authenticator-metadata/refresh");
        for (const QByteArray& id : {ceremony, stepUp}) {
            refuse(stand.desk(1), "POST", "/sign-ins/" + id + "/answers", password);
            refuse(stand.desk(1), "POST", "/sign-ins/" + id + "/codes", object(R"({"method": "mail_code"})"));
            refuse(ada, "POST", "/sign-ins/" + id + "/answers", password);
            refuse(stand.desk(1), "DELETE", "/sign-ins/" + id);
        }
        // A person is no administrator, and neither is a desk.
        for (const QByteArray target : {"/users", "/profiles", "/installations", "/audit"})
            QCOMPARE(ada.get(target).code(), u"forbidden"_s);
        refuse(ada, "POST", "/users",
               object(R"({"userName": "eve", "role": "administrator", "password": "correct horse"})"));
        refuse(ada, "PATCH", "/users/grace", object(R"({"isDisabled": true})"));
        refuse(ada, "POST", "/installations", object(R"({"name": "Mine", "kind": "administration"})"));
    }

    void cleanupTestCase()
    {
        const QByteArray problems = ServiceClient::exchangeProblems(false);
        QVERIFY2(problems.isEmpty(), problems);
    }
};

QTEST_GUILESS_MAIN(BadInputTest)
#include "tst_badinput.moc"
