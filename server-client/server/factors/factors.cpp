#include "factors/factormethod.h"

namespace keydesk {

namespace {

constexpr std::chrono::seconds clockCorrection{10};

} // namespace

void Factors::add(FactorMethod& method)
{
    m_methods.insert_or_assign(method.method(), &method);
}

void Factors::add(GoodFactorSource& source)
{
    m_sources.push_back(&source);
}

void Factors::add(CredentialGoneListener& listener)
{
    m_listeners.push_back(&listener);
}

void Factors::add(CredentialProvedListener& listener)
{
    m_provedListeners.push_back(&listener);
}

void Factors::add(SignInsEndListener& listener)
{
    m_endListeners.push_back(&listener);
}

FactorMethod* Factors::method(Method method) const
{
    const auto found = m_methods.find(method);
    return found == m_methods.end() ? nullptr : found->second;
}

QList<Method> Factors::strongMethods() const
{
    QList<Method> strong;
    for (const auto& [method, implementation] : m_methods)
        if (isStrong(method))
            strong.append(method);
    return strong;
}

int Factors::goodFactors(Transaction& transaction, const UserId& user) const
{
    int count = 0;
    for (const GoodFactorSource* source : m_sources)
        count += source->goodFactors(transaction, user);
    return count;
}

void Factors::credentialGone(Transaction& transaction, const UserId& user, const QString& credentialId) const
{
    for (CredentialGoneListener* listener : m_listeners)
        listener->credentialGone(transaction, user, credentialId);
}

void Factors::credentialProved(Transaction& transaction, const Caller& caller, Method method,
                               const QString& credentialId) const
{
    for (CredentialProvedListener* listener : m_provedListeners)
        listener->credentialProved(transaction, caller, method, credentialId);
}

void Factors::endSignIns(Transaction& transaction, const Caller& caller, const UserId& user, SignInsEnd reason) const
{
    for (SignInsEndListener* listener : m_endListeners)
        listener->signInsEnd(transaction, caller, user, reason);
}

Result<void> requireStrongProof(Transaction& transaction, const Factors& factors, const Caller& caller)
{
    if (!caller.user)
        return Error{ErrorCode::TokenInvalid, QStringLiteral("nobody is signed in")};
    if (factors.goodFactors(transaction, *caller.user) == 0)
        return done();
    const Instant now = transaction.now();
    // A proof from the future would be one that hardly gets old; a little of it is a clock that was set right.
    const auto age = caller.strongProofAt ? now - *caller.strongProofAt : std::chrono::milliseconds::max();
    if (age <= strongProofLife && age >= -clockCorrection)
        return done();
    return Error{ErrorCode::StepUpRequired, QStringLiteral("the last strong proof is too old")};
}

} // namespace keydesk
