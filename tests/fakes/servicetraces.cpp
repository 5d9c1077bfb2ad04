#include "fakes/servicetraces.h"

#include "audit/auditlog.h"
#include "fakes/expect.h"
#include "outbox/outboxpayload.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

QList<AuditRecord> auditRecordsOf(Database& database)
{
    return expect(database.read([](Transaction& transaction) -> Result<QList<AuditRecord>> {
        return AuditLog::records(transaction, 0, 1000);
    }));
}

QStringList auditEventsOf(Database& database)
{
    QStringList events;
    for (const AuditRecord& record : auditRecordsOf(database))
        events.append(record.event);
    return events;
}

QList<EnqueuedMessage> messagesOf(Database& database, const Sealer& sealer)
{
    return expect(database.read([&](Transaction& transaction) -> Result<QList<EnqueuedMessage>> {
        QList<EnqueuedMessage> messages;
        for (
            const Row& row : transaction.all(
                u"SELECT id, user_id, payload, channel, expires FROM outbox WHERE payload IS NOT NULL ORDER BY created, id"_s)) {
            EnqueuedMessage message{expect(openPayload(sealer, {row.text(0)}, {row.text(1)}, row.bytes(2))),
                                    {row.text(0)}};
            message.user = {row.text(1)};
            for (const auto channel : {OutgoingMessage::Channel::Sms, OutgoingMessage::Channel::Logout}) {
                if (row.text(3) == channelName(channel))
                    message.channel = channel;
            }
            message.expires = row.instant(4);
            messages.append(message);
        }
        return messages;
    }));
}

qint64 rowCount(Database& database, const QString& table)
{
    return expect(database.read([&](Transaction& transaction) -> Result<qint64> {
        return transaction.first(u"SELECT COUNT(*) FROM "_s + table)->number(0);
    }));
}

} // namespace keydesk
