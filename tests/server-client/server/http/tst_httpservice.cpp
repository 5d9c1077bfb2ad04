#include "http/descriptor.h"

#include "testclient.h"
#include "testserver.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Stands where systemd listens for notifications (NOTIFY_SOCKET).
class NotifySocket
{
public:
    NotifySocket() : m_descriptor(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path().toLocal8Bit().constData(), sizeof address.sun_path - 1);
        if (::bind(m_descriptor.value(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            qFatal("no notification socket");
    }
    QString path() const { return m_folder.filePath(u"notify"_s); }
    QList<QByteArray> received()
    {
        char bytes[256];
        for (ssize_t size = 0; (size = ::recv(m_descriptor.value(), bytes, sizeof bytes, 0)) > 0;)
            m_received.append(QByteArray(bytes, size));
        return m_received;
    }

private:
    QTemporaryDir m_folder;
    Descriptor m_descriptor;
    QList<QByteArray> m_received;
};

} // namespace

/// The service as a process: what only a service manager and signals show.
class TestHttpService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void tellsTheServiceManager();
    void terminationLosesNothing();
    void usesThePassedSocket();
    void restartBehindThePassedSocketLosesNothing();
    void refusesWhatIsNoListeningSocket_data();
    void refusesWhatIsNoListeningSocket();
    void socketPassedToAnotherProcessIsNotUsed();

private:
    QStringList arguments(const QString& address) const
    {
        return {address, sharedCertificate().certificate, sharedCertificate().key};
    }
    void start(const QString& address);
    /// As systemd does: the descriptor becomes number 3, and the environment says so.
    void startWithPassed(int descriptor, const QString& variables);
    bool waitUntilListening();
    bool waitForEnd()
    {
        return QTest::qWaitFor([this] { return m_process->state() == QProcess::NotRunning; }, 20'000);
    }

    std::unique_ptr<QProcess> m_process;
    quint16 m_port = 0;
    const QString m_program = QStringLiteral(KEYDESK_HTTP_SERVICE);
};

void TestHttpService::cleanup()
{
    if (!m_process)
        return;
    m_process->kill();
    m_process->waitForFinished();
}

void TestHttpService::start(const QString& address)
{
    m_process = std::make_unique<QProcess>();
    m_process->start(m_program, arguments(address));
}

void TestHttpService::startWithPassed(int descriptor, const QString& variables)
{
    m_process = std::make_unique<QProcess>();
    m_process->setChildProcessModifier([descriptor] {
        // dup2() to itself would leave the descriptor to be closed at exec.
        const int copy = ::fcntl(descriptor, F_DUPFD, 10);
        ::dup2(copy, 3);
        ::close(copy);
    });
    // The shell knows the process id that the program is going to have.
    m_process->start(u"/bin/sh"_s, QStringList{u"-c"_s, variables % u" exec \"$0\" \"$@\""_s, m_program} +
                                       arguments(u"127.0.0.1:1"_s));
}

bool TestHttpService::waitUntilListening()
{
    QByteArray output;
    const bool isListening = QTest::qWaitFor(
        [&] {
            output += m_process->readAllStandardOutput();
            return output.endsWith('\n') || m_process->state() == QProcess::NotRunning;
        },
        20'000);
    m_port = output.trimmed().split(' ').value(1).toUShort();
    return isListening && m_port != 0;
}

void TestHttpService::tellsTheServiceManager()
{
    NotifySocket socket;
    qputenv("NOTIFY_SOCKET", socket.path().toLocal8Bit());
    start(u"127.0.0.1:0"_s);
    qunsetenv("NOTIFY_SOCKET");
    QVERIFY(waitUntilListening());
    QTRY_COMPARE(socket.received(), QList<QByteArray>{"READY=1"});
    m_process->terminate();
    QVERIFY(waitForEnd());
    QCOMPARE(m_process->exitCode(), 0);
    QCOMPARE(socket.received(), QList<QByteArray>({"READY=1", "STOPPING=1"}));
}

void TestHttpService::terminationLosesNothing()
{
    start(u"127.0.0.1:0"_s);
    QVERIFY(waitUntilListening());
    TestClient handling(m_port);
    TestClient shaking(m_port);
    QVERIFY(handling.connectTls() && shaking.connectPlain());
    QCOMPARE(handling.ask(getRequest("/1")).status, 200);
    handling.send(getRequest("/2"));
    m_process->terminate();
    const auto answer = handling.readAnswer();
    QVERIFY(answer);
    QCOMPARE(answer->body, "/2");
    QVERIFY(shaking.encrypt());
    QCOMPARE(shaking.ask(getRequest("/3")).body, "/3");
    QVERIFY(waitForEnd());
    QCOMPARE(m_process->exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_process->exitCode(), 0);
}

void TestHttpService::usesThePassedSocket()
{
    QTcpServer listening;
    QVERIFY(listening.listen(QHostAddress::LocalHost));
    listening.pauseAccepting();
    startWithPassed(static_cast<int>(listening.socketDescriptor()), u"LISTEN_PID=$$ LISTEN_FDS=1"_s);
    QVERIFY2(waitUntilListening(), m_process->readAllStandardError().constData());
    QCOMPARE(m_port, listening.serverPort());
    TestClient client(m_port);
    QVERIFY(client.connectTls());
    QCOMPARE(client.ask(getRequest("/a")).body, "/a");
}

void TestHttpService::restartBehindThePassedSocketLosesNothing()
{
    QTcpServer listening;
    QVERIFY(listening.listen(QHostAddress::LocalHost));
    listening.pauseAccepting();
    const int descriptor = static_cast<int>(listening.socketDescriptor());
    startWithPassed(descriptor, u"LISTEN_PID=$$ LISTEN_FDS=1"_s);
    QVERIFY(waitUntilListening());
    m_process->terminate();
    QVERIFY(waitForEnd());
    // Nobody accepts now; the kernel keeps the connection for the next process.
    TestClient client(listening.serverPort());
    QVERIFY(client.connectPlain());
    startWithPassed(descriptor, u"LISTEN_PID=$$ LISTEN_FDS=1"_s);
    QVERIFY(waitUntilListening());
    QVERIFY(client.encrypt());
    QCOMPARE(client.ask(getRequest("/a")).body, "/a");
}

void TestHttpService::refusesWhatIsNoListeningSocket_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("variables");
    QTest::addColumn<QString>("why");
    const QString one = u"LISTEN_PID=$$ LISTEN_FDS=1"_s;
    const QString notListening = u"not a listening TCP socket"_s;
    QTest::newRow("file") << u"file"_s << one << notListening;
    QTest::newRow("connected socket") << u"connected"_s << one << notListening;
    QTest::newRow("datagram socket") << u"datagram"_s << one << notListening;
    QTest::newRow("Unix socket") << u"unix"_s << one << notListening;
    QTest::newRow("two sockets") << u"file"_s << u"LISTEN_PID=$$ LISTEN_FDS=2"_s << u"more than one"_s;
    QTest::newRow("no number") << u"file"_s << u"LISTEN_PID=$$ LISTEN_FDS=x"_s << u"malformed"_s;
}

void TestHttpService::refusesWhatIsNoListeningSocket()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, variables);
    QFETCH(const QString, why);
    QTcpServer listening;
    QVERIFY(listening.listen(QHostAddress::LocalHost));
    QTcpSocket connected;
    connected.connectToHost(QHostAddress::LocalHost, listening.serverPort());
    QVERIFY(connected.waitForConnected());
    const Descriptor file(::open("/dev/null", O_RDWR | O_CLOEXEC));
    const Descriptor datagram(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    const Descriptor local(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int descriptor = kind == u"file"       ? file.value()
                           : kind == u"unix"     ? local.value()
                           : kind == u"datagram" ? datagram.value()
                                                 : static_cast<int>(connected.socketDescriptor());
    startWithPassed(descriptor, variables);
    QVERIFY(waitForEnd());
    QCOMPARE(m_process->exitCode(), 1);
    const QString message = QString::fromUtf8(m_process->readAllStandardError());
    QVERIFY2(message.contains(why), qPrintable(message));
}

void TestHttpService::socketPassedToAnotherProcessIsNotUsed()
{
    qputenv("LISTEN_FDS", "1");
    qputenv("LISTEN_PID", "1");
    start(u"127.0.0.1:0"_s);
    qunsetenv("LISTEN_FDS");
    qunsetenv("LISTEN_PID");
    QVERIFY(waitUntilListening());
    TestClient client(m_port);
    QVERIFY(client.connectTls());
}

QTEST_GUILESS_MAIN(TestHttpService)
#include "tst_httpservice.moc"
