#pragma once

#include "audit/caller.h"
#include "factors/factormethod.h"
#include "outbox/outbox.h"
#include "protocol/phone.h"

namespace keydesk {

class Directory;

struct PhonePolicy
{
    int phonesPerPerson = 5;
    QString issuer; ///< Shown in the authenticator app.
    std::chrono::minutes registrationLife{15};
    int registrationTries = 10;
};

/// Phones and their soft OTP. All functions block; pool threads only.
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

    Result<QList<Phone>> phones(const Caller& caller) const;
    Result<PhoneRegistration> startRegistration(const Caller& caller);
    Result<Phone> verifyRegistration(const Caller& caller, const PhoneId& id, const Secret& code);
    Result<void> cancelRegistration(const Caller& caller, const PhoneId& id);
    Result<Phone> rename(const Caller& caller, const PhoneId& id, const QString& name);
    Result<void> remove(const Caller& caller, const PhoneId& id);
    Result<void> reportLost(const Caller& caller, const PhoneId& id);

private:
    Parts m_parts;
};

} // namespace keydesk
