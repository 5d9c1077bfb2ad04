#pragma once

#include "audit/auditlog.h"
#include "base/sealer.h"
#include "base/signingkey.h"

namespace keydesk {

struct AuditCheckpoint
{
    qint64 number = 0; ///< Of the record that is the head.
    QString head;
    Instant time;
    QByteArray signature;
};

/// Signs the audit log's head with a P-256 key (ES256 over the canonical JSON {"head", "number", "time"}) that is
/// sealed under the master key: who can write the database can compute a new chain, but not sign it. The head also goes
/// to the service's log ("audit.checkpoint"), from where syslog takes it elsewhere. All functions block; any thread.
class AuditCheckpoints
{
public:
    AuditCheckpoints(Database& database, const Sealer& sealer);

    /// Signs the present head when at least this many records came since the last checkpoint (1: on demand). Makes the
    /// key at the first call. nullopt: nothing to sign.
    Result<std::optional<AuditCheckpoint>> signIfDue(qint64 records = 1);
    /// The chain, the external head (see AuditLog::verify) and every checkpoint.
    Result<AuditVerdict> verify(const QString& expectedHead) const;
    /// For those who verify elsewhere. NotFound before the first checkpoint.
    Result<VerifyingKey> publicKey() const;

private:
    Result<SigningKey> key(Transaction& transaction) const;
    Result<SigningKey> keyOrNew(Transaction& transaction) const;

    Database& m_database;
    const Sealer& m_sealer;
};

} // namespace keydesk
