#include "devices/descriptorport.h"
#include "devices/fidohandles.h"
#include "devices/reportlink.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

using Status = ReportPort::Status;

namespace {

/// Both ends of a connection.
struct Pair
{
    explicit Pair(int type = SOCK_STREAM)
    {
        int ends[2];
        if (::socketpair(AF_UNIX, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) != 0)
            qFatal("No pair of sockets");
        near = Descriptor(ends[0]);
        far = Descriptor(ends[1]);
    }
    Descriptor near;
    Descriptor far;
};

/// A hidraw node as the kernel gives it: a write takes 65 bytes, a read gives one report. In its place, a socket that
/// keeps messages apart.
class NodePort final : public DescriptorPort
{
public:
    explicit NodePort(Descriptor node) : DescriptorPort(Framing::Hidraw) { setDescriptor(std::move(node)); }
    std::optional<KeyProblem> open() override { return {}; }
    void close() override {}
};

/// Fails as a test says, at the nth report; otherwise an echo of silence.
class FailingPort final : public ReportPort
{
public:
    FailingPort(int failingSend, Status failure) : m_failingSend(failingSend), m_failure(failure) {}
    std::optional<KeyProblem> open() override { return openProblem; }
    void close() override { ++closed; }
    Status send(const Report&, QDeadlineTimer) override { return ++m_sent == m_failingSend ? m_failure : Status::Done; }
    Status receive(Report&, QDeadlineTimer until) override
    {
        if (m_failingSend == 0)
            return m_failure;
        while (!until.hasExpired() && !m_isWoken)
            std::this_thread::yield();
        return m_isWoken.exchange(false) ? Status::Woken : Status::TimedOut;
    }
    void wake() override { m_isWoken = true; }

    std::optional<KeyProblem> openProblem;
    int closed = 0;

private:
    const int m_failingSend;
    const Status m_failure;
    int m_sent = 0;
    std::atomic<bool> m_isWoken = false;
};

Report numbered(unsigned char number)
{
    Report report;
    report.fill(number);
    return report;
}

QDeadlineTimer soon()
{
    return QDeadlineTimer(2s);
}

} // namespace

class TstReportLink : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void streamIsCutIntoReports()
    {
        Pair pair;
        SocketPort port(std::move(pair.near));
        QByteArray bytes(64, 'a');
        bytes += QByteArray(64, 'b');
        QCOMPARE(::write(pair.far.number(), bytes.constData(), 63), 63);
        Report report{};
        QCOMPARE(port.receive(report, QDeadlineTimer(0)), Status::TimedOut);
        QCOMPARE(::write(pair.far.number(), bytes.constData() + 63, 65), 65);
        QCOMPARE(port.receive(report, soon()), Status::Done);
        QCOMPARE(report, numbered('a'));
        QCOMPARE(port.receive(report, soon()), Status::Done);
        QCOMPARE(report, numbered('b'));

        QCOMPARE(port.send(numbered('c'), soon()), Status::Done);
        char sent[128];
        QCOMPARE(::read(pair.far.number(), sent, sizeof sent), 64); // Bare.
    }

    void nodeWantsAReportIdAndGivesNone()
    {
        Pair pair(SOCK_SEQPACKET);
        NodePort port(std::move(pair.near));
        QCOMPARE(port.send(numbered('c'), soon()), Status::Done);
        char sent[128];
        QCOMPARE(::read(pair.far.number(), sent, sizeof sent), 65);
        QCOMPARE(sent[0], '\0');
        QCOMPARE(sent[1], 'c');

        const Report report = numbered('r');
        QCOMPARE(::write(pair.far.number(), report.data(), 8),
                 8); // Not a report of CTAPHID: no beginning of one either.
        QCOMPARE(::write(pair.far.number(), report.data(), 64), 64);
        Report received{};
        QCOMPARE(port.receive(received, soon()), Status::Done);
        QCOMPARE(received, report);
    }

    void goneIsNoticedWhileReadingAndWriting()
    {
        Pair pair;
        SocketPort port(std::move(pair.near));
        const Report last = numbered('l');
        QCOMPARE(::write(pair.far.number(), last.data(), 64), 64);
        pair.far = Descriptor();
        Report report{};
        QCOMPARE(port.receive(report, soon()), Status::Done); // What came before the end.
        QCOMPARE(port.receive(report, soon()), Status::Removed);
        QCOMPARE(port.send(report, soon()), Status::Removed); // Without SIGPIPE.
        QVERIFY(port.open() == KeyProblem::Removed);
    }

    void fullPipeEndsByTime()
    {
        Pair pair;
        SocketPort port(std::move(pair.near));
        Status status = Status::Done;
        for (int i = 0; i < 100'000 && status == Status::Done; ++i)
            status = port.send(numbered('f'), QDeadlineTimer(20ms));
        QCOMPARE(status, Status::TimedOut);
    }

    void wakingEndsAReadOnce()
    {
        Pair pair;
        SocketPort port(std::move(pair.near));
        Report report{};
        std::thread waker([&port] { port.wake(); });
        QCOMPARE(port.receive(report, soon()), Status::Woken);
        waker.join();
        QCOMPARE(port.receive(report, QDeadlineTimer(0)), Status::TimedOut);
    }

    void nodeHeldByAnotherProgramIsSaidAtOnce()
    {
        const QTemporaryDir folder;
        const QString node = folder.filePath(u"hidraw0"_s);
        QVERIFY(QFile(node).open(QIODevice::WriteOnly));
        HidrawPort port(node);
        {
            const Descriptor other(::open(qPrintable(node), O_RDWR | O_CLOEXEC));
            QCOMPARE(::flock(other.number(), LOCK_EX), 0);
            QElapsedTimer timer;
            timer.start();
            QCOMPARE(port.open(), std::optional(KeyProblem::HeldByAnother));
            QVERIFY(timer.elapsed() < 1000);
        }
        QVERIFY(!port.open());
        const Descriptor other(::open(qPrintable(node), O_RDWR | O_CLOEXEC));
        QVERIFY(::flock(other.number(), LOCK_EX | LOCK_NB) != 0); // Ours now,
        port.close();
        QCOMPARE(::flock(other.number(), LOCK_EX | LOCK_NB), 0); // and free again.
    }

    void nodeThatIsNotThereIsGone()
    {
        QCOMPARE(HidrawPort(u"/nowhere/hidraw0"_s).open(), std::optional(KeyProblem::Removed));
    }

    void nodeOfOthersNeedsTheRule()
    {
        if (::geteuid() == 0 && ::seteuid(65534) != 0)
            QSKIP("Cannot be somebody without rights");
        QCOMPARE(HidrawPort(u"/etc/shadow"_s).open(), std::optional(KeyProblem::NoAccess));
        QCOMPARE(::seteuid(::getuid()), 0);
    }

    void whatOpeningSaysIsKept()
    {
        auto port = std::make_unique<FailingPort>(1, Status::Removed);
        port->openProblem = KeyProblem::NoAccess;
        ReportLink link(std::move(port));
        link.begin(soon());
        const FidoDevice device(fido_dev_new());
        QVERIFY(link.open(device.get()) != FIDO_OK);
        QCOMPARE(link.interruption(), std::optional(KeyProblem::NoAccess));
    }

    void failingReportsEndTheOpening_data()
    {
        QTest::addColumn<int>("failingSend");
        QTest::addColumn<Status>("failure");
        QTest::addColumn<KeyProblem>("problem");
        QTest::newRow("write, gone") << 1 << Status::Removed << KeyProblem::Removed;
        QTest::newRow("write, stuck") << 1 << Status::TimedOut << KeyProblem::NotAnswering;
        QTest::newRow("read, gone") << 0 << Status::Removed << KeyProblem::Removed;
        QTest::newRow("read, silent") << 9 << Status::Removed << KeyProblem::NotAnswering;
    }
    void failingReportsEndTheOpening()
    {
        QFETCH(int, failingSend);
        QFETCH(Status, failure);
        QFETCH(KeyProblem, problem);
        auto port = std::make_unique<FailingPort>(failingSend, failure);
        const FailingPort& looked = *port;
        ReportLink link(std::move(port), {.silence = 50ms});
        link.begin(soon());
        const FidoDevice device(fido_dev_new());
        QVERIFY(link.open(device.get()) != FIDO_OK);
        QCOMPARE(link.interruption(), std::optional(problem));
        QCOMPARE(looked.closed, 1);
    }

    void cancelBeforeOrDuringEndsAtOnce_data()
    {
        QTest::addColumn<bool>("isBefore");
        QTest::newRow("before") << true;
        QTest::newRow("during") << false;
    }
    void cancelBeforeOrDuringEndsAtOnce()
    {
        QFETCH(bool, isBefore);
        ReportLink link(std::make_unique<FailingPort>(9, Status::Removed));
        link.begin(soon());
        const FidoDevice device(fido_dev_new());
        QElapsedTimer timer;
        timer.start();
        std::thread canceller;
        if (isBefore)
            link.cancel();
        else
            canceller = std::thread([&link] { link.cancel(); });
        QVERIFY(link.open(device.get()) != FIDO_OK);
        if (canceller.joinable())
            canceller.join();
        QCOMPARE(link.interruption(), std::optional(KeyProblem::Cancelled));
        QVERIFY(timer.elapsed() < 1000);
        link.begin(QDeadlineTimer(20ms)); // Forgotten.
        QVERIFY(link.open(device.get()) != FIDO_OK);
        QCOMPARE(link.interruption(), std::optional(KeyProblem::TimedOut));
    }
};

QTEST_GUILESS_MAIN(TstReportLink)
#include "tst_reportlink.moc"
