#pragma once

#include "audit/caller.h"
#include "protocol/administration.h"
#include "store/database.h"

namespace keydesk {

class AuditCheckpoints;
class Directory;
class Factors;
class Outbox;
class ProfileStore;

/// Users, application profiles and the audit log, for installations of kind administration (the routes decide that).
/// Every change is audited; people are told by mail. All functions block; pool threads only.
class AdministrationService
{
public:
    struct Parts
    {
        Database& database;
        const Directory& directory;
        const ProfileStore& profiles;
        const Outbox& outbox;
        const AuditCheckpoints& checkpoints;
        const Factors& factors;
    };
    explicit AdministrationService(Parts parts);

    Result<QList<User>> users() const;
    /// Conflict when the prepared name exists; InvalidRequest for a name, address, number or password that is not one.
    Result<User> addUser(const Caller& caller, const NewUser& user);
    /// Disabling ends all that the person is signed in with at once.
    Result<User> setUserDisabled(const Caller& caller, const QString& userName, bool disabled);

    Result<QList<ApplicationProfile>> profiles() const;
    Result<ApplicationProfile> createProfile(const Caller& caller, const ApplicationProfile& profile);
    Result<void> deleteProfile(const Caller& caller, const ProfileId& id);
    /// A Registration profile exists; without one nobody can sign in.
    Result<bool> isOpen() const;
    /// Some Registration profile has a factor that a security key answers, so that a key may say who signs in.
    Result<bool> asksForKeys() const;

    Result<QList<AuditRecord>> auditRecords(qint64 afterNumber, int maximum) const;
    /// The chain, the head noted elsewhere (may be empty) and every signed checkpoint.
    Result<AuditVerdict> verifyAudit(const QString& expectedHead) const;

private:
    Parts m_parts;
};

} // namespace keydesk
