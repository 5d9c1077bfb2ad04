#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"
#include "protocol/method.h"

#include <QFuture>

namespace keydesk {

/// The signed-in person.
struct Account
{
    UserId id;
    QString userName;
    QString displayName;
    QString locale;
    Role role = Role::User;
    int goodFactors = 0; ///< Of two that everybody should have.
    int phones = 0;
    int phonesAllowed = 0;
    bool stepUpNeeded = false; ///< Adding or removing a factor needs a fresh strong proof.
    int securityKeys = 0;
    int securityKeysAllowed = 0;
};

class AccountApi
{
public:
    virtual ~AccountApi() = default;
    virtual QFuture<Result<Account>> account() = 0;
    /// The language of mails from now on.
    virtual QFuture<Result<void>> setLocale(const QString& locale) = 0;
};

} // namespace keydesk
