#pragma once

#include "base/clock.h"
#include "base/error.h"

namespace keydesk {

/// What stands in the way and is not about what the person typed. ui/ has one title, one sentence and one advice per
/// kind.
struct Trouble
{
    enum class Kind {
        Unreachable,      ///< No connection to the service.
        TooSlow,          ///< Connected, but no answer in time.
        CertificateWrong, ///< Whoever answers cannot prove to be the service.
        SignInExpired,    ///< The access token is no longer good.
        ClockWrong,       ///< This computer's clock is too far off; clockOffset says how far.
        Busy,             ///< The service has too much to do; retryIn says when to come back.
        ServiceDown,      ///< The service answers, but something behind it does not.
        VersionTooOld,    ///< Program and service do not understand each other.
        NotEnrolled,      ///< This installation is unknown or revoked.
        KeyOutOfReach,    ///< This installation's key cannot be read or kept: its keychain is locked or silent.
        Closed,           ///< No Registration profile: nobody can sign in.
        NotAllowed,       ///< Known person, but not allowed here.
        Fault,            ///< A defect; only the request id explains it.
    };
    Kind kind = Kind::Fault;
    std::chrono::seconds retryIn{0};     ///< 0: not known.
    std::chrono::seconds clockOffset{0}; ///< This computer's clock minus the service's.
    QString requestId = {};              ///< Small print; may be empty.

    friend bool operator==(const Trouble&, const Trouble&) = default;
};

/// The trouble behind an error that no page explains itself; now is this computer's time.
Trouble troubleFrom(const Error& error, Instant now);
/// The same call may succeed if it is made again.
bool canRetry(Trouble::Kind kind);

} // namespace keydesk
