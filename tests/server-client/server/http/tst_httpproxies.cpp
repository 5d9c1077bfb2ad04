#include "http/httpserver.h"

#include "testclient.h"
#include "testserver.h"

#include <QTest>
#include <atomic>
#include <memory>
#include <vector>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// TCP over IPv4 from this address.
QByteArray proxyHeader(const QString& source)
{
    QByteArray bytes("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c", 16);
    const quint32 address = QHostAddress(source).toIPv4Address();
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(address >> shift & 0xff);
    return bytes + QByteArray::fromHex("c0000202c35001bb");
}

/// What the server takes for the client's address.
HttpResponse tellPeer(const HttpRequest& request)
{
    return {.body = request.peer.toString().toLatin1()};
}

void trustLoopback(HttpServerSettings& settings)
{
    settings.trustedProxies = QStringList{u"127.0.0.0/8"_s};
}

} // namespace

class TestHttpProxies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void strangersClaimIsIgnored_data();
    void strangersClaimIsIgnored();
    void strangersProxyHeaderIsNotUnderstood();
    void proxyNamesTheClient_data();
    void proxyNamesTheClient();
    void forwardedIsPerRequest();
    void malformedForwardedOfAProxyIsRefused();
    void clientBehindProxyHeaderCannotForge();
    void proxyHeaderInPieces();
    void brokenProxyHeaderIsCut_data();
    void brokenProxyHeaderIsCut();
    void slowProxyHeaderIsCut();
    void limitsMeanTheNamedClient();
    void proxyItselfHasNoLimit();
};

void TestHttpProxies::strangersClaimIsIgnored_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("Forwarded") << QByteArray("Forwarded: for=203.0.113.9\r\n");
    QTest::newRow("Forwarded as the proxy") << QByteArray("Forwarded: for=10.0.0.1, for=203.0.113.9\r\n");
    QTest::newRow("malformed Forwarded") << QByteArray("Forwarded: ;;;\r\n");
    QTest::newRow("X-Forwarded-For") << QByteArray("X-Forwarded-For: 203.0.113.9\r\n");
    QTest::newRow("X-Real-IP") << QByteArray("X-Real-IP: 203.0.113.9\r\n");
}

void TestHttpProxies::strangersClaimIsIgnored()
{
    QFETCH(const QByteArray, lines);
    TestServer server(tellPeer,
                      [](HttpServerSettings& settings) { settings.trustedProxies = QStringList{u"10.0.0.0/8"_s}; });
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    QCOMPARE(client.ask(getRequest("/", lines)).body, "127.0.0.1");
}

void TestHttpProxies::strangersProxyHeaderIsNotUnderstood()
{
    std::atomic<int> handled{0};
    TestServer server([&](const HttpRequest& request) {
        ++handled;
        return tellPeer(request);
    });
    TestClient client(server.port());
    QVERIFY(client.connectPlain());
    client.send(proxyHeader(u"203.0.113.9"_s));
    QVERIFY(!client.encrypt());
    QVERIFY(client.waitForClose());
    QCOMPARE(handled, 0);
}

void TestHttpProxies::proxyNamesTheClient_data()
{
    QTest::addColumn<QByteArray>("prelude");
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QByteArray>("peer");
    const QByteArray none;
    QTest::newRow("PROXY") << proxyHeader(u"192.0.2.1"_s) << none << QByteArray("192.0.2.1");
    QTest::newRow("PROXY with more") << QByteArray(proxyHeader(u"192.0.2.1"_s).replace(15, 1, "\x11") +
                                                   QByteArray::fromHex("0100026832"))
                                     << none << QByteArray("192.0.2.1");
    QTest::newRow("PROXY LOCAL") << QByteArray("\r\n\r\n\0\r\nQUIT\n\x20\0\0\0", 16) << none << QByteArray("127.0.0.1");
    QTest::newRow("neither") << none << none << QByteArray("127.0.0.1");
    QTest::newRow("Forwarded") << none << QByteArray("Forwarded: for=192.0.2.1;proto=https\r\n")
                               << QByteArray("192.0.2.1");
    QTest::newRow("Forwarded, forged before")
        << none << QByteArray("Forwarded: for=203.0.113.9\r\nForwarded: for=192.0.2.1\r\n") << QByteArray("192.0.2.1");
    QTest::newRow("two proxies") << proxyHeader(u"127.0.0.9"_s) << QByteArray("Forwarded: for=192.0.2.1\r\n")
                                 << QByteArray("192.0.2.1");
}

void TestHttpProxies::proxyNamesTheClient()
{
    QFETCH(const QByteArray, prelude);
    QFETCH(const QByteArray, lines);
    QFETCH(const QByteArray, peer);
    TestServer server(tellPeer, trustLoopback);
    TestClient client(server.port());
    QVERIFY(client.connectPlain());
    client.send(prelude);
    QVERIFY(client.encrypt());
    QCOMPARE(client.ask(getRequest("/", lines)).body, peer);
}

void TestHttpProxies::forwardedIsPerRequest()
{
    TestServer server(tellPeer, trustLoopback);
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    QCOMPARE(client.ask(getRequest("/", "Forwarded: for=192.0.2.1\r\n")).body, "192.0.2.1");
    QCOMPARE(client.ask(getRequest("/", "Forwarded: for=\"[2001:db8::1]:443\"\r\n")).body, "2001:db8::1");
    QCOMPARE(client.ask(getRequest("/")).body, "127.0.0.1");
}

void TestHttpProxies::malformedForwardedOfAProxyIsRefused()
{
    TestServer server(tellPeer, trustLoopback);
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    QCOMPARE(client.ask(getRequest("/", "Forwarded: for=192.0.2.1;;\r\n")).status, 400);
}

void TestHttpProxies::clientBehindProxyHeaderCannotForge()
{
    TestServer server(tellPeer, trustLoopback);
    TestClient client(server.port());
    QVERIFY(client.connectPlain());
    client.send(proxyHeader(u"192.0.2.1"_s));
    QVERIFY(client.encrypt());
    QCOMPARE(client.ask(getRequest("/", "Forwarded: for=203.0.113.9\r\n")).body, "192.0.2.1");
    QCOMPARE(client.ask(getRequest("/", "Forwarded: for=203.0.113.9, for=127.0.0.1\r\n")).body, "192.0.2.1");
}

void TestHttpProxies::proxyHeaderInPieces()
{
    TestServer server(tellPeer, trustLoopback);
    TestClient client(server.port());
    QVERIFY(client.connectPlain());
    client.socket().setSocketOption(QAbstractSocket::LowDelayOption, 1);
    for (const char byte : proxyHeader(u"192.0.2.1"_s)) {
        client.send(QByteArray(1, byte));
        QTRY_COMPARE(client.socket().bytesToWrite(), 0);
    }
    QVERIFY(client.encrypt());
    QCOMPARE(client.ask(getRequest("/")).body, "192.0.2.1");
}

void TestHttpProxies::brokenProxyHeaderIsCut_data()
{
    QTest::addColumn<QByteArray>("prelude");
    QTest::newRow("another signature") << proxyHeader(u"192.0.2.1"_s).replace("QUIT", "EXIT");
    QTest::newRow("version 1") << QByteArray("PROXY TCP4 192.0.2.1 192.0.2.2 50000 443\r\n");
    QTest::newRow("twice") << proxyHeader(u"192.0.2.1"_s).repeated(2);
    QTest::newRow("UDP") << proxyHeader(u"192.0.2.1"_s).replace(13, 1, "\x12");
    QTest::newRow("very long") << proxyHeader(u"192.0.2.1"_s).replace(14, 1, "\xff");
}

void TestHttpProxies::brokenProxyHeaderIsCut()
{
    QFETCH(const QByteArray, prelude);
    TestServer server(tellPeer, trustLoopback);
    TestClient client(server.port());
    QVERIFY(client.connectPlain());
    client.send(prelude);
    QVERIFY(!client.encrypt());
    QVERIFY(client.waitForClose());
}

void TestHttpProxies::slowProxyHeaderIsCut()
{
    TestServer server(tellPeer, [](HttpServerSettings& settings) {
        trustLoopback(settings);
        settings.limits.handshake = 300ms;
    });
    TestClient client(server.port());
    QVERIFY(client.connectPlain());
    client.send(proxyHeader(u"192.0.2.1"_s).chopped(1));
    QVERIFY(client.waitForClose());
}

void TestHttpProxies::limitsMeanTheNamedClient()
{
    TestServer server(tellPeer, [](HttpServerSettings& settings) {
        trustLoopback(settings);
        settings.limits.connectionsPerPeer = 2;
    });
    const auto connectAs = [&](TestClient& client, const QString& source) {
        if (!client.connectPlain())
            return false;
        client.send(proxyHeader(source));
        return client.encrypt();
    };
    TestClient first(server.port());
    TestClient second(server.port());
    TestClient third(server.port());
    TestClient other(server.port());
    QVERIFY(connectAs(first, u"192.0.2.1"_s));
    QVERIFY(connectAs(second, u"192.0.2.1"_s));
    QVERIFY(!connectAs(third, u"192.0.2.1"_s));
    QVERIFY(connectAs(other, u"192.0.2.2"_s));
}

void TestHttpProxies::proxyItselfHasNoLimit()
{
    TestServer server(tellPeer, [](HttpServerSettings& settings) {
        trustLoopback(settings);
        settings.limits.connectionsPerPeer = 2;
    });
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < 5; ++i) {
        clients.push_back(std::make_unique<TestClient>(server.port()));
        QVERIFY(clients.back()->connectTls());
    }
}

QTEST_GUILESS_MAIN(TestHttpProxies)
#include "tst_httpproxies.moc"
