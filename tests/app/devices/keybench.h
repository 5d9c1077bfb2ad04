#pragma once

#include "devices/localkeydevices.h"
#include "devices/socketsource.h"
#include "fakes/keyprogram.h"
#include "keywatch.h"

namespace keydesk {

inline CredentialCreation creationFor(const QString& userName = QStringLiteral("ada"))
{
    return {.ceremony = {QStringLiteral("ceremony")},
            .challenge = QByteArray(32, 'c'),
            .relyingPartyId = QStringLiteral("example.org"),
            .relyingPartyName = QStringLiteral("Example"),
            .origin = QStringLiteral("https://panel.example.org"),
            .userHandle = "handle of " + userName.toUtf8(),
            .userName = userName,
            .displayName = userName.toUpper(),
            .algorithms = {CoseAlgorithm::Es256, CoseAlgorithm::EdDsa},
            .residentKey = Requirement::Discouraged,
            .userVerification = Requirement::Discouraged,
            .attestation = AttestationConveyance::Direct,
            .expires = {}};
}

inline AssertionRequest requestFor(const QList<QByteArray>& ids = {})
{
    AssertionRequest request{.ceremony = {QStringLiteral("sign-in")},
                             .challenge = QByteArray(32, 'd'),
                             .relyingPartyId = QStringLiteral("example.org"),
                             .origin = QStringLiteral("https://panel.example.org"),
                             .userVerification = Requirement::Discouraged,
                             .expires = {}};
    for (const QByteArray& id : ids)
        request.allowed.append({.id = id});
    return request;
}

inline SharedSecret pinOf(const char* digits)
{
    return share(Secret::copyOf(QByteArrayView(digits)));
}

constexpr KeyOperation::Times benchTimes{.beforeTouchPrompt = std::chrono::milliseconds{20}};

/// A key that is silent for so long does not answer; ReportLink::Times gives real ones more.
constexpr ReportLink::Times littlePatience{.silence = std::chrono::milliseconds{1000}};

inline std::vector<std::unique_ptr<KeySource>> sourcesFor(const QStringList& sockets, ReportLink::Times patience = {})
{
    std::vector<std::unique_ptr<KeySource>> sources;
    for (const QString& socket : sockets)
        sources.push_back(std::make_unique<SocketSource>(socket, patience));
    return sources;
}

/// The virtual key, the devices that see it, and what they say. Nothing else is plugged in.
struct KeyBench
{
    explicit KeyBench(const QStringList& options = {}, KeyOperation::Times times = benchTimes,
                      ReportLink::Times patience = {})
        : key(options), local(sourcesFor({key.socket()}, patience), times), watch(devices)
    {
        local.start();
        isReady = (options.contains(QStringLiteral("--unplugged")) || watch.waitForKeys(1));
    }

    KeyDevice device() const { return devices.keys().value(0); }
    KeyDeviceId id() const { return device().id; }
    bool waitForPinState(PinState state)
    {
        return watch.waitFor([=, this] { return device().pin == state; });
    }
    bool setPin(const char* digits)
    {
        return watch.isDone(devices.setPin(id(), pinOf(digits))) && waitForPinState(PinState::Set);
    }
    void replug()
    {
        const KeyDeviceId old = id();
        key.tell(QStringLiteral("unplug"));
        if (!watch.waitForKeys(0))
            qFatal("Still there");
        key.tell(QStringLiteral("plug"));
        if (!watch.waitForKeys(1) || id() == old)
            qFatal("Not back");
    }
    bool touch(const KeyOperationId& operation)
    {
        return watch.waitForAction(operation, KeyAction::Touch) && key.touchWhenNeeded();
    }
    /// Answers the PIN's question when digits are given, then touches.
    bool give(const KeyOperationId& operation, const char* digits)
    {
        if (digits != nullptr) {
            if (!watch.waitForPin(operation))
                return false;
            devices.answerPin(operation, pinOf(digits));
        }
        return touch(operation);
    }
    CreatedCredential create(const CredentialCreation& what = creationFor(), const char* digits = nullptr)
    {
        const auto operation = devices.makeCredential(what);
        return give(operation, digits) ? watch.outcome<CreatedCredential>(operation) : CreatedCredential();
    }
    AssertionAnswer assertion(const AssertionRequest& what, const char* digits = nullptr)
    {
        const auto operation = devices.makeAssertion(what);
        return give(operation, digits) ? watch.outcome<AssertionAnswer>(operation) : AssertionAnswer();
    }
    int credentialsOnKey() { return key.tell(QStringLiteral("state"))[QStringLiteral("credentials")].toInt(); }

    KeyProgram key;
    LocalKeyDevices local;
    KeyDevices& devices = local;
    KeyWatch watch;
    bool isReady = false;
};

} // namespace keydesk
