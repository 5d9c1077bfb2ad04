#include "outbox/outboxqueue.h"

#include "base/logging.h"
#include "base/random.h"
#include "outbox/outboxpayload.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestProblem = 300;

} // namespace

OutboxQueue::OutboxQueue(Database& database, const Sealer& sealer, Random& random, DeliveryPolicy policy, Report report)
    : m_database(database), m_sealer(sealer), m_random(random), m_policy(policy), m_report(std::move(report))
{
}

void OutboxQueue::report(Transaction& transaction, const DeliveryReport& report) const
{
    if (m_report)
        m_report(transaction, report);
}

QList<Row> OutboxQueue::expire(Transaction& transaction, const QString& channel) const
{
    const qint64 now = toMilliseconds(transaction.now());
    const QList<Row> rows = transaction.all(
        u"SELECT id, attempts, problem FROM outbox WHERE state = 'waiting' AND channel = ? AND expires <= ?"_s,
        {channel, now});
    if (rows.isEmpty())
        return rows;
    transaction.run(
        u"UPDATE outbox SET state = 'expired', ended = ?, payload = NULL WHERE state = 'waiting' AND channel = ? "
        "AND expires <= ?"_s,
        {now, channel, now});
    for (const Row& row : rows)
        report(transaction, {.id = {row.text(0)},
                             .state = DeliveryReport::State::Expired,
                             .attempts = static_cast<int>(row.number(1)),
                             .problem = row.text(2)});
    return rows;
}

Result<std::optional<ClaimedMessage>> OutboxQueue::claim(OutgoingMessage::Channel channel)
{
    const QString name = channelName(channel);
    QList<Row> late;
    std::optional<Row> row;
    Instant now;
    const Result<void> claimed = m_database.write([&](Transaction& transaction) -> Result<void> {
        late = expire(transaction, name);
        now = transaction.now();
        // What expires first goes first: a code before a notice.
        row = transaction.first(
            u"SELECT id, user_id, created, expires, attempts, payload FROM outbox WHERE state = 'waiting' AND "
            "channel = ? AND due <= ? ORDER BY expires, created LIMIT 1"_s,
            {name, toMilliseconds(now)});
        if (row)
            transaction.run(u"UPDATE outbox SET due = ?, attempts = attempts + 1 WHERE id = ?"_s,
                            {toMilliseconds(now + m_policy.lease), row->text(0)});
        return done();
    });
    if (!claimed)
        return claimed.error();
    for (const Row& each : late)
        logEvent(LogLevel::Warning, "outbox.expired",
                 {{"message", each.text(0)}, {"channel", name}, {"attempts", each.text(1)}, {"problem", each.text(2)}});
    if (!row)
        return std::optional<ClaimedMessage>();
    ClaimedMessage message{.id = MessageId{row->text(0)},
                           .message = {},
                           .created = row->instant(2),
                           .attempts = static_cast<int>(row->number(4)) + 1,
                           .timeLeft = row->instant(3) - now};
    Result<OutgoingMessage> opened = openPayload(m_sealer, message.id, UserId{row->text(1)}, row->bytes(5));
    if (!opened) {
        // Sealed with a key that is gone, or altered: it will not get better.
        if (const Result<void> ended = finish(message, {Delivery::Outcome::Refused, u"its payload does not open"_s});
            !ended)
            return ended.error();
        return claim(channel);
    }
    message.message = opened.take();
    message.message.channel = channel;
    return std::optional(std::move(message));
}

Result<std::chrono::milliseconds> OutboxQueue::untilNext(OutgoingMessage::Channel channel)
{
    using std::chrono::milliseconds;
    return m_database.read([&](Transaction& transaction) -> Result<milliseconds> {
        const auto row = transaction.first(u"SELECT MIN(due) FROM outbox WHERE state = 'waiting' AND channel = ?"_s,
                                           {channelName(channel)});
        if (row->isNull(0))
            return m_policy.look;
        return std::clamp<milliseconds>(row->instant(0) - transaction.now(), milliseconds{0}, m_policy.look);
    });
}

Result<void> OutboxQueue::finish(const ClaimedMessage& claimed, const Delivery& delivery)
{
    const QString problem = delivery.problem.simplified().left(longestProblem);
    if (delivery.outcome == Delivery::Outcome::TryLater)
        return postpone(claimed, problem);
    const bool isDelivered = delivery.outcome == Delivery::Outcome::Delivered;
    const Result<void> written = m_database.write([&](Transaction& transaction) -> Result<void> {
        const int changed = transaction.run(
            u"UPDATE outbox SET state = ?, ended = ?, problem = ?, payload = NULL WHERE id = ? AND attempts = ? AND "
            "state = 'waiting'"_s,
            {isDelivered ? u"delivered"_s : u"refused"_s, toMilliseconds(transaction.now()), problem, claimed.id.value,
             claimed.attempts});
        if (changed > 0)
            report(transaction,
                   {.id = claimed.id,
                    .state = isDelivered ? DeliveryReport::State::Delivered : DeliveryReport::State::Refused,
                    .attempts = claimed.attempts,
                    .problem = problem});
        return done();
    });
    logEvent(isDelivered ? LogLevel::Info : LogLevel::Failure, isDelivered ? "outbox.delivered" : "outbox.refused",
             {{"message", claimed.id.value}, {"attempts", QString::number(claimed.attempts)}, {"problem", problem}});
    return written;
}

Result<void> OutboxQueue::postpone(const ClaimedMessage& claimed, const QString& problem)
{
    const std::chrono::milliseconds pause = pauseAfter(claimed.attempts);
    logEvent(LogLevel::Warning, "outbox.delayed",
             {{"message", claimed.id.value}, {"attempts", QString::number(claimed.attempts)}, {"problem", problem}});
    return m_database.write([&](Transaction& transaction) -> Result<void> {
        const Instant due = transaction.now() + pause;
        const int changed = transaction.run(
            u"UPDATE outbox SET due = ?, problem = ? WHERE id = ? AND attempts = ? AND state = 'waiting'"_s,
            {toMilliseconds(due), problem, claimed.id.value, claimed.attempts});
        if (changed > 0)
            report(transaction,
                   {.id = claimed.id, .attempts = claimed.attempts, .nextTry = due, .problem = problem});
        return done();
    });
}

std::chrono::milliseconds OutboxQueue::pauseAfter(int attempts) const
{
    const auto doubled = m_policy.firstPause * (1LL << std::min(attempts - 1, 20));
    const auto pause = std::min<std::chrono::milliseconds>(doubled, m_policy.longestPause);
    // 75 to 125 %, so that what failed together does not come back together.
    const int percent = 75 + static_cast<uchar>(m_random.bytes(1).front()) * 50 / 255;
    return pause * percent / 100;
}

} // namespace keydesk
