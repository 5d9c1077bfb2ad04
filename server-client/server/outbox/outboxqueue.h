#pragma once

#include "outbox/courier.h"
#include "outbox/outbox.h"

namespace keydesk {

/// How long until the next attempt, and how long one may take.
struct DeliveryPolicy
{
    std::chrono::milliseconds firstPause{3000}; ///< Doubled from attempt to attempt, ± 25 %.
    std::chrono::milliseconds longestPause{std::chrono::minutes{10}};
    /// A message that is being delivered is left alone by others for so long: longer than any transfer.
    std::chrono::milliseconds lease{std::chrono::minutes{2}};
    /// How long at most without looking, for the case that a wake-up was lost.
    std::chrono::milliseconds look{std::chrono::minutes{1}};
    /// The same while the database does not answer.
    std::chrono::milliseconds afterFailure{5000};
};

/// A message that this instance alone may deliver now.
struct ClaimedMessage
{
    MessageId id;
    OutgoingMessage message;
    Instant created;
    int attempts = 0;                      ///< With this one.
    std::chrono::milliseconds timeLeft{0}; ///< Until it expires.
};

/// The rows behind OutboxDelivery. Several instances may work on one outbox. All functions block; any thread.
class OutboxQueue
{
public:
    /// Is told what became of a message in the transaction that writes it down.
    using Report = std::function<void(Transaction&, const DeliveryReport&)>;

    OutboxQueue(Database& database, const Sealer& sealer, Random& random, DeliveryPolicy policy, Report report = {});

    /// Ends what has expired, then takes the most urgent message that is due. nullopt: nothing is.
    Result<std::optional<ClaimedMessage>> claim(OutgoingMessage::Channel channel);
    /// How long until a message is due, or may be taken over from an instance that has it; policy.look at most.
    Result<std::chrono::milliseconds> untilNext(OutgoingMessage::Channel channel);
    /// Writes what became of it; without effect when the lease was over and another instance has taken it. Erases the
    /// payload unless it is tried again.
    Result<void> finish(const ClaimedMessage& claimed, const Delivery& delivery);

private:
    Result<void> postpone(const ClaimedMessage& claimed, const QString& problem);
    QList<Row> expire(Transaction& transaction, const QString& channel) const;
    void report(Transaction& transaction, const DeliveryReport& report) const;
    std::chrono::milliseconds pauseAfter(int attempts) const;

    Database& m_database;
    const Sealer& m_sealer;
    Random& m_random;
    DeliveryPolicy m_policy;
    Report m_report;
};

} // namespace keydesk
