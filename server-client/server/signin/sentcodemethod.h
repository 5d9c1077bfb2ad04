#pragma once

#include "factors/factormethod.h"
#include "signin/signinpolicy.h"

namespace keydesk {

class Directory;
class Outbox;
class Random;
class Sealer;
struct SentCode;

/// A code of six digits by mail or by SMS as an answer to a factor. A new code voids the one before. For a name that
/// nobody has, everything looks the same, and nothing is sent.
class SentCodeMethod final : public FactorMethod
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
        SignInPolicy policy = {};
    };
    /// Method::MailCode or Method::SmsCode. Registers itself with parts.factors.
    SentCodeMethod(Method method, Parts parts);

    Method method() const override { return m_method; }
    bool isAvailable(Transaction& transaction, const FactorSubject& subject) const override;
    QString hint(Transaction& transaction, const FactorSubject& subject) const override;
    /// RateLimited when too soon after the last one, or sent too often.
    Result<std::optional<CodeDelivery>> send(Transaction& transaction, const Caller& caller,
                                             const FactorSubject& subject) override;
    std::optional<CodeDelivery> pending(Transaction& transaction, const FactorSubject& subject) const override;
    /// CodeRefused with the details of a CodeRefusal.
    Result<FactorProof> check(const Caller& caller, const FactorSubject& subject, const Secret& answer) override;

private:
    QString address(const User& user) const;
    std::optional<User> model(Transaction& transaction, const FactorSubject& subject) const;
    QString decoyHint(const User& model, const FactorSubject& subject) const;
    QByteArray decoyMac(const FactorSubject& subject) const;
    QByteArray macOf(const CeremonyId& ceremony, QByteArrayView code) const;
    Result<void> requireSendAllowed(const SentCode& last, Instant now) const;
    std::chrono::seconds waitAfter(int sends) const;
    CodeDelivery deliveryOf(Transaction& transaction, const FactorSubject& subject, const SentCode& code) const;
    void deliver(Transaction& transaction, const Caller& caller, const FactorSubject& subject,
                 const QByteArray& code) const;

    Method m_method;
    Parts m_parts;
};

} // namespace keydesk
