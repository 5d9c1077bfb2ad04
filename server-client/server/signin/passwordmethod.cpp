#include "signin/passwordmethod.h"

#include "directory/directory.h"

namespace keydesk {

PasswordMethod::PasswordMethod(Parts parts) : m_parts(parts)
{
    m_parts.factors.add(*this);
}

bool PasswordMethod::isAvailable(Transaction&, const FactorSubject&) const
{
    return true;
}

QString PasswordMethod::hint(Transaction&, const FactorSubject&) const
{
    return {};
}

Result<std::optional<CodeDelivery>> PasswordMethod::send(Transaction&, const Caller&, const FactorSubject&)
{
    return std::optional<CodeDelivery>{};
}

std::optional<CodeDelivery> PasswordMethod::pending(Transaction&, const FactorSubject&) const
{
    return std::nullopt;
}

Result<FactorProof> PasswordMethod::check(const Caller&, const FactorSubject& subject, const Secret& answer)
{
    const Result<bool> matches = m_parts.directory.passwordMatches(subject.user, answer);
    if (!matches)
        return matches.error();
    if (!*matches)
        return Error{ErrorCode::SignInRefused, QStringLiteral("password")};
    return FactorProof{};
}

} // namespace keydesk
