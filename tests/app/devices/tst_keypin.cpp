#include "keybench.h"

#include "devices/descriptorport.h"
#include "devices/fidohandles.h"
#include "devices/reportlink.h"

#include <QSignalSpy>
#include <fido/config.h>
#include <sys/socket.h>
#include <sys/un.h>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// As an administrator's program would: the next PIN must be another one. Nobody else is connected to the key.
int demandAnotherPin(const QString& socket, const char* pin)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, qPrintable(socket), sizeof address.sun_path);
    Descriptor connection(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0));
    if (::connect(connection.number(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        return FIDO_ERR_INTERNAL;
    ReportLink link(std::make_unique<SocketPort>(std::move(connection)));
    link.begin(QDeadlineTimer(5s));
    const FidoDevice device(fido_dev_new());
    int code = link.open(device.get());
    if (code == FIDO_OK)
        code = fido_dev_force_pin_change(device.get(), pin);
    fido_dev_close(device.get());
    return code;
}

} // namespace

/// PINs and resets, with every way they can go wrong.
class TstKeyPin : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pinIsSetAndChanged()
    {
        KeyBench bench;
        QVERIFY(bench.setPin("1234"));
        QCOMPARE(bench.watch.failure(bench.devices.setPin(bench.id(), pinOf("5678"))).problem,
                 KeyProblem::PinAlreadySet);
        QVERIFY(bench.watch.isDone(bench.devices.changePin(bench.id(), pinOf("1234"), pinOf("567890"))));

        const auto wrong = bench.watch.failure(bench.devices.changePin(bench.id(), pinOf("1234"), pinOf("0000")));
        QCOMPARE(wrong.problem, KeyProblem::PinWrong);
        QCOMPARE(wrong.triesLeft, std::optional(7));
        QVERIFY(bench.watch.waitFor([&] { return bench.device().triesLeft == 7; }));
        QVERIFY(bench.watch.isDone(bench.devices.changePin(bench.id(), pinOf("567890"), pinOf("4321"))));
    }

    void newPinIsKnownBeforeAnythingElseIsDone()
    {
        KeyBench bench;
        PinState seen = PinState::NotSet;
        connect(&bench.devices, &KeyDevices::finished, this, [&] { seen = bench.device().pin; });
        QVERIFY(bench.setPin("1234"));
        QCOMPARE(seen, PinState::Set);
        QVERIFY(bench.watch.waitFor([&] { return bench.device().triesLeft == 8; }));
    }

    void changeNeedsAPin()
    {
        KeyBench bench;
        QCOMPARE(bench.watch.failure(bench.devices.changePin(bench.id(), pinOf("1234"), pinOf("5678"))).problem,
                 KeyProblem::PinNotSet);
    }

    void rulesAreKnownBeforeTheKeyIsAsked_data()
    {
        QTest::addColumn<QByteArray>("pin");
        QTest::addColumn<KeyProblem>("problem");
        QTest::newRow("three digits") << QByteArray("123") << KeyProblem::PinTooShort;
        QTest::newRow("three letters, six bytes") << QByteArray("ışğ") << KeyProblem::PinTooShort;
        QTest::newRow("empty") << QByteArray() << KeyProblem::PinTooShort;
        QTest::newRow("64 bytes") << QByteArray(64, '1') << KeyProblem::PinTooLong;
        QTest::newRow("NUL inside") << QByteArray("12\0"
                                                  "345",
                                                  6)
                                    << KeyProblem::PinTooShort;
    }
    void rulesAreKnownBeforeTheKeyIsAsked()
    {
        QFETCH(QByteArray, pin);
        QFETCH(KeyProblem, problem);
        KeyBench bench;
        const auto operation = bench.devices.setPin(bench.id(), share(Secret::copyOf(pin)));
        QCOMPARE(bench.watch.failure(operation).problem, problem);
        QVERIFY(!bench.key.tell(u"state"_s)[u"hasPin"_s].toBool());
    }

    void pinTypedOnAnotherKeyboardIsTheSame()
    {
        KeyBench bench;
        QVERIFY(bench.setPin("şifre")); // One code point for the first letter,
        CredentialCreation creation = creationFor();
        creation.userVerification = Requirement::Required;
        QVERIFY(!bench.create(creation, "s\u0327ifre").credentialId.isEmpty()); // two here.
    }

    void wrongPinIsAskedForAgainWithTheTriesLeft()
    {
        KeyBench bench;
        QVERIFY(bench.setPin("1234"));
        CredentialCreation creation = creationFor();
        creation.userVerification = Requirement::Required;
        const auto operation = bench.devices.makeCredential(creation);
        QVERIFY(bench.watch.waitForPin(operation));
        QCOMPARE(bench.watch.pins[operation][0], (PinRequest{bench.id(), PinRequest::Reason::Needed, 8}));
        bench.devices.answerPin(operation, pinOf("1111"));
        QVERIFY(bench.watch.waitForPin(operation, 2));
        QCOMPARE(bench.watch.pins[operation][1], (PinRequest{bench.id(), PinRequest::Reason::Wrong, 7}));
        bench.devices.answerPin(operation, pinOf("2222"));
        QVERIFY(bench.watch.waitForPin(operation, 3));
        QCOMPARE(bench.watch.pins[operation][2].triesLeft, std::optional(6));
        QCOMPARE(bench.key.tell(u"state"_s)[u"pinTriesLeft"_s].toInt(), 6); // Nothing is tried by itself.
        bench.devices.answerPin(operation, pinOf("1234"));
        QVERIFY(bench.touch(operation));
        QVERIFY(!bench.watch.outcome<CreatedCredential>(operation).credentialId.isEmpty());
    }

    void thirdWrongPinIsAboutThePlugAndEighthAboutTheKey()
    {
        KeyBench bench;
        QVERIFY(bench.setPin("1234"));
        for (const int triesLeft : {7, 6, 5, 4, 3, 2, 1, 0}) {
            const auto failure = bench.watch.failure(bench.devices.changePin(bench.id(), pinOf("9999"), pinOf("5678")));
            QCOMPARE(failure.triesLeft, std::optional(triesLeft));
            if (triesLeft == 0) {
                QCOMPARE(failure.problem, KeyProblem::PinBlocked);
            } else if ((8 - triesLeft) % 3 != 0) {
                QCOMPARE(failure.problem, KeyProblem::PinWrong);
            } else {
                QCOMPARE(failure.problem, KeyProblem::PinPaused);
                QVERIFY(bench.waitForPinState(PinState::Paused));
                // Even the right one is not taken now, and costs nothing.
                const auto again =
                    bench.watch.failure(bench.devices.changePin(bench.id(), pinOf("1234"), pinOf("5678")));
                QCOMPARE(again.problem, KeyProblem::PinPaused);
                QCOMPARE(again.triesLeft, std::optional(triesLeft));
                bench.replug();
                QCOMPARE(bench.device().pin, PinState::Set);
                QCOMPARE(bench.device().triesLeft, std::optional(triesLeft));
            }
        }
        QVERIFY(bench.waitForPinState(PinState::Blocked));
        CredentialCreation creation = creationFor();
        creation.userVerification = Requirement::Required;
        QCOMPARE(bench.watch.failure(bench.devices.makeCredential(creation)).problem, KeyProblem::PinBlocked);
        QCOMPARE(bench.watch.failure(bench.devices.listCredentials(bench.id(), u"example.org"_s)).problem,
                 KeyProblem::PinBlocked);
    }

    void pausedPinEndsAnOperationThatAsked()
    {
        KeyBench bench;
        QVERIFY(bench.setPin("1234"));
        const auto operation = bench.devices.listCredentials(bench.id(), u"example.org"_s);
        for (int i = 1; i <= 3; ++i) {
            QVERIFY(bench.watch.waitForPin(operation, i));
            bench.devices.answerPin(operation, pinOf("0000"));
        }
        const KeyFailure failure = bench.watch.failure(operation);
        QCOMPARE(failure.problem, KeyProblem::PinPaused);
        QCOMPARE(failure.triesLeft, std::optional(5));
    }

    void demandedChangeComesFirst()
    {
        KeyProgram key;
        {
            LocalKeyDevices devices({.sockets = {key.socket()}, .withOwnKeys = false});
            KeyWatch watch(devices);
            devices.start();
            QVERIFY(watch.waitForKeys(1));
            QVERIFY(watch.isDone(devices.setPin(devices.keys()[0].id, pinOf("1234"))));
        }
        QTRY_VERIFY(!key.tell(u"state"_s)[u"client"_s].toBool());
        QCOMPARE(demandAnotherPin(key.socket(), "1234"), FIDO_OK);

        LocalKeyDevices local({.sockets = {key.socket()}, .withOwnKeys = false});
        KeyDevices& devices = local;
        KeyWatch watch(devices);
        local.start();
        QVERIFY(watch.waitForKeys(1));
        const KeyDeviceId id = devices.keys()[0].id;
        QCOMPARE(devices.keys()[0].pin, PinState::MustChange);
        CredentialCreation creation = creationFor();
        creation.userVerification = Requirement::Required;
        QCOMPARE(watch.failure(devices.makeCredential(creation)).problem, KeyProblem::PinMustChange);
        QCOMPARE(watch.failure(devices.listCredentials(id, u"example.org"_s)).problem, KeyProblem::PinMustChange);
        // The same again is no change.
        QCOMPARE(watch.failure(devices.changePin(id, pinOf("1234"), pinOf("1234"))).problem, KeyProblem::PinRefused);
        QVERIFY(watch.isDone(devices.changePin(id, pinOf("1234"), pinOf("5678"))));
        QVERIFY(watch.waitFor([&] { return devices.keys()[0].pin == PinState::Set; }));
    }

    void resetIsGuided()
    {
        KeyBench bench;
        QVERIFY(bench.setPin("1234"));
        CredentialCreation creation = creationFor();
        QVERIFY(!bench.create(creation).credentialId.isEmpty());
        const auto operation = bench.devices.reset(bench.id());
        QVERIFY(bench.watch.waitForAction(operation, KeyAction::TakeOut));
        bench.key.tell(u"unplug"_s);
        QVERIFY(bench.watch.waitForAction(operation, KeyAction::PutBack));
        bench.key.tell(u"plug"_s);
        QVERIFY(bench.touch(operation));
        QVERIFY(bench.watch.isDone(operation));
        QCOMPARE(bench.credentialsOnKey(), 0);
        QVERIFY(bench.waitForPinState(PinState::NotSet));
    }

    void resetWithoutAPlugInTimeIsRefusedByTheKey()
    {
        KeyBench bench;
        const auto operation = bench.devices.reset(bench.id());
        QVERIFY(bench.watch.waitForAction(operation, KeyAction::TakeOut));
        bench.key.tell(u"unplug"_s);
        QVERIFY(bench.watch.waitForAction(operation, KeyAction::PutBack));
        // Between plugging in and our question eleven seconds pass.
        QSignalSpy appeared(&bench.devices, &KeyDevices::appeared);
        bench.key.addFault(u"delay"_s, u"getInfo"_s, 1, 300);
        bench.key.tell(u"plug"_s);
        bench.key.tell({{u"command"_s, u"advance"_s}, {u"milliseconds"_s, 11'000}});
        QVERIFY(appeared.wait());
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::ResetTooLate);
    }

    void anotherKeyIsNotReset()
    {
        KeyProgram mine;
        KeyProgram other({u"--unplugged"_s, u"--aaguid"_s, u"ee882879-721c-4913-9775-3dfcce97072a"_s});
        LocalKeyDevices local({.sockets = {mine.socket(), other.socket()}, .withOwnKeys = false});
        KeyDevices& devices = local;
        KeyWatch watch(devices);
        local.start();
        QVERIFY(watch.waitForKeys(1));
        const auto operation = devices.reset(devices.keys()[0].id);
        QVERIFY(watch.waitForAction(operation, KeyAction::TakeOut));
        mine.tell(u"unplug"_s);
        QVERIFY(watch.waitForAction(operation, KeyAction::PutBack));
        other.tell(u"plug"_s);
        QCOMPARE(watch.failure(operation).problem, KeyProblem::DifferentKey);
        QVERIFY(!other.tell(u"state"_s)[u"touchNeeded"_s].toBool());
    }
};

QTEST_GUILESS_MAIN(TstKeyPin)
#include "tst_keypin.moc"
