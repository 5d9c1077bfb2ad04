#include "administration/serviceidentity.h"
#include "fakes/testdatabase.h"
#include "webauthn/webauthnstore.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

/// For example.org.
StoredSecurityKey keyNamed(const QString& id)
{
    StoredSecurityKey key;
    key.id = {id};
    key.user = {u"ada"_s};
    key.name = id;
    key.relyingPartyId = u"example.org"_s;
    key.credentialId = id.toLatin1();
    return key;
}

} // namespace

/// Which addresses and relying party ids go together.
class ServiceIdentityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rpIdFitsHost_data()
    {
        QTest::addColumn<QString>("rpId");
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("fits");
        QTest::newRow("the host itself") << u"register.example.org"_s << u"register.example.org"_s << true;
        QTest::newRow("its registrable domain") << u"example.org"_s << u"register.example.org"_s << true;
        QTest::newRow("a domain between") << u"it.example.org"_s << u"register.it.example.org"_s << true;
        QTest::newRow("a public suffix") << u"org"_s << u"register.example.org"_s << false;
        QTest::newRow("a public suffix of two labels") << u"co.uk"_s << u"register.example.co.uk"_s << false;
        QTest::newRow("a private public suffix") << u"github.io"_s << u"keydesk.github.io"_s << false;
        QTest::newRow("an unknown top level name") << u"corp"_s << u"register.corp"_s << false;
        QTest::newRow("below an unknown top level name") << u"example.corp"_s << u"register.example.corp"_s << true;
        QTest::newRow("localhost") << u"localhost"_s << u"localhost"_s << true;
        QTest::newRow("another domain") << u"example.com"_s << u"register.example.org"_s << false;
        QTest::newRow("not at a label") << u"ample.org"_s << u"register.example.org"_s << false;
        QTest::newRow("longer than the host") << u"a.register.example.org"_s << u"register.example.org"_s << false;
        QTest::newRow("a leading dot") << u".example.org"_s << u"register.example.org"_s << false;
        QTest::newRow("empty") << QString() << u"register.example.org"_s << false;
        QTest::newRow("an IPv4 address") << u"192.0.2.1"_s << u"192.0.2.1"_s << false;
        QTest::newRow("the end of an IPv4 address") << u"2.1"_s << u"192.0.2.1"_s << false;
        QTest::newRow("an IPv6 address") << u"2001:db8::1"_s << u"2001:db8::1"_s << false;
    }
    void rpIdFitsHost()
    {
        QFETCH(QString, rpId);
        QFETCH(QString, host);
        QFETCH(bool, fits);
        QCOMPARE(rpIdFits(rpId, host), fits);
    }

    void whatIsEmptyIsFilledIn()
    {
        const auto identity = checkedIdentity(u"https://Register.Example.org/"_s, QString(), QString());
        QVERIFY(identity);
        QCOMPARE(identity->panelUrl.toString(), u"https://register.example.org"_s);
        QCOMPARE(identity->identityProviderUrl, identity->panelUrl);
        QCOMPARE(identity->rpId, u"register.example.org"_s);
    }

    void refusedAddresses_data()
    {
        QTest::addColumn<QString>("panel");
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("rpId");
        QTest::newRow("not https") << u"http://register.example.org"_s << QString() << QString();
        QTest::newRow("no host") << u"https://"_s << QString() << QString();
        QTest::newRow("with a path") << u"https://example.org/keydesk"_s << QString() << QString();
        QTest::newRow("with a query") << u"https://example.org/?a"_s << QString() << QString();
        QTest::newRow("with a user") << u"https://ada@example.org"_s << QString() << QString();
        QTest::newRow("an address") << u"https://192.0.2.1"_s << QString() << QString();
        QTest::newRow("rpId of the panel alone")
            << u"https://register.example.org"_s << u"https://sso.example.org"_s << u"register.example.org"_s;
        QTest::newRow("two organisations")
            << u"https://register.example.org"_s << u"https://sso.example.com"_s << u"example.org"_s;
    }
    void refusedAddresses()
    {
        QFETCH(QString, panel);
        QFETCH(QString, provider);
        QFETCH(QString, rpId);
        const auto refused = checkedIdentity(panel, provider, rpId);
        QVERIFY(!refused);
        QVERIFY(!refused.error().context.isEmpty());
    }

    void oneRpIdForBothAddresses()
    {
        QVERIFY(
            checkedIdentity(u"https://register.example.org"_s, u"https://sso.example.org:8443"_s, u"example.org"_s));
    }

    void theRpIdStays_data() { TestDatabase::each(); }
    void theRpIdStays()
    {
        QFETCH(TestDatabase::Engine, engine);
        TestDatabase database(engine);
        QVERIFY(settleRpId(*database, Caller{}, u"example.org"_s, false));
        QVERIFY(settleRpId(*database, Caller{}, u"example.org"_s, false));
        const auto refused = settleRpId(*database, Caller{}, u"example.com"_s, false);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QVERIFY(refused.error().context.contains(u"0 of them"_s));
        QVERIFY(refused.error().context.contains(u"--change-rp-id"_s));
        QVERIFY(settleRpId(*database, Caller{}, u"example.com"_s, true));
        QVERIFY(settleRpId(*database, Caller{}, u"example.com"_s, false));
    }

    void howManyKeysWouldDieIsSaid_data() { TestDatabase::each(); }
    void howManyKeysWouldDieIsSaid()
    {
        QFETCH(TestDatabase::Engine, engine);
        TestDatabase database(engine);
        QVERIFY(settleRpId(*database, Caller{}, u"example.org"_s, false));
        QVERIFY(database->write([](Transaction& transaction) -> Result<void> {
            for (const char* id : {"k-1", "k-2", "k-3"})
                WebAuthnStore::insert(transaction, keyNamed(QString::fromLatin1(id)), {});
            WebAuthnStore::setLost(transaction, {u"k-3"_s}); // Works no more anyhow.
            return done();
        }));
        const auto refused = settleRpId(*database, Caller{}, u"example.com"_s, false);
        QVERIFY2(refused.error().context.contains(u" 2 of them"_s), qPrintable(refused.error().context));
    }
};

QTEST_GUILESS_MAIN(ServiceIdentityTest)
#include "tst_serviceidentity.moc"
