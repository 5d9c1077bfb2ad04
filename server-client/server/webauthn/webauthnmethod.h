#pragma once

#include "factors/factormethod.h"
#include "protocol/webauthn.h"
#include "webauthn/assertion.h"
#include "webauthn/webauthnpolicy.h"

namespace keydesk {

class Directory;
class Outbox;
class Random;
class Sealer;
struct StoredSecurityKey;

/// Security keys as an answer to a factor (Web Authentication Level 3, section 7.2), and each usable key as one good
/// factor. Somebody without keys, and a name that nobody has, are asked for keys that do not exist: who has keys is not
/// to be learnt. Every refusal looks the same; the log and the audit log say why.
class WebAuthnMethod final : public FactorMethod, public GoodFactorSource
{
public:
    struct Parts
    {
        Database& database;
        const Directory& directory;
        Factors& factors;
        const Sealer& sealer;
        const Outbox& outbox;
        Random& random;
        WebAuthnPolicy policy;
    };
    /// Registers itself with parts.factors, as a method and as a source of good factors.
    explicit WebAuthnMethod(Parts parts);

    Method method() const override { return Method::WebAuthn; }
    bool isAvailable(Transaction& transaction, const FactorSubject& subject) const override;
    bool isOfferedToAll() const override { return true; }
    /// Always empty: a key's name would tell that the person exists.
    QString hint(Transaction& transaction, const FactorSubject& subject) const override;
    Result<std::optional<CodeDelivery>> send(Transaction& transaction, const Caller& caller,
                                             const FactorSubject& subject) override;
    std::optional<CodeDelivery> pending(Transaction& transaction, const FactorSubject& subject) const override;
    /// nullopt at installations that have no security keys.
    std::optional<AssertionRequest> assertion(Transaction& transaction, const Caller& caller,
                                              const FactorSubject& subject) override;
    bool renewChallenge(Transaction& transaction, const FactorSubject& subject) override;
    /// The answer is the text of answerText(). InvalidRequest (details.field) where it has another form; the challenge
    /// is as good as before then.
    Result<FactorProof> check(const Caller& caller, const FactorSubject& subject, const Secret& answer) override;

    int goodFactors(Transaction& transaction, const UserId& user) const override;

private:
    struct Known;
    Known known(Transaction& transaction, const Caller& caller, const FactorSubject& subject,
                const AssertionAnswer& answer) const;
    Result<VerifiedAssertion> verify(const AssertionAnswer& answer, const Known& known) const;
    QList<CredentialDescriptor> allowed(Transaction& transaction, const FactorSubject& subject) const;
    Requirement userVerification(const FactorSubject& subject) const;
    Result<FactorProof> accept(Transaction& transaction, const Caller& caller, const FactorSubject& subject,
                               const AssertionAnswer& answer, const VerifiedAssertion& verified) const;
    void alert(Transaction& transaction, const Caller& caller, const StoredSecurityKey& key, quint32 counter) const;

    Parts m_parts;
};

} // namespace keydesk
