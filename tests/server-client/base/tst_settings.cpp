#include "base/settings.h"

#include <QTemporaryDir>
#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;

namespace {

const Setting<int> maxConnections{"http.max_connections", 1000, "Connections served at the same time.", 1, 100'000};
const Setting<QString> certificate{"http.tls.certificate", QStringLiteral("tls/cert.pem"),
                                   "The certificate chain, as PEM."};
const Setting<bool> isOpen{"sign_in.open", true, "Whether \"anybody\" may sign in."};
const Setting<QStringList> proxies{"http.trusted_proxies", {}, "Addresses of proxies."};
const Setting<std::chrono::milliseconds> idle{"http.idle_timeout", 15s,
                                              "An idle connection is closed after this time."};
const Setting<QString> motto{
    "motto", QString(),
    "A line for the log. It may be as long as you like, but this help is longer than one line of the file may be."};
const SettingDeclaration* const all[] = {&maxConnections, &certificate, &isOpen, &proxies, &idle, &motto};

Result<Settings> parse(const QByteArray& toml)
{
    return Settings::parse(toml, QStringLiteral("/etc/keydesk/keydeskd.toml"), all);
}

} // namespace

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesOfEveryType();
    void defaultsWhereNothingIsWritten();
    void pathsAreRelativeToTheFile();
    void durations_data();
    void durations();
    void problemsNameFileLineAndNearestName_data();
    void problemsNameFileLineAndNearestName();
    void unknownSettingNamesTheNearest();
    void exampleIsAcceptedAndDocumentsEverything();
    void exampleWithoutCommentsIsTheDefaults();
    void missingFileIsReported();
};

void TestSettings::valuesOfEveryType()
{
    const auto settings = parse("motto = \"hello\"\n"
                                "[http]\n"
                                "max_connections = 7\n"
                                "trusted_proxies = [\"10.0.0.1\", \"10.0.0.2\"]\n"
                                "idle_timeout = \"2min\"\n"
                                "tls.certificate = \"/srv/cert.pem\"\n"
                                "[sign_in]\n"
                                "open = false\n");
    QVERIFY2(settings, settings ? "" : qPrintable(settings.error().context));
    QCOMPARE(settings->value(motto), QStringLiteral("hello"));
    QCOMPARE(settings->value(maxConnections), 7);
    QCOMPARE(settings->value(proxies), QStringList({QStringLiteral("10.0.0.1"), QStringLiteral("10.0.0.2")}));
    QCOMPARE(settings->value(idle), std::chrono::milliseconds(2min));
    QCOMPARE(settings->value(certificate), QStringLiteral("/srv/cert.pem"));
    QCOMPARE(settings->value(isOpen), false);
}

void TestSettings::defaultsWhereNothingIsWritten()
{
    const auto settings = parse("# nothing\n");
    QVERIFY(settings);
    QCOMPARE(settings->value(maxConnections), 1000);
    QCOMPARE(settings->value(certificate), QStringLiteral("tls/cert.pem"));
    QCOMPARE(settings->value(isOpen), true);
    QCOMPARE(settings->value(proxies), QStringList());
    QCOMPARE(settings->value(idle), std::chrono::milliseconds(15s));
}

void TestSettings::pathsAreRelativeToTheFile()
{
    QCOMPARE(parse("")->path(certificate), QStringLiteral("/etc/keydesk/tls/cert.pem"));
    QCOMPARE(parse("http.tls.certificate = \"../cert.pem\"")->path(certificate), QStringLiteral("/etc/cert.pem"));
    QCOMPARE(parse("http.tls.certificate = \"/srv/cert.pem\"")->path(certificate), QStringLiteral("/srv/cert.pem"));
    QCOMPARE(parse("")->path(motto), QString());
}

void TestSettings::durations_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("milliseconds"); // -1: refused.
    QTest::newRow("milliseconds") << QByteArray("250ms") << qint64(250);
    QTest::newRow("seconds") << QByteArray("5s") << qint64(5'000);
    QTest::newRow("minutes") << QByteArray("10min") << qint64(600'000);
    QTest::newRow("hours") << QByteArray("8h") << qint64(28'800'000);
    QTest::newRow("days") << QByteArray("30d") << qint64(2'592'000'000);
    QTest::newRow("nought") << QByteArray("0s") << qint64(0);
    QTest::newRow("no unit") << QByteArray("5") << qint64(-1);
    QTest::newRow("no number") << QByteArray("s") << qint64(-1);
    QTest::newRow("negative") << QByteArray("-5s") << qint64(-1);
    QTest::newRow("sign") << QByteArray("+5s") << qint64(-1);
    QTest::newRow("space") << QByteArray(" 5s") << qint64(-1);
    QTest::newRow("fraction") << QByteArray("1.5h") << qint64(-1);
    QTest::newRow("too long") << QByteArray("999999999999d") << qint64(-1);
    QTest::newRow("empty") << QByteArray("") << qint64(-1);
}

void TestSettings::durations()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, milliseconds);
    const auto settings = parse("http.idle_timeout = \"" + text + "\"");
    QCOMPARE(settings.isOk(), milliseconds >= 0);
    if (settings)
        QCOMPARE(settings->value(idle).count(), milliseconds);
}

void TestSettings::problemsNameFileLineAndNearestName_data()
{
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown key") << QByteArray("[http]\n\nmax_conections = 7\n") << 3 << "http.max_connections";
    QTest::newRow("unknown section") << QByteArray("[htpp]\nmax_connections = 7\n") << 1 << "nearest known";
    QTest::newRow("unknown top key") << QByteArray("moto = \"x\"\n") << 1 << "motto";
    QTest::newRow("text for a number") << QByteArray("[http]\nmax_connections = \"7\"\n") << 2 << "whole number";
    QTest::newRow("fraction for a number") << QByteArray("[http]\nmax_connections = 7.0\n") << 2 << "whole number";
    QTest::newRow("number out of range") << QByteArray("[http]\nmax_connections = 0\n") << 2 << "from 1 to 100000";
    QTest::newRow("number too large for any")
        << QByteArray("[http]\nmax_connections = 99999999999\n") << 2 << "whole number";
    QTest::newRow("number for a switch") << QByteArray("[sign_in]\nopen = 1\n") << 2 << "true or false";
    QTest::newRow("number for a duration") << QByteArray("[http]\nidle_timeout = 5\n") << 2 << "duration";
    QTest::newRow("text for a list") << QByteArray("[http]\ntrusted_proxies = \"10.0.0.1\"\n") << 2 << "list of texts";
    QTest::newRow("numbers in a list") << QByteArray("[http]\ntrusted_proxies = [1]\n") << 2 << "list of texts";
    QTest::newRow("table for a value") << QByteArray("[motto]\nx = 1\n") << 1 << "text in quotes";
    QTest::newRow("value for a section") << QByteArray("http = 1\n") << 1 << "unknown setting";
    QTest::newRow("not TOML") << QByteArray("[http]\nmax_connections =\n") << 2 << "";
    QTest::newRow("twice") << QByteArray("motto = \"a\"\nmotto = \"b\"\n") << 2 << "";
    QTest::newRow("bad UTF-8") << QByteArray("motto = \"\xff\"\n") << 1 << "";
    QTest::newRow("NUL") << QByteArray("motto = \"a\\u0000b\"\n") << 1 << "text in quotes";
    QTest::newRow("the first of two") << QByteArray("[sign_in]\nopen = 1\n[http]\nmax_connections = 0\n") << 2
                                      << "sign_in.open";
}

void TestSettings::problemsNameFileLineAndNearestName()
{
    QFETCH(QByteArray, toml);
    QFETCH(int, line);
    QFETCH(QString, says);
    const auto settings = Settings::parse(toml, QStringLiteral("keydeskd.toml"), all);
    QVERIFY(!settings);
    const QString context = settings.error().context;
    QVERIFY2(context.startsWith(QStringLiteral("keydeskd.toml:%1: ").arg(line)), qPrintable(context));
    QVERIFY2(context.contains(says), qPrintable(context));
    QCOMPARE(settings.error().details[QStringLiteral("line")].toInt(), line);
}

void TestSettings::unknownSettingNamesTheNearest()
{
    const auto settings = parse("[http]\nmax_conections = 7\n");
    QVERIFY(!settings);
    QCOMPARE(settings.error().details[QStringLiteral("nearest")].toString(), QStringLiteral("http.max_connections"));
}

void TestSettings::exampleIsAcceptedAndDocumentsEverything()
{
    const QByteArray example = Settings::example(all);
    QVERIFY(parse(example));
    for (const char* part : {"# Connections served at the same time. From 1 to 100000.\n#max_connections = 1000\n",
                             "[http.tls]\n", "#certificate = \"tls/cert.pem\"\n", "#trusted_proxies = []\n",
                             "#idle_timeout = \"15s\"\n", "#open = true\n"})
        QVERIFY2(example.contains(part), part);
    for (const QByteArray& line : example.split('\n'))
        QVERIFY(line.size() <= 100);
}

void TestSettings::exampleWithoutCommentsIsTheDefaults()
{
    QByteArray toml;
    for (const QByteArray& line : Settings::example(all).split('\n'))
        toml += (line.startsWith('#') && !line.startsWith("# ") ? line.mid(1) : line) + '\n';
    const auto settings = parse(toml);
    QVERIFY2(settings, settings ? "" : qPrintable(settings.error().context));
    QCOMPARE(settings->value(maxConnections), 1000);
    QCOMPARE(settings->value(idle), std::chrono::milliseconds(15s));
    QCOMPARE(settings->value(certificate), QStringLiteral("tls/cert.pem"));
}

void TestSettings::missingFileIsReported()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("none.toml"));
    const auto settings = Settings::load(path, all);
    QVERIFY(!settings);
    QVERIFY(settings.error().context.startsWith(path));
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
