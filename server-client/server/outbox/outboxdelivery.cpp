#include "outbox/outboxdelivery.h"

#include "base/logging.h"
#include "outbox/outboxpayload.h"

namespace keydesk {

OutboxDelivery::OutboxDelivery(Parts parts)
    : m_parts(std::move(parts)), m_queue(m_parts.database, m_parts.sealer, m_parts.random, m_parts.policy, m_parts.report)
{
    using Channel = OutgoingMessage::Channel;
    if (m_parts.mail)
        m_threads.emplace_back([this] { work(Channel::Mail, *m_parts.mail); });
    if (m_parts.sms)
        m_threads.emplace_back([this] { work(Channel::Sms, *m_parts.sms); });
    for (const std::unique_ptr<Courier>& courier : m_parts.logouts)
        m_threads.emplace_back([this, &courier] { work(Channel::Logout, *courier); });
    m_subscription = m_parts.database.subscribe(outboxTopic, [this] { wake(); });
}

OutboxDelivery::~OutboxDelivery()
{
    {
        const std::lock_guard lock(m_mutex);
        m_shouldStop = true;
    }
    m_wakeUp.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
}

void OutboxDelivery::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_wakes;
    }
    m_wakeUp.notify_all();
}

void OutboxDelivery::work(OutgoingMessage::Channel channel, Courier& courier)
{
    quint64 seen = 0;
    while (!m_shouldStop) {
        const std::chrono::milliseconds pause = deliverNext(channel, courier);
        if (pause <= pause.zero())
            continue;
        courier.rest();
        std::unique_lock lock(m_mutex);
        m_wakeUp.wait_for(lock, pause, [&] { return m_shouldStop || m_wakes != seen; });
        seen = m_wakes;
    }
}

std::chrono::milliseconds OutboxDelivery::deliverNext(OutgoingMessage::Channel channel, Courier& courier)
{
    Result<std::optional<ClaimedMessage>> claimed = m_queue.claim(channel);
    if (!claimed) {
        logFailure("outbox.unreadable", claimed.error());
        return m_parts.policy.afterFailure;
    }
    if (!*claimed) {
        const auto untilNext = m_queue.untilNext(channel);
        return untilNext ? *untilNext : m_parts.policy.afterFailure;
    }
    const Delivery delivery = handOver(**claimed, courier);
    if (const Result<void> finished = m_queue.finish(**claimed, delivery); !finished) {
        // The lease stands in the database, so the message is not taken again at once.
        logFailure("outbox.unwritable", finished.error(), {{"message", (*claimed)->id.value}});
        return m_parts.policy.afterFailure;
    }
    return {};
}

Delivery OutboxDelivery::handOver(ClaimedMessage& claimed, Courier& courier)
{
    OutgoingMessage& message = claimed.message;
    const bool isForPerson = message.channel != OutgoingMessage::Channel::Logout;
    if (isForPerson && !ServiceText::textIds().contains(message.textId))
        return {Delivery::Outcome::Refused, QStringLiteral("no such text: ") % message.textId};
    Parcel parcel{.id = claimed.id,
                  .recipient = message.recipient,
                  .locale = ServiceText::nearestLocale(message.locale),
                  .text = {},
                  .created = claimed.created,
                  // Not into another instance's turn, and never after it has expired.
                  .timeLimit = std::min(claimed.timeLeft, m_parts.policy.lease * 3 / 4)};
    if (isForPerson) {
        QMap<QString, QString> variables = m_parts.commonVariables;
        variables.insert(message.variables);
        parcel.text = ServiceText::render(message.textId, message.locale, variables);
    } else {
        parcel.contents = message.variables;
    }
    const Delivery delivery = courier.deliver(parcel, m_shouldStop);
    parcel.contents.clear();
    wipe(message);
    wipe(parcel.text.body);
    return delivery;
}

} // namespace keydesk
