#include "assembly/configuration.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

/// The settings of all parts together.
class TestConfiguration : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    Result<Configuration> load(const QByteArray& toml)
    {
        QFile file(m_folder.filePath(u"keydeskd.toml"_s));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        file.write("[service]\npanel_url = \"https://register.example.org\"\n" + toml);
        file.close();
        return Configuration::load(file.fileName());
    }

private Q_SLOTS:
    void namesAreUnique()
    {
        QSet<QByteArray> names;
        for (const SettingDeclaration* declaration : serviceSettings())
            names.insert(declaration->name);
        QCOMPARE(names.size(), serviceSettings().size());
    }

    void everySettingIsInTheExample()
    {
        const auto settings = serviceSettings();
        const QByteArray example = Settings::example(settings);
        for (const SettingDeclaration* declaration : settings) {
            const QByteArray name = QByteArray(declaration->name).split('.').last();
            QVERIFY2(example.contains(QByteArray("#" + name + " = ")), name.constData());
        }
    }

    void littleIsNeeded()
    {
        const auto configuration = load("");
        QVERIFY2(configuration, configuration ? "" : qPrintable(configuration.error().context));
        QCOMPARE(configuration->identity.rpId, u"register.example.org"_s);
        QVERIFY(!configuration->mail && !configuration->sms);
        QCOMPARE(configuration->securityKeys.relyingPartyId, u"register.example.org"_s);
        QCOMPARE(configuration->securityKeys.originFor(InstallationKind::Kiosk), u"https://register.example.org"_s);
        QVERIFY(!configuration->metadata.isConfigured());
    }

    void originsAreWithoutThePortThatGoesWithoutSaying()
    {
        const auto originOf = [](const QString& panel) {
            return relyingPartyNames(*checkedIdentity(panel, {}, {}), u"Example Corp"_s).panelOrigin;
        };
        QCOMPARE(originOf(u"https://register.example.org:443"_s), u"https://register.example.org"_s);
        QCOMPARE(originOf(u"https://register.example.org:8443"_s), u"https://register.example.org:8443"_s);
    }

    void theGatewayIsRead()
    {
        const auto configuration = load("[sms]\nurl = \"https://sms.example.org/send\"\nexpected_status = 202\n");
        QVERIFY2(configuration, configuration ? "" : qPrintable(configuration.error().context));
        QVERIFY(configuration->sms);
        QCOMPARE(configuration->sms->url, u"https://sms.example.org/send"_s);
        QCOMPARE(configuration->sms->expectedStatus, 202);
    }

    void aMistakeOfAnyPartStopsTheStart_data()
    {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<QString>("word");
        QTest::newRow("unknown") << QByteArray("[sms]\nurk = \"\"\n") << u"sms.url"_s;
        QTest::newRow("branding") << QByteArray("[branding]\naccent = \"green\"\n") << u"branding.accent"_s;
        QTest::newRow("mail") << QByteArray("[mail]\nserver = \"http://x\"\n") << u"mail.server"_s;
        QTest::newRow("keys") << QByteArray("[webauthn]\ncounter = \"x\"\n") << u"webauthn.counter"_s;
        QTest::newRow("metadata") << QByteArray("[webauthn]\nmetadata_url = \"http://x\"\n")
                                  << u"webauthn.metadata_url"_s;
        QTest::newRow("sms") << QByteArray("[sms]\nurl = \"http://x\"\n") << u"sms.url"_s;
    }
    void aMistakeOfAnyPartStopsTheStart()
    {
        QFETCH(QByteArray, toml);
        QFETCH(QString, word);
        const auto configuration = load(toml);
        QVERIFY(!configuration);
        QVERIFY2(configuration.error().context.contains(word), qPrintable(configuration.error().context));
    }
};

QTEST_GUILESS_MAIN(TestConfiguration)
#include "tst_configuration.moc"
