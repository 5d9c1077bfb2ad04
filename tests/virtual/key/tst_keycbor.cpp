#include "virtual/key/cbor.h"

#include <QTest>

using namespace keydesk::virtualkey;
using namespace Qt::Literals::StringLiterals;

/// Canonical CBOR of CTAP 2.1 section 8, with examples of RFC 8949 appendix A.
class TestKeyCbor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAndWrites_data();
    void readsAndWrites();
    void refuses_data();
    void refuses();
    void sortsKeys();
    void findsMembers();
};

void TestKeyCbor::readsAndWrites_data()
{
    QTest::addColumn<QByteArray>("hex");
    for (const char* hex : {"00",
                            "17",
                            "1818",
                            "1903e8",
                            "1a000f4240",
                            "1b000000e8d4a51000",
                            "20",
                            "3863",
                            "3903e7",
                            "f4",
                            "f5",
                            "f6",
                            "40",
                            "4401020304",
                            "60",
                            "6161",
                            "6449455446",
                            "62c3bc",
                            "80",
                            "83010203",
                            "a0",
                            "a201020304",
                            "a26161016162820203",
                            "3b7fffffffffffffff",
                            "1b7fffffffffffffff",
                            "a301010a022003",
                            "8101"})
        QTest::newRow(hex) << QByteArray::fromHex(hex);
}

void TestKeyCbor::readsAndWrites()
{
    QFETCH(QByteArray, hex);
    const auto item = Cbor::decode(hex);
    QVERIFY(item);
    QCOMPARE(item->encode(), hex);
}

void TestKeyCbor::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* name, const char* hex) { QTest::newRow(name) << QByteArray::fromHex(hex); };
    row("nothing", "");
    row("cut off in a head", "19");
    row("cut off in a text", "6261");
    row("cut off in an array", "8201");
    row("more after the end", "0000");
    row("a longer integer than needed", "1817");
    row("a longer length than needed", "580100");
    row("keys out of order", "a202000100");
    row("text before number", "a2616100"
                              "0100");
    row("longer key first", "a2626161006162"
                            "00");
    row("a key twice", "a201000100");
    row("indefinite array", "9f01ff");
    row("indefinite map", "bf0101ff");
    row("indefinite bytes", "5f4101ff");
    row("a tag", "c100");
    row("half float", "f93c00");
    row("float", "fa47c35000");
    row("undefined", "f7");
    row("simple value", "f0");
    row("an integer beyond 63 bits", "1b8000000000000000");
    row("a negative one", "3b8000000000000000");
    row("text that is not UTF-8", "61ff");
    row("an array larger than memory", "9bffffffffffffffff");
    row("a map larger than memory", "bb0fffffffffffffff");
    row("bytes larger than memory", "5bffffffffffffffff");
    row("five levels", "818181818100");
}

void TestKeyCbor::refuses()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!Cbor::decode(bytes));
}

void TestKeyCbor::sortsKeys()
{
    const Cbor map = Cbor::Map{{u"b"_s, 1}, {u"aa"_s, 2}, {-1, 3}, {10, 4}, {100, 5}, {u"a"_s, 6}};
    QCOMPARE(map.encode().toHex(), "a60a041864052003616106616201626161"
                                   "02");
    QCOMPARE(Cbor::decode(map.encode())->encode(), map.encode());
}

void TestKeyCbor::findsMembers()
{
    const Cbor map = Cbor::Map{{1, true}, {u"id"_s, QByteArray("x")}};
    QVERIFY(*map.find(1)->as<bool>());
    QCOMPARE(*map.find(u"id"_s)->as<QByteArray>(), "x");
    QVERIFY(map.find(u"id"_s)->as<QString>() == nullptr);
    QVERIFY(map.find(2) == nullptr);
    QVERIFY(Cbor(1).find(1) == nullptr);
}

QTEST_GUILESS_MAIN(TestKeyCbor)
#include "tst_keycbor.moc"
