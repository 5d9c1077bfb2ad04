#pragma once

#include "factors/factormethod.h"

#include <QMap>
#include <QSet>

namespace keydesk {

/// A strong method in place of phones: people who have one answer with its word, a credential per person.
class StrongMethod final : public FactorMethod, public GoodFactorSource
{
public:
    explicit StrongMethod(Factors& factors)
    {
        factors.add(static_cast<FactorMethod&>(*this));
        factors.add(static_cast<GoodFactorSource&>(*this));
    }
    void give(const UserId& user, const QString& credentialId) { m_credentials.insert(user, credentialId); }
    void take(const UserId& user) { m_credentials.remove(user); }

    static QByteArray word() { return "246810"; }

    Method method() const override { return Method::SoftOtp; }
    bool isAvailable(Transaction&, const FactorSubject& subject) const override
    {
        return subject.user && m_credentials.contains(subject.user->id);
    }
    QString hint(Transaction&, const FactorSubject&) const override { return {}; }
    Result<std::optional<CodeDelivery>> send(Transaction&, const Caller&, const FactorSubject&) override
    {
        return std::optional<CodeDelivery>{};
    }
    std::optional<CodeDelivery> pending(Transaction&, const FactorSubject&) const override { return {}; }
    Result<FactorProof> check(const Caller&, const FactorSubject& subject, const Secret& answer) override
    {
        if (subject.user && m_credentials.contains(subject.user->id) && answer.equals(word()))
            return FactorProof{m_credentials.value(subject.user->id)};
        return Error{ErrorCode::CodeRefused, QStringLiteral("strong method")};
    }
    int goodFactors(Transaction&, const UserId& user) const override { return m_credentials.contains(user) ? 1 : 0; }

private:
    QHash<UserId, QString> m_credentials;
};

} // namespace keydesk
