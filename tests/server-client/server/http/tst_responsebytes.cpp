#include "http/responsebytes.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Parts
{
    QByteArray statusLine;
    QList<QByteArray> lines;
    QByteArray body;
};

Parts partsOf(const QByteArray& bytes)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    QList<QByteArray> lines;
    for (const QByteArray& line : bytes.left(end).split('\n'))
        lines.append(line.trimmed());
    Parts parts{.statusLine = lines.takeFirst(), .lines = {}, .body = bytes.mid(end + 4)};
    parts.lines = lines;
    return parts;
}

} // namespace

class TestResponseBytes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyAnswerIsFramed();
    void handlersFieldReplacesTheDefault();
    void framingIsNotTheHandlers();
    void unsafeAnswerBecomes500_data();
    void unsafeAnswerBecomes500();
    void answerToHeadHasNoBody();
    void noContentHasNoLength();
    void closes();
    void errorHasTheFormOfEveryError();
    void dateIsImfFixdate();
};

void TestResponseBytes::everyAnswerIsFramed()
{
    const Parts parts = partsOf(responseBytes({.status = 200, .body = "abc"}, {.requestId = u"id-1"_s}));
    QCOMPARE(parts.statusLine, "HTTP/1.1 200 OK");
    QCOMPARE(parts.body, "abc");
    for (const char* line : {"X-Request-Id: id-1", "Content-Length: 3", "Strict-Transport-Security: max-age=31536000",
                             "X-Content-Type-Options: nosniff", "Cache-Control: no-store"})
        QCOMPARE(parts.lines.count(line), 1);
    QVERIFY(!parts.lines.contains("Connection: close"));
}

void TestResponseBytes::handlersFieldReplacesTheDefault()
{
    const Parts parts =
        partsOf(responseBytes({.status = 200, .headers = {{"cache-control", "max-age=60"}}}, {.requestId = u"id"_s}));
    QVERIFY(parts.lines.contains("cache-control: max-age=60"));
    QVERIFY(!parts.lines.contains("Cache-Control: no-store"));
}

void TestResponseBytes::framingIsNotTheHandlers()
{
    const Parts parts = partsOf(responseBytes({.status = 200,
                                               .headers = {{"content-length", "99"},
                                                           {"Transfer-Encoding", "chunked"},
                                                           {"X-Request-ID", "mine"},
                                                           {"Connection", "x"}},
                                               .body = "abc"},
                                              {.requestId = u"id"_s}));
    QCOMPARE(parts.lines.count("Content-Length: 3"), 1);
    for (const char* line : {"content-length: 99", "Transfer-Encoding: chunked", "X-Request-ID: mine", "Connection: x"})
        QVERIFY(!parts.lines.contains(line));
}

void TestResponseBytes::unsafeAnswerBecomes500_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("line break in value") << 200 << QByteArray("Location") << QByteArray("/a\r\nSet-Cookie: b");
    QTest::newRow("bare line feed") << 200 << QByteArray("Location") << QByteArray("/a\nb");
    QTest::newRow("NUL in value") << 200 << QByteArray("Location") << QByteArray("/a\0b", 4);
    QTest::newRow("line break in name") << 200 << QByteArray("A\r\nB") << QByteArray("c");
    QTest::newRow("colon in name") << 200 << QByteArray("A:") << QByteArray("c");
    QTest::newRow("empty name") << 200 << QByteArray("") << QByteArray("c");
    QTest::newRow("interim status") << 100 << QByteArray("A") << QByteArray("c");
    QTest::newRow("no status") << 0 << QByteArray("A") << QByteArray("c");
    QTest::newRow("too high a status") << 600 << QByteArray("A") << QByteArray("c");
}

void TestResponseBytes::unsafeAnswerBecomes500()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    const QByteArray bytes =
        responseBytes({.status = status, .headers = {{name, value}}, .body = "inside"}, {.requestId = u"id"_s});
    const Parts parts = partsOf(bytes);
    QCOMPARE(parts.statusLine, "HTTP/1.1 500 Internal Server Error");
    QVERIFY(!bytes.contains("inside"));
    QVERIFY(!bytes.contains("Set-Cookie"));
    QVERIFY(parts.lines.contains("X-Request-Id: id"));
}

void TestResponseBytes::answerToHeadHasNoBody()
{
    const Parts parts =
        partsOf(responseBytes({.status = 200, .body = "abc"}, {.requestId = u"id"_s, .isWithoutBody = true}));
    QVERIFY(parts.lines.contains("Content-Length: 3"));
    QVERIFY(parts.body.isEmpty());
}

void TestResponseBytes::noContentHasNoLength()
{
    const QByteArray bytes = responseBytes({.status = 204, .body = "abc"}, {.requestId = u"id"_s});
    QVERIFY(!bytes.contains("Content-Length"));
    QVERIFY(partsOf(bytes).body.isEmpty());
}

void TestResponseBytes::closes()
{
    const Parts parts = partsOf(responseBytes({}, {.requestId = u"id"_s, .closesConnection = true}));
    QCOMPARE(parts.lines.count("Connection: close"), 1);
}

void TestResponseBytes::errorHasTheFormOfEveryError()
{
    const Error error{.code = ErrorCode::Busy,
                      .context = u"for the log"_s,
                      .details = {{u"field"_s, u"name"_s}},
                      .retryAfter = std::chrono::seconds(3),
                      .requestId = u"id-7"_s};
    const HttpResponse response = errorResponse(503, error);
    QCOMPARE(response.status, 503);
    QVERIFY(response.headers.contains({"Retry-After", "3"}));
    QVERIFY(response.headers.contains({"Content-Type", "application/json"}));
    const QJsonObject members = QJsonDocument::fromJson(response.body).object()[u"error"_s].toObject();
    QCOMPARE(members[u"code"_s].toString(), u"busy"_s);
    QCOMPARE(members[u"details"_s].toObject(), QJsonObject({{u"field"_s, u"name"_s}}));
    QCOMPARE(members[u"requestId"_s].toString(), u"id-7"_s);
    QCOMPARE(members[u"retryAfter"_s].toInt(), 3);
    QVERIFY(!response.body.contains("log"));
}

void TestResponseBytes::dateIsImfFixdate()
{
    const Parts parts = partsOf(responseBytes({}, {.requestId = u"id"_s}));
    const auto date =
        std::find_if(parts.lines.begin(), parts.lines.end(), [](const auto& l) { return l.startsWith("Date: "); });
    QVERIFY(date != parts.lines.end());
    const QDateTime parsed =
        QLocale::c().toDateTime(QString::fromLatin1(date->mid(6)), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    QVERIFY(parsed.isValid());
    const qint64 difference = parsed.date().toJulianDay() - QDate::currentDate().toJulianDay();
    QVERIFY(std::abs(difference) <= 1);
}

QTEST_APPLESS_MAIN(TestResponseBytes)
#include "tst_responsebytes.moc"
