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
    const QString channel = message.channel == OutgoingMessage::Channel::Mail ? u"mail"_s : u"sms"_s;
    transaction.run(
        u"INSERT INTO outbox (id, channel, user_id, created, expires, due, attempts, state, problem, payload) "
        "VALUES (?, ?, ?, ?, ?, ?, 0, 'waiting', '', ?)"_s,
        {id.value, channel, message.user.value, now, expires, now, sealPayload(m_sealer, id, message)});
    transaction.wake(outboxTopic);
    return id;
}

void Outbox::registerWith(Housekeeping& housekeeping)
{
    housekeeping.add(
        u"UPDATE outbox SET state = 'expired', ended = ?, payload = NULL WHERE state = 'waiting' AND expires <= ?"_s);
    housekeeping.add(u"DELETE FROM outbox WHERE ended + 2592000000 < ?"_s);
}

} // namespace keydesk
