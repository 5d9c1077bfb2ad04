#pragma once

#include "base/ids.h"
#include "protocol/webauthn.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>
#include <variant>

namespace keydesk {

/// One plugging-in of a key: taken out and put back, the same key has another id.
using KeyDeviceId = Id<struct KeyDeviceTag>;
/// One thing that KeyDevices was asked to do.
using KeyOperationId = Id<struct KeyOperationTag>;

/// Why a key cannot be used, or why an operation ended without what was asked for. Each has words of its own in ui/.
enum class KeyProblem {
    Cancelled,     ///< By KeyDevices::cancel.
    TimedOut,      ///< The operation's time is over, or the key gave up waiting for a touch.
    Removed,       ///< Taken out while it was needed.
    HeldByAnother, ///< Another program is using it; it is looked at again by itself.
    NoAccess,      ///< This account may not open it: the udev rule is missing.
    NotAnswering,  ///< Plugged in, and silent.
    GarbageAnswer, ///< What it answers is not of the described form.
    Refused,       ///< It said no for a reason that it did not name; KeyFailure::code.
    Denied,        ///< The person said no on the key itself.
    NotSupported,  ///< This key cannot do it; KeyFailure::missing says what.

    PinNotSet,     ///< A PIN is needed and the key has none.
    PinAlreadySet, ///< It has one: change it.
    PinMustChange, ///< It asks for another PIN before anything else.
    PinWrong,      ///< triesLeft.
    PinPaused,     ///< Three wrong ones in a row: take it out and put it back. triesLeft.
    PinBlocked,    ///< No tries left: only a reset helps.
    PinTooShort,   ///< See KeyDevice::minimumPinLength.
    PinTooLong,    ///< More than 63 bytes of UTF-8.
    PinRefused,    ///< A rule of the key's own: too simple, or used before.

    VerificationFailed, ///< Its fingerprint reader did not know the finger, and there is no PIN to fall back to.
    AlreadyRegistered,  ///< One of the excluded credentials is on it.
    NoFreeSlot,         ///< Its memory is full.
    NoCredential,       ///< Nothing on it fits.
    ResetTooLate,       ///< A reset is taken only within seconds of plugging in.
    DifferentKey,       ///< Another key was put in than was taken out.
    Internal,           ///< A defect, or no memory.
};

/// What keys may lack.
enum class KeyAbility {
    Pin,
    UserVerification,
    Discoverable,   ///< Keeping a credential, for signing in without a user name.
    CredentialList, ///< Telling and deleting what is on it.
    Reset,
    Algorithm, ///< Any that the service takes.
    BuiltIn,   ///< The service wants one that is part of the computer,
    Portable,  ///< or one that is not.
};

struct KeyFailure
{
    KeyProblem problem = KeyProblem::Internal;
    std::optional<int> triesLeft = {};      ///< Of the PIN, where it matters.
    std::optional<KeyAbility> missing = {}; ///< With NotSupported.
    int code = 0; ///< What the library or the key said (fido/err.h): for small print and the log.

    bool operator==(const KeyFailure&) const = default;
};

enum class PinState {
    Unsupported,
    NotSet,
    Set,
    MustChange,
    Paused,  ///< Takes no PIN until it was taken out and put back.
    Blocked, ///< Takes no PIN until it is reset.
};

/// A security key that is plugged in, and what is known of it before anything is created.
struct KeyDevice
{
    enum class State {
        Reading, ///< Seen a moment ago; the rest is not known yet.
        Ready,
        Unusable, ///< problem says why.
    };
    KeyDeviceId id;
    State state = State::Reading;
    std::optional<KeyProblem> problem = {};
    /// The model by AAGUID where that is known, else what the key says of itself; may be empty. Plain text.
    QString model = {};
    QString maker = {};            ///< As the key says; may be empty.
    QByteArray aaguid = {};        ///< 16 bytes; all zero for U2F.
    bool isU2fOnly = false;        ///< From before FIDO2: no PIN, no list, a second factor only.
    bool isPlatform = false;       ///< Part of the computer, with dialogs of its own (Windows Hello).
    bool verifiesByItself = false; ///< Has a fingerprint (or the like) set up.
    PinState pin = PinState::Unsupported;
    std::optional<int> triesLeft = {};
    int minimumPinLength = 4;          ///< In characters (Unicode code points).
    std::optional<int> freeSlots = {}; ///< For discoverable credentials; most keys from before CTAP 2.1 do not tell.
    QList<KeyAbility> missing = {};    ///< What it cannot do.

    bool can(KeyAbility ability) const { return state == State::Ready && !missing.contains(ability); }
    bool operator==(const KeyDevice&) const = default;
};

/// A discoverable credential that lies on a key. Names are what the key keeps, as plain text of at most 64 characters.
struct KeyCredential
{
    QByteArray id;
    QByteArray userHandle;
    QString userName = {};
    QString displayName = {};

    bool operator==(const KeyCredential&) const = default;
};

/// What the person should do now.
enum class KeyAction {
    Wait,     ///< Nothing: the key works.
    Insert,   ///< Plug in a key.
    TouchOne, ///< Several keys blink: touch the one to use.
    Touch,    ///< Touch the key.
    TakeOut,
    PutBack,
    FollowSystem, ///< The computer shows a dialog of its own.
};

struct PinRequest
{
    enum class Reason {
        Needed,
        Wrong,          ///< The last one was wrong; triesLeft.
        FingerNotKnown, ///< The fingerprint failed: the PIN instead.
    };
    KeyDeviceId key;
    Reason reason = Reason::Needed;
    std::optional<int> triesLeft = {};

    bool operator==(const PinRequest&) const = default;
};

struct KeyDone
{
    bool operator==(const KeyDone&) const = default;
};

/// How an operation ended.
using KeyOutcome =
    std::variant<KeyFailure, KeyDone, KeyDeviceId, CreatedCredential, AssertionAnswer, QList<KeyCredential>>;

} // namespace keydesk
