#include "keywatch.h"

#include "devices/localkeydevices.h"
#include "fakes/keyprogram.h"

#include <QSignalSpy>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr KeyOperation::Times testTimes{.beforeTouchPrompt = 20ms};

CredentialCreation creation()
{
    return {.ceremony = {u"ceremony"_s},
            .challenge = QByteArray(32, 'c'),
            .relyingPartyId = u"example.org"_s,
            .relyingPartyName = u"Example"_s,
            .origin = u"https://panel.example.org"_s,
            .userHandle = QByteArray(32, 'u'),
            .userName = u"ada"_s,
            .displayName = u"Ada Işık Çağlayan"_s,
            .algorithms = {CoseAlgorithm::Es256, CoseAlgorithm::EdDsa},
            .attestation = AttestationConveyance::Direct,
            .expires = {}};
}

AssertionRequest request(const QList<QByteArray>& ids)
{
    AssertionRequest request{.ceremony = {u"sign-in"_s},
                             .challenge = QByteArray(32, 'd'),
                             .relyingPartyId = u"example.org"_s,
                             .origin = u"https://panel.example.org"_s,
                             .expires = {}};
    for (const QByteArray& id : ids)
        request.allowed.append({.id = id});
    return request;
}

SharedSecret pin(const char* digits)
{
    return share(Secret::copyOf(QByteArrayView(digits)));
}

/// A key, the devices that see it, and what they say.
struct Bench
{
    explicit Bench(const QStringList& options = {})
        : key(options), local({.sockets = {key.socket()}, .withOwnKeys = false, .times = testTimes}), watch(devices)
    {
        local.start();
        isReady = watch.waitForKeys(1) && devices.keys().constFirst().state == KeyDevice::State::Ready;
    }
    KeyDeviceId id() const { return devices.keys().value(0).id; }
    KeyDevice device() const { return devices.keys().value(0); }
    bool setPin(const char* digits)
    {
        return watch.isDone(devices.setPin(id(), pin(digits))) &&
               watch.waitFor([this] { return device().pin == PinState::Set; });
    }
    CreatedCredential registerCredential(const CredentialCreation& what = creation(), const char* digits = nullptr)
    {
        const auto operation = devices.makeCredential(what);
        if (digits != nullptr) {
            if (!watch.waitForPin(operation))
                return {};
            devices.answerPin(operation, pin(digits));
        }
        if (!watch.waitForAction(operation, KeyAction::Touch) || !key.touchWhenNeeded())
            return {};
        return watch.outcome<CreatedCredential>(operation);
    }

    KeyProgram key;
    LocalKeyDevices local;
    KeyDevices& devices = local;
    KeyWatch watch;
    bool isReady = false;
};

} // namespace

class TstVirtualKey : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsKnownBeforeAnythingIsCreated()
    {
        Bench bench({u"--slots"_s, u"3"_s});
        QVERIFY(bench.isReady);
        const KeyDevice device = bench.device();
        QCOMPARE(device.pin, PinState::NotSet);
        QCOMPARE(device.minimumPinLength, 4);
        QCOMPARE(device.freeSlots, std::optional(3));
        QCOMPARE(device.aaguid, QByteArray("KEYDESK-VIRTUAL1"));
        QCOMPARE(device.model, u"key"_s);
        QVERIFY(!device.isU2fOnly);
        QVERIFY(device.missing.isEmpty());
    }

    void registersAndSignsIn()
    {
        Bench bench;
        QVERIFY(bench.isReady);
        const CreatedCredential created = bench.registerCredential();
        QCOMPARE(created.ceremony, CeremonyId{u"ceremony"_s});
        QVERIFY(created.credentialId.size() >= 16);
        QVERIFY(created.attestationObject.contains("packed"));
        QVERIFY(created.transports.contains(u"usb"_s));

        const auto signIn = bench.devices.makeAssertion(request({QByteArray(32, 'x'), created.credentialId}));
        QVERIFY(bench.watch.waitForAction(signIn, KeyAction::Touch));
        QVERIFY(bench.key.touchWhenNeeded());
        const auto answer = bench.watch.outcome<AssertionAnswer>(signIn);
        QCOMPARE(answer.ceremony, CeremonyId{u"sign-in"_s});
        QCOMPARE(answer.credentialId, created.credentialId);
        QVERIFY(answer.authenticatorData.size() >= 37);
        QVERIFY(answer.signature.size() > 60);
    }
};

QTEST_GUILESS_MAIN(TstVirtualKey)
#include "tst_virtualkey.moc"
