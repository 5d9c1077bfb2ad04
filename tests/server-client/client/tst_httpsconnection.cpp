#include "client/httpsconnection.h"
#include "scriptedserver.h"

#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Outcome
{
    int times = 0;
    Result<HttpsAnswer> result = Error{};
    bool mayBeLost = false;
};

/// Waits for the exchange's one signal.
Outcome outcomeOf(HttpsExchange* exchange)
{
    Outcome outcome;
    QObject::connect(exchange, &HttpsExchange::finished, exchange,
                     [&](const Result<HttpsAnswer>& result, bool mayBeLost) {
                         ++outcome.times;
                         outcome.result = result;
                         if (outcome.result)
                             outcome.result->body.detach(); // The exchange overwrites its own.
                         outcome.mayBeLost = mayBeLost;
                     });
    QSignalSpy gone(exchange, &QObject::destroyed);
    gone.wait(20'000);
    return outcome;
}

/// Speaks no TLS at all.
class PlainServer : public QTcpServer
{
public:
    explicit PlainServer(QByteArray greeting) : m_greeting(std::move(greeting))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            socket->write(m_greeting);
        });
    }
    QUrl url() const { return QUrl(u"https://localhost:%1"_s.arg(serverPort())); }

private:
    QByteArray m_greeting;
};

} // namespace

class TestHttpsConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_good = serverConfiguration(m_authority.issue({.names = {u"DNS:localhost,IP:127.0.0.1"_s}})); }
    void answerArrivesWhole();
    void requestIsAsDescribed();
    void errorStatusIsAnAnswer();
    void redirectIsNotFollowed();
    void cookiesAreNotKept();
    void connectionIsKeptAndGivenUp();
    void answersThatEndBadly_data();
    void answersThatEndBadly();
    void endlessAnswerIsCutOff();
    void nobodyListens();
    void unknownNameIsUnreachable();
    void wrongCertificates_data();
    void wrongCertificates();
    void ownAuthorityReplacesTheSystems();
    void oldTlsIsRefused();
    void serverWithoutTls_data();
    void serverWithoutTls();
    void silentServerIsLeftToTheCaller();
    void abortEndsOnceAndClosesTheConnection();
    void wrongAddressesAreNotTried_data();
    void wrongAddressesAreNotTried();
    void connectionMayGoBeforeItsExchange();

private:
    TestAuthority m_authority;
    QSslConfiguration m_good;
};

void TestHttpsConnection::answerArrivesWhole()
{
    ScriptedServer server(m_good);
    const QJsonObject body{{u"text"_s, QString(200'000, u'ş')}};
    server.answerWith({jsonAnswer(body, 200, "Retry-After: 30\r\n")});
    HttpsConnection connection({server.url(), m_authority.file()});
    const Outcome outcome = outcomeOf(connection.send({"GET", server.url(), {}, {}}));
    QCOMPARE(outcome.times, 1);
    QVERIFY2(outcome.result, outcome.result ? "" : qPrintable(outcome.result.error().context));
    QCOMPARE(outcome.result->status, 200);
    QVERIFY(outcome.result->isJson);
    QCOMPARE(QJsonDocument::fromJson(outcome.result->body).object(), body);
    QCOMPARE(outcome.result->requestId, u"request-1"_s);
    QCOMPARE(outcome.result->retryAfter, std::chrono::seconds(30));
}

void TestHttpsConnection::requestIsAsDescribed()
{
    ScriptedServer server(m_good);
    server.answerWith({jsonAnswer({})});
    HttpsConnection connection({server.url(), m_authority.file()});
    for (const char* method : {"POST", "PUT", "PATCH", "DELETE"}) {
        const QByteArray body = method == QByteArray("DELETE") ? QByteArray() : QByteArray("{\"a\":1}");
        QVERIFY(outcomeOf(connection.send({method, server.url(), {{"X-Own", "own"}}, body})).result);
        const SeenRequest& seen = server.seen().last();
        QCOMPARE(seen.method, QByteArray(method));
        QCOMPARE(seen.body, body);
        QCOMPARE(seen.headers.value("x-own"), QByteArray("own"));
        QCOMPARE(seen.headers.value("content-type"), body.isEmpty() ? QByteArray() : QByteArray("application/json"));
        QCOMPARE(seen.headers.value("accept-encoding"), QByteArray("identity"));
        QVERIFY(!seen.headers.contains("cookie"));
    }
}

void TestHttpsConnection::errorStatusIsAnAnswer()
{
    ScriptedServer server(m_good);
    HttpsConnection connection({server.url(), m_authority.file()});
    for (const int status : {400, 401, 403, 404, 409, 413, 429, 500, 503}) {
        server.answerWith({errorAnswer("busy", status, {}, "WWW-Authenticate: DPoP error=\"invalid_token\"\r\n")});
        const Outcome outcome = outcomeOf(connection.send({"POST", server.url(), {}, "{}"}));
        QVERIFY2(outcome.result, qPrintable(QString::number(status)));
        QCOMPARE(outcome.result->status, status);
        QVERIFY2(outcome.result->body.contains("busy"), qPrintable(QString::number(status)));
    }
}

void TestHttpsConnection::redirectIsNotFollowed()
{
    ScriptedServer server(m_good);
    server.answerWith({jsonAnswer({}, 302, "Location: /elsewhere\r\n")});
    HttpsConnection connection({server.url(), m_authority.file()});
    const Outcome outcome = outcomeOf(connection.send({"GET", server.url(), {}, {}}));
    QVERIFY(outcome.result);
    QCOMPARE(outcome.result->status, 302);
    QCOMPARE(server.seen().size(), 1);
}

void TestHttpsConnection::cookiesAreNotKept()
{
    ScriptedServer server(m_good);
    server.answerWith({jsonAnswer({}, 200, "Set-Cookie: id=1; Path=/\r\nCache-Control: max-age=60\r\n")});
    HttpsConnection connection({server.url(), m_authority.file()});
    for (int i = 0; i < 2; ++i)
        QVERIFY(outcomeOf(connection.send({"GET", server.url(), {}, {}})).result);
    QCOMPARE(server.seen().size(), 2);
    QVERIFY(!server.seen()[1].headers.contains("cookie"));
}

void TestHttpsConnection::connectionIsKeptAndGivenUp()
{
    ScriptedServer server(m_good);
    server.answerWith({jsonAnswer({})});
    HttpsConnection connection({server.url(), m_authority.file()});
    for (int i = 0; i < 3; ++i)
        QVERIFY(outcomeOf(connection.send({"GET", server.url(), {}, {}})).result);
    QCOMPARE(server.connections(), 1);
    connection.closeConnections();
    QTRY_COMPARE(server.disconnections(), 1);
    QVERIFY(outcomeOf(connection.send({"GET", server.url(), {}, {}})).result);
    QCOMPARE(server.connections(), 2);
}

void TestHttpsConnection::answersThatEndBadly_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isAnswer"); // Complete as HTTP, however wrong its content.
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("half a head") << QByteArray("HTTP/1.1 200 OK\r\nConte") << false;
    QTest::newRow("half a body") << head + "Content-Length: 100\r\n\r\n{\"a\":" << false;
    QTest::newRow("no body") << head + "Content-Length: 100\r\n\r\n" << false;
    QTest::newRow("garbage") << QByteArray(1000, '\xfe') << false;
    QTest::newRow("another protocol") << QByteArray("220 mail.example.org ESMTP\r\n") << false;
    QTest::newRow("page of a portal")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>") << true;
}

void TestHttpsConnection::answersThatEndBadly()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isAnswer);
    ScriptedServer server(m_good);
    server.answerWith({{.bytes = bytes, .closes = true}});
    HttpsConnection connection({server.url(), m_authority.file()});
    const Outcome outcome = outcomeOf(connection.send({"POST", server.url(), {}, "{}"}));
    QCOMPARE(outcome.times, 1);
    QCOMPARE(outcome.result.isOk(), isAnswer);
    if (isAnswer) {
        QVERIFY(!outcome.result->isJson);
        return;
    }
    QVERIFY(outcome.result.error().code == ErrorCode::Unreachable ||
            outcome.result.error().code == ErrorCode::ProtocolMismatch);
    QVERIFY(outcome.mayBeLost);
}

void TestHttpsConnection::endlessAnswerIsCutOff()
{
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    const QByteArray chunk = "100000\r\n" + QByteArray(0x100000, ' ') + "\r\n";
    for (const QByteArray& bytes : {QByteArray(head + "Content-Length: 9000000000\r\n\r\n" + QByteArray(1000, ' ')),
                                    QByteArray(head + "Content-Length: 20000000\r\n\r\n" + QByteArray(20'000'000, ' ')),
                                    QByteArray(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeated(20))}) {
        ScriptedServer server(m_good);
        server.answerWith({{.bytes = bytes}});
        HttpsConnection connection({server.url(), m_authority.file()});
        const Outcome outcome = outcomeOf(connection.send({"GET", server.url(), {}, {}}));
        QCOMPARE(outcome.times, 1);
        QVERIFY(!outcome.result);
        QCOMPARE(outcome.result.error().code, ErrorCode::TooLarge);
        QVERIFY(!outcome.mayBeLost);
    }
}

void TestHttpsConnection::nobodyListens()
{
    QTcpServer taken; // Listens, then does not: a port that is surely free.
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const QUrl url(u"https://localhost:%1"_s.arg(taken.serverPort()));
    taken.close();
    HttpsConnection connection({url, m_authority.file()});
    const Outcome outcome = outcomeOf(connection.send({"GET", url, {}, {}}));
    QCOMPARE(outcome.result.error().code, ErrorCode::Unreachable);
    QVERIFY(!outcome.mayBeLost);
}

void TestHttpsConnection::unknownNameIsUnreachable()
{
    const QUrl url(u"https://nobody.invalid"_s); // RFC 6761: never resolves.
    HttpsConnection connection({url, m_authority.file()});
    QCOMPARE(outcomeOf(connection.send({"GET", url, {}, {}})).result.error().code, ErrorCode::Unreachable);
}

void TestHttpsConnection::wrongCertificates_data()
{
    QTest::addColumn<QString>("names");
    QTest::addColumn<int>("days");
    QTest::addColumn<bool>("byAnotherAuthority");
    QTest::newRow("another name") << "DNS:panel.example.org" << 2 << false;
    QTest::newRow("expired") << "DNS:localhost" << -1 << false;
    QTest::newRow("another authority") << "DNS:localhost" << 2 << true;
}

void TestHttpsConnection::wrongCertificates()
{
    QFETCH(QString, names);
    QFETCH(int, days);
    QFETCH(bool, byAnotherAuthority);
    TestAuthority other;
    ScriptedServer server(serverConfiguration((byAnotherAuthority ? other : m_authority).issue({.names = {names}, .days = days})));
    server.answerWith({jsonAnswer({})});
    HttpsConnection connection({server.url(), m_authority.file()});
    const Outcome outcome = outcomeOf(connection.send({"POST", server.url(), {}, "{\"secret\":1}"}));
    QVERIFY(!outcome.result);
    QCOMPARE(outcome.result.error().code, ErrorCode::CertificateWrong);
    QVERIFY(!outcome.mayBeLost);
    QVERIFY(server.seen().isEmpty()); // Nothing was said to a stranger.
}

void TestHttpsConnection::ownAuthorityReplacesTheSystems()
{
    ScriptedServer server(m_good);
    server.answerWith({jsonAnswer({})});
    HttpsConnection withSystems({server.url(), {}});
    QCOMPARE(outcomeOf(withSystems.send({"GET", server.url(), {}, {}})).result.error().code,
             ErrorCode::CertificateWrong);
    QFile empty(m_authority.file() % u".empty"_s);
    QVERIFY(empty.open(QIODevice::WriteOnly));
    for (const QString& file : {empty.fileName(), u"/nonexistent/ca.pem"_s}) {
        HttpsConnection withNone({server.url(), file});
        const Outcome outcome = outcomeOf(withNone.send({"GET", server.url(), {}, {}}));
        QCOMPARE(outcome.result.error().code, ErrorCode::CertificateWrong);
        QVERIFY(outcome.result.error().context.contains(file));
    }
    QVERIFY(server.seen().isEmpty());
}

void TestHttpsConnection::oldTlsIsRefused()
{
    QSslConfiguration old = m_good;
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    old.setProtocol(QSsl::TlsV1_1);
    QT_WARNING_POP
    ScriptedServer server(old);
    server.answerWith({jsonAnswer({})});
    HttpsConnection connection({server.url(), m_authority.file()});
    const Outcome outcome = outcomeOf(connection.send({"GET", server.url(), {}, {}}));
    QVERIFY(!outcome.result);
    QVERIFY(server.seen().isEmpty());
}

void TestHttpsConnection::serverWithoutTls_data()
{
    QTest::addColumn<QByteArray>("greeting");
    QTest::newRow("plain HTTP") << QByteArray("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("garbage") << QByteArray(5000, '\x16');
}

void TestHttpsConnection::serverWithoutTls()
{
    QFETCH(QByteArray, greeting);
    PlainServer server(greeting);
    HttpsConnection connection({server.url(), m_authority.file()});
    const Outcome outcome = outcomeOf(connection.send({"GET", server.url(), {}, {}}));
    QCOMPARE(outcome.times, 1);
    QVERIFY(!outcome.result);
    QCOMPARE(outcome.result.error().code, ErrorCode::CertificateWrong);
}

void TestHttpsConnection::silentServerIsLeftToTheCaller()
{
    PlainServer server({});
    HttpsConnection connection({server.url(), m_authority.file()});
    HttpsExchange* exchange = connection.send({"GET", server.url(), {}, {}});
    QSignalSpy connected(&server, &QTcpServer::newConnection);
    QVERIFY(connected.wait());
    QMetaObject::invokeMethod(
        exchange, [exchange] { exchange->abort(ErrorCode::TimedOut); }, Qt::QueuedConnection);
    const Outcome outcome = outcomeOf(exchange);
    QCOMPARE(outcome.times, 1);
    QCOMPARE(outcome.result.error().code, ErrorCode::TimedOut);
    QVERIFY(!outcome.mayBeLost);
}

void TestHttpsConnection::abortEndsOnceAndClosesTheConnection()
{
    ScriptedServer server(m_good);
    server.answerWith({silence()});
    HttpsConnection connection({server.url(), m_authority.file()});
    HttpsExchange* exchange = connection.send({"POST", server.url(), {}, "{}"});
    QTRY_COMPARE(server.seen().size(), 1);
    QMetaObject::invokeMethod(
        exchange,
        [exchange] {
            exchange->abort(ErrorCode::Cancelled);
            exchange->abort(ErrorCode::TimedOut);
        },
        Qt::QueuedConnection);
    const Outcome outcome = outcomeOf(exchange);
    QCOMPARE(outcome.times, 1);
    QCOMPARE(outcome.result.error().code, ErrorCode::Cancelled);
    QTRY_COMPARE(server.disconnections(), 1);
}

void TestHttpsConnection::wrongAddressesAreNotTried_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::newRow("empty") << QUrl();
    QTest::newRow("without TLS") << QUrl(u"http://localhost/"_s);
    QTest::newRow("a file") << QUrl(u"file:///etc/passwd"_s);
    QTest::newRow("no host") << QUrl(u"https:///info"_s);
}

void TestHttpsConnection::wrongAddressesAreNotTried()
{
    QFETCH(QUrl, url);
    HttpsConnection connection({url, {}});
    const Outcome outcome = outcomeOf(connection.send({"GET", url, {}, {}}));
    QCOMPARE(outcome.times, 1);
    QCOMPARE(outcome.result.error().code, ErrorCode::InvalidRequest);
}

void TestHttpsConnection::connectionMayGoBeforeItsExchange()
{
    ScriptedServer server(m_good);
    server.answerWith({silence()});
    {
        HttpsConnection connection({server.url(), m_authority.file()});
        connection.send({"POST", server.url(), {}, "{}"});
        QTRY_COMPARE(server.seen().size(), 1);
    }
    QTRY_COMPARE(server.disconnections(), 1);
}

QTEST_GUILESS_MAIN(TestHttpsConnection)
#include "tst_httpsconnection.moc"
