#pragma once

#include "factors/factormethod.h"

namespace keydesk {

class Directory;
class Sealer;

/// Soft OTP (RFC 6238) of registered phones as an answer to a factor, and each registered phone as one good factor.
/// Any of a person's phones may answer. A code is accepted once; a refused one is never explained here, that would be
/// an oracle for somebody who phished a code.
class SoftOtpMethod final : public FactorMethod, public GoodFactorSource
{
public:
    struct Parts
    {
        Database& database;
        const Directory& directory;
        Factors& factors;
        const Sealer& sealer;
    };
    /// Registers itself with parts.factors, as a method and as a source of good factors.
    explicit SoftOtpMethod(Parts parts);

    Method method() const override { return Method::SoftOtp; }
    bool isAvailable(Transaction& transaction, const FactorSubject& subject) const override;
    /// Always empty: a phone's name would tell that the person exists, and the app is the same for all of their phones.
    QString hint(Transaction& transaction, const FactorSubject& subject) const override;
    Result<std::optional<CodeDelivery>> send(Transaction& transaction, const Caller& caller,
                                             const FactorSubject& subject) override;
    std::optional<CodeDelivery> pending(Transaction& transaction, const FactorSubject& subject) const override;
    Result<FactorProof> check(const Caller& caller, const FactorSubject& subject, const Secret& answer) override;

    int goodFactors(Transaction& transaction, const UserId& user) const override;

private:
    Parts m_parts;
};

} // namespace keydesk
