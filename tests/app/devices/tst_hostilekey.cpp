#include "fakes/scriptedkey.h"
#include "keybench.h"

#include <QCborArray>
#include <QElapsedTimer>
#include <QtEndian>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Reply = ScriptedKey::Reply;
using Kind = Reply::Kind;

enum : quint8 { Message = 0x03, Init = 0x06, CborCommand = 0x10, Cancel = 0x11, Failure = 0x3f };
enum : char { MakeCredential = 0x01, GetAssertion = 0x02, GetInfo = 0x04, ClientPin = 0x06 };

/// A key at a socket, and the devices that see it.
struct Scripted
{
    /// What the test does not answer is answered as an ordinary key would.
    explicit Scripted(std::function<std::optional<Reply>(quint8, const QByteArray&)> script,
                      ReportLink::Times patience = {})
        : key(folder.filePath(u"key"_s),
              [script = std::move(script)](quint8 command, const QByteArray& message) {
                  if (auto reply = script(command, message))
                      return *reply;
                  if (command == CborCommand && message.startsWith(GetInfo))
                      return Reply{.payload = ScriptedKey::info()};
                  return Reply{};
              }),
          local(sourcesFor({folder.filePath(u"key"_s)}, patience), benchTimes),
          watch(devices)
    {
        local.start();
        isReady = watch.waitForKeys(1);
    }

    /// The command itself has reached the key, and not only the question what it is.
    bool isAsked(char ctapCommand) const
    {
        const auto received = key.received();
        return std::any_of(received.begin(), received.end(), [ctapCommand](const auto& message) {
            return message.first == CborCommand && message.second.startsWith(ctapCommand);
        });
    }

    QTemporaryDir folder;
    ScriptedKey key;
    LocalKeyDevices local;
    KeyDevices& devices = local;
    KeyWatch watch;
    bool isReady = false;
};

auto onMakeCredential(Reply reply)
{
    return [reply](quint8 command, const QByteArray& message) -> std::optional<Reply> {
        if (command == CborCommand && message.startsWith(MakeCredential))
            return reply;
        return {};
    };
}

/// A report on the channel in use (0 is filled in), or on another.
QByteArray report(quint8 command, const QByteArray& payload, quint16 size, quint32 channel = 0)
{
    QByteArray bytes(7, '\0');
    qToBigEndian(channel, bytes.data());
    bytes[4] = static_cast<char>(0x80 | command);
    qToBigEndian(size, bytes.data() + 5);
    bytes += payload;
    return bytes.leftJustified(64, '\0');
}

class Stopwatch
{
public:
    Stopwatch() { m_timer.start(); }
    bool isInTime() const { return m_timer.elapsed() < 1000; }

private:
    QElapsedTimer m_timer;
};

} // namespace

/// Keys that no maker would sell.
class TstHostileKey : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void worksForEverAndIsCancelled()
    {
        Scripted bench(onMakeCredential({.kind = Kind::Processing}));
        const auto operation = bench.devices.makeCredential(creationFor());
        QTRY_VERIFY(bench.isAsked(MakeCredential));
        const Stopwatch stopwatch;
        bench.devices.cancel(operation);
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::Cancelled);
        QVERIFY(stopwatch.isInTime());
        QTRY_COMPARE(bench.key.count(Cancel), 1);
    }

    void worksForEverUntilTheTimeIsOver()
    {
        Scripted bench(onMakeCredential({.kind = Kind::Processing}));
        const Stopwatch stopwatch;
        const auto operation = bench.devices.makeCredential(creationFor(), {}, 200ms);
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::TimedOut);
        QVERIFY(stopwatch.isInTime());
    }

    void ignoresACancel()
    {
        Scripted bench(onMakeCredential({.kind = Kind::Silence}));
        const auto operation = bench.devices.makeCredential(creationFor());
        QTRY_VERIFY(bench.isAsked(MakeCredential));
        Stopwatch stopwatch;
        bench.devices.cancel(operation);
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::Cancelled);
        QVERIFY(stopwatch.isInTime());
        stopwatch = Stopwatch(); // Its thread is free again soon after.
        const auto next = bench.devices.makeAssertion(requestFor({QByteArray(16, 'x')}));
        QTRY_VERIFY(bench.key.count(Init) >= 3);
        QVERIFY(stopwatch.isInTime());
        QVERIFY(bench.watch.waitForEnd(next));
    }

    void touchIsToldFromKeepAlives()
    {
        Scripted bench(onMakeCredential({.kind = Kind::AfterTouch, .payload = ScriptedKey::status(0x2e)}));
        const auto operation = bench.devices.makeCredential(creationFor());
        QVERIFY(bench.watch.waitForAction(operation, KeyAction::Touch));
        bench.key.touch();
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::NoCredential);
        QCOMPARE(bench.watch.actions[operation], (QList{KeyAction::Wait, KeyAction::Touch, KeyAction::Wait}));
    }

    void isUsedByAnotherProgram()
    {
        Scripted bench(onMakeCredential({.payload = QByteArray(1, 0x06), .command = Failure}));
        QCOMPARE(bench.watch.failure(bench.devices.makeCredential(creationFor())).problem, KeyProblem::HeldByAnother);
    }

    void isFreedByAnotherProgram()
    {
        std::atomic<bool> isBusy = true;
        Scripted bench([&](quint8 command, const QByteArray&) -> std::optional<Reply> {
            if (command == CborCommand && isBusy)
                return Reply{.payload = QByteArray(1, 0x06), .command = Failure};
            return {};
        });
        QCOMPARE(bench.devices.keys()[0].state, KeyDevice::State::Unusable);
        QCOMPARE(bench.devices.keys()[0].problem, std::optional(KeyProblem::HeldByAnother));
        // Nothing else is plugged in: there is no use in waiting.
        QCOMPARE(bench.watch.failure(bench.devices.makeCredential(creationFor())).problem, KeyProblem::HeldByAnother);
        isBusy = false;
        QTRY_COMPARE(bench.devices.keys()[0].state, KeyDevice::State::Ready);
    }

    void othersConversationsAreNotOurs()
    {
        QByteArray stray;
        for (int i = 0; i < 50; ++i)
            stray += report(CborCommand, ScriptedKey::ok(), 1, 77) + report(0x3b, QByteArray(1, 2), 1, 77);
        Scripted bench([&](quint8 command, const QByteArray& message) -> std::optional<Reply> {
            if (command != CborCommand || !message.startsWith(MakeCredential))
                return {};
            return Reply{.kind = Kind::Raw, .payload = stray + report(CborCommand, ScriptedKey::status(0x27), 1)};
        });
        const auto operation = bench.devices.makeCredential(creationFor());
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::Denied);
        QVERIFY(!bench.watch.actions[operation].contains(KeyAction::Touch));
    }

    void endlessNoiseOfOthersIsNoAnswer()
    {
        Scripted bench(
            [&](quint8 command, const QByteArray& message) -> std::optional<Reply> {
                if (command != CborCommand || !message.startsWith(MakeCredential))
                    return {};
                QByteArray noise;
                for (int i = 0; i < 20'000; ++i)
                    noise += report(0x3b, QByteArray(1, 2), 1, 77);
                return Reply{.kind = Kind::Raw, .payload = noise};
            },
            littlePatience);
        QCOMPARE(bench.watch.failure(bench.devices.makeCredential(creationFor())).problem, KeyProblem::NotAnswering);
    }

    void claimsAMillionAccounts_data()
    {
        QTest::addColumn<qint64>("number");
        QTest::addColumn<KeyProblem>("problem");
        QTest::newRow("a million") << qint64{1'000'000} << KeyProblem::GarbageAnswer;
        QTest::newRow("all there are") << std::numeric_limits<qint64>::max() << KeyProblem::GarbageAnswer;
        QTest::newRow("two, and is silent after the first") << qint64{2} << KeyProblem::NotAnswering;
    }
    void claimsAMillionAccounts()
    {
        QFETCH(qint64, number);
        QFETCH(KeyProblem, problem);
        const QCborMap account{{1, QCborMap{{u"id"_s, QByteArray(16, 'i')}, {u"type"_s, u"public-key"_s}}},
                               {2, QByteArray(37, '\1')},
                               {3, QByteArray(70, 's')},
                               {4, QCborMap{{u"id"_s, QByteArray(16, 'u')}}},
                               {5, number}};
        Scripted bench(
            [&](quint8 command, const QByteArray& message) -> std::optional<Reply> {
                if (command == CborCommand && message.startsWith(GetAssertion))
                    return Reply{.payload = ScriptedKey::ok(account)};
                if (command == CborCommand && message == "\x08")
                    return Reply{.kind = Kind::Silence};
                return {};
            },
            littlePatience);
        QCOMPARE(bench.watch.failure(bench.devices.makeAssertion(requestFor())).problem, problem);
    }

    void isNotTakenForAWeakerKey()
    {
        Scripted bench([](quint8 command, const QByteArray& message) -> std::optional<Reply> {
            if (command == CborCommand && message.startsWith(GetInfo))
                return Reply{.payload = QByteArray("\0nonsense", 9)};
            if (command == Message) // It would gladly be a U2F key instead.
                return Reply{.payload = QByteArray::fromHex("6985")};
            return {};
        });
        QCOMPARE(bench.devices.keys()[0].state, KeyDevice::State::Unusable);
        QCOMPARE(bench.devices.keys()[0].problem, std::optional(KeyProblem::GarbageAnswer));
        QCOMPARE(bench.key.count(Message), 0);
    }

    void namesAreShownAsPlainText()
    {
        const QString name = u"ada\u202e\x1b[31m\n\u2028"_s + u"x"_s.repeated(100);
        const QCborMap account{{1, QCborMap{{u"id"_s, QByteArray(16, 'i')}, {u"type"_s, u"public-key"_s}}},
                               {2, QByteArray(37, '\1')},
                               {3, QByteArray(70, 's')},
                               {4, QCborMap{{u"id"_s, QByteArray(16, 'u')}, {u"name"_s, name}}},
                               {5, 2}};
        QCborMap second = account;
        second.remove(5);
        Scripted bench([&](quint8 command, const QByteArray& message) -> std::optional<Reply> {
            if (command == CborCommand && message.startsWith(GetAssertion))
                return Reply{.payload = ScriptedKey::ok(account)};
            if (command == CborCommand && message == "\x08")
                return Reply{.payload = ScriptedKey::ok(second)};
            return {};
        });
        const auto operation = bench.devices.makeAssertion(requestFor());
        QTRY_COMPARE(bench.watch.accounts[operation].size(), 2);
        const QString shown = bench.watch.accounts[operation][0].userName;
        QVERIFY(shown.startsWith(u"ada[31m"));
        QCOMPARE(shown.size(), 64);
    }

    void answersBeforeItIsAsked()
    {
        Scripted bench([](quint8 command, const QByteArray& message) -> std::optional<Reply> {
            if (command == Init)
                return {};
            if (message.startsWith(GetInfo)) { // And a second answer, which nobody asked for.
                const QByteArray info = ScriptedKey::status(0x30);
                return Reply{.kind = Kind::Raw, .payload = report(CborCommand, info, 1) + report(CborCommand, info, 1)};
            }
            return {};
        });
        QCOMPARE(bench.devices.keys()[0].state, KeyDevice::State::Unusable);
        QCOMPARE(bench.watch.failure(bench.devices.makeCredential(creationFor(), bench.devices.keys()[0].id)).problem,
                 KeyProblem::Refused);
    }

    void sendsHalfAReport()
    {
        Scripted bench(onMakeCredential({.kind = Kind::Raw, .payload = QByteArray(30, '\0')}), littlePatience);
        QCOMPARE(bench.watch.failure(bench.devices.makeCredential(creationFor())).problem, KeyProblem::NotAnswering);
    }

    /// "Blocked", "denied" or "no such credential" are no answers to the question what it is.
    void noStatusIsBelievedBeforeAnythingWasAsked()
    {
        std::atomic<int> status = 1;
        Scripted bench([&](quint8 command, const QByteArray& message) -> std::optional<Reply> {
            if (command == CborCommand && message.startsWith(GetInfo))
                return Reply{.payload = ScriptedKey::status(static_cast<quint8>(status))};
            return {};
        });
        const QList<KeyProblem> believed{KeyProblem::Refused, KeyProblem::HeldByAnother, KeyProblem::GarbageAnswer};
        for (status = 1; status < 256; ++status) {
            const auto operation = bench.devices.makeAssertion(requestFor(), bench.devices.keys()[0].id);
            QVERIFY2(believed.contains(bench.watch.failure(operation).problem), qPrintable(QString::number(status)));
        }
    }

    void everyStatusByteEndsTheOperation()
    {
        std::atomic<int> status = 0;
        Scripted bench([&](quint8 command, const QByteArray& message) -> std::optional<Reply> {
            if (command == CborCommand && message.startsWith(MakeCredential))
                return Reply{.payload = ScriptedKey::status(static_cast<quint8>(status))};
            return {};
        });
        for (status = 0; status < 256; ++status) {
            const auto operation = bench.devices.makeCredential(creationFor(), bench.devices.keys()[0].id);
            QVERIFY2(bench.watch.waitForEnd(operation), qPrintable(QString::number(status)));
            QVERIFY(std::holds_alternative<KeyFailure>(bench.watch.outcomes[operation]));
        }
    }
};

QTEST_GUILESS_MAIN(TstHostileKey)
#include "tst_hostilekey.moc"
