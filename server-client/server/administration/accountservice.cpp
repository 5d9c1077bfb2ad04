#include "administration/accountservice.h"

#include "audit/auditlog.h"
#include "directory/directory.h"
#include "factors/factormethod.h"
#include "outbox/outbox.h"
#include "phone/phoneservice.h"
#include "text/servicetext.h"
#include "webauthn/webauthnservice.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

Error notSignedIn()
{
    return {.code = ErrorCode::TokenInvalid, .context = u"no such person any more"_s};
}

} // namespace

AccountService::AccountService(Parts parts) : m_parts(parts) {}

Result<Account> AccountService::account(const Caller& caller) const
{
    const auto phones = m_parts.phones.phones(caller);
    if (!phones)
        return phones.error();
    const auto registered = std::ranges::count_if(*phones, [](const Phone& phone) { return !phone.isLost; });
    return m_parts.database.read([&](Transaction& transaction) -> Result<Account> {
        const auto user = caller.user ? m_parts.directory.find(transaction, *caller.user) : std::nullopt;
        if (!user)
            return notSignedIn();
        return Account{.id = user->id,
                       .userName = user->userName,
                       .displayName = user->displayName,
                       .locale = user->locale,
                       .role = user->role,
                       .goodFactors = m_parts.factors.goodFactors(transaction, user->id),
                       .phones = static_cast<int>(registered),
                       .phonesAllowed = m_parts.phonesAllowed,
                       .stepUpNeeded = !requireStrongProof(transaction, m_parts.factors, caller),
                       .securityKeys = m_parts.securityKeys.countUsable(transaction, user->id),
                       .securityKeysAllowed = m_parts.securityKeys.policy().keysPerPerson};
    });
}

Result<void> AccountService::setLocale(const Caller& caller, const QString& locale)
{
    const QString nearest = ServiceText::nearestLocale(locale);
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const auto user = caller.user ? m_parts.directory.find(transaction, *caller.user) : std::nullopt;
        if (!user)
            return notSignedIn();
        if (user->locale == nearest)
            return done();
        if (auto stored = m_parts.directory.setLocale(transaction, user->id, nearest); !stored)
            return stored;
        AuditLog::append(transaction, caller,
                         {.event = u"account.locale_changed"_s,
                          .subject = user->id,
                          .subjectName = user->userName,
                          .details = {{u"locale"_s, nearest}}});
        if (!user->mail.isEmpty())
            m_parts.outbox.enqueue(transaction, {.channel = OutgoingMessage::Channel::Mail,
                                                 .user = user->id,
                                                 .recipient = user->mail,
                                                 .textId = u"mail.locale_changed"_s,
                                                 .locale = nearest,
                                                 .variables = {{u"displayName"_s, user->displayName},
                                                               {u"place"_s, caller.whereabouts()}}});
        return done();
    });
}

} // namespace keydesk
