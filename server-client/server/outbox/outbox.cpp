#include "outbox/outbox.h"

#include "base/random.h"
#include "outbox/outboxpayload.h"
#include "store/housekeeping.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::hours triedFor{72};

} // namespace

Outbox::Outbox(const Sealer& sealer, Random& random) : m_sealer(sealer), m_random(random) {}

MessageId Outbox::enqueue(Transaction& transaction, const OutgoingMessage& message) const
{
    const MessageId id{m_random.opaqueId()};
    const qint64 now = toMilliseconds(transaction.now());
    const qint64 expires = toMilliseconds(message.expires.value_or(transaction.now() + triedFor));
    transaction.run(
        u"INSERT INTO outbox (id, channel, user_id, created, expires, due, attempts, state, problem, payload) "
        "VALUES (?, ?, ?, ?, ?, ?, 0, 'waiting', '', ?)"_s,
        {id.value, channelName(message.channel), message.user.value, now, expires, now, sealPayload(m_sealer, id, message)});
    transaction.wake(outboxTopic);
    return id;
}

void Outbox::withdraw(Transaction& transaction, const MessageId& id)
{
    transaction.run(
        u"UPDATE outbox SET state = 'withdrawn', ended = ?, payload = NULL WHERE id = ? AND state = 'waiting'"_s,
        {toMilliseconds(transaction.now()), id.value});
}

QString channelName(OutgoingMessage::Channel channel)
{
    switch (channel) {
    case OutgoingMessage::Channel::Mail:
        return u"mail"_s;
    case OutgoingMessage::Channel::Sms:
        return u"sms"_s;
    case OutgoingMessage::Channel::Logout:
        return u"logout"_s;
    }
    Q_UNREACHABLE();
}

void Outbox::registerWith(Housekeeping& housekeeping)
{
    // Logouts end in OutboxQueue alone, which says so to whoever shows them.
    housekeeping.add(u"UPDATE outbox SET state = 'expired', ended = ?, payload = NULL WHERE state = 'waiting' AND "
                     "expires <= ? AND channel <> 'logout'"_s);
    housekeeping.add(u"DELETE FROM outbox WHERE ended + 2592000000 < ?"_s);
}

} // namespace keydesk
