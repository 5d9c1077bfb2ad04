#include "base/signingkey.h"

#include <QJsonDocument>
#include <QTest>

using namespace keydesk;

namespace {

QByteArray fromBase64Url(const char* text)
{
    return QByteArray::fromBase64(text, QByteArray::Base64UrlEncoding);
}

QString base64Url(const char* hex)
{
    return QString::fromLatin1(
        QByteArray::fromHex(hex).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QJsonObject jwkOf(const QString& x, const QString& y)
{
    return {{QStringLiteral("kty"), QStringLiteral("EC")},
            {QStringLiteral("crv"), QStringLiteral("P-256")},
            {QStringLiteral("x"), x},
            {QStringLiteral("y"), y}};
}

/// RFC 7515 appendix A.3.1.
const QJsonObject rfc7515Key = jwkOf(QStringLiteral("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                                     QStringLiteral("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"));

} // namespace

class TestSigningKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signatureOfRfc7515AppendixA3Verifies();
    void signatureOfRfc6979AppendixA25Verifies();
    void thumbprintsComputedElsewhere_data();
    void thumbprintsComputedElsewhere();
    void ownSignatureVerifiesAndAnAlteredOneDoesNot();
    void wrongSignaturesAreRefused_data();
    void wrongSignaturesAreRefused();
    void keySurvivesExport();
    void wrongPrivateKeysAreRefused_data();
    void wrongPrivateKeysAreRefused();
    void jwkSurvivesARoundTrip();
    void wrongJwksAreRefused_data();
    void wrongJwksAreRefused();
};

void TestSigningKey::signatureOfRfc7515AppendixA3Verifies()
{
    const auto key = VerifyingKey::fromJwk(rfc7515Key);
    QVERIFY(key);
    const QByteArray message =
        "eyJhbGciOiJFUzI1NiJ9."
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    QVERIFY(key->verifies(
        message,
        fromBase64Url("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q")));
}

void TestSigningKey::signatureOfRfc6979AppendixA25Verifies()
{
    const auto key =
        VerifyingKey::fromJwk(jwkOf(base64Url("60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"),
                                    base64Url("7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299")));
    QVERIFY(key);
    QVERIFY(key->verifies("sample",
                          QByteArray::fromHex("EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
                                              "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8")));
}

void TestSigningKey::thumbprintsComputedElsewhere_data()
{
    QTest::addColumn<QJsonObject>("jwk");
    QTest::addColumn<QByteArray>("expected");
    // RFC 9449 sections 4.1 and 6.1: key of the example proof and its jkt.
    QTest::newRow("RFC 9449") << jwkOf(QStringLiteral("l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs"),
                                       QStringLiteral("9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA"))
                              << QByteArray("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
    // printf '{"crv":"P-256","kty":"EC","x":"…","y":"…"}' | openssl dgst -sha256 -binary | basenc --base64url
    QTest::newRow("openssl") << rfc7515Key << QByteArray("oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U");
}

void TestSigningKey::thumbprintsComputedElsewhere()
{
    QFETCH(QJsonObject, jwk);
    QFETCH(QByteArray, expected);
    const auto key = VerifyingKey::fromJwk(jwk);
    QVERIFY(key);
    QCOMPARE(key->thumbprint(), expected);
}

void TestSigningKey::ownSignatureVerifiesAndAnAlteredOneDoesNot()
{
    const SigningKey key = SigningKey::generate();
    for (int i = 0; i < 50; ++i) { // Some numbers are shorter than 32 bytes and need their leading zeros.
        const QByteArray message = QByteArray::number(i);
        QByteArray signature = key.sign(message);
        QCOMPARE(signature.size(), 64);
        QVERIFY(key.publicKey().verifies(message, signature));
        QVERIFY(!key.publicKey().verifies(QByteArray(message).append(' '), signature));
        QVERIFY(!SigningKey::generate().publicKey().verifies(message, signature));
        signature[i] = static_cast<char>(signature[i] ^ 1);
        QVERIFY(!key.publicKey().verifies(message, signature));
    }
}

void TestSigningKey::wrongSignaturesAreRefused_data()
{
    QTest::addColumn<QByteArray>("signature");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("zeros") << QByteArray(64, '\0'); // CVE-2022-21449's shape.
    QTest::newRow("ones") << QByteArray(64, '\xff');
    QTest::newRow("short") << QByteArray(63, 'a');
    QTest::newRow("long") << QByteArray(65, 'a');
    QTest::newRow("DER") << QByteArray::fromHex("3006020101020101");
}

void TestSigningKey::wrongSignaturesAreRefused()
{
    QFETCH(QByteArray, signature);
    QVERIFY(!SigningKey::generate().publicKey().verifies("message", signature));
}

void TestSigningKey::keySurvivesExport()
{
    const SigningKey key = SigningKey::generate();
    const auto again = SigningKey::fromPkcs8(key.pkcs8());
    QVERIFY(again);
    QCOMPARE(again->publicKey().thumbprint(), key.publicKey().thumbprint());
    QVERIFY(key.publicKey().verifies("message", again->sign("message")));
}

void TestSigningKey::wrongPrivateKeysAreRefused_data()
{
    QTest::addColumn<QByteArray>("der");
    const QByteArray good = SigningKey::generate().pkcs8().view().toByteArray();
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("-----BEGIN PRIVATE KEY-----");
    QTest::newRow("cut") << good.chopped(1);
    QTest::newRow("more behind") << good + 'x';
    QByteArray altered = good;
    altered[40] = static_cast<char>(altered[40] ^ 1); // Inside the private number: it no longer fits the public half.
    QTest::newRow("halves that differ") << altered;
    // openssl genpkey -algorithm ed25519 -outform DER
    QTest::newRow("Ed25519") << QByteArray::fromHex("302e020100300506032b657004220420"
                                                    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
}

void TestSigningKey::wrongPrivateKeysAreRefused()
{
    QFETCH(QByteArray, der);
    QVERIFY(!SigningKey::fromPkcs8(Secret::copyOf(der)));
}

void TestSigningKey::jwkSurvivesARoundTrip()
{
    QCOMPARE(VerifyingKey::fromJwk(rfc7515Key)->jwk(), rfc7515Key);
}

void TestSigningKey::wrongJwksAreRefused_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    const QString x = rfc7515Key[QStringLiteral("x")].toString();
    QTest::newRow("RSA") << "kty" << QJsonValue(QStringLiteral("RSA"));
    QTest::newRow("kty missing") << "kty" << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("another curve") << "crv" << QJsonValue(QStringLiteral("P-384"));
    QTest::newRow("x missing") << "x" << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("x is a number") << "x" << QJsonValue(7);
    QTest::newRow("x padded") << "x" << QJsonValue(x + QLatin1Char('='));
    QTest::newRow("x in the other alphabet")
        << "x" << QJsonValue(QString(x).replace(QLatin1Char('f'), QLatin1Char('+')));
    QTest::newRow("x short") << "x" << QJsonValue(x.chopped(2));
    QTest::newRow("x long") << "x" << QJsonValue(x + QStringLiteral("AA"));
    QTest::newRow("not on the curve") << "y" << QJsonValue(x);
    QTest::newRow("the point at zero") << "x" << QJsonValue(QString(43, QLatin1Char('A')));
    QTest::newRow("the private number") << "d" << QJsonValue(x);
    QTest::newRow("a symmetric key") << "k" << QJsonValue(x);
}

void TestSigningKey::wrongJwksAreRefused()
{
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    QJsonObject jwk = rfc7515Key;
    jwk.insert(member, value); // Undefined removes it.
    QVERIFY(!VerifyingKey::fromJwk(jwk));
}

QTEST_GUILESS_MAIN(TestSigningKey)
#include "tst_signingkey.moc"
