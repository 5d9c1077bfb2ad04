#include "cborwriter.h"
#include "testkey.h"
#include "webauthn/cosekey.h"
#include "webauthn/edwardspoint.h"

#include <QTest>
#include <openssl/bn.h>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(keydesk::CoseAlgorithm)

namespace {

const TestKey& keyFor(CoseAlgorithm algorithm)
{
    static QHash<int, TestKey> keys;
    const int index = static_cast<int>(algorithm);
    if (!keys.contains(index))
        keys.insert(index, TestKey::generate(algorithm));
    return *keys.find(index);
}

void algorithms()
{
    QTest::addColumn<CoseAlgorithm>("algorithm");
    QTest::newRow("ES256") << CoseAlgorithm::Es256;
    QTest::newRow("ES384") << CoseAlgorithm::Es384;
    QTest::newRow("ES512") << CoseAlgorithm::Es512;
    QTest::newRow("RS256") << CoseAlgorithm::Rs256;
    QTest::newRow("Ed25519") << CoseAlgorithm::EdDsa;
    QTest::newRow("Ed448") << CoseAlgorithm::Ed448;
}

QByteArray withOneByteLess(const QByteArray& bytes)
{
    return bytes.first(bytes.size() - 1);
}

} // namespace

class TestCoseKey : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAndVerifies_data() { algorithms(); }
    void readsAndVerifies();
    void refusesEveryChangedParameter_data() { algorithms(); }
    void refusesEveryChangedParameter();
    void refusesPointsBesideTheCurve_data();
    void refusesPointsBesideTheCurve();
    void refusesBadRsaKeys_data();
    void refusesBadRsaKeys();
    void verifiesRfc8032();
    void knowsEdwardsPoints_data();
    void knowsEdwardsPoints();
    void takesOnlyStrictEcdsaSignatures();
    void suitsOneAlgorithmOnly();
};

void TestCoseKey::readsAndVerifies()
{
    QFETCH(CoseAlgorithm, algorithm);
    const TestKey& own = keyFor(algorithm);
    const auto key = coseKey(cborBytes(own.cose()));
    QVERIFY2(key, key ? "" : qPrintable(key.error().context));
    QCOMPARE(key->algorithm, algorithm);
    const QByteArray signature = own.sign("message");
    QVERIFY(key->verifies("message", signature));
    QVERIFY(!key->verifies("massage", signature));
    QVERIFY(!key->verifies("message", withOneByteLess(signature)));
    QVERIFY(!key->verifies("message", QByteArray(signature + '\0')));
    QVERIFY(!key->verifies("message", {}));
    QVERIFY(!key->verifies({}, signature));
    QVERIFY(!coseKey(TestKey::generate(algorithm).cose())->verifies("message", signature));
    QVERIFY(key->key == coseKey(own.cose())->key);
    QVERIFY(key->key != coseKey(TestKey::generate(algorithm).cose())->key);
}

void TestCoseKey::refusesEveryChangedParameter()
{
    QFETCH(CoseAlgorithm, algorithm);
    const CborValue whole = keyFor(algorithm).cose();
    for (const CborValue::Member& each : *whole.map()) {
        const auto refused = [&](const std::optional<CborValue>& value) {
            return !coseKey(withMember(whole, each.label, value)).isOk();
        };
        QVERIFY(refused(std::nullopt));
        QVERIFY(refused(cborText("x")));
        QVERIFY(refused(cborNumber(99)));
        QVERIFY(refused(cborBytesItem({})));
        QVERIFY(refused(cborBytesItem(QByteArray(32, '\xff'))));
        if (const QByteArray* bytes = each.value.bytes()) {
            QVERIFY(refused(cborBytesItem(withOneByteLess(*bytes))) || algorithm == CoseAlgorithm::Rs256);
            QVERIFY(refused(cborBytesItem('\0' + *bytes)) || algorithm == CoseAlgorithm::Rs256);
        }
    }
    QVERIFY(!coseKey(withMember(whole, qint64{-4}, cborBytesItem(QByteArray(32, 'd'))))); // A private key.
    QVERIFY(!coseKey(withMember(whole, "kid", cborBytesItem("x"))));
    QVERIFY(!coseKey(cborArray({whole})));
    QVERIFY(!coseKey(QByteArray(cborBytes(whole) + '\0')));
}

void TestCoseKey::refusesPointsBesideTheCurve_data()
{
    QTest::addColumn<CoseAlgorithm>("algorithm");
    QTest::newRow("P-256") << CoseAlgorithm::Es256;
    QTest::newRow("P-384") << CoseAlgorithm::Es384;
    QTest::newRow("P-521") << CoseAlgorithm::Es512;
}

void TestCoseKey::refusesPointsBesideTheCurve()
{
    QFETCH(CoseAlgorithm, algorithm);
    const QByteArray point = keyFor(algorithm).point();
    const qsizetype half = point.size() / 2;
    const QByteArray x = point.sliced(1, half);
    QByteArray y = point.sliced(1 + half);
    QVERIFY(PublicKey::fromCoordinates(algorithm, x, y));
    y.back() ^= 1;
    QVERIFY(!PublicKey::fromCoordinates(algorithm, x, y));
    const QByteArray zero(half, '\0');
    QVERIFY(!PublicKey::fromCoordinates(algorithm, zero, zero));
    QVERIFY(!PublicKey::fromCoordinates(algorithm, QByteArray(half, '\xff'), y));
    QVERIFY(!PublicKey::fromCoordinates(CoseAlgorithm::EdDsa, x, y));
}

void TestCoseKey::refusesBadRsaKeys_data()
{
    QTest::addColumn<QByteArray>("modulus");
    QTest::addColumn<QByteArray>("exponent");
    const QByteArray good = keyFor(CoseAlgorithm::Rs256).modulus();
    const QByteArray f4 = QByteArray::fromHex("010001");
    QTest::newRow("1,024 bits") << QByteArray(128, '\xff') << f4;
    QTest::newRow("4,104 bits") << QByteArray(513, '\xff') << f4;
    QTest::newRow("even modulus") << good.first(255) + '\0' << f4;
    QTest::newRow("no modulus") << QByteArray() << f4;
    QTest::newRow("no exponent") << good << QByteArray();
    QTest::newRow("exponent 0") << good << QByteArray(1, '\0');
    QTest::newRow("exponent 1") << good << QByteArray(1, '\x01');
    QTest::newRow("exponent 2") << good << QByteArray(1, '\x02');
    QTest::newRow("exponent of 40 bits") << good << QByteArray(5, '\x01');
}

void TestCoseKey::refusesBadRsaKeys()
{
    QFETCH(QByteArray, modulus);
    QFETCH(QByteArray, exponent);
    QVERIFY(!PublicKey::fromRsa(modulus, exponent));
    QVERIFY(PublicKey::fromRsa(keyFor(CoseAlgorithm::Rs256).modulus(), QByteArray::fromHex("010001")));
}

void TestCoseKey::verifiesRfc8032()
{
    // Section 7.1, test 2; section 7.4, "1 octet".
    const auto ed25519 = PublicKey::fromEdwardsPoint(
        CoseAlgorithm::EdDsa, QByteArray::fromHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
    QVERIFY(ed25519->verifies(CoseAlgorithm::EdDsa, QByteArray::fromHex("72"),
                              QByteArray::fromHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                                  "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")));
    const auto ed448 = PublicKey::fromEdwardsPoint(
        CoseAlgorithm::Ed448, QByteArray::fromHex("43ba28f430cdff456ae531545f7ecd0ac834a55d9358c0372bfa0c6c6798c086"
                                                  "6aea01eb00742802b8438ea4cb82169c235160627b4c3a9480"));
    QVERIFY(ed448->verifies(
        CoseAlgorithm::Ed448, QByteArray::fromHex("03"),
        QByteArray::fromHex("26b8f91727bd62897af15e41eb43c377efb9c610d48f2335cb0bd0087810f4352541b143c4b981b7e18f62de"
                            "8ccdf633fc1bf037ab7cd779805e0dbcc0aae1cbcee1afb2e027df36bc04dcecbf154336c19f0af7e0a647"
                            "2905e799f1953d2a0ff3348ab21aa4adafd1d234441cf807c03a00")));
}

void TestCoseKey::knowsEdwardsPoints_data()
{
    QTest::addColumn<QByteArray>("point");
    QTest::addColumn<bool>("isPoint");
    const auto row = [](const char* what, const QByteArray& point, bool isPoint) {
        QTest::newRow(what) << point << isPoint;
    };
    const QByteArray zeros31(31, '\0');
    const QByteArray zeros56(56, '\0');
    // RFC 8032: the base points.
    row("Ed25519: base", QByteArray::fromHex("58" + QByteArray(62, '6')), true);
    row("Ed25519: y = 1", '\x01' + zeros31, true); // The neutral point.
    row("Ed25519: y = 1, x negative", '\x01' + zeros31.first(30) + '\x80', false);
    row("Ed25519: y = 0", '\0' + zeros31, true);
    row("Ed25519: y = 2", '\x02' + zeros31, false);
    row("Ed25519: y = p", QByteArray::fromHex("ed" + QByteArray(60, 'f') + "7f"), false);
    row("Ed25519: y = p + 1", QByteArray::fromHex("ee" + QByteArray(60, 'f') + "7f"), false);
    row("Ed25519: too short", zeros31, false);
    row("Ed448: base",
        QByteArray::fromHex("14fa30f25b790898adc8d74e2c13bdfdc4397ce61cffd33ad7c2a0051e9c78874098a36c7373ea4b62c7c956"
                            "3720768824bcb66e71463f6900"),
        true);
    row("Ed448: y = 1", '\x01' + zeros56, true);
    row("Ed448: y = 1, x negative", '\x01' + zeros56.first(55) + '\x80', false);
    row("Ed448: y = 2", '\x02' + zeros56, false);
    row("Ed448: y of 449 bits", '\x01' + zeros56.first(55) + '\x01', false);
    row("Ed448: y = p", QByteArray(28, '\xff') + '\xfe' + QByteArray(27, '\xff') + '\0', false);
    row("Ed448: too long", zeros56 + zeros56, false);
}

void TestCoseKey::knowsEdwardsPoints()
{
    QFETCH(QByteArray, point);
    const bool isEd448 = QByteArrayView(QTest::currentDataTag()).startsWith("Ed448");
    QTEST(isEd448 ? isEd448Point(point) : isEd25519Point(point), "isPoint");
}

void TestCoseKey::takesOnlyStrictEcdsaSignatures()
{
    const TestKey& own = keyFor(CoseAlgorithm::Es256);
    const auto key = coseKey(own.cose());
    const QByteArray signature = own.sign("message");
    QVERIFY(key->verifies("message", signature));
    QByteArray longLength = signature; // 30 81 len: BER, not DER.
    longLength.insert(1, '\x81');
    QVERIFY(!key->verifies("message", longLength));
    QVERIFY(!key->verifies("message", QByteArray::fromHex("3006020100020100")));
    QVERIFY(!key->verifies("message", QByteArray(64, '\x01'))); // r ‖ s
}

void TestCoseKey::suitsOneAlgorithmOnly()
{
    const QList all{CoseAlgorithm::Es256, CoseAlgorithm::Es384, CoseAlgorithm::Es512,
                    CoseAlgorithm::Rs256, CoseAlgorithm::EdDsa, CoseAlgorithm::Ed448};
    for (const CoseAlgorithm mine : all) {
        const auto key = coseKey(keyFor(mine).cose());
        for (const CoseAlgorithm other : all)
            QCOMPARE(key->key.suits(other), mine == other);
        QCOMPARE(key->key.suits(rs1), mine == CoseAlgorithm::Rs256);
    }
}

QTEST_GUILESS_MAIN(TestCoseKey)
#include "tst_cosekey.moc"
