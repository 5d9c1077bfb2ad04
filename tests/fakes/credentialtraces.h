#pragma once

#include "factors/factormethod.h"

namespace keydesk {

/// What a capability tells the others of its credentials: which are gone, which were proved by their registration.
class CredentialTraces final : public CredentialGoneListener, public CredentialProvedListener
{
public:
    explicit CredentialTraces(Factors& factors)
    {
        factors.add(static_cast<CredentialGoneListener&>(*this));
        factors.add(static_cast<CredentialProvedListener&>(*this));
    }
    void credentialGone(Transaction&, const UserId&, const QString& credentialId) override
    {
        gone.append(credentialId);
    }
    void credentialProved(Transaction&, const Caller&, Method method, const QString& credentialId) override
    {
        proved.append(methodName(method) + QChar::Space + credentialId);
    }
    QStringList gone;
    QStringList proved; ///< "soft_otp ID"
};

} // namespace keydesk
