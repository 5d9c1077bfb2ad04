#include "keybench.h"

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// From a cause to the end of an operation: at most a second.
class Stopwatch
{
public:
    Stopwatch() { m_timer.start(); }
    bool isInTime(std::chrono::milliseconds before = 0ms) const
    {
        const std::chrono::milliseconds elapsed(m_timer.elapsed());
        if (elapsed > before + 1s)
            qWarning("%lld ms", static_cast<long long>(elapsed.count()));
        return elapsed <= before + 1s;
    }

private:
    QElapsedTimer m_timer;
};

bool isTouchNeeded(KeyProgram& key)
{
    return key.tell(u"state"_s)[u"touchNeeded"_s].toBool();
}

} // namespace

/// Whatever happens in the middle: an end within a second, with a reason, and a key that can be used afterwards.
class TstKeyInterruptions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cancelEndsTheWaitForATouch()
    {
        KeyBench bench;
        const auto operation = bench.devices.makeCredential(creationFor());
        QVERIFY(bench.watch.waitForAction(operation, KeyAction::Touch));
        const Stopwatch stopwatch;
        bench.devices.cancel(operation);
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::Cancelled);
        QVERIFY(stopwatch.isInTime());
        QTRY_VERIFY(!isTouchNeeded(bench.key)); // The key has stopped blinking.
        QVERIFY(!bench.create().credentialId.isEmpty());
    }

    void cancelEndsEveryOtherWait()
    {
        KeyBench bench;
        QVERIFY(bench.setPin("1234"));
        CredentialCreation creation = creationFor();
        creation.userVerification = Requirement::Required;
        const auto asking = bench.devices.makeCredential(creation);
        QVERIFY(bench.watch.waitForPin(asking));
        bench.devices.cancel(asking);
        QCOMPARE(bench.watch.failure(asking).problem, KeyProblem::Cancelled);
        bench.devices.answerPin(asking, pinOf("1234")); // Too late, and of no effect.

        const auto atOnce = bench.devices.makeCredential(creation);
        bench.devices.cancel(atOnce);
        QCOMPARE(bench.watch.failure(atOnce).problem, KeyProblem::Cancelled);

        const auto resetting = bench.devices.reset(bench.id());
        QVERIFY(bench.watch.waitForAction(resetting, KeyAction::TakeOut));
        bench.devices.cancel(resetting);
        QCOMPARE(bench.watch.failure(resetting).problem, KeyProblem::Cancelled);
        bench.replug();
        QVERIFY(!isTouchNeeded(bench.key));
    }

    void cancelOfASlowKeyDoesNotWaitForIt()
    {
        KeyBench bench;
        bench.key.addFault(u"delay"_s, u"makeCredential"_s, 1, 2000);
        const auto operation = bench.devices.makeCredential(creationFor());
        QVERIFY(bench.watch.waitForAction(operation, KeyAction::Touch));
        QVERIFY(bench.key.touchWhenNeeded());
        QVERIFY(bench.watch.waitForAction(operation, KeyAction::Wait)); // It signs, or whatever it does.
        const Stopwatch stopwatch;
        bench.devices.cancel(operation);
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::Cancelled);
        QVERIFY(stopwatch.isInTime());
    }

    void timeCoversTheWholeOperation_data()
    {
        QTest::addColumn<bool>("hasKey");
        QTest::addColumn<bool>("hasPin");
        QTest::newRow("nobody plugs in") << false << false;
        QTest::newRow("nobody types the PIN") << true << true;
        QTest::newRow("nobody touches") << true << false;
    }
    void timeCoversTheWholeOperation()
    {
        QFETCH(bool, hasKey);
        QFETCH(bool, hasPin);
        KeyBench bench(hasKey ? QStringList() : QStringList{u"--unplugged"_s});
        if (hasPin)
            QVERIFY(bench.setPin("1234"));
        CredentialCreation creation = creationFor();
        creation.userVerification = hasPin ? Requirement::Required : Requirement::Discouraged;
        const Stopwatch stopwatch;
        const auto operation = bench.devices.makeCredential(creation, {}, 600ms);
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::TimedOut);
        QVERIFY(stopwatch.isInTime(600ms));
        if (!hasKey)
            return;
        QTRY_VERIFY(!isTouchNeeded(bench.key)); // Otherwise it would refuse the next command.
        QVERIFY(!bench.create(creation, hasPin ? "1234" : nullptr).credentialId.isEmpty());
    }

    void keyThatStopsWaitingSaysSo()
    {
        KeyBench bench({u"--touch-timeout"_s, u"1"_s});
        const auto operation = bench.devices.makeCredential(creationFor());
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::TimedOut);
    }

    void waitsForAKey()
    {
        KeyBench bench({u"--unplugged"_s});
        const auto operation = bench.devices.makeCredential(creationFor());
        QVERIFY(bench.watch.waitForAction(operation, KeyAction::Insert));
        bench.key.tell(u"plug"_s);
        QVERIFY(bench.touch(operation));
        QVERIFY(!bench.watch.outcome<CreatedCredential>(operation).credentialId.isEmpty());
    }

    void comesAndGoesAtOnce()
    {
        KeyBench bench;
        QSignalSpy removed(&bench.devices, &KeyDevices::removed);
        QSignalSpy appeared(&bench.devices, &KeyDevices::appeared);
        for (int i = 1; i <= 5; ++i) {
            const Stopwatch out;
            bench.key.tell(u"unplug"_s);
            QTRY_COMPARE(removed.size(), i);
            QVERIFY(out.isInTime());
            const Stopwatch in;
            bench.key.tell(u"plug"_s);
            QTRY_COMPARE(appeared.size(), i);
            QVERIFY(in.isInTime());
        }
        QVERIFY(bench.watch.waitForKeys(1));
        QVERIFY(!bench.create().credentialId.isEmpty());
    }

    void unplugging_data()
    {
        QTest::addColumn<QString>("stage");
        for (const char* stage : {"pin", "touch", "work", "answer", "choice", "list", "first words"})
            QTest::newRow(stage) << QString::fromLatin1(stage);
    }
    void unplugging()
    {
        QFETCH(QString, stage);
        KeyBench bench;
        CredentialCreation creation = creationFor();
        if (stage == "pin"_L1 || stage == "list"_L1)
            QVERIFY(bench.setPin("1234"));
        if (stage == "pin"_L1)
            creation.userVerification = Requirement::Required;
        if (stage == "work"_L1)
            bench.key.addFault(u"delay"_s, u"makeCredential"_s, 1, 5000);
        if (stage == "answer"_L1)
            bench.key.addFault(u"drop"_s, u"makeCredential"_s);
        if (stage == "first words"_L1)
            bench.key.addFault(u"drop"_s, u"init"_s);
        if (stage == "list"_L1)
            bench.key.addFault(u"drop"_s, u"credentialManagement"_s);

        const auto operation = stage == "list"_L1 ? bench.devices.listCredentials(bench.id(), u"example.org"_s)
                                                  : bench.devices.makeCredential(creation, bench.id());
        if (stage == "pin"_L1 || stage == "list"_L1)
            QVERIFY(bench.watch.waitForPin(operation));
        else if (stage != "first words"_L1)
            QVERIFY(bench.watch.waitForAction(operation, KeyAction::Touch));
        if (stage == "work"_L1 || stage == "answer"_L1)
            QVERIFY(bench.key.touchWhenNeeded());
        const Stopwatch stopwatch;
        if (stage == "list"_L1)
            bench.devices.answerPin(operation, pinOf("1234"));
        else if (stage != "answer"_L1 && stage != "first words"_L1)
            bench.key.tell(u"unplug"_s);
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::Removed);
        QVERIFY(stopwatch.isInTime());
        QVERIFY(bench.watch.waitForKeys(0));
        bench.key.tell(u"clear-faults"_s);
        bench.key.tell(u"plug"_s);
        QVERIFY(bench.watch.waitForKeys(1));
        QCOMPARE(bench.device().state, KeyDevice::State::Ready);
    }

    void unpluggedWhileItIsRead()
    {
        KeyBench bench({u"--unplugged"_s});
        bench.key.addFault(u"drop"_s, u"getInfo"_s);
        QSignalSpy appeared(&bench.devices, &KeyDevices::appeared);
        QSignalSpy removed(&bench.devices, &KeyDevices::removed);
        bench.key.tell(u"plug"_s);
        QTRY_COMPARE(appeared.size(), 1);
        QTRY_COMPARE(removed.size(), 1);
        QVERIFY(bench.devices.keys().isEmpty());
    }

    void firstTouchedOfTwoIsUsed()
    {
        KeyProgram left;
        KeyProgram right;
        LocalKeyDevices local({.sockets = {left.socket(), right.socket()}, .withOwnKeys = false, .times = benchTimes});
        KeyDevices& devices = local;
        KeyWatch watch(devices);
        local.start();
        QVERIFY(watch.waitForKeys(2));
        const auto operation = devices.makeCredential(creationFor());
        QVERIFY(watch.waitForAction(operation, KeyAction::TouchOne));
        QTRY_VERIFY(isTouchNeeded(left) && isTouchNeeded(right));
        QVERIFY(right.touchWhenNeeded());
        QVERIFY(watch.waitForAction(operation, KeyAction::Touch)); // The same key again: it makes the credential now.
        QTRY_VERIFY(!isTouchNeeded(left));
        QVERIFY(right.touchWhenNeeded());
        QVERIFY(!watch.outcome<CreatedCredential>(operation).credentialId.isEmpty());
        QCOMPARE(left.tell(u"state"_s)[u"credentials"_s].toInt(), 0);
        QCOMPARE(right.tell(u"state"_s)[u"credentials"_s].toInt(), 1);
    }

    void choiceGoesOnWithTheKeysThatAreLeft()
    {
        KeyProgram left;
        KeyProgram right;
        KeyProgram late({u"--unplugged"_s});
        LocalKeyDevices local(
            {.sockets = {left.socket(), right.socket(), late.socket()}, .withOwnKeys = false, .times = benchTimes});
        KeyDevices& devices = local;
        KeyWatch watch(devices);
        local.start();
        QVERIFY(watch.waitForKeys(2));
        const auto operation = devices.chooseKey();
        QTRY_VERIFY(isTouchNeeded(left) && isTouchNeeded(right));
        left.tell(u"unplug"_s);
        late.tell(u"plug"_s);
        QVERIFY(late.touchWhenNeeded());
        const KeyDeviceId chosen = watch.outcome<KeyDeviceId>(operation);
        QCOMPARE(devices.keys().constLast().id, chosen);
        QTRY_VERIFY(!isTouchNeeded(right));
    }

    void keysWorkSideBySide()
    {
        KeyProgram left;
        KeyProgram right;
        LocalKeyDevices local({.sockets = {left.socket(), right.socket()}, .withOwnKeys = false, .times = benchTimes});
        KeyDevices& devices = local;
        KeyWatch watch(devices);
        local.start();
        QVERIFY(watch.waitForKeys(2));
        QList<KeyOperationId> operations;
        for (const KeyDevice& key : devices.keys())
            operations.append(devices.makeCredential(creationFor(), key.id));
        QTRY_VERIFY(isTouchNeeded(left) && isTouchNeeded(right));
        QVERIFY(left.touchWhenNeeded());
        QVERIFY(right.touchWhenNeeded());
        for (const KeyOperationId& operation : operations)
            QVERIFY(!watch.outcome<CreatedCredential>(operation).credentialId.isEmpty());
    }

    void commandsForOneKeyWaitForEachOther()
    {
        KeyBench bench;
        const auto first = bench.devices.makeCredential(creationFor(), bench.id());
        const auto second = bench.devices.makeCredential(creationFor(u"grace"_s), bench.id());
        const auto third = bench.devices.makeCredential(creationFor(u"alan"_s), bench.id());
        QVERIFY(bench.touch(first));
        QVERIFY(!bench.watch.outcome<CreatedCredential>(first).credentialId.isEmpty());
        bench.devices.cancel(second); // Just begun, or still to come.
        QCOMPARE(bench.watch.failure(second).problem, KeyProblem::Cancelled);
        QVERIFY(bench.touch(third));
        QVERIFY(!bench.watch.outcome<CreatedCredential>(third).credentialId.isEmpty());
        QCOMPARE(bench.credentialsOnKey(), 2);
    }

    void faults_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("on");
        for (const char* on : {"init", "getInfo", "makeCredential", "getAssertion", "clientPin"})
            for (const char* kind : {"garbage", "noise", "wrong-channel", "wrong-sequence", "oversized"})
                QTest::addRow("%s on %s", kind, on) << QString::fromLatin1(kind) << QString::fromLatin1(on);
        for (const char* on : {"init", "makeCredential", "clientPin"})
            for (const char* kind : {"silent", "stall"})
                QTest::addRow("%s on %s", kind, on) << QString::fromLatin1(kind) << QString::fromLatin1(on);
    }
    void faults()
    {
        QFETCH(QString, kind);
        QFETCH(QString, on);
        KeyBench bench;
        if (on == "clientPin"_L1)
            QVERIFY(bench.setPin("1234"));
        const CreatedCredential created = bench.create();
        QVERIFY(!created.credentialId.isEmpty());
        bench.key.addFault(kind, on, 0);
        bench.key.tell({{u"command"_s, u"touch-mode"_s}, {u"mode"_s, u"auto"_s}});
        const Stopwatch stopwatch;
        const auto operation =
            on == "makeCredential"_L1 ? bench.devices.makeCredential(creationFor(u"grace"_s), bench.id())
            : on == "clientPin"_L1    ? bench.devices.changePin(bench.id(), pinOf("1234"), pinOf("4321"))
                                      : bench.devices.makeAssertion(requestFor({created.credentialId}), bench.id());
        // One report is a whole greeting; and random bytes may be any of the refusals that a command knows, also "no
        // such credential". Of a key that is only asked what it is, they are not believed.
        const bool isOfCommand = on != "init"_L1 && on != "getInfo"_L1;
        const bool mayMakeSense = (kind == "stall"_L1 && on == "init"_L1) || (kind == "garbage"_L1 && isOfCommand);
        QVERIFY(bench.watch.waitForEnd(operation));
        QVERIFY(stopwatch.isInTime(ReportLink::Times().silence));
        if (!mayMakeSense && std::holds_alternative<KeyFailure>(bench.watch.outcomes[operation])) {
            const KeyProblem problem = bench.watch.failure(operation).problem;
            QVERIFY2(problem == KeyProblem::GarbageAnswer || problem == KeyProblem::NotAnswering ||
                         problem == KeyProblem::Refused || problem == KeyProblem::HeldByAnother ||
                         problem == KeyProblem::Internal,
                     qPrintable(QString::number(static_cast<int>(problem))));
        }
        // And when it has come to its senses, everything is well again.
        bench.key.tell(u"clear-faults"_s);
        const auto after = bench.devices.makeCredential(creationFor(u"alan"_s), bench.id());
        QVERIFY(!bench.watch.outcome<CreatedCredential>(after).credentialId.isEmpty());
    }

    void realKeysHaveMoreTimeToAnswer()
    {
        KeyProgram key;
        LocalKeyDevices local({.sockets = {key.socket()}, .withOwnKeys = false});
        KeyDevices& devices = local;
        KeyWatch watch(devices);
        local.start();
        QVERIFY(watch.waitForKeys(1));
        key.addFault(u"silent"_s, u"makeCredential"_s);
        const Stopwatch stopwatch;
        QCOMPARE(watch.failure(devices.makeCredential(creationFor())).problem, KeyProblem::NotAnswering);
        QVERIFY(!stopwatch.isInTime(1s));
        QVERIFY(stopwatch.isInTime(ReportLink::Times().silence));
    }

    void programEndsWhileAKeyWaits()
    {
        KeyProgram key;
        const Stopwatch stopwatch;
        {
            LocalKeyDevices local({.sockets = {key.socket()}, .withOwnKeys = false, .times = benchTimes});
            KeyDevices& devices = local;
            KeyWatch watch(devices);
            local.start();
            QVERIFY(watch.waitForKeys(1));
            const auto operation = devices.makeCredential(creationFor());
            QVERIFY(watch.waitForAction(operation, KeyAction::Touch));
        }
        QVERIFY(stopwatch.isInTime());
        QTRY_VERIFY(!isTouchNeeded(key));
    }
};

QTEST_GUILESS_MAIN(TstKeyInterruptions)
#include "tst_keyinterruptions.moc"
