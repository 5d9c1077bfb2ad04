#pragma once

#include "protocol/administration.h"
#include "store/database.h"

namespace keydesk {

class Housekeeping;

/// Installations, their enrolment codes and the proofs already used. Functions run inside a transaction and hold no
/// state.
class InstallationStore
{
public:
    /// What an enrolment code stands for.
    struct CodeRecord
    {
        QString name;
        QString place;
        InstallationKind kind = InstallationKind::Kiosk;
        Instant expires;
        std::optional<InstallationId> usedBy = {};
    };

    static void addCode(Transaction& transaction, const QByteArray& codeHash, const CodeRecord& record);
    static std::optional<CodeRecord> findCode(Transaction& transaction, const QByteArray& codeHash);
    static void markCodeUsed(Transaction& transaction, const QByteArray& codeHash, const InstallationId& by);

    /// False when the key belongs to an installation already, revoked ones included.
    static bool add(Transaction& transaction, const Installation& installation, const QByteArray& keyThumbprint);
    static std::optional<Installation> find(Transaction& transaction, const InstallationId& id);
    static std::optional<Installation> findByKey(Transaction& transaction, const QByteArray& keyThumbprint);
    static QList<Installation> all(Transaction& transaction);
    static void setLastSeen(Transaction& transaction, const InstallationId& id, Instant seen);
    static void setRevoked(Transaction& transaction, const InstallationId& id, Instant revoked);

    /// False when the proof was used before.
    static bool useProof(Transaction& transaction, const QByteArray& useHash, Instant expires);
    /// Forgets proofs and codes that can never be accepted again.
    static void registerWith(Housekeeping& housekeeping);
};

} // namespace keydesk
