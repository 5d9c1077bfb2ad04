#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "text/servicetext.h"

#include <atomic>

namespace keydesk {

/// A message as it leaves the house.
struct Parcel
{
    MessageId id;
    QString recipient; ///< Mail address, or E.164 number.
    QString locale;
    RenderedText text; ///< May hold a code; the owner wipes it.
    Instant created;
    std::chrono::milliseconds timeLimit{30000}; ///< It must not be handed over later.
};

struct Delivery
{
    enum class Outcome {
        Delivered, ///< The next station has taken the responsibility for it.
        TryLater,  ///< No connection, a temporary refusal, or a fault of the settings that somebody may mend.
        Refused,   ///< It will never be taken: no such address.
    };
    Outcome outcome = Outcome::Delivered;
    QString problem = {}; ///< For the log; holds no secret and no address.
};

/// Hands messages of one channel over. Blocks; used by one thread.
class Courier
{
public:
    virtual ~Courier() = default;
    /// Gives up soon after shouldStop becomes true, as TryLater.
    virtual Delivery deliver(const Parcel& parcel, const std::atomic<bool>& shouldStop) = 0;
    /// The queue is empty: connections need not stay open.
    virtual void rest() {}
};

} // namespace keydesk
