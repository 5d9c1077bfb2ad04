#include "keybench.h"

#include <QElapsedTimer>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// Keys from before FIDO2, within their limits.
class TstU2fKey : public QObject
{
    Q_OBJECT
private:
    static QStringList u2f() { return {u"--generation"_s, u"u2f"_s}; }

private Q_SLOTS:
    void saysWhatItIs()
    {
        KeyBench bench(u2f());
        const KeyDevice device = bench.device();
        QCOMPARE(device.state, KeyDevice::State::Ready);
        QVERIFY(device.isU2fOnly);
        QCOMPARE(device.pin, PinState::Unsupported);
        QCOMPARE(device.aaguid, QByteArray(16, '\0'));
        for (const KeyAbility ability : {KeyAbility::Pin, KeyAbility::UserVerification, KeyAbility::Discoverable,
                                         KeyAbility::CredentialList, KeyAbility::Reset})
            QVERIFY(!device.can(ability));
    }

    void registersAndSignsIn()
    {
        KeyBench bench(u2f());
        CredentialCreation creation = creationFor();
        creation.residentKey = Requirement::Preferred;
        creation.userVerification = Requirement::Preferred;
        creation.excluded = {{.id = QByteArray(400, 'x')}}; // Longer than a U2F handle can be.
        const CreatedCredential created = bench.create(creation);
        QVERIFY(!created.credentialId.isEmpty());
        QVERIFY(created.attestationObject.contains("fido-u2f"));
        AssertionRequest request = requestFor({QByteArray(400, 'x'), QByteArray(64, 'x'), created.credentialId});
        request.userVerification = Requirement::Preferred;
        const AssertionAnswer answer = bench.assertion(request);
        QCOMPARE(answer.credentialId, created.credentialId);
        QCOMPARE(answer.authenticatorData.size(), 37);
    }

    void registeredKeyIsToldAfterATouch()
    {
        KeyBench bench(u2f());
        CredentialCreation creation = creationFor();
        creation.excluded = {{.id = bench.create(creation).credentialId}};
        const auto operation = bench.devices.makeCredential(creation);
        QVERIFY(bench.touch(operation));
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::AlreadyRegistered);
    }

    void nothingFits()
    {
        KeyBench bench(u2f());
        QCOMPARE(bench.watch.failure(bench.devices.makeAssertion(requestFor({QByteArray(64, 'x')}))).problem,
                 KeyProblem::NoCredential);
    }

    void limitsAreSaid()
    {
        KeyBench bench(u2f());
        const auto missing = [&](const KeyOperationId& operation) {
            const KeyFailure failure = bench.watch.failure(operation);
            return failure.problem == KeyProblem::NotSupported ? failure.missing : std::nullopt;
        };
        CredentialCreation creation = creationFor();
        creation.userVerification = Requirement::Required;
        QCOMPARE(missing(bench.devices.makeCredential(creation)), std::optional(KeyAbility::UserVerification));
        creation = creationFor();
        creation.residentKey = Requirement::Required;
        QCOMPARE(missing(bench.devices.makeCredential(creation)), std::optional(KeyAbility::Discoverable));
        QCOMPARE(missing(bench.devices.makeAssertion(requestFor())), std::optional(KeyAbility::Discoverable));
        QCOMPARE(missing(bench.devices.setPin(bench.id(), pinOf("1234"))), std::optional(KeyAbility::Pin));
        QCOMPARE(missing(bench.devices.listCredentials(bench.id(), u"example.org"_s)),
                 std::optional(KeyAbility::CredentialList));
        QCOMPARE(missing(bench.devices.reset(bench.id())), std::optional(KeyAbility::Reset));
    }

    /// The library refuses to cancel these keys.
    void waitIsCancelledAtOnce()
    {
        KeyBench bench(u2f());
        const auto operation = bench.devices.makeCredential(creationFor());
        QVERIFY(bench.watch.waitForAction(operation, KeyAction::Touch));
        QElapsedTimer since;
        since.start();
        bench.devices.cancel(operation);
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::Cancelled);
        QVERIFY2(since.elapsed() < 1000, qPrintable(QString::number(since.elapsed())));
        QTRY_VERIFY(!bench.key.tell(u"state"_s)[u"touchNeeded"_s].toBool());
        QVERIFY(!bench.create().credentialId.isEmpty());
    }

    void unpluggingEndsTheWait()
    {
        KeyBench bench(u2f());
        const auto operation = bench.devices.makeCredential(creationFor());
        QVERIFY(bench.watch.waitForAction(operation, KeyAction::Touch));
        QElapsedTimer since;
        since.start();
        bench.key.tell(u"unplug"_s);
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::Removed);
        QVERIFY2(since.elapsed() < 1000, qPrintable(QString::number(since.elapsed())));
        QVERIFY(bench.watch.waitForKeys(0));
    }

    void timeEndsTheWait()
    {
        KeyBench bench(u2f());
        QElapsedTimer since;
        since.start();
        const auto operation = bench.devices.makeCredential(creationFor(), bench.id(), 500ms);
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::TimedOut);
        QVERIFY2(since.elapsed() < 1500, qPrintable(QString::number(since.elapsed())));
    }

    void isChosenAmongOthersByATouch()
    {
        KeyProgram old(u2f());
        KeyProgram young;
        LocalKeyDevices local({.sockets = {old.socket(), young.socket()}, .withOwnKeys = false, .times = benchTimes});
        KeyDevices& devices = local;
        KeyWatch watch(devices);
        local.start();
        QVERIFY(watch.waitForKeys(2));
        const auto operation = devices.chooseKey();
        QVERIFY(watch.waitForAction(operation, KeyAction::TouchOne));
        QVERIFY(old.touchWhenNeeded());
        const KeyDeviceId chosen = watch.outcome<KeyDeviceId>(operation);
        for (const KeyDevice& key : devices.keys())
            QCOMPARE(key.id == chosen, key.isU2fOnly);
        QTRY_VERIFY(!young.tell(u"state"_s)[u"touchNeeded"_s].toBool());
    }
};

QTEST_GUILESS_MAIN(TstU2fKey)
#include "tst_u2fkey.moc"
