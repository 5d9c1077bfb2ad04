#include "signin/profilestore.h"

#include "base/random.h"
#include "fakes/testdatabase.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

ApplicationProfile profileOf(const QString& name, const QList<QList<Method>>& factors = {{Method::Password}},
                             const QStringList& groups = {})
{
    ApplicationProfile profile;
    profile.name = name;
    profile.factors = factors;
    profile.groups = groups;
    return profile;
}

} // namespace

class ProfileStoreTest : public QObject
{
    Q_OBJECT

    SystemRandom m_random;
    ProfileStore m_store{m_random};

    Result<ApplicationProfile> create(Database& database, const ApplicationProfile& profile)
    {
        return database.write([&](Transaction& transaction) { return m_store.create(transaction, profile); });
    }
    QStringList names(Database& database)
    {
        QStringList names;
        const auto profiles = database.read([&](Transaction& transaction) -> Result<QList<ApplicationProfile>> {
            return m_store.profiles(transaction);
        });
        for (const ApplicationProfile& profile : *profiles)
            names.append(profile.name);
        return names;
    }
    QString match(Database& database, ProfileType type, const QStringList& groups)
    {
        const auto found = database.read([&](Transaction& transaction) -> Result<std::optional<ApplicationProfile>> {
            return m_store.match(transaction, type, groups);
        });
        return *found ? (*found)->name : QString();
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void aProfileComesBackAsItWas()
    {
        TestDatabase database;
        const auto created =
            create(*database, profileOf(u"Kiosk"_s, {{Method::Password}, {Method::MailCode, Method::SoftOtp}},
                                        {u"staff"_s, u"it"_s}));
        QVERIFY(created);
        const auto found = *database->read([&](Transaction& transaction) -> Result<std::optional<ApplicationProfile>> {
            return m_store.find(transaction, created->id);
        });
        QVERIFY(found);
        QCOMPARE(found->name, u"Kiosk"_s);
        QCOMPARE(found->type, ProfileType::Registration);
        QCOMPARE(found->position, 1);
        QCOMPARE(found->groups, (QStringList{u"it"_s, u"staff"_s}));
        QCOMPARE(found->factors, (QList<QList<Method>>{{Method::Password}, {Method::MailCode, Method::SoftOtp}}));
    }

    void theFirstMatchWins()
    {
        TestDatabase database;
        QVERIFY(create(*database, profileOf(u"staff"_s, {{Method::Password}}, {u"staff"_s})));
        QVERIFY(create(*database, profileOf(u"everyone"_s)));
        QVERIFY(create(*database, profileOf(u"it"_s, {{Method::Password}}, {u"it"_s})));
        QCOMPARE(match(*database, ProfileType::Registration, {u"staff"_s, u"it"_s}), u"staff"_s);
        QCOMPARE(match(*database, ProfileType::Registration, {u"it"_s}), u"everyone"_s);
        QCOMPARE(match(*database, ProfileType::Registration, {}), u"everyone"_s);
        QCOMPARE(match(*database, ProfileType::Sso, {}), QString());
    }

    void aTakenPositionMovesTheOthersBack()
    {
        TestDatabase database;
        QVERIFY(create(*database, profileOf(u"first"_s)));
        QVERIFY(create(*database, profileOf(u"second"_s)));
        ApplicationProfile early = profileOf(u"early"_s);
        early.position = 1;
        QVERIFY(create(*database, early));
        ApplicationProfile late = profileOf(u"late"_s);
        late.position = 90;
        QVERIFY(create(*database, late));
        QCOMPARE(create(*database, profileOf(u"last"_s))->position, 91);
        QCOMPARE(names(*database), (QStringList{u"early"_s, u"first"_s, u"second"_s, u"late"_s, u"last"_s}));
    }

    void typesCountApart()
    {
        TestDatabase database;
        const auto exists = [&](ProfileType type) {
            return *database->read(
                [&](Transaction& transaction) -> Result<bool> { return m_store.exists(transaction, type); });
        };
        ApplicationProfile sso = profileOf(u"sso"_s);
        sso.type = ProfileType::Sso;
        QCOMPARE(create(*database, sso)->position, 1);
        QVERIFY(!exists(ProfileType::Registration));
        QVERIFY(exists(ProfileType::Sso));
        QCOMPARE(create(*database, profileOf(u"registration"_s))->position, 1);
        QVERIFY(exists(ProfileType::Registration));
    }

    void removing()
    {
        TestDatabase database;
        const auto created = create(*database, profileOf(u"staff"_s, {{Method::Password}}, {u"staff"_s}));
        const auto remove = [&] {
            return database->write([&](Transaction& transaction) { return m_store.remove(transaction, created->id); });
        };
        QVERIFY(remove());
        QCOMPARE(remove().error().code, ErrorCode::NotFound);
        QVERIFY(names(*database).isEmpty());
    }

    void aNameExistsOnce()
    {
        TestDatabase database;
        QVERIFY(create(*database, profileOf(u"çalışan"_s)));
        QCOMPARE(create(*database, profileOf(u"c\u0327alıs\u0327an"_s)).error().code, ErrorCode::Conflict);
        QCOMPARE(names(*database).size(), 1);
    }

    void whatMakesNoSenseIsRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("groups");
        QTest::addColumn<QList<QList<Method>>>("factors");
        QTest::addColumn<QString>("field");
        using F = QList<QList<Method>>;
        const F good{{Method::Password}};
        QTest::newRow("no factor") << u"p"_s << QStringList() << F{} << u"factors"_s;
        QTest::newRow("empty factor") << u"p"_s << QStringList() << F{{Method::Password}, {}} << u"factors"_s;
        QTest::newRow("method twice in a factor")
            << u"p"_s << QStringList() << F{{Method::Password, Method::Password}} << u"factors"_s;
        QTest::newRow("method in two factors")
            << u"p"_s << QStringList() << F{{Method::Password}, {Method::SoftOtp}, {Method::MailCode, Method::SoftOtp}}
            << u"factors"_s;
        QTest::newRow("mail code first") << u"p"_s << QStringList() << F{{Method::MailCode}, {Method::Password}}
                                         << u"factors"_s;
        QTest::newRow("sent codes first")
            << u"p"_s << QStringList() << F{{Method::MailCode, Method::SmsCode}} << u"factors"_s;
        QTest::newRow("no name") << u""_s << QStringList() << good << u"name"_s;
        QTest::newRow("space around the name") << u" p"_s << QStringList() << good << u"name"_s;
        QTest::newRow("name with a line break") << u"p\nq"_s << QStringList() << good << u"name"_s;
        QTest::newRow("name too long") << QString(129, u'p') << QStringList() << good << u"name"_s;
        QTest::newRow("empty group") << u"p"_s << QStringList{u""_s} << good << u"groups"_s;
    }

    void whatMakesNoSenseIsRefused()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, groups);
        QFETCH(QList<QList<Method>>, factors);
        QFETCH(QString, field);
        TestDatabase database;
        const auto refused = create(*database, profileOf(name, factors, groups));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidRequest);
        QCOMPARE(refused.error().details.value(u"field"_s).toString(), field);
        QVERIFY(names(*database).isEmpty());
    }
};

QTEST_GUILESS_MAIN(ProfileStoreTest)
#include "tst_profilestore.moc"
