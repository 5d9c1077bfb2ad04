#pragma once

#include "audit/caller.h"
#include "protocol/administration.h"
#include "store/database.h"

namespace keydesk {

struct AuditEvent
{
    QString event; ///< Dotted, past tense: "phone.registered", "sign_in.refused".
    std::optional<UserId> subject = {};
    QString subjectName = {};
    QJsonObject details = {}; ///< Never a secret.
};

/// The append-only log. Each record holds SHA-256 over the one before and its own contents; the head is signed at
/// checkpoints (see docs/administration.md). Thread-safe; holds no state.
class AuditLog
{
public:
    /// In the transaction that causes the event: both happen or neither.
    static void append(Transaction& transaction, const Caller& caller, const AuditEvent& event);
    static QList<AuditRecord> records(Transaction& transaction, qint64 afterNumber, int maximum);
    static AuditVerdict verify(Transaction& transaction, const QString& expectedHead);
};

} // namespace keydesk
