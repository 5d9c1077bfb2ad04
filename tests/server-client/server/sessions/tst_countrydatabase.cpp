#include "placesfile.h"
#include "sessions/countrydatabase.h"
#include "sessions/sessionpolicy.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

/// Places by address, read from a database file by libmaxminddb.
class TestCountryDatabase : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    const QString m_path = m_folder.filePath(u"places.mmdb"_s);

    void put(const QByteArray& contents)
    {
        QFile file(m_path + u".new"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(contents);
        file.close();
        QFile::remove(m_path);
        QVERIFY(file.rename(m_path));
    }
    static Whereabouts find(const CountryDatabase& database, const QString& address)
    {
        return database.find(*NetworkAddress::from(address));
    }

private Q_SLOTS:
    void init()
    {
        put(placesFile({{u"::198.51.100.0/120"_s, "TR", "Ankara"},
                        {u"::203.0.113.0/120"_s, "DE", "Frankfurt\x1b[2J"},
                        {u"2001:db8:1::/48"_s, "FR"},
                        {u"::192.0.2.0/120"_s, "no country"}}));
    }

    void findsPlaces()
    {
        const auto database = CountryDatabase::open(m_path);
        QVERIFY2(database, database ? "" : qPrintable(database.error().context));
        QVERIFY(database->isOpen());
        QCOMPARE(find(*database, u"198.51.100.23"_s), (Whereabouts{u"TR"_s, u"Ankara"_s}));
        QCOMPARE(find(*database, u"::ffff:198.51.100.23"_s), (Whereabouts{u"TR"_s, u"Ankara"_s}));
        QCOMPARE(find(*database, u"2001:db8:1::7"_s), (Whereabouts{u"FR"_s, {}}));
        QCOMPARE(find(*database, u"198.51.101.1"_s), Whereabouts());
        QCOMPARE(find(*database, u"2001:db8:2::7"_s), Whereabouts());
    }

    void believesNoForm()
    {
        const auto database = CountryDatabase::open(m_path);
        QCOMPARE(find(*database, u"203.0.113.9"_s).city, u"Frankfurt [2J"_s);
        QCOMPARE(find(*database, u"192.0.2.1"_s), Whereabouts());
    }

    void worksWithout()
    {
        const CountryDatabase none;
        QVERIFY(!none.isOpen());
        QCOMPARE(find(none, u"198.51.100.23"_s), Whereabouts());
        QCOMPARE(CountryDatabase::open(m_folder.filePath(u"nothing"_s)).error().code, ErrorCode::InvalidRequest);
    }

    void takesANewerFile()
    {
        auto database = CountryDatabase::open(m_path);
        put(placesFile({{u"::198.51.100.0/120"_s, "BE", "Namur"}}));
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadWrite) &&
                file.setFileTime(QDateTime::currentDateTime().addSecs(60), QFileDevice::FileModificationTime));
        file.close();
        QCOMPARE(find(*database, u"198.51.100.23"_s).country, u"TR"_s);
        QVERIFY(database->refresh());
        QCOMPARE(find(*database, u"198.51.100.23"_s), (Whereabouts{u"BE"_s, u"Namur"_s}));
        put("no database");
        QCOMPARE(database->refresh().error().code, ErrorCode::InvalidRequest);
        QCOMPARE(find(*database, u"198.51.100.23"_s).country, u"BE"_s);
    }

    void networks_data()
    {
        QTest::addColumn<QString>("network");
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("isIn");
        QTest::newRow("inside") << u"10.0.0.0/8"_s << u"10.255.0.1"_s << true;
        QTest::newRow("outside") << u"10.0.0.0/8"_s << u"11.0.0.1"_s << false;
        QTest::newRow("odd border") << u"172.16.0.0/12"_s << u"172.31.255.255"_s << true;
        QTest::newRow("beyond it") << u"172.16.0.0/12"_s << u"172.32.0.0"_s << false;
        QTest::newRow("mapped") << u"10.0.0.0/8"_s << u"::ffff:10.1.2.3"_s << true;
        QTest::newRow("IPv6") << u"fc00::/7"_s << u"fd12::1"_s << true;
        QTest::newRow("zone") << u"fe80::/10"_s << u"fe80::1%eth0"_s << true;
        QTest::newRow("one") << u"::1"_s << u"::1"_s << true;
        QTest::newRow("not that one") << u"::1"_s << u"::2"_s << false;
        QTest::newRow("the other family") << u"0.0.0.0/0"_s << u"2001:db8::1"_s << false;
    }
    void networks()
    {
        QFETCH(QString, network);
        QFETCH(QString, address);
        QFETCH(bool, isIn);
        QCOMPARE(NetworkRange::from(network)->contains(*NetworkAddress::from(address)), isIn);
    }

    void whatIsNoNetwork()
    {
        for (const char* text : {"", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/-1", "10.0.0.0/8/8", "::/129", "10.0.0.0/",
                                 "localhost", "1.2.3", "10.0.0.0/8 "})
            QVERIFY2(!NetworkRange::from(QString::fromLatin1(text)), text);
    }

    void whoIsAdmitted()
    {
        AccessPolicy policy{.ownNetworks = {*NetworkRange::from(u"10.0.0.0/8"_s)}};
        const Whereabouts turkey{u"TR"_s, {}};
        const Whereabouts germany{u"DE"_s, {}};
        QVERIFY(!policy.refusal(u"198.51.100.23"_s, turkey));
        QVERIFY(!policy.refusal(u"198.51.100.23"_s, {}));
        policy.allowedCountries = QStringList{u"TR"_s};
        QVERIFY(!policy.refusal(u"198.51.100.23"_s, turkey));
        QCOMPARE(*policy.refusal(u"203.0.113.9"_s, germany), u"country"_s);
        QVERIFY(!policy.refusal(u"10.1.1.1"_s, {}));
        policy.allowedCountries.clear();
        policy.deniedCountries = QStringList{u"DE"_s};
        QCOMPARE(*policy.refusal(u"203.0.113.9"_s, germany), u"country"_s);
        QVERIFY(!policy.refusal(u"203.0.113.9"_s, {}));
        policy.allowsUnknown = false;
        QCOMPARE(*policy.refusal(u"203.0.113.9"_s, {}), u"unknown_country"_s);
        policy.allowsOwnNetworks = false;
        QCOMPARE(*policy.refusal(u"10.1.1.1"_s, {}), u"own_network"_s);
        QCOMPARE(*policy.refusal(u"nowhere"_s, turkey), u"address"_s);
    }
};

QTEST_GUILESS_MAIN(TestCountryDatabase)
#include "tst_countrydatabase.moc"
