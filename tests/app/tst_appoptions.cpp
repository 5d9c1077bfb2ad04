#include "appoptions.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

class TstAppOptions : public QObject
{
    Q_OBJECT
private:
    static Result<AppOptions> parse(const QStringList& arguments, BuildKind build = thisBuild)
    {
        return parseOptions(QStringList{u"keydesk"_s} + arguments, build);
    }
    static QString write(const QTemporaryDir& folder, const QByteArray& toml)
    {
        QFile file(folder.filePath(u"keydesk.toml"_s));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("No file");
        file.write(toml);
        return file.fileName();
    }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void everyOptionIsRead()
    {
        const auto options =
            parse({u"--kiosk"_s, u"--service"_s, u"https://panel.example.org:8443"_s, u"--ca"_s, u"/ca.pem"_s,
                   u"--data"_s, u"/var/lib/keydesk"_s, u"--language"_s, u"tr"_s, u"--theme"_s, u"high-contrast"_s,
                   u"--text-size"_s, u"large"_s, u"--enrol-code-file"_s, u"/code"_s});
        QVERIFY2(options.isOk(), options ? "" : qPrintable(options.error().context));
        QCOMPARE(options->service, QUrl(u"https://panel.example.org:8443"_s));
        QCOMPARE(options->caFile, u"/ca.pem"_s);
        QCOMPARE(options->dataFolder, u"/var/lib/keydesk"_s);
        QCOMPARE(options->language, u"tr"_s);
        QCOMPARE(options->theme, Theme::HighContrast);
        QCOMPARE(options->textSize, TextSize::Large);
        QCOMPARE(options->enrolmentCodeFile, u"/code"_s);
        QVERIFY(options->isKiosk);
    }

    void virtualKeysAreForTryingOnly()
    {
        const QStringList keys{u"--service"_s,    u"https://panel.example.org"_s,
                               u"--key-socket"_s, u"/tmp/one"_s,
                               u"--key-socket"_s, u"/tmp/two"_s};
        for (const BuildKind build : {BuildKind::Development, BuildKind::Release})
            QCOMPARE(parse(keys, build)->keySockets, (QStringList{u"/tmp/one"_s, u"/tmp/two"_s}));
        const QStringList kiosk = keys + QStringList{u"--kiosk"_s};
        QVERIFY(parse(kiosk, BuildKind::Development).isOk());
        const auto refused = parse(kiosk, BuildKind::Release);
        QVERIFY(!refused);
        QVERIFY(refused.error().context.contains(u"--key-socket"));

        const QTemporaryDir folder; // The settings can make a kiosk of it, too.
        const QString file = write(folder, "[panel]\nkiosk = true\n");
        QVERIFY(!parse(keys + QStringList{u"--config"_s, file}, BuildKind::Release));
    }

    void settingsFileSaysTheSame()
    {
        const QTemporaryDir folder;
        const QString file = write(folder, "[service]\nurl = \"https://panel.example.org\"\nca_file = \"ca.pem\"\n"
                                           "[panel]\nkiosk = true\nlanguage = \"tr\"\ntheme = \"dark\"\n");
        const auto options = parse({u"--config"_s, file, u"--language"_s, u"en"_s});
        QVERIFY2(options.isOk(), options ? "" : qPrintable(options.error().context));
        QCOMPARE(options->service, QUrl(u"https://panel.example.org"_s));
        QCOMPARE(options->caFile, folder.filePath(u"ca.pem"_s)); // Relative to the file.
        QCOMPARE(options->language, u"en"_s);                    // The command line counts more.
        QCOMPARE(options->theme, Theme::Dark);
        QVERIFY(!options->textSize);
        QVERIFY(options->isKiosk);
        QVERIFY(!options->dataFolder.isEmpty());
    }

    void exampleIsAFileThatIsAccepted()
    {
        const auto example = parse({u"--example-config"_s});
        QVERIFY(example->answer.contains(u"#ca_file"));
        const QTemporaryDir folder;
        const QString file = write(folder, example->answer.toUtf8());
        QVERIFY(parse({u"--config"_s, file, u"--service"_s, u"https://panel.example.org"_s}).isOk());
    }

    void helpAndVersionNeedNothingElse()
    {
        QVERIFY(parse({u"--help"_s})->answer.contains(u"--enrol-code-file"));
        QVERIFY(parse({u"--version"_s})->answer.contains(QStringLiteral(KEYDESK_VERSION)));
    }

    void mistakesAreSaid_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("word");
        const QStringList good{u"--service"_s, u"https://panel.example.org"_s};
        QTest::newRow("no service") << QStringList{} << u"--service"_s;
        QTest::newRow("http") << QStringList{u"--service"_s, u"http://panel.example.org"_s} << u"https"_s;
        QTest::newRow("no host") << QStringList{u"--service"_s, u"https://"_s} << u"https"_s;
        QTest::newRow("unknown option") << good + QStringList{u"--fullscreen"_s} << u"fullscreen"_s;
        QTest::newRow("stray word") << good + QStringList{u"now"_s} << u"now"_s;
        QTest::newRow("theme") << good + QStringList{u"--theme"_s, u"pink"_s} << u"pink"_s;
        QTest::newRow("text size") << good + QStringList{u"--text-size"_s, u"huge"_s} << u"huge"_s;
        QTest::newRow("no socket") << good + QStringList{u"--key-socket"_s, QString()} << u"socket"_s;
        QTest::newRow("long socket") << good + QStringList{u"--key-socket"_s, QString(108, u'x')} << u"xxx"_s;
        QTest::newRow("no file") << good + QStringList{u"--config"_s, u"/nowhere/keydesk.toml"_s} << u"/nowhere"_s;
    }
    void mistakesAreSaid()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, word);
        const auto options = parse(arguments);
        QVERIFY(!options);
        QVERIFY2(options.error().context.contains(word), qPrintable(options.error().context));
    }

    void unknownSettingNamesItsNeighbour()
    {
        const QTemporaryDir folder;
        const auto options = parse({u"--config"_s, write(folder, "[panel]\nkiosc = true\n")});
        QVERIFY(!options);
        QVERIFY2(options.error().context.contains(u"kiosk"), qPrintable(options.error().context));
    }
};

QTEST_GUILESS_MAIN(TstAppOptions)
#include "tst_appoptions.moc"
