#pragma once

#include "outbox/outboxqueue.h"
#include "store/wakeups.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace keydesk {

/// Delivers the outbox: one thread per channel (more for logouts), so that a slow mail server does not hold up SMS. Each message is tried
/// until it is delivered, refused or expired, with growing pauses; what has ended keeps its row (state, attempts, last
/// problem) for 30 days, without its payload. Delivery is at least once (see MailCourier). What any instance enqueues
/// is taken at once by whichever is free.
class OutboxDelivery
{
public:
    struct Parts
    {
        Database& database;
        const Sealer& sealer;
        Random& random;
        std::unique_ptr<Courier> mail; ///< Null: mails wait and expire.
        std::unique_ptr<Courier> sms;  ///< Null: likewise.
        /// One thread for each, so that a service provider which does not answer holds up few.
        std::vector<std::unique_ptr<Courier>> logouts = {};
        OutboxQueue::Report report = {};
        /// For every text: organisation, helpDesk.
        QMap<QString, QString> commonVariables = {};
        DeliveryPolicy policy = {};
    };
    /// Starts the threads.
    explicit OutboxDelivery(Parts parts);
    /// Waits a few seconds for a transfer that has begun.
    ~OutboxDelivery();

private:
    void wake();
    void work(OutgoingMessage::Channel channel, Courier& courier);
    /// How long to rest, unless woken, before the next one.
    std::chrono::milliseconds deliverNext(OutgoingMessage::Channel channel, Courier& courier);
    Delivery handOver(ClaimedMessage& claimed, Courier& courier);

    Parts m_parts;
    OutboxQueue m_queue;
    std::mutex m_mutex;
    std::condition_variable m_wakeUp;
    quint64 m_wakes = 0;
    std::atomic<bool> m_shouldStop{false};
    std::vector<std::thread> m_threads;
    std::unique_ptr<WakeupSubscription> m_subscription;
};

} // namespace keydesk
