#include "http/requestreader.h"

#include "http/httpserver.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

using State = RequestReader::State;

HttpLimits smallLimits()
{
    HttpLimits limits;
    limits.headerBytes = 4096;
    limits.headerFields = 16;
    limits.bodyBytes = 1000;
    return limits;
}

const QByteArray host = "Host: localhost\r\n";

QByteArray get(const QByteArray& target, const QByteArray& lines = {})
{
    return "GET " + target + " HTTP/1.1\r\n" + host + lines + "\r\n";
}

QByteArray post(const QByteArray& lines, const QByteArray& body)
{
    return "POST /x HTTP/1.1\r\n" + host + lines + "\r\n" + body;
}

} // namespace

class TestRequestReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRequest();
    void readsBody_data();
    void readsBody();
    void refuses_data();
    void refuses();
    void meaningDoesNotDependOnPieces_data() { refuses_data(); }
    void meaningDoesNotDependOnPieces();
    void acceptsWhatIsUnusualButClear_data();
    void acceptsWhatIsUnusualButClear();
    void answersOneAfterAnother();
    void joinsListFields();
    void waitsForContinue();
    void bodyIsWipedWithTheRequest();

private:
    const HttpLimits m_limits = smallLimits();
};

void TestRequestReader::readsRequest()
{
    RequestReader reader(m_limits);
    reader.feed(get("/phones/a%20b?after=3&x=%2F", "X-Mixed-Case: Value \r\n"));
    QCOMPARE(reader.state(), State::Complete);
    const HttpRequest request = reader.take();
    QCOMPARE(request.method, "GET");
    QCOMPARE(request.path, u"/phones/a b"_s);
    QCOMPARE(request.rawQuery, "after=3&x=%2F");
    QCOMPARE(request.header("host"), "localhost");
    QCOMPARE(request.header("x-mixed-case"), "Value");
    QVERIFY(request.header("absent").isNull());
    QVERIFY(request.body.isEmpty());
}

void TestRequestReader::readsBody_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("length") << post("Content-Length: 5\r\n", "hello") << QByteArray("hello");
    QTest::newRow("length 0") << post("Content-Length: 0\r\n", "") << QByteArray();
    QTest::newRow("no body") << post("", "") << QByteArray();
    QTest::newRow("chunked") << post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
                             << QByteArray("abcde");
    QTest::newRow("chunked, capital letters")
        << post("Transfer-Encoding: Chunked\r\n", "A\r\n0123456789\r\n0\r\n\r\n") << QByteArray("0123456789");
    QTest::newRow("chunked, empty") << post("Transfer-Encoding: chunked\r\n", "0\r\n\r\n") << QByteArray();
    QTest::newRow("bytes of every value")
        << post("Content-Length: 4\r\n", QByteArray("\0\r\n\xff", 4)) << QByteArray("\0\r\n\xff", 4);
    QTest::newRow("largest") << post("Content-Length: 1000\r\n", QByteArray(1000, 'x')) << QByteArray(1000, 'x');
}

void TestRequestReader::readsBody()
{
    QFETCH(const QByteArray, request);
    QFETCH(const QByteArray, body);
    for (const qsizetype piece : {request.size(), qsizetype(1), qsizetype(7)}) {
        RequestReader reader(m_limits);
        for (qsizetype at = 0; at < request.size(); at += piece) {
            QVERIFY(reader.state() != State::Complete);
            reader.feed(QByteArrayView(request).sliced(at, std::min(piece, request.size() - at)));
        }
        QCOMPARE(reader.state(), State::Complete);
        QCOMPARE(reader.take().body, body);
    }
}

void TestRequestReader::refuses_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const QByteArray& request, int status) {
        QTest::newRow(name) << request << status;
    };
    const QByteArray chunked = "Transfer-Encoding: chunked\r\n";

    row("no Host", "GET / HTTP/1.1\r\n\r\n", 400);
    row("two Hosts", get("/", host), 400);
    row("two different Hosts", get("/", "Host: other\r\n"), 400);
    row("empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400);
    row("Host with user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400);
    row("Host with path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400);
    row("Host list", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400);
    row("Host with wrong port", "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n", 400);
    row("folded line", get("/", "X-A: 1\r\n 2\r\n"), 400);
    row("folded line with tab", get("/", "X-A: 1\r\n\t2\r\n"), 400);
    row("folded before any field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400);
    row("space before colon", "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400);
    row("field without colon", get("/", "nonsense\r\n"), 400);
    row("field without name", get("/", ": x\r\n"), 400);
    row("bare LF in request line", "GET / HTTP/1.1\nHost: localhost\r\n\r\n", 400);
    row("bare LF in header", "GET / HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n", 400);
    row("bare LF at end", "GET / HTTP/1.1\r\nHost: localhost\r\n\n", 400);
    row("bare CR", get("/", "X-A: 1\r2\r\n"), 400);
    row("CR CR LF", get("/", "X-A: 1\r\r\n"), 400);
    row("NUL in value", get("/", QByteArray("X-A: a\0b\r\n", 10)), 400);
    row("NUL in target", get(QByteArray("/a\0b", 4)), 400);
    row("NUL in name", get("/", QByteArray("X\0A: b\r\n", 8)), 400);
    row("control character", get("/", "X-A: a\x01\r\n"), 400);
    row("delete character", get("/", "X-A: a\x7f\r\n"), 400);
    row("line break first", "\r\n" + get("/"), 400);
    row("TLS inside TLS", QByteArray("\x16\x03\x01\x02\x00\x01\x00", 7), 400);
    row("two spaces", "GET  / HTTP/1.1\r\n" + host + "\r\n", 400);
    row("tab in request line", "GET\t/ HTTP/1.1\r\n" + host + "\r\n", 400);
    row("space in target", "GET /a b HTTP/1.1\r\n" + host + "\r\n", 505);
    row("HTTP/0.9", "GET /\r\n\r\n", 400);

    row("length list", post("Content-Length: 5, 5\r\n", "hello"), 400);
    row("length twice", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400);
    row("two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello"), 400);
    row("length with sign", post("Content-Length: +5\r\n", "hello"), 400);
    row("negative length", post("Content-Length: -5\r\n", "hello"), 400);
    row("length in hex", post("Content-Length: 0x5\r\n", "hello"), 400);
    row("length with space", post("Content-Length: 1 0\r\n", "hello"), 400);
    row("empty length", post("Content-Length:\r\n", "hello"), 400);
    row("length over 64 bits", post("Content-Length: 18446744073709551621\r\n", "hello"), 400);
    row("length and encoding", post("Content-Length: 5\r\n" + chunked, "0\r\n\r\n"), 400);
    row("encoding and length", post(chunked + "Content-Length: 5\r\n", "0\r\n\r\n"), 400);
    row("encoding twice", post(chunked + chunked, "0\r\n\r\n"), 400);
    row("encoding list", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 400);
    row("chunked not last", post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"), 400);
    row("other encoding", post("Transfer-Encoding: identity\r\n", ""), 400);
    row("almost chunked", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 400);
    row("chunked in quotes", post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"), 400);
    row("chunked with parameter", post("Transfer-Encoding: chunked;q=1\r\n", "0\r\n\r\n"), 400);
    row("chunked after vertical tab", post("Transfer-Encoding: \vchunked\r\n", "0\r\n\r\n"), 400);
    row("chunk without size", post(chunked, "\r\nabc\r\n0\r\n\r\n"), 400);
    row("chunk size with sign", post(chunked, "+3\r\nabc\r\n0\r\n\r\n"), 400);
    row("chunk size with prefix", post(chunked, "0x3\r\nabc\r\n0\r\n\r\n"), 400);
    row("chunk size over 64 bits", post(chunked, "10000000000000003\r\nabc\r\n0\r\n\r\n"), 400);
    row("chunk longer than said", post(chunked, "2\r\nabc\r\n0\r\n\r\n"), 400);
    row("chunk with bare LF", post(chunked, "3\nabc\r\n0\r\n\r\n"), 400);
    row("chunk extension", post(chunked, "3;a=b\r\nabc\r\n0\r\n\r\n"), 400);
    row("chunk extension with line break", post(chunked, "3;a=\"\n\"\r\nabc\r\n0\r\n\r\n"), 400);
    row("extension over the line's end", post(chunked, "5;a=\"b\r\n\"\r\nhello\r\n0\r\n\r\n"), 400);
    row("space after chunk size", post(chunked, "3 \r\nabc\r\n0\r\n\r\n"), 400);
    row("CR instead of CRLF", post(chunked, "3\rabc\r\n0\r\n\r\n"), 400);
    row("last chunk with extension", post(chunked, "0;a\r\n\r\n"), 400);
    row("length as trailer", post(chunked, "0\r\nContent-Length: 5\r\n\r\n"), 400);
    row("trailer", post(chunked, "0\r\nAuthorization: DPoP stolen\r\n\r\n"), 400);
    row("trailer with bare LF", post(chunked, "0\r\nX-A: b\nX-B: c\r\n\r\n"), 400);

    row("absolute form", get("http://localhost/"), 400);
    row("authority form", get("localhost:443"), 400);
    row("asterisk", get("*"), 400);
    row("relative", get("a/b"), 400);
    row("dot segment", get("/a/./b"), 400);
    row("dot dot segment", get("/a/../b"), 400);
    row("dot dot at end", get("/a/.."), 400);
    row("encoded dots", get("/a/%2e%2E/b"), 400);
    row("encoded slash", get("/a%2fb"), 400);
    row("encoded backslash", get("/a%5cb"), 400);
    row("backslash", get("/a\\b"), 400);
    row("encoded NUL", get("/a%00b"), 400);
    row("encoded line feed", get("/a%0ab"), 400);
    row("two slashes", get("//a"), 400);
    row("broken percent", get("/a%4"), 400);
    row("broken percent in query", get("/a?b=%zz"), 400);
    row("not UTF-8", get("/a%ff"), 400);
    row("overlong UTF-8", get("/a%c0%af"), 400);
    row("surrogate", get("/%ed%a0%80"), 400);
    row("fragment", get("/a#b"), 400);
    row("raw byte over 127", get("/\xc3\xa9"), 400);

    row("repeated Authorization", get("/", "Authorization: a\r\nAuthorization: b\r\n"), 400);
    row("repeated DPoP", get("/", "DPoP: a\r\ndpop: b\r\n"), 400);
    row("other expectation", get("/", "Expect: coffee\r\n"), 417);
    row("TRACE", "TRACE / HTTP/1.1\r\n" + host + "\r\n", 501);
    row("CONNECT", "CONNECT localhost:443 HTTP/1.1\r\n" + host + "\r\n", 501);
    row("lower case method", "get / HTTP/1.1\r\n" + host + "\r\n", 501);
    row("HTTP/1.0", "GET / HTTP/1.0\r\n" + host + "\r\n", 505);
    row("HTTP/2.0", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);

    row("body too large", post("Content-Length: 1001\r\n", ""), 413);
    row("chunks too large", post(chunked, "3e8\r\n" + QByteArray(1000, 'x') + "\r\n1\r\nx\r\n0\r\n\r\n"), 413);
    row("chunk too large", post(chunked, "ffffffff\r\nabc"), 413);
    row("long request line", get('/' + QByteArray(3000, 'a')), 414);
    row("endless request line", QByteArray(5000, 'a'), 414);
    row("large header", get("/", "X-A: " + QByteArray(4096, 'a') + "\r\n"), 431);
    row("many fields", get("/", QByteArray("X-A: b\r\n").repeated(16)), 431);
    row("endless chunk line", post(chunked, QByteArray(5000, '0')), 400);
    row("endless trailers", post(chunked, "0\r\n" + QByteArray("X-A: b\r\n").repeated(700)), 400);
}

void TestRequestReader::refuses()
{
    QFETCH(const QByteArray, request);
    QFETCH(const int, status);
    RequestReader reader(m_limits);
    reader.feed(request);
    QCOMPARE(reader.state(), State::Refused);
    QCOMPARE(reader.refusal().status, status);
    QVERIFY(*reader.refusal().reason != '\0');
}

void TestRequestReader::meaningDoesNotDependOnPieces()
{
    QFETCH(const QByteArray, request);
    QFETCH(const int, status);
    RequestReader reader(m_limits);
    for (const char& byte : request)
        reader.feed({&byte, 1});
    QCOMPARE(reader.state(), State::Refused);
    QCOMPARE(reader.refusal().status, status);
}

void TestRequestReader::acceptsWhatIsUnusualButClear_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("host with port") << QByteArray("GET / HTTP/1.1\r\nHost: localhost:8443\r\n\r\n");
    QTest::newRow("IPv6 host") << QByteArray("GET / HTTP/1.1\r\nHost: [::1]:8443\r\n\r\n");
    QTest::newRow("no space after colon") << QByteArray("GET / HTTP/1.1\r\nHost:localhost\r\n\r\n");
    QTest::newRow("empty value") << get("/", "X-A:\r\n");
    QTest::newRow("value over ASCII") << get("/", "Cookie: a=\xc3\xa9\r\n");
    QTest::newRow("tab in value") << get("/", "X-A: a\tb\r\n");
    QTest::newRow("encoded UTF-8") << get("/%C3%A9");
    QTest::newRow("slash at end") << get("/a/");
    QTest::newRow("empty query") << get("/a?");
    QTest::newRow("question marks") << get("/a?b?c");
    QTest::newRow("three dots") << get("/...");
    QTest::newRow("whole server") << QByteArray("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QTest::newRow("as many fields as allowed") << get("/", QByteArray("Via: b\r\n").repeated(15));
}

void TestRequestReader::acceptsWhatIsUnusualButClear()
{
    QFETCH(const QByteArray, request);
    RequestReader reader(m_limits);
    reader.feed(request);
    QCOMPARE(reader.state(), State::Complete);
}

void TestRequestReader::answersOneAfterAnother()
{
    RequestReader reader(m_limits);
    const QByteArray requests = get("/1") + post("Content-Length: 2\r\n", "ab") +
                                post("Transfer-Encoding: chunked\r\n", "1\r\nc\r\n0\r\n\r\n") + get("/4").chopped(3);
    reader.feed(requests);
    QCOMPARE(reader.take().path, u"/1"_s);
    reader.next();
    QCOMPARE(reader.take().body, "ab");
    reader.next();
    QCOMPARE(reader.take().body, "c");
    reader.next();
    QCOMPARE(reader.state(), State::Header);
    reader.feed(get("/4").last(3));
    QCOMPARE(reader.take().path, u"/4"_s);
    reader.next();
    QCOMPARE(reader.state(), State::Waiting);
}

void TestRequestReader::joinsListFields()
{
    RequestReader reader(m_limits);
    reader.feed(get(
        "/", "Forwarded: for=192.0.2.1\r\nX-A: b\r\nForwarded: for=192.0.2.2\r\nConnection: keep-alive, Close\r\n"));
    QCOMPARE(reader.state(), State::Complete);
    QVERIFY(reader.head().closesConnection);
    const HttpRequest request = reader.take();
    QCOMPARE(request.header("forwarded"), "for=192.0.2.1, for=192.0.2.2");
    QCOMPARE(request.headers.size(), 4);
}

void TestRequestReader::waitsForContinue()
{
    RequestReader reader(m_limits);
    reader.feed(post("Content-Length: 2\r\nExpect: 100-continue\r\n", ""));
    QVERIFY(reader.waitsForContinue());
    reader.feed("a");
    QVERIFY(!reader.waitsForContinue());

    RequestReader impatient(m_limits);
    impatient.feed(post("Content-Length: 2\r\nExpect: 100-continue\r\n", "a"));
    QVERIFY(!impatient.waitsForContinue());
}

void TestRequestReader::bodyIsWipedWithTheRequest()
{
    RequestReader reader(m_limits);
    reader.feed(post("Content-Length: 6\r\n", "secret"));
    auto request = std::make_unique<HttpRequest>(reader.take());
    const QByteArray witness = request->body; // Shares the bytes.
    QCOMPARE(witness, "secret");
    request.reset();
    QCOMPARE(witness, QByteArray(6, '\0'));
}

QTEST_APPLESS_MAIN(TestRequestReader)
#include "tst_requestreader.moc"
