#include "sessions/sessionsettings.h"

#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestSessionSettings : public QObject
{
    Q_OBJECT

private:
    static Result<SessionPolicy> policyOf(const QByteArray& lines)
    {
        const auto values = Settings::parse("[sessions]\n" + lines, u"keydeskd.toml"_s, sessionSettings);
        if (!values)
            return values.error();
        return sessionPolicy(*values);
    }

private Q_SLOTS:
    void theDefaults()
    {
        const auto policy = policyOf("");
        QVERIFY2(policy, policy ? "" : qPrintable(policy.error().context));
        QCOMPARE(policy->idleLife, 1h);
        QCOMPARE(policy->life, 10h);
        QCOMPARE(policy->sessionsPerPerson, 20);
        QCOMPARE(policy->logoutTriedFor, 72h);
        QVERIFY(!policy->access.hasCountries());
        QVERIFY(policy->access.isOwn(*NetworkAddress::from(u"192.168.7.7"_s)));
        QVERIFY(!policy->access.isOwn(*NetworkAddress::from(u"192.169.7.7"_s)));
    }

    void whatIsSet()
    {
        const auto policy = policyOf("country_database = \"/x.mmdb\"\ncountries_allowed = [\"TR\", \"DE\"]\n"
                                     "countries_denied = [\"DE\"]\nunknown_country_allowed = false\n"
                                     "own_networks = [\"198.51.100.7\"]\nidle_life = \"1min\"\nlife = \"1000d\"\n");
        QVERIFY2(policy, policy ? "" : qPrintable(policy.error().context));
        QCOMPARE(policy->access.allowedCountries, (QStringList{u"TR"_s, u"DE"_s}));
        QCOMPARE(policy->access.deniedCountries, QStringList{u"DE"_s});
        QVERIFY(!policy->access.allowsUnknown);
        QVERIFY(policy->access.isOwn(*NetworkAddress::from(u"198.51.100.7"_s)));
        QCOMPARE(policy->idleLife, 5min);
        QCOMPARE(policy->life, 90 * 24h);
    }

    void mistakesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QString>("word");
        QTest::newRow("no country") << QByteArray("country_database = \"x\"\ncountries_allowed = [\"Turkey\"]\n")
                                    << u"sessions.countries_allowed"_s;
        QTest::newRow("small letters") << QByteArray("country_database = \"x\"\ncountries_denied = [\"tr\"]\n")
                                       << u"sessions.countries_denied"_s;
        QTest::newRow("no database") << QByteArray("countries_denied = [\"TR\"]\n") << u"sessions.country_database"_s;
        QTest::newRow("no network") << QByteArray("own_networks = [\"10.0.0.1/8\"]\n") << u"sessions.own_networks"_s;
    }
    void mistakesAreNamed()
    {
        QFETCH(QByteArray, lines);
        QFETCH(QString, word);
        const auto policy = policyOf(lines);
        QVERIFY(!policy);
        QVERIFY2(policy.error().context.contains(word), qPrintable(policy.error().context));
    }
};

QTEST_GUILESS_MAIN(TestSessionSettings)
#include "tst_sessionsettings.moc"
