#include "base/digest.h"

#include <QTest>

using namespace keydesk;

namespace {

QByteArray hex(const char* text)
{
    return QByteArray::fromHex(text);
}

} // namespace

class TestDigest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void digestOfFips180Examples_data();
    void digestOfFips180Examples();
    void hmacOfRfc2202And4231_data();
    void hmacOfRfc2202And4231();
    void hkdfOfRfc5869_data();
    void hkdfOfRfc5869();
    void hmacWithEmptyKeyAndMessage();
};

void TestDigest::digestOfFips180Examples_data()
{
    QTest::addColumn<Hash>("hash");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("SHA-1") << Hash::Sha1 << QByteArray("abc") << hex("a9993e364706816aba3e25717850c26c9cd0d89d");
    QTest::newRow("SHA-256") << Hash::Sha256 << QByteArray("abc")
                             << hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("SHA-256 of nothing") << Hash::Sha256 << QByteArray()
                                        << hex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("SHA-512") << Hash::Sha512 << QByteArray("abc")
                             << hex("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                                    "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

void TestDigest::digestOfFips180Examples()
{
    QFETCH(Hash, hash);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, expected);
    QCOMPARE(digest(hash, message), expected);
}

void TestDigest::hmacOfRfc2202And4231_data()
{
    QTest::addColumn<Hash>("hash");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray key(20, '\x0b');
    QTest::newRow("SHA-1, case 1") << Hash::Sha1 << key << QByteArray("Hi There")
                                   << hex("b617318655057264e28bc0b6fb378c8ef146be00");
    QTest::newRow("SHA-256, case 1") << Hash::Sha256 << key << QByteArray("Hi There")
                                     << hex("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    QTest::newRow("SHA-512, case 1") << Hash::Sha512 << key << QByteArray("Hi There")
                                     << hex("87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
                                            "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854");
    QTest::newRow("SHA-256, case 2") << Hash::Sha256 << QByteArray("Jefe") << QByteArray("what do ya want for nothing?")
                                     << hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    QTest::newRow("SHA-256, case 6: a key longer than a block")
        << Hash::Sha256 << QByteArray(131, '\xaa')
        << QByteArray("Test Using Larger Than Block-Size Key - Hash Key First")
        << hex("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

void TestDigest::hmacOfRfc2202And4231()
{
    QFETCH(Hash, hash);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, expected);
    QCOMPARE(hmac(hash, key, message), expected);
}

void TestDigest::hkdfOfRfc5869_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("salt");
    QTest::addColumn<QByteArray>("info");
    QTest::addColumn<QByteArray>("expected");
    const auto range = [](int first, int last) {
        QByteArray bytes;
        for (int value = first; value <= last; ++value)
            bytes.append(static_cast<char>(value));
        return bytes;
    };
    QTest::newRow("case 1")
        << QByteArray(22, '\x0b') << range(0x00, 0x0c) << range(0xf0, 0xf9)
        << hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    QTest::newRow("case 2")
        << range(0x00, 0x4f) << range(0x60, 0xaf) << range(0xb0, 0xff)
        << hex("b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb"
               "41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
    QTest::newRow("case 3: no salt, no info")
        << QByteArray(22, '\x0b') << QByteArray() << QByteArray()
        << hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

void TestDigest::hkdfOfRfc5869()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, salt);
    QFETCH(QByteArray, info);
    QFETCH(QByteArray, expected);
    QCOMPARE(hkdf(key, salt, info, static_cast<std::size_t>(expected.size())).view(), QByteArrayView(expected));
}

void TestDigest::hmacWithEmptyKeyAndMessage()
{
    QCOMPARE(hmac(Hash::Sha256, {}, {}), hex("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"));
}

QTEST_GUILESS_MAIN(TestDigest)
#include "tst_digest.moc"
