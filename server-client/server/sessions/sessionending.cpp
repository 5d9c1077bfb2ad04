#include "sessions/sessionending.h"

#include "directory/directory.h"
#include "outbox/outbox.h"
#include "sessions/sessionnotice.h"

#include <QJsonArray>
#include <QJsonObject>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

SessionEnding::SessionEnding(const Directory& directory, const Outbox& outbox, const SessionPolicy& policy)
    : m_directory(directory), m_outbox(outbox), m_policy(policy)
{
}

bool SessionEnding::end(Transaction& transaction, const Caller& caller, const StoredSession& session,
                        const SessionEnd& how) const
{
    const QString reason = QString::fromLatin1(how.reason);
    if (!SessionStore::setEnded(transaction, session.id, reason))
        return false;
    QJsonArray providers;
    for (const StoredProvider& provider : SessionStore::providers(transaction, session.id)) {
        const StoredProvider after = told(transaction, session, provider, how);
        SessionStore::setLogout(transaction, after);
        providers.append(
            QJsonObject{{u"entityId"_s, after.entityId}, {u"state"_s, providerStateName(after.state)}});
    }
    recordSession(transaction, caller, m_directory.find(transaction, session.user), "ended",
                  {{u"session"_s, session.id.value},
                   {u"reason"_s, reason},
                   {u"address"_s, session.address},
                   {u"providers"_s, providers}});
    return true;
}

StoredProvider SessionEnding::told(Transaction& transaction, const StoredSession& session, StoredProvider provider,
                                   const SessionEnd& how) const
{
    // What it said itself before the session's end stays true.
    if (provider.entityId == how.askedBy || provider.state == ProviderState::SignedOut) {
        provider.state = ProviderState::SignedOut;
        return provider;
    }
    if (m_reach == nullptr || !m_reach->canTell(transaction, provider.entityId)) {
        provider.state = ProviderState::Cannot;
        return provider;
    }
    const ProviderLogout logout{
        .entityId = provider.entityId, .nameId = provider.nameId, .sessionIndex = provider.sessionIndex};
    provider.state = ProviderState::SigningOut;
    provider.message = m_outbox.enqueue(transaction, {.channel = OutgoingMessage::Channel::Logout,
                                                      .user = session.user,
                                                      .recipient = provider.entityId,
                                                      .textId = {},
                                                      .locale = {},
                                                      .variables = logout.toContents(),
                                                      .expires = transaction.now() + m_policy.logoutTriedFor});
    provider.nextTry = transaction.now();
    return provider;
}

} // namespace keydesk
