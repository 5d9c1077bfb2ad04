#pragma once

#include "base/sealer.h"
#include "outbox/outbox.h"
#include "protocol/administration.h"

namespace keydesk {

// What a service leaves behind in its database, for tests that look.

QList<AuditRecord> auditRecordsOf(Database& database);
QStringList auditEventsOf(Database& database);

struct EnqueuedMessage : OutgoingMessage
{
    MessageId id;
};
/// The messages that wait in the outbox, oldest first.
QList<EnqueuedMessage> messagesOf(Database& database, const Sealer& sealer);

qint64 rowCount(Database& database, const QString& table);

} // namespace keydesk
