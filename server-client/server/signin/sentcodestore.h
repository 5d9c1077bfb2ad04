#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "protocol/method.h"
#include "store/database.h"

namespace keydesk {

/// The newest code that a method sent in a ceremony. Kept as HMAC: six digits would be found from a plain hash at once.
struct SentCode
{
    QByteArray mac;
    QByteArray previousMac; ///< Of the code that this one replaced; empty for the first.
    Instant sent;
    Instant expires;
    int sends = 1;
    int triesLeft = 0;
};

class SentCodeStore
{
public:
    static std::optional<SentCode> find(Transaction& transaction, const CeremonyId& ceremony, Method method);
    /// Replaces an earlier one.
    static void put(Transaction& transaction, const CeremonyId& ceremony, Method method, const SentCode& code);
    static void setTriesLeft(Transaction& transaction, const CeremonyId& ceremony, Method method, int tries);
    static void remove(Transaction& transaction, const CeremonyId& ceremony, Method method);
};

} // namespace keydesk
