#include "assembly/service.h"
#include "fakes/testdatabase.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

/// What the parts leave behind when they are put together.
class TestService : public QObject
{
    Q_OBJECT

private:
    SystemRandom m_random;
    TestDatabase m_database{TestDatabase::Engine::Sqlite};

    static QByteArrayList routesOf(const Service& service)
    {
        QByteArrayList routes;
        for (const Route& route : service.foundation.router.routes())
            routes.append(route.method + ' ' + route.pattern.toUtf8());
        return routes;
    }

private Q_SLOTS:
    void aSentCodeIsAMethodWhereSomethingCanSendIt()
    {
        const Configuration without;
        Service bare(without, KeyRing::create(m_random), *m_database, m_database.clock());
        QVERIFY(!bare.foundation.factors.method(Method::MailCode));
        QVERIFY(!bare.foundation.factors.method(Method::SmsCode));
        QVERIFY(bare.foundation.factors.method(Method::Password));
        QVERIFY(bare.foundation.factors.method(Method::SoftOtp));

        Configuration with;
        with.mail.emplace();
        with.sms.emplace();
        Service whole(with, KeyRing::create(m_random), *m_database, m_database.clock());
        QVERIFY(whole.foundation.factors.method(Method::MailCode));
        QVERIFY(whole.foundation.factors.method(Method::SmsCode));
    }

    void whatItCanDoIsSaid()
    {
        const Configuration configuration;
        const Service service(configuration, KeyRing::create(m_random), *m_database, m_database.clock());
        // "saml" too without a service provider: whether there is one is nobody's business, and the first one needs
        // the metadata before it is added.
        QCOMPARE(service.foundation.capabilities,
                 (QStringList{u"sign_in"_s, u"phones"_s, u"webauthn"_s, u"sessions"_s, u"saml"_s}));
        const QByteArrayList routes = routesOf(service);
        for (const char* route : {"GET /info", "POST /sign-ins", "POST /phones", "POST /security-keys",
                                  "GET /affected-security-keys", "GET /sessions", "GET /open-sessions", "GET /account", "GET /users"})
            QVERIFY2(routes.contains(route), route);
        QCOMPARE(QSet<QByteArray>(routes.begin(), routes.end()).size(), routes.size());
    }

    void itsRelyingPartyIsSaid()
    {
        Configuration configuration;
        configuration.identity.rpId = u"example.org"_s;
        const Service service(configuration, KeyRing::create(m_random), *m_database, m_database.clock());
        const auto match = service.foundation.router.find("GET", u"/api/v1/info"_s);
        QVERIFY(match.route);
        const HttpRequest http;
        const auto answer = match.route->handler({.http = http, .caller = {}});
        QVERIFY(answer);
        QCOMPARE(answer->body[u"relyingPartyId"_s].toString(), u"example.org"_s);
    }

    void theIdentityProviderIsWhereItsAddressSays()
    {
        Configuration configuration;
        configuration.identity.identityProviderUrl = QUrl(u"https://id.example.org:0"_s);
        Service service(configuration, KeyRing::create(m_random), *m_database, m_database.clock());
        service.setUrls(QUrl(u"https://register.example.org"_s), QUrl(u"https://id.example.org:8443"_s));
        const auto metadata = service.saml.service.metadata();
        QVERIFY2(metadata, metadata ? "" : qPrintable(metadata.error().context));
        for (const char* address : {"entityID=\"https://id.example.org:8443/saml/metadata\"",
                                    "Location=\"https://id.example.org:8443/saml/sso\"",
                                    "Location=\"https://id.example.org:8443/saml/logout\"",
                                    "Location=\"https://id.example.org:8443/saml/logout/soap\""})
            QVERIFY2(metadata->contains(address), metadata->constData());
    }

    void housekeepingRuns()
    {
        const Configuration configuration;
        Service service(configuration, KeyRing::create(m_random), *m_database, m_database.clock());
        const Instant now = m_database.clock().now();
        QVERIFY(service.saml.uses.use(u"https://mail.example.org/saml"_s, u"_old"_s, now - std::chrono::minutes{1}));
        const auto removed = service.foundation.housekeeping.run(*m_database);
        QVERIFY2(removed, removed ? "" : qPrintable(removed.error().context));
        const auto left = m_database->read([](Transaction& transaction) -> Result<qint64> {
            return transaction.first(u"SELECT COUNT(*) FROM saml_message_uses"_s)->number(0);
        });
        QVERIFY(left);
        QCOMPARE(*left, 0);
    }
};

QTEST_GUILESS_MAIN(TestService)
#include "tst_service.moc"
