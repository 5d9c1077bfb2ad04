#include "administration/servicesetup.h"

#include "administration/databasesettings.h"
#include "administration/installationservice.h"
#include "base/random.h"
#include "base/sealer.h"
#include "fakes/testdatabase.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

const QList<const SettingDeclaration*> declarations{&panelUrlSetting,       &identityProviderUrlSetting,
                                                    &rpIdSetting,           &masterKeyFileSetting,
                                                    &settings::databaseUrl, &settings::databasePasswordFile};

struct SetupBench
{
    QTemporaryDir folder;
    QString data = folder.filePath(u"data"_s);
    SystemRandom random;
    ServiceSetup setup{declarations, random};

    Result<EnrolmentCode> run(const QMap<QString, QString>& values = {})
    {
        return setup.run({.dataFolder = data,
                          .panelUrl = u"https://register.example.org"_s,
                          .identityProviderUrl = u"https://sso.example.org"_s,
                          .rpId = u"example.org"_s,
                          .settings = values});
    }
    Result<Settings> settings() const { return Settings::load(data + u"/keydeskd.toml"_s, declarations); }
};

QFile::Permissions others()
{
    return QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther |
           QFile::ExeOther;
}

} // namespace

/// `keydeskd init`.
class ServiceSetupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCodeEnrolsTheFirstAdministrator_data() { TestDatabase::each(); }
    void theCodeEnrolsTheFirstAdministrator()
    {
        QFETCH(TestDatabase::Engine, engine);
        TestDatabase existing(engine);
        SetupBench bench;
        const auto code = bench.run(engine == TestDatabase::Engine::Sqlite
                                        ? QMap<QString, QString>()
                                        : QMap<QString, QString>{{u"database.url"_s, existing.settings().url}});
        QVERIFY2(code, code ? "" : qPrintable(code.error().context));

        const auto values = bench.settings();
        QVERIFY(values);
        QCOMPARE(values->value(panelUrlSetting), u"https://register.example.org"_s);
        QCOMPARE(values->value(rpIdSetting), u"example.org"_s);
        const SystemClock clock;
        auto database = Database::open(databaseSettings(*values, clock));
        QVERIFY(database);
        const Sealer sealer(KeyRing::load(values->path(masterKeyFileSetting)).take(), bench.random);
        InstallationService installations(**database, sealer, bench.random);
        const VerifyingKey key = SigningKey::generate().publicKey();
        const auto identity = installations.enrol(
            Caller{}, {.key = key, .thumbprint = key.thumbprint(), .jti = u"1"_s, .issued = clock.now()},
            QString::fromUtf8(code->code->view()));
        QVERIFY(identity);
        QCOMPARE(identity->kind, u"administration"_s);
    }

    void filesAreForTheOwnerAlone()
    {
        SetupBench bench;
        QVERIFY(bench.run());
        for (const QString& name : {u""_s, u"/keydeskd.toml"_s, u"/master.keys"_s})
            QVERIFY2(!(QFileInfo(bench.data + name).permissions() & others()), qPrintable(name));
    }

    void whatIsThereIsNotChanged()
    {
        SetupBench bench;
        QVERIFY(QDir().mkdir(bench.data));
        const auto refused = bench.run();
        QCOMPARE(refused.error().code, ErrorCode::InvalidRequest);
        QVERIFY(refused.error().context.contains(u"exists already"_s));
        QVERIFY(QDir(bench.data).isEmpty());
    }

    void nothingStaysAfterAFailure_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::newRow("unknown setting") << u"mail.sever"_s << u"x"_s;
        QTest::newRow("no database") << u"database.url"_s << u"postgresql://nobody@127.0.0.1:1/none"_s;
        QTest::newRow("two lines") << u"database.password_file"_s << u"a\nb"_s;
    }
    void nothingStaysAfterAFailure()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        SetupBench bench;
        QVERIFY(!bench.run({{name, value}}));
        QVERIFY(!QFileInfo::exists(bench.data));
    }

    void settingsInTheExample()
    {
        const auto text = ServiceSetup::settingsFile(declarations, {{u"service.rp_id"_s, u"a\"b\\c"_s}});
        QVERIFY(text);
        QVERIFY(text->contains("\nrp_id = \"a\\\"b\\\\c\"\n"));
        QVERIFY(text->contains("\n#master_key_file = "));
        const auto values = Settings::parse(*text, u"keydeskd.toml"_s, declarations);
        QCOMPARE(values->value(rpIdSetting), u"a\"b\\c"_s);
    }
};

QTEST_GUILESS_MAIN(ServiceSetupTest)
#include "tst_servicesetup.moc"
