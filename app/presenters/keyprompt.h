#pragma once

#include "devices/keydevice.h"

#include <chrono>

namespace keydesk {

/// What is asked of the person with the key in their hand, and what is known of the key: the part that all pages share
/// which do something with a plugged-in key.
struct KeyPrompt
{
    enum class Ask {
        Nothing,      ///< The key works, or nothing is under way.
        Insert,       ///< Plug in a key.
        TouchOne,     ///< Several keys blink: touch the one to use.
        Touch,        ///< Touch the key.
        Pin,          ///< Its PIN.
        NewPin,       ///< It has none: choose one, typed twice.
        ChangePin,    ///< The present one, and a new one typed twice; it may be the key that demands it (mustChange).
        Account,      ///< Several accounts on the key fit: which?
        TakeOut,      ///< Take the key out,
        PutBack,      ///< and put it back.
        FollowSystem, ///< The computer shows a dialog of its own.
    };
    /// Of the PIN that was typed last.
    enum class PinProblem {
        None,
        Missing,
        CurrentMissing, ///< ChangePin: the present one.
        NotRepeated,    ///< The two new ones differ.
        Unchanged,      ///< The new one is the present one.
        TooShort,       ///< key->minimumPinLength.
        TooLong,
        Wrong,   ///< triesLeft.
        Refused, ///< The key's own rule: too simple, or used before.
    };
    Ask ask = Ask::Nothing;
    std::optional<KeyDevice> key = {}; ///< The one in use, as soon as it is known.
    int keysPluggedIn = 0;
    PinProblem pinProblem = PinProblem::None;
    std::optional<int> triesLeft = {}; ///< Of the PIN.
    bool mustChange = false;           ///< ChangePin: the key demands it.
    bool fingerNotKnown = false;       ///< Pin: the fingerprint failed.
    QList<KeyCredential> accounts = {};
    /// For what ask wants; counts down. Nothing where no time is set.
    std::optional<std::chrono::seconds> timeLeft = {};
    /// How the last attempt ended; ask is Nothing then, and the page offers another way on.
    std::optional<KeyFailure> failure = {};
};

} // namespace keydesk
