#include "protocol/jsonreader.h"
#include "protocol/method.h"

#include <QJsonDocument>
#include <QTest>

using namespace keydesk;

namespace {

QJsonObject objectOf(const QByteArray& json)
{
    const auto parsed = parseJsonObject(json);
    return parsed ? *parsed : QJsonObject();
}

QString problemField(JsonReader& reader)
{
    const auto outcome = reader.finish();
    return outcome ? QString() : outcome.error().details[QStringLiteral("field")].toString();
}

} // namespace

class TestJsonReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parserTakesOneObject();
    void parserRefuses_data();
    void parserRefuses();
    void depthIsCountedOutsideOfText();
    void lastOfEqualNamesCounts();
    void hugeNumbersOfMembersAreRead();
    void fieldsOfEveryType();
    void wrongFieldsAreRefusedByName_data();
    void wrongFieldsAreRefusedByName();
    void optionalFieldsMayBeAbsentOrNull();
    void unknownFieldsAreRefusedOrSkipped();
    void unknownNameOfAStrangerIsNotRepeated();
    void firstProblemCounts();
    void choicesKnowTheirNames();
    void secretsArriveWhole();
    void bytesArriveWhole();
    void bytesAreOneTextOnly_data();
    void bytesAreOneTextOnly();
};

void TestJsonReader::parserTakesOneObject()
{
    QCOMPARE(objectOf(" {\"a\": 1, \"b\": [true, null, \"x\"]} \n").size(), 2);
    QVERIFY(parseJsonObject("{}"));
}

void TestJsonReader::parserRefuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("list") << QByteArray("[]");
    QTest::newRow("text") << QByteArray("\"a\"");
    QTest::newRow("number") << QByteArray("1");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("cut") << QByteArray("{\"a\": 1");
    QTest::newRow("cut in text") << QByteArray("{\"a\": \"x");
    QTest::newRow("bytes behind") << QByteArray("{} x");
    QTest::newRow("another object behind") << QByteArray("{}{}");
    QTest::newRow("NUL behind") << QByteArray("{}\0", 3);
    QTest::newRow("bare NUL") << QByteArray("{\"a\0b\": 1}", 10);
    QTest::newRow("single quotes") << QByteArray("{'a': 1}");
    QTest::newRow("comma at the end") << QByteArray("{\"a\": 1,}");
    QTest::newRow("comment") << QByteArray("{/* */}");
    QTest::newRow("NaN") << QByteArray("{\"a\": NaN}");
    QTest::newRow("bad UTF-8") << QByteArray("{\"a\": \"\xff\"}");
    QTest::newRow("overlong UTF-8") << QByteArray("{\"a\": \"\xc0\x80\"}");
    QTest::newRow("surrogate in UTF-8") << QByteArray("{\"a\": \"\xed\xa0\x80\"}");
    QTest::newRow("cut UTF-8") << QByteArray("{\"a\": \"\xe2\x82\"}");
    QTest::newRow("too deep") << QByteArray("{\"a\":") + QByteArray(32, '[') + QByteArray(32, ']') + '}';
    QTest::newRow("a million deep") << QByteArray("{\"a\":") + QByteArray(1'000'000, '[');
    QTest::newRow("a million objects deep") << QByteArray("{\"a\":").repeated(200'000);
    QTest::newRow("closed too often") << QByteArray("{\"a\": 1}}");
}

void TestJsonReader::parserRefuses()
{
    QFETCH(QByteArray, json);
    const auto parsed = parseJsonObject(json);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, ErrorCode::InvalidRequest);
}

void TestJsonReader::depthIsCountedOutsideOfText()
{
    const QByteArray brackets(100, '[');
    QVERIFY(parseJsonObject("{\"a\": \"" + brackets + "\"}"));
    QVERIFY(parseJsonObject("{\"a\": \"\\\"" + brackets + "\"}"));
    QVERIFY(parseJsonObject("{\"a\": \"\\\\\", \"b\": 1}"));
    QVERIFY(parseJsonObject("{\"a\":" + QByteArray(31, '[') + QByteArray(31, ']') + '}'));
}

void TestJsonReader::lastOfEqualNamesCounts()
{
    QCOMPARE(objectOf("{\"a\": 1, \"a\": 2}")[QStringLiteral("a")].toInt(), 2);
}

void TestJsonReader::hugeNumbersOfMembersAreRead()
{
    QByteArray json = "{";
    for (int i = 0; i < 20'000; ++i)
        json += "\"m" + QByteArray::number(i) + "\":1,";
    json += "\"last\":1}";
    JsonReader reader(objectOf(json));
    QVERIFY(!reader.finish());
}

void TestJsonReader::fieldsOfEveryType()
{
    JsonReader reader(objectOf(R"({"text": "ş", "yes": true, "number": -5, "time": 1700000000123, "list": ["a", "b"],)"
                               R"( "object": {"x": 1}, "whole": 7.0})"));
    QCOMPARE(reader.text("text", 1), QStringLiteral(u"ş"));
    QCOMPARE(reader.boolean("yes"), true);
    QCOMPARE(reader.integer("number", -5, 5), qint64(-5));
    QCOMPARE(reader.integer("whole", 0, 10), qint64(7));
    QCOMPARE(toMilliseconds(reader.instant("time")), qint64(1700000000123));
    QCOMPARE(reader.textList("list", 2, 1), QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(reader.object("object").size(), 1);
    QVERIFY(reader.finish());
}

void TestJsonReader::wrongFieldsAreRefusedByName_data()
{
    QTest::addColumn<QByteArray>("value"); // Empty: the field is missing.
    QTest::addColumn<QByteArray>("type");
    for (const char* type : {"text", "boolean", "integer", "instant", "list", "object", "secret"}) {
        QTest::addRow("%s missing", type) << QByteArray() << QByteArray(type);
        QTest::addRow("%s null", type) << QByteArray("null") << QByteArray(type);
    }
    QTest::newRow("number for text") << QByteArray("1") << QByteArray("text");
    QTest::newRow("empty text") << QByteArray("\"\"") << QByteArray("text");
    QTest::newRow("long text") << QByteArray("\"abcdef\"") << QByteArray("text");
    QTest::newRow("NUL in text") << QByteArray("\"a\\u0000b\"") << QByteArray("text");
    QTest::newRow("unpaired high surrogate") << QByteArray("\"\\ud800\"") << QByteArray("text");
    QTest::newRow("unpaired low surrogate") << QByteArray("\"\\udc00a\"") << QByteArray("text");
    QTest::newRow("text for a switch") << QByteArray("\"true\"") << QByteArray("boolean");
    QTest::newRow("number for a switch") << QByteArray("1") << QByteArray("boolean");
    QTest::newRow("text for a number") << QByteArray("\"5\"") << QByteArray("integer");
    QTest::newRow("fraction") << QByteArray("5.5") << QByteArray("integer");
    QTest::newRow("below") << QByteArray("-1") << QByteArray("integer");
    QTest::newRow("above") << QByteArray("11") << QByteArray("integer");
    QTest::newRow("enormous") << QByteArray("1e300") << QByteArray("integer");
    QTest::newRow("beyond 64 bits") << QByteArray("99999999999999999999999") << QByteArray("integer");
    QTest::newRow("time before 1970") << QByteArray("-1") << QByteArray("instant");
    QTest::newRow("time in another age") << QByteArray("9000000000000000") << QByteArray("instant");
    QTest::newRow("object for a list") << QByteArray("{}") << QByteArray("list");
    QTest::newRow("list of numbers") << QByteArray("[1]") << QByteArray("list");
    QTest::newRow("long list") << QByteArray("[\"a\",\"b\",\"c\"]") << QByteArray("list");
    QTest::newRow("long item") << QByteArray("[\"abcdef\"]") << QByteArray("list");
    QTest::newRow("empty item") << QByteArray("[\"\"]") << QByteArray("list");
    QTest::newRow("NUL in an item") << QByteArray("[\"\\u0000\"]") << QByteArray("list");
    QTest::newRow("list for an object") << QByteArray("[]") << QByteArray("object");
    QTest::newRow("padded secret") << QByteArray("\"YQ==\"") << QByteArray("secret");
    QTest::newRow("secret in the other alphabet") << QByteArray("\"+/8\"") << QByteArray("secret");
    QTest::newRow("long secret") << QByteArray("\"YWJjZGVm\"") << QByteArray("secret");
}

void TestJsonReader::wrongFieldsAreRefusedByName()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, type);
    const QByteArray json = value.isEmpty() ? QByteArray("{}") : QByteArray("{\"field\": " + value + '}');
    QVERIFY(parseJsonObject(json));
    JsonReader reader(objectOf(json));
    if (type == "text")
        QCOMPARE(reader.text("field", 5), QString());
    else if (type == "boolean")
        reader.boolean("field");
    else if (type == "integer")
        QCOMPARE(reader.integer("field", 0, 10), qint64(0));
    else if (type == "instant")
        reader.instant("field");
    else if (type == "list")
        QCOMPARE(reader.textList("field", 2, 5), QStringList());
    else if (type == "object")
        reader.object("field");
    else
        reader.secretBytes("field", 5);
    QCOMPARE(problemField(reader), QStringLiteral("field"));
}

void TestJsonReader::optionalFieldsMayBeAbsentOrNull()
{
    for (const char* json : {"{}", R"({"a": null, "b": null, "c": null, "d": null})"}) {
        JsonReader reader(objectOf(json));
        QCOMPARE(reader.optionalText("a", 5), QString());
        QCOMPARE(reader.boolean("b", true), true);
        QCOMPARE(reader.integer("c", 0, 10, 3), qint64(3));
        QVERIFY(!reader.optionalInstant("d"));
        QVERIFY(reader.finish());
    }
    JsonReader wrong(objectOf(R"({"a": 5})"));
    wrong.optionalText("a", 5);
    QCOMPARE(problemField(wrong), QStringLiteral("a"));
}

void TestJsonReader::unknownFieldsAreRefusedOrSkipped()
{
    const QJsonObject object = objectOf(R"({"known": 1, "unknown": 2})");
    JsonReader strict(object);
    strict.integer("known", 0, 10);
    QCOMPARE(problemField(strict), QStringLiteral("unknown"));
    JsonReader lenient(object, JsonReader::Unknown::Skip);
    lenient.integer("known", 0, 10);
    QVERIFY(lenient.finish());
}

void TestJsonReader::unknownNameOfAStrangerIsNotRepeated()
{
    JsonReader reader(objectOf("{\"pass\\nword\": 1}"));
    const auto outcome = reader.finish();
    QVERIFY(!outcome);
    QVERIFY(!outcome.error().context.contains(QStringLiteral("word")));
}

void TestJsonReader::firstProblemCounts()
{
    JsonReader reader(objectOf("{}"));
    reader.text("first", 5);
    reader.text("second", 5);
    QCOMPARE(problemField(reader), QStringLiteral("first"));
}

void TestJsonReader::choicesKnowTheirNames()
{
    JsonReader reader(objectOf(R"({"a": "soft_otp", "b": "telepathy"})"));
    QCOMPARE(reader.choice("a", methodFromName), Method::SoftOtp);
    reader.choice("b", methodFromName);
    QCOMPARE(problemField(reader), QStringLiteral("b"));
}

void TestJsonReader::secretsArriveWhole()
{
    JsonReader reader(objectOf(R"({"text": "pass \"w\u00f6rd", "bytes": "AP-_"})"));
    QCOMPARE(reader.secretText("text", 20).view(), QByteArrayView("pass \"w\xc3\xb6rd"));
    QCOMPARE(reader.secretBytes("bytes", 3).view(), QByteArrayView("\x00\xff\xbf", 3));
    QVERIFY(reader.finish());
}

void TestJsonReader::bytesArriveWhole()
{
    JsonReader reader(objectOf(R"({"bytes": "AP-_", "none": "", "null": null})"));
    QCOMPARE(reader.bytes("bytes", 3, 3), QByteArray("\x00\xff\xbf", 3));
    QCOMPARE(reader.bytes("none", 3, 0), QByteArray());
    QCOMPARE(reader.optionalBytes("null", 3), QByteArray());
    QCOMPARE(reader.optionalBytes("absent", 3), QByteArray());
    QVERIFY(reader.finish());
}

void TestJsonReader::bytesAreOneTextOnly_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("padding") << QByteArray("AP8=");
    QTest::newRow("base64") << QByteArray("AP+/");
    QTest::newRow("stray bits") << QByteArray("AP9");
    QTest::newRow("half a byte") << QByteArray("A");
    QTest::newRow("space") << QByteArray("AP -_");
    QTest::newRow("too long") << QByteArray("AP-_AA");
    QTest::newRow("too short") << QByteArray("AA");
    QTest::newRow("nothing") << QByteArray("");
}

void TestJsonReader::bytesAreOneTextOnly()
{
    QFETCH(QByteArray, text);
    JsonReader reader(objectOf("{\"field\": \"" + text + "\"}"));
    reader.bytes("field", 3, 2);
    QCOMPARE(problemField(reader), QStringLiteral("field"));
}

QTEST_GUILESS_MAIN(TestJsonReader)
#include "tst_jsonreader.moc"
