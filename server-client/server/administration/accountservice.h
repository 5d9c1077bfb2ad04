#pragma once

#include "audit/caller.h"
#include "protocol/account.h"
#include "store/database.h"

namespace keydesk {

class Directory;
class Factors;
class Outbox;
class PhoneService;
class WebAuthnService;

/// What a signed-in person sees of the own account. All functions block; pool threads only.
class AccountService
{
public:
    struct Parts
    {
        Database& database;
        const Directory& directory;
        const Factors& factors;
        const PhoneService& phones;
        const Outbox& outbox;
        int phonesAllowed = 0;
        const WebAuthnService& securityKeys;
    };
    explicit AccountService(Parts parts);

    Result<Account> account(const Caller& caller) const;
    /// The nearest language that the service speaks is stored; the person is told in the new one.
    Result<void> setLocale(const Caller& caller, const QString& locale);

private:
    Parts m_parts;
};

} // namespace keydesk
