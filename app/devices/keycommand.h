#pragma once

#include "base/secret.h"
#include "devices/keydevice.h"

namespace keydesk {

/// What the key says of itself (CTAP 2.1, section 6.4, and its PIN tries).
struct KeyFacts
{
    bool isU2fOnly = false;
    bool isPlatform = false;
    QByteArray aaguid = QByteArray(16, '\0');
    QList<CoseAlgorithm> algorithms = {}; ///< In the key's order; a key from before CTAP 2.1 need not tell.
    QStringList transports = {};
    PinState pin = PinState::Unsupported;
    std::optional<int> triesLeft = {};
    int minimumPinLength = 4;
    std::optional<int> freeSlots = {};
    bool hasDiscoverable = false;
    bool verifiesByItself = false;           ///< "uv": set up and ready.
    bool alwaysVerifies = false;             ///< "alwaysUv"
    bool makesWithoutPin = false;            ///< "makeCredUvNotRqd"
    bool managesCredentials = false;         ///< In a way that the library can use.
    int maximumMessage = 1024;               ///< Bytes.
    std::optional<int> maximumListed = {};   ///< Credential ids in one request.
    std::optional<int> maximumIdLength = {}; ///< Bytes.

    bool operator==(const KeyFacts&) const = default;
};

/// What a key's thread is told to do. Each is one visit to the key, from opening to closing.
struct InspectCommand
{
};
struct AwaitTouchCommand
{
};
struct MakeCredentialCommand
{
    CredentialCreation creation;
    SharedSecret pin = {};
};
struct MakeAssertionCommand
{
    AssertionRequest request;
    SharedSecret pin = {};
};
struct SetPinCommand
{
    SharedSecret pin;
    SharedSecret current = {}; ///< Null: it has none yet.
};
struct ListCredentialsCommand
{
    QString relyingPartyId;
    SharedSecret pin = {};
};
struct RemoveCredentialsCommand
{
    QList<QByteArray> ids;
    SharedSecret pin = {};
};
struct ResetCommand
{
};
using KeyCommand = std::variant<InspectCommand, AwaitTouchCommand, MakeCredentialCommand, MakeAssertionCommand,
                                SetPinCommand, ListCredentialsCommand, RemoveCredentialsCommand, ResetCommand>;

/// The command cannot be done without a PIN, or not with the one given: ask, and give the command again.
struct PinNeeded
{
    PinRequest::Reason reason = PinRequest::Reason::Needed;
    std::optional<int> triesLeft = {};

    bool operator==(const PinNeeded&) const = default;
};

/// One of the accounts that a key offers for a sign-in, already signed.
struct SignedAccount
{
    AssertionAnswer answer;
    KeyCredential account;
};

using KeyAnswer = std::variant<KeyFailure, KeyDone, PinNeeded, KeyFacts, CreatedCredential, QList<SignedAccount>,
                               QList<KeyCredential>>;

} // namespace keydesk
