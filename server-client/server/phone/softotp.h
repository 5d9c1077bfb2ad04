#pragma once

#include "base/onetimepassword.h"

namespace keydesk {

/// Codes up to this many time steps beside the expected one are accepted, at registration and at sign-in alike
/// (RFC 6238 section 5.2).
inline constexpr int acceptedSteps = 1;
/// How far from the service's time a code is still recognised, to tell the person what is wrong with it.
inline constexpr std::chrono::minutes recognisedDistance{10};

struct AcceptedCode
{
    qint64 step = 0;
    std::chrono::milliseconds clockOffset{0}; ///< To be remembered instead of the one before.
};

/// Is this the phone's code now? clockOffset is what is known of the phone's clock (its time minus the service's). The
/// steps around the service's own time are accepted as well: a person who sets a drifting phone right is not locked
/// out. The work does not depend on the code.
std::optional<AcceptedCode> acceptedCode(QByteArrayView seed, const OtpParameters& parameters, QByteArrayView code,
                                         Instant now, std::chrono::milliseconds clockOffset);

/// What an authenticator app did, read from a code that was made for a seed with the default parameters.
struct CodeFinding
{
    enum class Kind {
        Unknown,
        AnotherTime, ///< Right but for its time; step and clockOffset say which.
        EightDigits,
        OtherHash,
        LongPeriod,
        WrongLength,
    };
    Kind kind = Kind::Unknown;
    qint64 step = 0;
    std::chrono::milliseconds clockOffset{0}; ///< Best estimate: the middle of the step in which the code was shown.
};

/// Looks for the code in the neighbourhood: ± recognisedDistance, SHA-1, SHA-256 and SHA-512, 6 and 8 digits, steps of
/// 30 and of 60 seconds. Always the same amount of work (186 HMACs).
CodeFinding findCode(QByteArrayView seed, QByteArrayView code, Instant now);

/// The time step as a number that may be compared with differences; never negative.
qint64 stepOf(Instant instant, const OtpParameters& parameters = {});

/// Removes the spaces that people type between groups; the result is at most 16 bytes long.
Secret typedCode(const Secret& typed);

} // namespace keydesk
