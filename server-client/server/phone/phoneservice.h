#pragma once

#include "audit/caller.h"
#include "factors/factormethod.h"
#include "outbox/outbox.h"
#include "protocol/phone.h"

namespace keydesk {

class Directory;
class Random;
struct AcceptedCode;
struct StoredPhone;

struct PhonePolicy
{
    int phonesPerPerson = 5;
    QString issuer = {}; ///< Shown in the authenticator app.
    std::chrono::minutes registrationLife{15};
    int registrationTries = 10;
};

/// Phones and their soft OTP. Everything concerns the person of caller.user; the phones of others are NotFound. All
/// functions block; pool threads only. Every change writes the audit log and a mail to the person.
class PhoneService
{
public:
    struct Parts
    {
        Database& database;
        Directory& directory;
        Factors& factors;
        const Sealer& sealer;
        const Outbox& outbox;
        Random& random;
        PhonePolicy policy;
    };
    explicit PhoneService(Parts parts);

    /// Registered and lost phones; registrations under way are not among them.
    Result<QList<Phone>> phones(const Caller& caller) const;
    /// Replaces an unverified registration of the same person. StepUpRequired once there is a good factor;
    /// LimitReached (details.limit).
    Result<PhoneRegistration> startRegistration(const Caller& caller);
    /// CodeRefused with details as CodeRefusal. CeremonyEnded when the registration expired or its tries are used up;
    /// where this code used up the last one, its details are a CodeRefusal too. Conflict when it was verified before.
    Result<Phone> verifyRegistration(const Caller& caller, const PhoneId& id, const Secret& code);
    /// Conflict when it was verified in the meantime.
    Result<void> cancelRegistration(const Caller& caller, const PhoneId& id);
    /// InvalidRequest by the rules of checkedPhoneName(); Conflict for a lost phone.
    Result<Phone> rename(const Caller& caller, const PhoneId& id, const QString& name);
    /// LastFactor, StepUpRequired. A lost phone may always be taken from the list.
    Result<void> remove(const Caller& caller, const PhoneId& id);
    /// Erases what the phone can do, even if it was the last factor. Saying it again changes nothing.
    Result<void> reportLost(const Caller& caller, const PhoneId& id);

private:
    Result<Phone> acceptCode(Transaction& transaction, const Caller& caller, const StoredPhone& phone,
                             const AcceptedCode& code);

    Parts m_parts;
};

} // namespace keydesk
