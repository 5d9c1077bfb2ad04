#include "cborwriter.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The same as a text, to compare.
QString written(const CborValue& value)
{
    if (const auto number = value.integer())
        return QString::number(*number);
    if (const QByteArray* bytes = value.bytes())
        return u"h'"_s % QString::fromLatin1(bytes->toHex()) % u'\'';
    if (const QString* text = value.text())
        return u'"' % *text % u'"';
    QStringList parts;
    if (const auto* items = value.array()) {
        for (const CborValue& each : *items)
            parts.append(written(each));
        return u'[' % parts.join(u", "_s) % u']';
    }
    if (const auto* members = value.map()) {
        for (const CborValue::Member& each : *members) {
            const auto* label = std::get_if<qint64>(&each.label);
            parts.append((label ? QString::number(*label) : std::get<QString>(each.label)) % u": "_s %
                         written(each.value));
        }
        return u'{' % parts.join(u", "_s) % u'}';
    }
    return u"?"_s;
}

QByteArray nested(int depth)
{
    return QByteArray(depth, '\x81') + '\0';
}

} // namespace

class TestCborValue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void refusesEveryCut();
    void keepsItsLimits();
    void refusesHugeLengthsAtOnce();
    void readsTheFirstOfSeveral();
    void findsMembers();
    void writesWhatItReads();
};

void TestCborValue::reads_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<QString>("text");
    // RFC 8949 appendix A, as far as it is in CTAP's canonical form.
    const auto row = [](const char* hex, const char* text) {
        QTest::newRow(hex) << QByteArray(hex) << QString::fromUtf8(text);
    };
    row("00", "0");
    row("17", "23");
    row("1818", "24");
    row("1864", "100");
    row("1903e8", "1000");
    row("1a000f4240", "1000000");
    row("1b000000e8d4a51000", "1000000000000");
    row("1b7fffffffffffffff", "9223372036854775807");
    row("20", "-1");
    row("3863", "-100");
    row("3903e7", "-1000");
    row("3b7fffffffffffffff", "-9223372036854775808");
    row("40", "h''");
    row("4401020304", "h'01020304'");
    row("60", "\"\"");
    row("6449455446", "\"IETF\"");
    row("62c3bc", "\"ü\"");
    row("64f0908591", "\"\xf0\x90\x85\x91\"");
    row("80", "[]");
    row("83010203", "[1, 2, 3]");
    row("8301820203820405", "[1, [2, 3], [4, 5]]");
    row("a0", "{}");
    row("a201020304", "{1: 2, 3: 4}");
    row("a26161016162820203", "{a: 1, b: [2, 3]}");
    row("a261620161610a", "{b: 1, a: 10}"); // Not in canonical order, which carries no meaning.
    row("f4", "?");
    row("f5", "?");
    row("f6", "?");
    row("f7", "?");
    row("f93c00", "?");
    row("fa47c35000", "?");
    row("fb3ff199999999999a", "?");
}

void TestCborValue::reads()
{
    QFETCH(QByteArray, hex);
    const auto value = readCbor(QByteArray::fromHex(hex));
    QVERIFY2(value, value ? "" : qPrintable(value.error().context));
    QTEST(written(*value), "text");
}

void TestCborValue::refuses_data()
{
    QTest::addColumn<QByteArray>("hex");
    const auto row = [](const char* what, const char* hex) { QTest::newRow(what) << QByteArray(hex); };
    row("nothing", "");
    row("two items", "0000");
    row("an integer in two bytes that fits one", "1817");
    row("an integer in three bytes", "1900ff");
    row("an integer in five bytes", "1a0000ffff");
    row("an integer in nine bytes", "1b00000000ffffffff");
    row("a negative integer longer than needed", "3800");
    row("a length of bytes longer than needed", "580100");
    row("a length of text longer than needed", "780161");
    row("a length of an array longer than needed", "980100");
    row("a length of a map longer than needed", "b800");
    row("an integer beyond 64 bits with sign", "1b8000000000000000");
    row("a negative integer beyond 64 bits with sign", "3b8000000000000000");
    row("indefinite bytes", "5f4101ff");
    row("indefinite text", "7f6161ff");
    row("an indefinite array", "9f01ff");
    row("an indefinite map", "bf0102ff");
    row("a break alone", "ff");
    row("a break within", "81ff");
    row("a tag", "c074323031332d30332d32315432303a30343a30305a");
    row("a big number", "c249010000000000000000");
    row("a label twice", "a201010102");
    row("a text label twice", "a2616101616102");
    row("bytes as a label", "a1410101");
    row("an array as a label", "a18000");
    row("a map as a label", "a1a001");
    row("true as a label", "a1f501");
    row("text that is not UTF-8", "61ff");
    row("half a surrogate", "63eda080");
    row("an overlong character", "62c080");
    row("a simple value nobody uses", "f0");
    row("a reserved head", "1c");
    row("a map without its last value", "a101");
}

void TestCborValue::refuses()
{
    QFETCH(QByteArray, hex);
    const auto value = readCbor(QByteArray::fromHex(hex));
    QVERIFY(!value);
    QVERIFY(value.error().context.startsWith(u"CBOR"_s));
}

void TestCborValue::refusesEveryCut()
{
    const QByteArray complete = QByteArray::fromHex("a30102036361626320820143010203");
    QVERIFY(readCbor(complete));
    for (qsizetype size = 0; size < complete.size(); ++size)
        QVERIFY(!readCbor(QByteArrayView(complete).first(size)));
}

void TestCborValue::keepsItsLimits()
{
    QVERIFY(readCbor(nested(8)));
    QVERIFY(!readCbor(nested(9)));
    QCOMPARE(readCbor(nested(9)).error().code, ErrorCode::TooLarge);
    QCOMPARE(readCbor(nested(60'000)).error().code, ErrorCode::TooLarge);
    QVERIFY(readCbor(nested(3), {.depth = 3}));
    QVERIFY(!readCbor(nested(4), {.depth = 3}));

    const auto array = [](quint16 size) -> QByteArray {
        QByteArray bytes = size < 256 ? QByteArray::fromHex("98") : QByteArray::fromHex("99");
        if (size >= 256)
            bytes.append(static_cast<char>(size >> 8));
        return bytes.append(static_cast<char>(size & 0xff)) + QByteArray(size, '\0');
    };
    QVERIFY(readCbor(array(511)));
    QCOMPARE(readCbor(array(512)).error().code, ErrorCode::TooLarge);
    QVERIFY(readCbor(array(100), {.items = 101}));
    QVERIFY(!readCbor(array(100), {.items = 100}));

    const QByteArray large = QByteArray::fromHex("5a00010000") + QByteArray(65'536, 'x');
    QCOMPARE(readCbor(large).error().code, ErrorCode::TooLarge);
    QVERIFY(readCbor(large, {.size = large.size()}));
}

void TestCborValue::refusesHugeLengthsAtOnce()
{
    for (const char* hex :
         {"5bffffffffffffffff", "7bffffffffffffffff", "9bffffffffffffffff", "bbffffffffffffffff", "9b7fffffffffffffff",
          "bb8000000000000000", "5b7fffffffffffffff00", "9a7fffffff00", "ba7fffffff0000"})
        QVERIFY(!readCbor(QByteArray::fromHex(hex)));
}

void TestCborValue::readsTheFirstOfSeveral()
{
    const auto first = readFirstCbor(QByteArray::fromHex("a101020304"));
    QVERIFY(first);
    QCOMPARE(first->size, 3);
    QCOMPARE(written(first->value), u"{1: 2}"_s);
}

void TestCborValue::findsMembers()
{
    const CborValue map = readCbor(QByteArray::fromHex("a301182a6161182b20182c")).take();
    QCOMPARE(map.find(1)->integer(), 42);
    QCOMPARE(map.find(u"a"_s)->integer(), 43);
    QCOMPARE(map.find(-1)->integer(), 44);
    QVERIFY(!map.find(2));
    QVERIFY(!map.find(u"1"_s));
    QVERIFY(!map.find(1)->find(1));
    QVERIFY(!map.find(1)->bytes() && !map.find(1)->text() && !map.find(1)->array());
    QVERIFY(!map.integer());
}

void TestCborValue::writesWhatItReads()
{
    const QByteArray bytes = QByteArray::fromHex("a40102036474657874208201430102033903e7a0");
    QCOMPARE(cborBytes(readCbor(bytes).take()), bytes);
}

QTEST_GUILESS_MAIN(TestCborValue)
#include "tst_cborvalue.moc"
