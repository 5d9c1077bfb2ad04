#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "text/servicetext.h"

#include <QMap>
#include <atomic>
#include <optional>

namespace keydesk {

/// A message as it leaves the house.
struct Parcel
{
    MessageId id;
    QString recipient; ///< Mail address, E.164 number, or a service provider's entity id.
    QString locale;
    RenderedText text; ///< May hold a code; the owner wipes it. Empty for what is not for people.
    Instant created;
    std::chrono::milliseconds timeLimit{30000}; ///< It must not be handed over later.
    QMap<QString, QString> contents = {};       ///< Of what is for programs (Channel::Logout).
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

/// What became of a message, or of one attempt.
struct DeliveryReport
{
    enum class State { Waiting, Delivered, Refused, Expired };
    MessageId id;
    State state = State::Waiting;
    int attempts = 0;
    std::optional<Instant> nextTry = {}; ///< While it waits.
    QString problem = {};
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
