#pragma once

#include "factors/factormethod.h"

namespace keydesk {

class Directory;

/// The local password as an answer to a factor.
class PasswordMethod final : public FactorMethod
{
public:
    struct Parts
    {
        const Directory& directory;
        Factors& factors;
    };
    /// Registers itself with parts.factors.
    explicit PasswordMethod(Parts parts);

    Method method() const override { return Method::Password; }
    bool isAvailable(Transaction& transaction, const FactorSubject& subject) const override;
    QString hint(Transaction& transaction, const FactorSubject& subject) const override;
    Result<std::optional<CodeDelivery>> send(Transaction& transaction, const Caller& caller,
                                             const FactorSubject& subject) override;
    std::optional<CodeDelivery> pending(Transaction& transaction, const FactorSubject& subject) const override;
    /// One Argon2id for everybody, people who do not exist included.
    Result<FactorProof> check(const Caller& caller, const FactorSubject& subject, const Secret& answer) override;

private:
    Parts m_parts;
};

} // namespace keydesk
