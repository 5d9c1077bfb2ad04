#include "http/httpserver.h"

#include "testclient.h"
#include "testserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSemaphore>
#include <QTest>
#include <atomic>
#include <memory>
#include <stdexcept>
#include <vector>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestHttpServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAndKeepsTheConnection();
    void everyAnswerHasItsOwnId();
    void closesWhenAsked();
    void refusalIsAnsweredAndCloses_data();
    void refusalIsAnsweredAndCloses();
    void refusalReachesAClientThatIsStillSending();
    void head();
    void optionsIsAnsweredByTheFront_data();
    void optionsIsAnsweredByTheFront();
    void continueIsSentOnce();
    void largestBodyAndLargeAnswer();
    void pipelinedRequestsAreAnsweredInOrder();
    void nextRequestWaitsForTheAnswer();
    void manyConnections();
    void exceptionBecomes500();
    void clientLeavesWhileTheHandlerRuns();
    void clientLeavesBeforeTheHandlerBegins();
    void wrongSettingsDoNotStart_data();
    void wrongSettingsDoNotStart();
    void stopsWhileConnectionsAreOpen();
};

void TestHttpServer::answersAndKeepsTheConnection()
{
    TestServer server(echo);
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    QCOMPARE(client.ask(getRequest("/a?b=c")).body, "GET /a?b=c\n");
    QCOMPARE(client.ask(postRequest("/a", "body")).body, "POST /a\nbody");
    const TestAnswer answer =
        client.ask("PUT /a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n");
    QCOMPARE(answer.body, "PUT /a\nab");
    QCOMPARE(answer.header("strict-transport-security"), "max-age=31536000");
    QCOMPARE(answer.header("connection"), "");
    QVERIFY(client.isOpen());
}

void TestHttpServer::everyAnswerHasItsOwnId()
{
    QStringList seen;
    QMutex mutex;
    TestServer server([&](const HttpRequest& request) {
        const QMutexLocker lock(&mutex);
        seen.append(request.requestId);
        return HttpResponse();
    });
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    const QByteArray first = client.ask(getRequest("/", "X-Request-Id: mine\r\n")).header("x-request-id");
    const QByteArray second = client.ask(getRequest("/")).header("x-request-id");
    QCOMPARE(first.size(), 22);
    QVERIFY(first != second);
    QCOMPARE(seen, QStringList({QString::fromLatin1(first), QString::fromLatin1(second)}));
}

void TestHttpServer::closesWhenAsked()
{
    TestServer server(echo);
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    const TestAnswer answer = client.ask(getRequest("/", "Connection: close\r\n"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("connection"), "close");
    QVERIFY(client.waitForClose());
}

void TestHttpServer::refusalIsAnsweredAndCloses_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::newRow("no Host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400 << u"invalid_request"_s;
    QTest::newRow("length and encoding") << postRequest("/", "abc", "Transfer-Encoding: chunked\r\n") << 400
                                         << u"invalid_request"_s;
    QTest::newRow("dot segments") << getRequest("/a/../b") << 400 << u"invalid_request"_s;
    QTest::newRow("large body") << postRequest("/", QByteArray(70'000, 'x')) << 413 << u"too_large"_s;
    QTest::newRow("long target") << getRequest('/' + QByteArray(9000, 'a')) << 414 << u"too_large"_s;
    QTest::newRow("large header") << getRequest("/", "X-A: " + QByteArray(17'000, 'a') + "\r\n") << 431
                                  << u"too_large"_s;
    QTest::newRow("many fields") << getRequest("/", QByteArray("X-A: b\r\n").repeated(65)) << 431 << u"too_large"_s;
    QTest::newRow("unknown method") << getRequest("/").replace("GET", "BREW") << 501 << u"method_not_allowed"_s;
    QTest::newRow("HTTP/1.0") << getRequest("/").replace("HTTP/1.1", "HTTP/1.0") << 505 << u"invalid_request"_s;
}

void TestHttpServer::refusalIsAnsweredAndCloses()
{
    QFETCH(const QByteArray, request);
    QFETCH(const int, status);
    QFETCH(const QString, code);
    std::atomic<int> handled{0};
    TestServer server([&](const HttpRequest&) {
        ++handled;
        return HttpResponse();
    });
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    const TestAnswer answer = client.ask(request + getRequest("/smuggled"));
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.errorCode(), code);
    QCOMPARE(answer.header("connection"), "close");
    QCOMPARE(answer.count("x-request-id"), 1);
    const QJsonObject error = QJsonDocument::fromJson(answer.body).object()[u"error"_s].toObject();
    QCOMPARE(error[u"requestId"_s].toString().toLatin1(), answer.header("x-request-id"));
    QVERIFY(client.waitForClose());
    QCOMPARE(handled, 0);
}

void TestHttpServer::refusalReachesAClientThatIsStillSending()
{
    TestServer server(echo);
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500000\r\n\r\n" + QByteArray(500'000, 'x'));
    const auto answer = client.readAnswer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 413);
    QVERIFY(client.waitForClose());
}

void TestHttpServer::head()
{
    TestServer server(echo);
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    client.send(getRequest("/a").replace("GET", "HEAD") + getRequest("/b"));
    const auto answer = client.readAnswer(true);
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->header("content-length"), "7"); // "GET /a\n"
    QCOMPARE(client.readAnswer().value_or(TestAnswer()).body, "GET /b\n");
}

void TestHttpServer::optionsIsAnsweredByTheFront_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("path") << QByteArray("/a");
    QTest::newRow("whole server") << QByteArray("*");
}

void TestHttpServer::optionsIsAnsweredByTheFront()
{
    QFETCH(const QByteArray, target);
    TestServer server(echo);
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    const TestAnswer answer = client.ask("OPTIONS " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QCOMPARE(answer.status, 204);
    QVERIFY(answer.header("allow").contains("GET"));
    QCOMPARE(client.ask(getRequest("/b")).body, "GET /b\n");
}

void TestHttpServer::continueIsSentOnce()
{
    TestServer server(echo);
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    client.send("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(client.readAnswer().value_or(TestAnswer()).status, 100);
    client.send("ab");
    client.send("cd");
    QCOMPARE(client.readAnswer().value_or(TestAnswer()).body, "POST /a\nabcd");
    QCOMPARE(client.ask(postRequest("/b", "ef", "Expect: 100-continue\r\n")).body, "POST /b\nef");
}

void TestHttpServer::largestBodyAndLargeAnswer()
{
    TestServer server([](const HttpRequest& request) { return HttpResponse{.body = request.body.repeated(100)}; });
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    const QByteArray body = QByteArray("0123456789abcdef").repeated(4096);
    const TestAnswer answer = client.ask(postRequest("/", body));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body.size(), body.size() * 100);
    QVERIFY(answer.body == body.repeated(100));
}

void TestHttpServer::pipelinedRequestsAreAnsweredInOrder()
{
    TestServer server(echo);
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    QByteArray requests;
    constexpr int count = 2000;
    for (int i = 0; i < count; ++i)
        requests +=
            i % 3 == 0 ? postRequest('/' + QByteArray::number(i), "x") : getRequest('/' + QByteArray::number(i));
    client.send(requests);
    for (int i = 0; i < count; ++i) {
        const auto answer = client.readAnswer();
        QVERIFY(answer);
        QCOMPARE(answer->body.split('\n').first().split(' ').last(), '/' + QByteArray::number(i));
    }
}

void TestHttpServer::nextRequestWaitsForTheAnswer()
{
    QSemaphore mayEnd;
    std::atomic<int> begun{0};
    std::atomic<int> atOnce{0};
    std::atomic<bool> overlapped{false};
    TestServer server([&](const HttpRequest& request) {
        ++begun;
        overlapped = overlapped || ++atOnce > 1;
        mayEnd.acquire();
        --atOnce;
        return echo(request);
    });
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    client.send(getRequest("/1") + getRequest("/2") + getRequest("/3"));
    QTRY_COMPARE(begun, 1);
    mayEnd.release(3);
    for (const char* body : {"GET /1\n", "GET /2\n", "GET /3\n"})
        QCOMPARE(client.readAnswer().value_or(TestAnswer()).body, body);
    QVERIFY(!overlapped);
}

void TestHttpServer::manyConnections()
{
    TestServer server(echo);
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < 200; ++i) {
        clients.push_back(std::make_unique<TestClient>(server.port()));
        clients.back()->socket().connectToHostEncrypted(u"127.0.0.1"_s, server.port());
    }
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 200; ++i)
            clients[i]->send(getRequest('/' + QByteArray::number(i)));
        for (int i = 0; i < 200; ++i)
            QCOMPARE(clients[i]->readAnswer().value_or(TestAnswer()).body, "GET /" + QByteArray::number(i) + '\n');
    }
}

void TestHttpServer::exceptionBecomes500()
{
    TestServer server([](const HttpRequest& request) -> HttpResponse {
        if (request.path == u"/number"_s)
            throw 7;
        throw std::runtime_error("inner secret");
    });
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    for (const char* path : {"/", "/number"}) {
        const TestAnswer answer = client.ask(getRequest(path));
        QCOMPARE(answer.status, 500);
        QCOMPARE(answer.errorCode(), u"internal"_s);
        QVERIFY(!answer.body.contains("inner"));
    }
}

void TestHttpServer::clientLeavesWhileTheHandlerRuns()
{
    HeldEcho held;
    TestServer server(held.handler());
    constexpr int count = 5;
    {
        std::vector<std::unique_ptr<TestClient>> clients;
        for (int i = 0; i < count; ++i) {
            clients.push_back(std::make_unique<TestClient>(server.port()));
            QVERIFY(clients.back()->connectTls());
            clients.back()->send(getRequest("/"));
        }
        QTRY_COMPARE(held.begun, count);
        for (const auto& client : clients)
            client->socket().abort();
    }
    held.letGo(count);
    QTRY_COMPARE(held.ended, count);
    held.letGo(1);
    TestClient next(server.port());
    QVERIFY(next.connectTls());
    QCOMPARE(next.ask(getRequest("/still-there")).body, "GET /still-there\n");
}

void TestHttpServer::clientLeavesBeforeTheHandlerBegins()
{
    QSemaphore mayEnd;
    std::atomic<int> begun{0};
    TestServer server(
        [&](const HttpRequest& request) {
            ++begun;
            if (request.path != u"/last"_s)
                mayEnd.acquire();
            return echo(request);
        },
        [](HttpServerSettings& settings) {
            settings.limits.workerThreads = 1;
            settings.limits.eventLoops = 1;
        });
    TestClient first(server.port());
    TestClient leaving(server.port());
    TestClient last(server.port());
    QVERIFY(first.connectTls() && leaving.connectTls() && last.connectTls());
    first.send(getRequest("/first"));
    QTRY_COMPARE(begun, 1);
    // What the front does itself, on the same connection and in the same loop, shows that it has read up to there.
    leaving.send("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n" + getRequest("/leaving"));
    QCOMPARE(leaving.readAnswer().value_or(TestAnswer()).status, 204);
    leaving.socket().disconnectFromHost();
    QVERIFY(leaving.waitForClose());
    QCOMPARE(last.ask("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 204);
    mayEnd.release();
    QCOMPARE(last.ask(getRequest("/last")).status, 200);
    QCOMPARE(begun, 2);
}

void TestHttpServer::wrongSettingsDoNotStart_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<QString>("certificate");
    const QString good = u"127.0.0.1:0"_s;
    QTest::newRow("no port") << u"127.0.0.1"_s << u""_s << u""_s;
    QTest::newRow("name") << u"localhost:8443"_s << u""_s << u""_s;
    QTest::newRow("port too high") << u"127.0.0.1:70000"_s << u""_s << u""_s;
    QTest::newRow("IPv6 without brackets") << u"::1:8443"_s << u""_s << u""_s;
    QTest::newRow("empty") << u""_s << u""_s << u""_s;
    QTest::newRow("address of another machine") << u"192.0.2.1:8443"_s << u""_s << u""_s;
    QTest::newRow("proxy") << good << u"proxy.example.org"_s << u""_s;
    QTest::newRow("certificate") << good << u""_s << u"/nonexistent/certificate.pem"_s;
}

void TestHttpServer::wrongSettingsDoNotStart()
{
    QFETCH(const QString, address);
    QFETCH(const QString, proxy);
    QFETCH(const QString, certificate);
    const auto& made = sharedCertificate();
    HttpServer server({.address = address,
                       .certificateFile = certificate.isEmpty() ? made.certificate : certificate,
                       .keyFile = made.key,
                       .trustedProxies = proxy.isEmpty() ? QStringList() : QStringList{proxy}},
                      echo);
    const auto started = server.start();
    QVERIFY(!started);
    const QString named = !certificate.isEmpty() ? certificate : proxy.isEmpty() ? address : proxy;
    QVERIFY2(started.error().context.contains(named), qPrintable(started.error().context));
}

void TestHttpServer::stopsWhileConnectionsAreOpen()
{
    std::atomic<int> ended{0};
    QSemaphore begun;
    auto server = std::make_unique<TestServer>([&](const HttpRequest& request) {
        begun.release();
        ++ended;
        return echo(request);
    });
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(std::make_unique<TestClient>(server->port()));
        QVERIFY(i % 2 == 0 ? clients.back()->connectTls() : clients.back()->connectPlain());
        if (i % 2 == 0)
            clients.back()->send(getRequest("/"));
    }
    QTRY_VERIFY(begun.available() > 0);
    server.reset();
    for (const auto& client : clients)
        QVERIFY(client->waitForClose());
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_httpserver.moc"
