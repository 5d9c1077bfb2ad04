#include "http/httpserver.h"

#include "testclient.h"
#include "testserver.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <atomic>
#include <memory>
#include <vector>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 20'000;

/// Sends one request after another, over new connections now and then, until the server is gone. Counts what was sent
/// and never answered.
class BusyClient : public QObject
{
public:
    explicit BusyClient(quint16 port) : m_port(port) { connectAnew(); }

    int answered() const { return m_answered; }
    int lost() const { return m_lost; }
    bool isDone() const { return m_isDone; }

private:
    void connectAnew()
    {
        m_socket = std::make_unique<QSslSocket>();
        m_socket->setPeerVerifyMode(QSslSocket::VerifyNone);
        QSslSocket* socket = m_socket.get();
        m_isConnected = false;
        connect(socket, &QSslSocket::connected, this, [this] { m_isConnected = true; });
        connect(socket, &QSslSocket::encrypted, this, &BusyClient::ask);
        connect(socket, &QSslSocket::readyRead, this, &BusyClient::readMore);
        connect(socket, &QSslSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
            if (state == QAbstractSocket::UnconnectedState)
                onClosed();
        });
        socket->connectToHostEncrypted(u"127.0.0.1"_s, m_port);
    }
    void ask()
    {
        m_isWaiting = true;
        m_socket->write(getRequest("/"));
    }
    void readMore()
    {
        m_received += m_socket->readAll();
        const qsizetype end = m_received.indexOf("GET /\n");
        if (end < 0)
            return;
        const bool closes = m_received.contains("Connection: close");
        m_received.clear();
        m_isWaiting = false;
        ++m_answered;
        if (closes || m_answered % 5 == 0)
            m_socket->disconnectFromHost();
        else
            ask();
    }
    void onClosed()
    {
        if (m_isDone)
            return;
        // Refused: the server listens no more. A connection that was made, however, is to be served once.
        m_isDone = !m_isConnected;
        if (m_isWaiting || (m_isConnected && !m_socket->isEncrypted()))
            ++m_lost;
        m_isWaiting = false;
        m_received.clear();
        if (!m_isDone)
            QTimer::singleShot(0, this, &BusyClient::connectAnew);
    }

    quint16 m_port;
    std::unique_ptr<QSslSocket> m_socket;
    QByteArray m_received;
    bool m_isConnected = false;
    bool m_isWaiting = false;
    bool m_isDone = false;
    int m_answered = 0;
    int m_lost = 0;
};

} // namespace

class TestHttpDrain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutConnectionsItIsDoneAtOnce();
    void begunRequestIsAnswered();
    void begunHandshakeIsServedOnce();
    void connectionsNotYetAcceptedAreServed();
    void idleConnectionMayStillAsk();
    void idleConnectionsDoNotHoldUpTheEnd();
    void newConnectionsAreRefused();
    void hungHandlerDoesNotHoldUpTheEnd();
    void nothingIsLostUnderLoad();
};

void TestHttpDrain::withoutConnectionsItIsDoneAtOnce()
{
    TestServer server(echo);
    QSignalSpy drained(&server.server(), &HttpServer::drained);
    server.server().drain();
    server.server().drain();
    QVERIFY(drained.wait(patience));
    QCOMPARE(drained.size(), 1);
}

void TestHttpDrain::begunRequestIsAnswered()
{
    HeldEcho held;
    TestServer server(held.handler());
    TestClient handling(server.port());
    TestClient sending(server.port());
    QVERIFY(handling.connectTls() && sending.connectTls());
    handling.send(getRequest("/a"));
    QTRY_COMPARE(held.begun, 1);
    sending.send(postRequest("/b", "body").chopped(2));
    QSignalSpy drained(&server.server(), &HttpServer::drained);
    server.server().drain();
    held.letGo(2);
    const auto answer = handling.readAnswer();
    QVERIFY(answer);
    QCOMPARE(answer->body, "GET /a\n");
    QCOMPARE(answer->header("connection"), "close");
    QVERIFY(handling.waitForClose());
    sending.send("dy");
    QCOMPARE(sending.readAnswer().value_or(TestAnswer()).body, "POST /b\nbody");
    QVERIFY(drained.size() == 1 || drained.wait(patience));
}

void TestHttpDrain::begunHandshakeIsServedOnce()
{
    TestServer server(echo);
    TestClient client(server.port());
    QVERIFY(client.connectPlain());
    QSignalSpy drained(&server.server(), &HttpServer::drained);
    server.server().drain();
    QVERIFY(client.encrypt());
    const TestAnswer answer = client.ask(getRequest("/a"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("connection"), "close");
    QVERIFY(client.waitForClose());
    QVERIFY(drained.size() == 1 || drained.wait(patience));
}

void TestHttpDrain::connectionsNotYetAcceptedAreServed()
{
    TestServer server(echo);
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < 10; ++i) {
        clients.push_back(std::make_unique<TestClient>(server.port()));
        clients.back()->socket().connectToHost(u"127.0.0.1"_s, server.port());
        // Without the event loop: the kernel has the connection, the listener does not know it.
        QVERIFY(clients.back()->socket().waitForConnected());
    }
    server.server().drain();
    for (const auto& client : clients) {
        QVERIFY(client->encrypt());
        QCOMPARE(client->ask(getRequest("/a")).status, 200);
    }
}

void TestHttpDrain::idleConnectionMayStillAsk()
{
    TestServer server(echo);
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    QCOMPARE(client.ask(getRequest("/a")).status, 200);
    server.server().drain();
    const TestAnswer answer = client.ask(getRequest("/b"));
    QCOMPARE(answer.body, "GET /b\n");
    QCOMPARE(answer.header("connection"), "close");
    QVERIFY(client.waitForClose());
}

void TestHttpDrain::idleConnectionsDoNotHoldUpTheEnd()
{
    TestServer server(echo);
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    QCOMPARE(client.ask(getRequest("/a")).status, 200);
    QSignalSpy drained(&server.server(), &HttpServer::drained);
    QElapsedTimer clock;
    clock.start();
    server.server().drain();
    QVERIFY(drained.wait(patience));
    QVERIFY2(clock.elapsed() < 10'000, "the idle connection was kept for its idle time");
    QVERIFY(client.waitForClose());
}

void TestHttpDrain::newConnectionsAreRefused()
{
    TestServer server(echo);
    const quint16 port = server.port();
    TestClient open(port);
    QVERIFY(open.connectTls());
    server.server().drain();
    TestClient late(port);
    late.socket().connectToHost(u"127.0.0.1"_s, port);
    QTRY_COMPARE(late.socket().error(), QAbstractSocket::ConnectionRefusedError);
}

void TestHttpDrain::hungHandlerDoesNotHoldUpTheEnd()
{
    HeldEcho held;
    TestServer server(held.handler(), [](HttpServerSettings& settings) { settings.limits.drain = 300ms; });
    TestClient client(server.port());
    QVERIFY(client.connectTls());
    client.send(getRequest("/"));
    QTRY_COMPARE(held.begun, 1);
    QSignalSpy drained(&server.server(), &HttpServer::drained);
    server.server().drain();
    QVERIFY(drained.wait(patience));
    QVERIFY(client.waitForClose());
    held.letGo();
}

void TestHttpDrain::nothingIsLostUnderLoad()
{
    for (int round = 0; round < 5; ++round) {
        TestServer server(echo);
        std::vector<std::unique_ptr<BusyClient>> clients;
        for (int i = 0; i < 40; ++i)
            clients.push_back(std::make_unique<BusyClient>(server.port()));
        const auto answered = [&] {
            int sum = 0;
            for (const auto& client : clients)
                sum += client->answered();
            return sum;
        };
        QVERIFY(QTest::qWaitFor([&] { return answered() > 400; }, patience));
        QSignalSpy drained(&server.server(), &HttpServer::drained);
        server.server().drain();
        QVERIFY(drained.wait(patience));
        int lost = 0;
        for (const auto& client : clients) {
            QVERIFY(QTest::qWaitFor([&] { return client->isDone(); }, patience));
            lost += client->lost();
        }
        QCOMPARE(lost, 0);
    }
}

QTEST_GUILESS_MAIN(TestHttpDrain)
#include "tst_httpdrain.moc"
