#pragma once

#include "phone/phonestore.h"
#include "phone/softotp.h"
#include "protocol/phone.h"

namespace keydesk {

/// A code typed at registration, held against the seed. Computed outside the transaction: it depends on nothing that
/// another request may change.
struct RegistrationCode
{
    std::optional<AcceptedCode> accepted;
    CodeFinding finding;

    static RegistrationCode examine(QByteArrayView seed, QByteArrayView code, Instant now);
};

/// What the code means for this registration.
struct CodeVerdict
{
    std::optional<AcceptedCode> accepted = {};
    CodeRefusal refusal = {};                     ///< Unless accepted; triesLeft is for the caller to set.
    std::optional<DriftCandidate> candidate = {}; ///< To be remembered until the next code.
    bool costsTry = true;                         ///< A code of the wrong length could never be right: it is free.
};

/// Accepts the code of the present step and its neighbours, as sign-in does, and the second of two codes that agree on
/// how far the phone's clock is off (RFC 4226 section 7.4, in time steps). Everything else is refused with the reason.
CodeVerdict judge(const RegistrationCode& code, const StoredPhone& phone, const StoredSoftOtp& softOtp);

} // namespace keydesk
