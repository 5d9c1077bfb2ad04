#pragma once

#include "audit/caller.h"
#include "protocol/administration.h"
#include "protocol/proofofpossession.h"
#include "protocol/service.h"
#include "store/database.h"

namespace keydesk {

class Sealer;

/// Kiosks, desktop apps, sync services and command lines: each has a P-256 key, enrolled with a one-time code.
class InstallationService
{
public:
    InstallationService(Database& database, const Sealer& sealer, Random& random);

    /// A code (100 bits, base32 in groups of four) valid for 24 hours, for one installation. Stored as a hash.
    /// InvalidRequest (details.field) for a name that is no line of 1 to 64 characters, a place that is none of at most
    /// 128.
    Result<EnrolmentCode> createCode(const Caller& caller, const QString& name, const QString& place,
                                     InstallationKind kind);
    /// Consumes the code and stores the proof's key. InvalidRequest for a wrong, used or expired code (never told
    /// apart); Conflict when the key is an installation's already. The same key with the same code gets the same answer
    /// again, so that a lost answer can be asked for once more.
    Result<InstallationIdentity> enrol(const Caller& caller, const ProofOfPossession& proof, const QString& code);
    /// Finds the installation of a checked proof and records its jti (RFC 9449 section 11.1): ProofInvalid when seen
    /// before, InstallationUnknown when unknown or revoked.
    Result<Caller> authenticate(const Caller& anonymous, const ProofOfPossession& proof);
    Result<QList<Installation>> installations() const;
    /// Ends its tokens too.
    Result<void> revoke(const Caller& caller, const InstallationId& id);

private:
    QByteArray codeHash(QByteArrayView code) const;
    Result<InstallationIdentity> repeatedEnrolment(Transaction& transaction, const ProofOfPossession& proof,
                                                   const InstallationId& usedBy) const;

    Database& m_database;
    const Sealer& m_sealer;
    Random& m_random;
};

} // namespace keydesk
