#pragma once

#include "base/clock.h"
#include "base/digest.h"

#include <optional>

namespace keydesk {

/// How a one-time password is made. The defaults are what every authenticator app knows.
struct OtpParameters
{
    Hash hash = Hash::Sha1;
    int digits = 6;                  ///< 6 or 8.
    std::chrono::seconds period{30}; ///< Length of a time step, RFC 6238 section 4.

    friend bool operator==(const OtpParameters&, const OtpParameters&) = default;
};

/// RFC 4226 section 5.3; decimal digits with leading zeros.
QByteArray hotp(QByteArrayView secret, quint64 counter, const OtpParameters& parameters = {});
/// RFC 6238: the time step in which the instant lies (T0 = 0).
quint64 timeStep(Instant instant, const OtpParameters& parameters = {});

/// RFC 4648 section 6 without padding, upper case.
QByteArray base32(QByteArrayView bytes);
/// Accepts lower case, spaces and padding; nullopt for anything else that is not in the alphabet.
std::optional<Secret> fromBase32(QByteArrayView text);

} // namespace keydesk
