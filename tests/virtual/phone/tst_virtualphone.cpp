#include "virtual/phone/oathtool.h"
#include "virtual/phone/phonecommand.h"
#include "virtual/phone/qrpicture.h"
#include "virtual/phone/qrscanner.h"

#include <QJsonDocument>
#include <QPainter>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray uri =
    "otpauth://totp/Example%20Corp:ada%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Example%20Corp";
const QByteArray secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
constexpr Instant someTime{1'795'430'520s}; // 2026-11-23 10:42:00 UTC, the beginning of a time step.

QByteArray oathtool(Instant time, const char* hash = "sha1", int digits = 6, int period = 30)
{
    return Oathtool{.secret = secret, .hash = hash, .digits = digits, .period = period}.at(time);
}

struct Finished
{
    int exitCode;
    QByteArray output;
    QByteArray errors;
};

Finished runPhone(const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    process.start(QStringLiteral(KEYDESK_BIN_DIR "/keydesk-phone"), arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished();
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

class TestVirtualPhone : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void codesOfTheStandard_data();
    void codesOfTheStandard();
    void agreesWithOathtool_data();
    void agreesWithOathtool();
    void aWrongClockShiftsCodeAndTimeLeft();
    void groupsFromTheEnd();
    void scansPictures_data();
    void scansPictures();
    void takesTheKeyUriAmongOtherCodes();
    void findsNothingInAPictureWithoutCode();
    void refusesForeignText();
    void refusesWrongUse_data();
    void refusesWrongUse();
    void programPrintsTheScannedCode();
    void programPrintsJson();
    void programReadsTheUriFromStandardInput();
    void programFollows();
    void programComplains();
};

void TestVirtualPhone::codesOfTheStandard_data()
{
    // RFC 6238 appendix B.
    QTest::addColumn<QByteArray>("seed");
    QTest::addColumn<int>("hash");
    QTest::addColumn<qint64>("time");
    QTest::addColumn<QByteArray>("code");
    const QByteArray digits = "1234567890123456789012345678901234567890123456789012345678901234";
    struct Vector
    {
        qint64 time;
        const char* sha1;
        const char* sha256;
        const char* sha512;
    };
    const Vector vectors[] = {
        {59, "94287082", "46119246", "90693936"},
        {1'111'111'109, "07081804", "68084774", "25091201"},
        {1'111'111'111, "14050471", "67062674", "99943326"},
        {1'234'567'890, "89005924", "91819424", "93441116"},
        {2'000'000'000, "69279037", "90698825", "38618901"},
        {20'000'000'000, "65353130", "77737706", "47863826"},
    };
    for (const Vector& vector : vectors) {
        QTest::addRow("SHA-1 %lld", vector.time)
            << digits.left(20) << int(Hash::Sha1) << vector.time << QByteArray(vector.sha1);
        QTest::addRow("SHA-256 %lld", vector.time)
            << digits.left(32) << int(Hash::Sha256) << vector.time << QByteArray(vector.sha256);
        QTest::addRow("SHA-512 %lld", vector.time)
            << digits << int(Hash::Sha512) << vector.time << QByteArray(vector.sha512);
    }
}

void TestVirtualPhone::codesOfTheStandard()
{
    QFETCH(QByteArray, seed);
    QFETCH(int, hash);
    QFETCH(qint64, time);
    OtpAuthUri account{.issuer = u"RFC"_s, .account = u"6238"_s, .secret = share(Secret::copyOf(seed))};
    account.parameters = {.hash = static_cast<Hash>(hash), .digits = 8};
    QTEST(VirtualPhone(account).at(Instant{std::chrono::seconds{time}}).code, "code");
}

void TestVirtualPhone::agreesWithOathtool_data()
{
    QTest::addColumn<QByteArray>("hash");
    QTest::addColumn<int>("digits");
    QTest::addColumn<int>("period");
    for (const char* hash : {"sha1", "sha256", "sha512"}) {
        for (const int digits : {6, 8}) {
            for (const int period : {30, 60})
                QTest::addRow("%s, %d digits, %d s", hash, digits, period) << QByteArray(hash) << digits << period;
        }
    }
}

void TestVirtualPhone::agreesWithOathtool()
{
    QFETCH(QByteArray, hash);
    QFETCH(int, digits);
    QFETCH(int, period);
    const auto command = PhoneCommand::parse({u"keydesk-phone"_s, u"--uri"_s, QString::fromLatin1(uri), u"--once"_s,
                                              u"--hash"_s, QString::fromLatin1(hash), u"--digits"_s,
                                              QString::number(digits), u"--period"_s, QString::number(period)});
    QVERIFY(command.isOk());
    QTextStream noInput;
    const auto phone = scannedPhone(*command, noInput);
    QVERIFY(phone.isOk());
    for (const auto later : {0s, 29s, 30s, 59s, 60s, 1'000'000s}) {
        const ShownCode shown = (*phone)->at(someTime + later);
        QCOMPARE(shown.code, oathtool(someTime + later, hash.constData(), digits, period));
        QCOMPARE(shown.next,
                 oathtool(someTime + later + std::chrono::seconds{period}, hash.constData(), digits, period));
    }
}

void TestVirtualPhone::aWrongClockShiftsCodeAndTimeLeft()
{
    auto phone = VirtualPhone::scan(uri, {.clockOffset = -200s});
    QVERIFY(phone.isOk());
    QCOMPARE(phone->at(someTime).code, oathtool(someTime - 200s));
    QCOMPARE(phone->at(someTime).left, 20s);
    phone->setClockOffset(15s);
    QCOMPARE(phone->at(someTime).code, oathtool(someTime));
    QCOMPARE(phone->at(someTime).left, 15s);
    QCOMPARE(phone->at(someTime + 15s).left, 30s);
}

void TestVirtualPhone::groupsFromTheEnd()
{
    QCOMPARE(grouped("123456"), u"123 456"_s);
    QCOMPARE(grouped("12345678"), u"12 345 678"_s);
    QCOMPARE(grouped(""), QString());
}

void TestVirtualPhone::scansPictures_data()
{
    QTest::addColumn<QImage>("picture");
    QTest::newRow("large") << qrPicture(uri, 8);
    QTest::newRow("three pixels a module") << qrPicture(uri, 3);
    QTest::newRow("one pixel a module") << qrPicture(uri, 1);
    QTest::newRow("light on dark") << qrPicture(uri, 6, qRgb(255, 255, 255), qRgb(0, 0, 0));
    QImage screen(1280, 800, QImage::Format_RGB32);
    screen.fill(qRgb(0x11, 0x16, 0x1d));
    QPainter(&screen).drawImage(200, 300, qrPicture(uri, 4));
    QTest::newRow("on a dark screen") << screen;
    QImage transparent = qrPicture(uri, 4).convertToFormat(QImage::Format_ARGB32);
    for (int i = 0; i < transparent.width() * transparent.height(); ++i) {
        const QPoint point(i % transparent.width(), i / transparent.width());
        if (transparent.pixelColor(point) == Qt::white)
            transparent.setPixelColor(point, Qt::transparent);
    }
    QTest::newRow("on nothing") << transparent;
}

void TestVirtualPhone::scansPictures()
{
    QFETCH(QImage, picture);
    QCOMPARE(scanKeyUri(picture), uri);
}

void TestVirtualPhone::takesTheKeyUriAmongOtherCodes()
{
    QImage page(900, 420, QImage::Format_RGB32);
    page.fill(Qt::white);
    QPainter painter(&page);
    painter.drawImage(0, 0, qrPicture("https://apps.example.org/authenticator", 5));
    painter.drawImage(450, 0, qrPicture(uri, 5));
    painter.end();
    QCOMPARE(scanQrCodes(page).size(), 2);
    QCOMPARE(scanKeyUri(page), uri);
}

void TestVirtualPhone::findsNothingInAPictureWithoutCode()
{
    QImage page(300, 300, QImage::Format_RGB32);
    page.fill(Qt::white);
    QVERIFY(scanKeyUri(page).isEmpty());
    QVERIFY(scanKeyUri({}).isEmpty());
    QVERIFY(scanKeyUri(qrPicture("https://example.org", 5)).isEmpty());
}

void TestVirtualPhone::refusesForeignText()
{
    for (const QByteArray text : {"", "https://example.org", "otpauth://hotp/a?secret=JBSWY3DP", "otpauth://totp/a",
                                  "otpauth://totp/a?secret=0189"})
        QVERIFY2(!VirtualPhone::scan(text).isOk(), text.constData());
}

void TestVirtualPhone::refusesWrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown option") << QStringList{u"--shake"_s};
    QTest::newRow("positional") << QStringList{u"picture.png"_s};
    QTest::newRow("nothing to scan") << QStringList{u"--once"_s};
    QTest::newRow("both") << QStringList{u"--scan"_s, u"a.png"_s, u"--uri"_s, QString::fromLatin1(uri)};
    QTest::newRow("offset") << QStringList{u"--offset"_s, u"late"_s};
    QTest::newRow("digits") << QStringList{u"--digits"_s, u"12"_s};
    QTest::newRow("hash") << QStringList{u"--hash"_s, u"md5"_s};
    QTest::newRow("period") << QStringList{u"--period"_s, u"0"_s};
}

void TestVirtualPhone::refusesWrongUse()
{
    QFETCH(QStringList, arguments);
    const auto command = PhoneCommand::parse(QStringList{u"keydesk-phone"_s} + arguments);
    QVERIFY(!command.isOk());
    QVERIFY(!command.error().context.isEmpty());
}

void TestVirtualPhone::programPrintsTheScannedCode()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"code.png"_s);
    QVERIFY(qrPicture(uri, 4).save(file));
    const auto finished = runPhone({u"--scan"_s, file, u"--once"_s, u"--offset"_s, u"-60"_s, u"--at"_s,
                                    QString::number(toMilliseconds(someTime) / 1000)});
    QCOMPARE(finished.exitCode, 0);
    QCOMPARE(finished.output, oathtool(someTime - 60s) + "  30 s left  Example Corp: ada@example.org\n");
}

void TestVirtualPhone::programPrintsJson()
{
    const auto finished = runPhone({u"--uri"_s, QString::fromLatin1(uri), u"--json"_s, u"--at"_s,
                                    QString::number(toMilliseconds(someTime) / 1000)});
    QCOMPARE(finished.exitCode, 0);
    const QJsonObject json = QJsonDocument::fromJson(finished.output).object();
    QCOMPARE(json[u"code"].toString().toLatin1(), oathtool(someTime));
    QCOMPARE(json[u"next"].toString().toLatin1(), oathtool(someTime + 30s));
    QCOMPARE(json[u"millisecondsLeft"].toInteger(), 30'000);
    QCOMPARE(json[u"issuer"].toString(), u"Example Corp"_s);
    QCOMPARE(json[u"account"].toString(), u"ada@example.org"_s);
    QCOMPARE(json[u"uri"].toString().toLatin1(), QByteArray(uri));
}

void TestVirtualPhone::programReadsTheUriFromStandardInput()
{
    const auto finished = runPhone(
        {u"--uri"_s, u"-"_s, u"--once"_s, u"--at"_s, QString::number(toMilliseconds(someTime) / 1000)}, uri + '\n');
    QCOMPARE(finished.exitCode, 0);
    QVERIFY(finished.output.startsWith(oathtool(someTime)));
}

void TestVirtualPhone::programFollows()
{
    QProcess process;
    process.start(QStringLiteral(KEYDESK_BIN_DIR "/keydesk-phone"),
                  {u"--uri"_s, QString::fromLatin1(uri), u"--follow"_s, u"--period"_s, u"1"_s});
    QByteArrayList codes;
    QTRY_VERIFY_WITH_TIMEOUT((process.waitForReadyRead(50), codes += process.readAllStandardOutput().split('\n'),
                              codes.removeAll(QByteArray()), codes.size() >= 3),
                             10'000);
    QVERIFY(codes[0].left(6) != codes[1].left(6));
    process.terminate();
    QVERIFY(process.waitForFinished());
}

void TestVirtualPhone::programComplains()
{
    QCOMPARE(runPhone({u"--once"_s}).exitCode, 2);
    QCOMPARE(runPhone({u"--once"_s, u"--scan"_s, u"/nowhere.png"_s}).exitCode, 2);
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"other.png"_s);
    QVERIFY(qrPicture("https://example.org", 4).save(file));
    const auto finished = runPhone({u"--once"_s, u"--scan"_s, file});
    QCOMPARE(finished.exitCode, 1);
    QVERIFY(finished.errors.contains("no otpauth QR code"));
    QVERIFY(runPhone({u"--help"_s}).output.contains("stands in for a real one"));
}

QTEST_MAIN(TestVirtualPhone)
#include "tst_virtualphone.moc"
