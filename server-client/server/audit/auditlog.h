#pragma once

#include "audit/caller.h"
#include "protocol/administration.h"
#include "store/database.h"

namespace keydesk {

class AuditChain;

struct AuditEvent
{
    QString event; ///< Dotted, past tense: "phone.registered", "sign_in.refused".
    std::optional<UserId> subject = {};
    QString subjectName = {};
    QJsonObject details = {}; ///< Never a secret. subjectId, installationId, installationPlace are added when known.
};

/// The append-only log. A record's hash is the lower-case hex SHA-256 of the canonical JSON (RFC 8785) of the object
///     {"actor", "address", "details", "event", "installation", "number", "previous", "requestId", "subject", "time"}
/// where previous is the hash of the record before (64 zeros for the first) and time is in milliseconds; anyone can
/// compute the chain again from the records alone. Thread-safe; holds no state. The signed checkpoints are
/// AuditCheckpoints'.
class AuditLog
{
public:
    /// In the transaction that causes the event: both happen or neither.
    static void append(Transaction& transaction, const Caller& caller, const AuditEvent& event);
    static QList<AuditRecord> records(Transaction& transaction, qint64 afterNumber, int maximum);
    /// The chain alone, without checkpoints. expectedHead: a hash noted elsewhere; the chain must still contain it.
    static AuditVerdict verify(Transaction& transaction, const QString& expectedHead);
    /// With what the chain expects already.
    static AuditVerdict verify(Transaction& transaction, AuditChain chain);

    /// The hash a record must have after the given one.
    static QString chainedHash(const AuditRecord& record, const QString& previousHash);
    /// The hash before the first record.
    static QString originHash();
};

} // namespace keydesk
