#include "http/httpserver.h"

#include "testclient.h"
#include "testserver.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>
#include <atomic>
#include <memory>
#include <vector>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Short enough to wait for, long enough for a busy machine to do what must not be cut off.
constexpr auto brief = 400ms;

/// Tries until a connection is served; the attempts before are turned away.
bool placeGetsFree(TestServer& server)
{
    return QTest::qWaitFor(
        [&] {
            TestClient next(server.port());
            return next.connectTls();
        },
        20'000);
}

} // namespace

class TestHttpLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silentHandshakeIsCut();
    void slowHandshakeIsCut();
    void silentConnectionIsClosedWithoutAnAnswer();
    void keptConnectionIsClosedWhenIdle();
    void slowHeaderIsAnswered408();
    void drippingBytesBuyNoTime_data();
    void drippingBytesBuyNoTime();
    void slowBodyIsAnswered408();
    void clientThatDoesNotReadIsCut();
    void slowHandlerIsAnswered503();
    void lateAnswerGoesToNobody();
    void fullQueueIsAnswered503();
    void totalOfConnections();
    void connectionsOfOneClient();
    void silentConnectionsDoNotStopOthers();
};

void TestHttpLimits::silentHandshakeIsCut()
{
    TestServer server(echo, [](HttpServerSettings& settings) { settings.limits.handshake = brief; });
    TestClient client(server.port());
    QVERIFY(client.connectPlain());
    QVERIFY(client.waitForClose());
}

void TestHttpLimits::slowHandshakeIsCut()
{
    TestServer server(echo, [](HttpServerSettings& settings) { settings.limits.handshake = brief; });
    TestClient client(server.port());
    QVERIFY(client.connectPlain());
    // The start of a ClientHello that announces 512 bytes, then one byte every now and then.
    client.send(QByteArray::fromHex("1603010200010001fc0303"));
    QTimer drip;
    QObject::connect(&drip, &QTimer::timeout, &drip, [&] { client.send("x"); });
    drip.start(20ms);
    QVERIFY(client.waitForClose());
}

void TestHttpLimits::silentConnectionIsClosedWithoutAnAnswer()
{
    TestServer server(echo, [](HttpServerSettings& settings) { settings.limits.idle = brief; });
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    QVERIFY(!client.readAnswer());
    QVERIFY(client.waitForClose());
}

void TestHttpLimits::keptConnectionIsClosedWhenIdle()
{
    TestServer server(echo, [](HttpServerSettings& settings) { settings.limits.idle = brief; });
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    QCOMPARE(client.ask(getRequest("/")).status, 200);
    QVERIFY(!client.readAnswer());
    QVERIFY(client.waitForClose());
}

void TestHttpLimits::slowHeaderIsAnswered408()
{
    TestServer server(echo, [](HttpServerSettings& settings) { settings.limits.header = brief; });
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    const TestAnswer answer = client.ask("GET / HTTP/1.1\r\nHost: localhost\r\n");
    QCOMPARE(answer.status, 408);
    QCOMPARE(answer.errorCode(), u"timed_out"_s);
    QCOMPARE(answer.header("connection"), "close");
    QCOMPARE(answer.header("x-request-id").size(), 22);
    QVERIFY(client.waitForClose());
}

void TestHttpLimits::drippingBytesBuyNoTime_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("drop");
    QTest::newRow("header") << QByteArray("GET / HTTP/1.1\r\nHost: localhost\r\n") << QByteArray("X-A: b\r\n");
    QTest::newRow("body") << QByteArray("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n")
                          << QByteArray("x");
    QTest::newRow("chunks") << QByteArray("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
                            << QByteArray("1\r\nx\r\n");
}

void TestHttpLimits::drippingBytesBuyNoTime()
{
    QFETCH(const QByteArray, start);
    QFETCH(const QByteArray, drop);
    TestServer server(echo, [](HttpServerSettings& settings) {
        settings.limits.header = brief;
        settings.limits.body = brief;
        settings.limits.headerFields = 1000;
    });
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    QTimer drip;
    QObject::connect(&drip, &QTimer::timeout, &drip, [&] { client.send(drop); });
    drip.start(20ms);
    QCOMPARE(client.ask(start).status, 408);
    drip.stop();
    QVERIFY(client.waitForClose());
}

void TestHttpLimits::slowBodyIsAnswered408()
{
    TestServer server(echo, [](HttpServerSettings& settings) { settings.limits.body = brief; });
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    QCOMPARE(client.ask(postRequest("/", "body").chopped(1)).status, 408);
    QVERIFY(client.waitForClose());
}

void TestHttpLimits::clientThatDoesNotReadIsCut()
{
    std::atomic<int> handled{0};
    TestServer server(
        [&](const HttpRequest&) {
            ++handled;
            return HttpResponse{.body = QByteArray(32 * 1024 * 1024, 'x')};
        },
        [](HttpServerSettings& settings) {
            settings.limits.write = brief;
            settings.limits.connections = 1;
        });
    TestClient client(server.port());
    client.socket().setReadBufferSize(1024);
    QVERIFY(client.connectTls());
    QObject::disconnect(&client.socket(), &QSslSocket::readyRead, nullptr, nullptr);
    client.send(getRequest("/"));
    QTRY_COMPARE(handled, 1);
    // The only place is free again when the server has cut the connection.
    QVERIFY(placeGetsFree(server));
}

void TestHttpLimits::slowHandlerIsAnswered503()
{
    HeldEcho held;
    TestServer server(held.handler(), [](HttpServerSettings& settings) { settings.limits.handler = brief; });
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    const TestAnswer answer = client.ask(getRequest("/"));
    held.letGo();
    QCOMPARE(answer.status, 503);
    QCOMPARE(answer.errorCode(), u"unavailable"_s);
    QVERIFY(answer.header("retry-after").toInt() > 0);
    QVERIFY(client.waitForClose());
}

void TestHttpLimits::lateAnswerGoesToNobody()
{
    HeldEcho held;
    TestServer server(held.handler(), [](HttpServerSettings& settings) {
        settings.limits.handler = brief;
        settings.limits.workerThreads = 1;
    });
    TestClient slow(server.port());
    TestClient queued(server.port());
    QVERIFY(slow.connectTls() && queued.connectTls());
    slow.send(getRequest("/slow"));
    QTRY_COMPARE(held.begun, 1);
    queued.send(getRequest("/queued"));
    QCOMPARE(slow.readAnswer().value_or(TestAnswer()).status, 503);
    QCOMPARE(queued.readAnswer().value_or(TestAnswer()).status, 503);
    held.letGo(2);
    QTRY_COMPARE(held.ended, 1);
    TestClient next(server.port());
    QVERIFY(next.connectTls());
    QCOMPARE(next.ask(getRequest("/next")).body, "GET /next\n");
    QCOMPARE(held.begun, 2); // What was refused while it waited was never begun.
    QVERIFY(!slow.readAnswer());
}

void TestHttpLimits::fullQueueIsAnswered503()
{
    HeldEcho held;
    TestServer server(held.handler(), [](HttpServerSettings& settings) {
        settings.limits.workerThreads = 2;
        settings.limits.queuedRequests = 3;
    });
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < 6; ++i) {
        clients.push_back(std::make_unique<TestClient>(server.port()));
        QVERIFY(clients.back()->connectTls());
    }
    for (int i = 0; i < 6; ++i)
        clients[i]->send(getRequest("/"));
    // Which of the six came last is not told; one is refused while the five wait.
    TestClient* unlucky = nullptr;
    QVERIFY(QTest::qWaitFor(
        [&] {
            for (const auto& client : clients) {
                if (client->hasAnswer())
                    unlucky = client.get();
            }
            return unlucky != nullptr;
        },
        20'000));
    const TestAnswer refused = unlucky->readAnswer().value_or(TestAnswer());
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.errorCode(), u"busy"_s);
    QVERIFY(refused.header("retry-after").toInt() > 0);
    held.letGo(6);
    for (const auto& client : clients) {
        if (client.get() != unlucky)
            QCOMPARE(client->readAnswer().value_or(TestAnswer()).status, 200);
    }
    QCOMPARE(unlucky->ask(getRequest("/again")).status, 200);
}

void TestHttpLimits::totalOfConnections()
{
    TestServer server(echo, [](HttpServerSettings& settings) { settings.limits.connections = 3; });
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<TestClient>(server.port()));
        QVERIFY(clients.back()->connectTls());
    }
    TestClient refused(server.port());
    QVERIFY(!refused.connectTls());
    QVERIFY(refused.waitForClose());
    QCOMPARE(clients[0]->ask(getRequest("/", "Connection: close\r\n")).status, 200);
    QVERIFY(placeGetsFree(server));
}

void TestHttpLimits::connectionsOfOneClient()
{
    TestServer server(echo, [](HttpServerSettings& settings) { settings.limits.connectionsPerPeer = 2; });
    TestClient first(server.port());
    TestClient second(server.port());
    TestClient third(server.port());
    QVERIFY(first.connectTls() && second.connectTls());
    QVERIFY(!third.connectTls());
    first.socket().abort();
    QVERIFY(placeGetsFree(server));
}

void TestHttpLimits::silentConnectionsDoNotStopOthers()
{
    TestServer server(echo);
    std::vector<std::unique_ptr<TestClient>> silent;
    for (int i = 0; i < 60; ++i) {
        silent.push_back(std::make_unique<TestClient>(server.port()));
        QVERIFY(i % 2 == 0 ? silent.back()->connectPlain() : silent.back()->connectTls());
    }
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    QCOMPARE(client.ask(getRequest("/")).status, 200);
}

QTEST_GUILESS_MAIN(TestHttpLimits)
#include "tst_httplimits.moc"
