#include "protocol/otpauthuri.h"

#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;

namespace {

OtpAuthUri uriOf(const QString& issuer, const QString& account, const OtpParameters& parameters = {})
{
    return {issuer, account, share(Secret::copyOf("12345678901234567890")), parameters};
}

QByteArray encoded(const OtpAuthUri& uri)
{
    return uri.encode().view().toByteArray();
}

} // namespace

class TestOtpAuthUri : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usualParametersAreLeftOut();
    void textIsPercentEncoded();
    void colonCannotSplitTheLabel();
    void unusualParametersAreWritten();
    void whatIsEncodedIsDecoded_data();
    void whatIsEncodedIsDecoded();
    void urisOfOthersAreRead_data();
    void urisOfOthersAreRead();
    void wrongUrisAreRefused_data();
    void wrongUrisAreRefused();
};

void TestOtpAuthUri::usualParametersAreLeftOut()
{
    QCOMPARE(
        encoded(uriOf(QStringLiteral("Keydesk"), QStringLiteral("ada@example.org"))),
        QByteArray("otpauth://totp/Keydesk:ada%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Keydesk"));
}

void TestOtpAuthUri::textIsPercentEncoded()
{
    const QByteArray uri = encoded(uriOf(QStringLiteral(u"Örnek A.Ş. & Co"), QStringLiteral("a+b?c=d#e/f")));
    QCOMPARE(uri, QByteArray(
                      "otpauth://totp/"
                      "%C3%96rnek%20A.%C5%9E.%20%26%20Co:a%2Bb%3Fc%3Dd%23e%2Ff?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                      "&issuer=%C3%96rnek%20A.%C5%9E.%20%26%20Co"));
}

void TestOtpAuthUri::colonCannotSplitTheLabel()
{
    const auto decoded = OtpAuthUri::decode(encoded(uriOf(QStringLiteral("A:B"), QStringLiteral("c:d"))));
    QVERIFY(decoded);
    QCOMPARE(decoded->issuer, QStringLiteral("A-B"));
    QCOMPARE(decoded->account, QStringLiteral("c-d"));
}

void TestOtpAuthUri::unusualParametersAreWritten()
{
    const QByteArray uri = encoded(uriOf(QStringLiteral("K"), QStringLiteral("ada"), {Hash::Sha256, 8, 60s}));
    QVERIFY(uri.endsWith("&issuer=K&algorithm=SHA256&digits=8&period=60"));
}

void TestOtpAuthUri::whatIsEncodedIsDecoded_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("account");
    QTest::addColumn<int>("hash");
    QTest::addColumn<int>("digits");
    QTest::addColumn<int>("period");
    QTest::newRow("usual") << "Keydesk"
                           << "ada@example.org" << 0 << 6 << 30;
    QTest::newRow("Turkish") << QStringLiteral(u"Çığır İş") << QStringLiteral(u"şule@örnek.org") << 0 << 6 << 30;
    QTest::newRow("beyond the basic plane")
        << QStringLiteral(u"😀") << QStringLiteral(u"👩🏽‍💻") << 1 << 8 << 60;
    QTest::newRow("no issuer") << ""
                               << "ada" << 2 << 6 << 30;
    QTest::newRow("percent") << "100%25"
                             << "50%" << 0 << 6 << 30;
}

void TestOtpAuthUri::whatIsEncodedIsDecoded()
{
    QFETCH(QString, issuer);
    QFETCH(QString, account);
    QFETCH(int, hash);
    QFETCH(int, digits);
    QFETCH(int, period);
    const OtpAuthUri sent = uriOf(issuer, account, {static_cast<Hash>(hash), digits, std::chrono::seconds(period)});
    const auto seen = OtpAuthUri::decode(encoded(sent));
    QVERIFY2(seen, seen ? "" : qPrintable(seen.error().context));
    QCOMPARE(seen->issuer, issuer);
    QCOMPARE(seen->account, account);
    QCOMPARE(seen->secret->view(), sent.secret->view());
    QVERIFY(seen->parameters == sent.parameters);
}

void TestOtpAuthUri::urisOfOthersAreRead_data()
{
    QTest::addColumn<QByteArray>("uri");
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("account");
    QTest::newRow("issuer in the label alone") << QByteArray("otpauth://totp/Example:alan?secret=MZXW6YTB") << "Example"
                                               << "alan";
    QTest::newRow("encoded colon and space")
        << QByteArray("otpauth://totp/Example%3A%20alan?secret=MZXW6YTB") << "Example"
        << "alan";
    QTest::newRow("parameter wins") << QByteArray("otpauth://totp/Old:alan?issuer=New&secret=MZXW6YTB") << "New"
                                    << "alan";
    QTest::newRow("upper case scheme") << QByteArray("OTPAUTH://TOTP/alan?secret=MZXW6YTB") << ""
                                       << "alan";
    QTest::newRow("padding and lower case") << QByteArray("otpauth://totp/alan?secret=mzxw6===") << ""
                                            << "alan";
    QTest::newRow("unknown parameters") << QByteArray("otpauth://totp/alan?secret=MZXW6YTB&image=x&counter=7") << ""
                                        << "alan";
    QTest::newRow("no account") << QByteArray("otpauth://totp/?secret=MZXW6YTB&issuer=E") << "E"
                                << "";
}

void TestOtpAuthUri::urisOfOthersAreRead()
{
    QFETCH(QByteArray, uri);
    QFETCH(QString, issuer);
    QFETCH(QString, account);
    const auto seen = OtpAuthUri::decode(uri);
    QVERIFY(seen);
    QCOMPARE(seen->issuer, issuer);
    QCOMPARE(seen->account, account);
}

void TestOtpAuthUri::wrongUrisAreRefused_data()
{
    QTest::addColumn<QByteArray>("uri");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("web") << QByteArray("https://example.org/?secret=MZXW6YTB");
    QTest::newRow("counter based") << QByteArray("otpauth://hotp/alan?secret=MZXW6YTB&counter=1");
    QTest::newRow("no secret") << QByteArray("otpauth://totp/alan");
    QTest::newRow("empty secret") << QByteArray("otpauth://totp/alan?secret=");
    QTest::newRow("secret in another alphabet") << QByteArray("otpauth://totp/alan?secret=1018");
    QTest::newRow("secret too long") << QByteArray("otpauth://totp/alan?secret=") + QByteArray(208, 'A');
    QTest::newRow("secret twice") << QByteArray("otpauth://totp/alan?secret=MZXW6YTB&secret=MY");
    QTest::newRow("too long") << QByteArray("otpauth://totp/alan?secret=MZXW6YTB&x=") + QByteArray(2048, 'x');
    QTest::newRow("unknown hash") << QByteArray("otpauth://totp/alan?secret=MZXW6YTB&algorithm=MD5");
    QTest::newRow("seven digits") << QByteArray("otpauth://totp/alan?secret=MZXW6YTB&digits=7");
    QTest::newRow("no period") << QByteArray("otpauth://totp/alan?secret=MZXW6YTB&period=0");
    QTest::newRow("endless period") << QByteArray("otpauth://totp/alan?secret=MZXW6YTB&period=99999999999999999999");
    QTest::newRow("half an escape") << QByteArray("otpauth://totp/alan%4?secret=MZXW6YTB");
    QTest::newRow("escape without digits") << QByteArray("otpauth://totp/alan%zz?secret=MZXW6YTB");
    QTest::newRow("NUL") << QByteArray("otpauth://totp/alan%00?secret=MZXW6YTB");
    QTest::newRow("line break") << QByteArray("otpauth://totp/alan%0A?secret=MZXW6YTB");
    QTest::newRow("bad UTF-8") << QByteArray("otpauth://totp/alan%FF?secret=MZXW6YTB");
    QTest::newRow("bad issuer") << QByteArray("otpauth://totp/alan?secret=MZXW6YTB&issuer=%FF");
}

void TestOtpAuthUri::wrongUrisAreRefused()
{
    QFETCH(QByteArray, uri);
    const auto seen = OtpAuthUri::decode(uri);
    QVERIFY(!seen);
    QVERIFY(!seen.error().context.contains(QStringLiteral("MZXW6YTB")));
}

QTEST_GUILESS_MAIN(TestOtpAuthUri)
#include "tst_otpauthuri.moc"
