#include "fakes/keyathand.h"
#include "protocol/wire.h"
#include "routesbench.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray bytesOf(const QJsonObject& json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace

/// The routes of security keys: what goes in, what comes out, for whom. On both engines.
class KeyRoutesTest : public QObject
{
    Q_OBJECT

private:
    /// ada, signed in at a desk.
    struct Desk
    {
        RoutesBench bench;
        SigningKey key = SigningKey::generate();
        SharedSecret token;

        Desk()
        {
            auto& services = bench.services;
            if (!services.administration.addUser(services.administrator(), services.newUser(u"ada"_s)))
                qFatal("no ada");
            key = services.enrolled(u"Desk 2"_s, InstallationKind::Desktop).key;
            token = services.tokenAt(key, u"ada"_s);
        }
        Answer ask(const QByteArray& method, const QString& path, const QJsonObject& body = {})
        {
            return bench.ask({.method = method,
                              .path = path,
                              .body = body.isEmpty() ? QByteArray() : bytesOf(body),
                              .key = &key,
                              .token = token});
        }
        Answer administer(const QByteArray& method, const QString& path)
        {
            return bench.ask({.method = method, .path = path, .key = &bench.administration});
        }
        Answer finish(KeyAtHand& securityKey, const Answer& begun, const QString& name)
        {
            const auto creation = wire::credentialCreationFromJson(begun.body);
            const auto made = wire::NamedCredential{securityKey.create(*creation), name};
            return ask("POST", u"/security-keys/registrations/"_s + creation->ceremony.value, wire::toJson(made));
        }
    };

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void aKeyFromItsStartToItsEnd()
    {
        Desk desk;
        KeyAtHand securityKey;
        const Answer begun = desk.ask("POST", u"/security-keys"_s);
        QCOMPARE(begun.status, 201);
        QCOMPARE(begun.body[u"origin"_s].toString(), u"https://register.example.org"_s);
        const Answer made = desk.finish(securityKey, begun, u"Blue key"_s);
        QCOMPARE(made.status, 201);
        const auto key = wire::securityKeyFromJson(made.body);
        QVERIFY(key);
        QCOMPARE(key->name, u"Blue key"_s);
        const QString path = u"/security-keys/"_s + key->id.value;
        QCOMPARE(desk.ask("PATCH", path, {{u"name"_s, u"Red key"_s}}).body[u"name"_s].toString(), u"Red key"_s);
        QCOMPARE(desk.ask("GET", u"/security-keys"_s).body[u"items"_s].toArray().size(), 1);
        QCOMPARE(desk.ask("GET", u"/account"_s).body[u"securityKeys"_s].toInt(), 1);
        QCOMPARE(desk.ask("DELETE", path).code(), u"last_factor"_s);
        QCOMPARE(desk.ask("POST", path + u"/loss"_s).status, 204);
        QCOMPARE(desk.ask("DELETE", path).status, 204);
        QCOMPARE(desk.ask("DELETE", path).status, 404);
    }

    void aCancelledRegistrationHasEnded()
    {
        Desk desk;
        KeyAtHand securityKey;
        const Answer begun = desk.ask("POST", u"/security-keys"_s);
        const QString path = u"/security-keys/registrations/"_s + begun.body[u"ceremony"_s].toString();
        QCOMPARE(desk.ask("DELETE", path).status, 204);
        QCOMPARE(desk.ask("DELETE", path).status, 410);
        QCOMPARE(desk.finish(securityKey, begun, {}).code(), u"ceremony_ended"_s);
    }

    void bodiesHaveTheirMembersAlone()
    {
        Desk desk;
        const Answer begun = desk.ask("POST", u"/security-keys"_s);
        const QString path = u"/security-keys/registrations/"_s + begun.body[u"ceremony"_s].toString();
        const QJsonObject whole{{u"credentialId"_s, u"AAAA"_s},
                                {u"clientDataJson"_s, u"AAAA"_s},
                                {u"attestationObject"_s, u"AAAA"_s},
                                {u"transports"_s, QJsonArray{u"usb"_s}}};
        for (const QString& name : whole.keys()) {
            QJsonObject less = whole;
            less.remove(name);
            QCOMPARE(desk.ask("POST", path, less).field(), name);
            QJsonObject other = whole;
            other[name] = u"a+b="_s; // No base64url, and no list.
            QCOMPARE(desk.ask("POST", path, other).field(), name);
        }
        QJsonObject more = whole;
        more[u"ceremony"_s] = u"x"_s;
        QCOMPARE(desk.ask("POST", path, more).field(), u"ceremony"_s);
        QCOMPARE(desk.ask("POST", path, whole).code(), u"authenticator_refused"_s);
    }

    void whatIsForAdministratorsAlone()
    {
        Desk desk;
        KeyAtHand securityKey;
        const Answer made = desk.finish(securityKey, desk.ask("POST", u"/security-keys"_s), {});
        const QString keys = u"/users/ada/security-keys"_s;
        const QString path = keys + u'/' + made.body[u"id"_s].toString();
        for (const QString& target : {keys, u"/affected-security-keys"_s, u"/authenticator-metadata"_s})
            QCOMPARE(desk.ask("GET", target).code(), u"forbidden"_s);
        QCOMPARE(desk.ask("POST", path + u"/loss"_s).code(), u"forbidden"_s);
        QCOMPARE(desk.administer("GET", keys).body[u"items"_s].toArray().size(), 1);
        QCOMPARE(desk.administer("POST", path + u"/loss"_s).status, 204);
        QCOMPARE(desk.administer("DELETE", path).status, 204);
        QCOMPARE(desk.administer("GET", u"/affected-security-keys"_s).status, 200);
        QCOMPARE(desk.administer("GET", u"/authenticator-metadata"_s).body[u"isConfigured"_s].toBool(true), false);
        QCOMPARE(desk.administer("POST", u"/authenticator-metadata/refresh"_s).code(), u"conflict"_s);
        QCOMPARE(desk.administer("GET", u"/security-keys"_s).code(), u"token_invalid"_s);
    }

    void aKeyMaySayWhoSignsInWhereAProfileAsksForOne()
    {
        Desk desk;
        const auto isSaid = [&] {
            return desk.ask("GET", u"/info"_s)
                .body[u"capabilities"_s]
                .toArray()
                .contains(QJsonValue(u"webauthn-usernameless"_s));
        };
        QVERIFY(!isSaid());
        ApplicationProfile profile;
        profile.name = u"Keys"_s;
        profile.factors = {{Method::Password}, {Method::WebAuthn, Method::SoftOtp}};
        auto& services = desk.bench.services;
        QVERIFY(services.administration.createProfile(services.administrator(), profile));
        QVERIFY(isSaid());
    }
};

QTEST_GUILESS_MAIN(KeyRoutesTest)
#include "tst_keyroutes.moc"
