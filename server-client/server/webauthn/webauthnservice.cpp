#include "webauthn/webauthnservice.h"

#include "base/lineoftext.h"
#include "directory/directory.h"
#include "webauthn/webauthnnotice.h"
#include "webauthn/webauthnstore.h"
#include "webauthn/webauthnview.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;
using State = StoredSecurityKey::State;

namespace {

Error notFound(const QString& what)
{
    return {.code = ErrorCode::NotFound, .context = what};
}

} // namespace

/// Somebody's key, and whose it is.
struct WebAuthnService::OwnedKey
{
    User user;
    StoredSecurityKey key;
};

WebAuthnService::WebAuthnService(Parts parts) : m_parts(std::move(parts)) {}

Result<WebAuthnService::OwnedKey> WebAuthnService::ownKey(Transaction& transaction, const Caller& caller,
                                                          const SecurityKeyId& id) const
{
    const auto person = keyOwner(caller.user);
    if (!person)
        return person.error();
    const auto user = m_parts.directory.find(transaction, *person);
    const auto key = WebAuthnStore::find(transaction, *person, id);
    if (!user || !key)
        return notFound(u"security key "_s + id.value);
    return OwnedKey{*user, *key};
}

Result<User> WebAuthnService::named(Transaction& transaction, const QString& userName) const
{
    const auto prepared = preparedUserName(userName);
    const auto user = prepared ? m_parts.directory.findByName(transaction, *prepared) : std::nullopt;
    return user ? Result<User>(*user) : notFound(u"no such person"_s);
}

Result<WebAuthnService::OwnedKey> WebAuthnService::keyOf(Transaction& transaction, const QString& userName,
                                                         const SecurityKeyId& id) const
{
    const auto user = named(transaction, userName);
    if (!user)
        return user.error();
    const auto key = WebAuthnStore::find(transaction, user->id, id);
    if (!key)
        return notFound(u"security key "_s + id.value);
    return OwnedKey{*user, *key};
}

bool WebAuthnService::isFactor(const OwnedKey& owned) const
{
    return owned.key.state == State::Registered && owned.key.relyingPartyId == m_parts.policy.relyingPartyId;
}

QList<SecurityKey> WebAuthnService::listed(Transaction& transaction, const UserId& user) const
{
    QList<SecurityKey> keys;
    for (const StoredSecurityKey& key : WebAuthnStore::listed(transaction, user))
        keys.append(keyView(key, m_parts.policy.relyingPartyId));
    return keys;
}

Result<QList<SecurityKey>> WebAuthnService::keys(const Caller& caller) const
{
    const auto person = keyOwner(caller.user);
    if (!person)
        return person.error();
    return m_parts.database.read(
        [&](Transaction& transaction) -> Result<QList<SecurityKey>> { return listed(transaction, *person); });
}

Result<SecurityKey> WebAuthnService::rename(const Caller& caller, const SecurityKeyId& id, const QString& name)
{
    const auto checkedName = lineOfText(name, {.field = u"name"_s, .longest = 64});
    if (!checkedName)
        return checkedName.error();
    return m_parts.database.write([&](Transaction& transaction) -> Result<SecurityKey> {
        auto found = ownKey(transaction, caller, id);
        if (!found)
            return found.error();
        StoredSecurityKey& key = found->key;
        if (key.state == State::Lost)
            return Error{.code = ErrorCode::Conflict, .context = u"rename of lost security key "_s + id.value};
        if (key.name != *checkedName) {
            const QString nameBefore = std::exchange(key.name, *checkedName);
            WebAuthnStore::rename(transaction, id, key.name);
            announce(transaction, m_parts.outbox, caller, found->user,
                     {.event = "renamed", .key = key, .details = {{u"nameBefore"_s, nameBefore}}});
        }
        return keyView(key, m_parts.policy.relyingPartyId);
    });
}

void WebAuthnService::takeAway(Transaction& transaction, const Caller& caller, const OwnedKey& owned) const
{
    WebAuthnStore::remove(transaction, owned.key.id);
    announce(transaction, m_parts.outbox, caller, owned.user,
             {.event = "removed", .key = owned.key, .isByAdministrator = caller.user != owned.user.id});
    if (isFactor(owned))
        m_parts.factors.credentialGone(transaction, owned.user.id, owned.key.id.value);
}

void WebAuthnService::disable(Transaction& transaction, const Caller& caller, const OwnedKey& owned) const
{
    if (owned.key.state == State::Lost)
        return;
    WebAuthnStore::setLost(transaction, owned.key.id);
    announce(transaction, m_parts.outbox, caller, owned.user,
             {.event = "lost", .key = owned.key, .isByAdministrator = caller.user != owned.user.id});
    m_parts.factors.credentialGone(transaction, owned.user.id, owned.key.id.value);
}

Result<void> WebAuthnService::remove(const Caller& caller, const SecurityKeyId& id)
{
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const auto found = ownKey(transaction, caller, id);
        if (!found)
            return found.error();
        if (isFactor(*found)) {
            // First what no proof can change: nobody fetches a key only to be refused afterwards.
            if (m_parts.factors.goodFactors(transaction, found->user.id) <= 1)
                return Error{.code = ErrorCode::LastFactor, .context = u"removal of security key "_s + id.value};
            if (auto proved = requireStrongProof(transaction, m_parts.factors, caller); !proved)
                return proved;
        }
        takeAway(transaction, caller, *found);
        return done();
    });
}

Result<void> WebAuthnService::reportLost(const Caller& caller, const SecurityKeyId& id)
{
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const auto found = ownKey(transaction, caller, id);
        if (!found)
            return found.error();
        disable(transaction, caller, *found);
        return done();
    });
}

Result<QList<SecurityKey>> WebAuthnService::keysOf(const QString& userName) const
{
    return m_parts.database.read([&](Transaction& transaction) -> Result<QList<SecurityKey>> {
        const auto user = named(transaction, userName);
        if (!user)
            return user.error();
        return listed(transaction, user->id);
    });
}

Result<void> WebAuthnService::removeFrom(const Caller& caller, const QString& userName, const SecurityKeyId& id)
{
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const auto found = keyOf(transaction, userName, id);
        if (!found)
            return found.error();
        takeAway(transaction, caller, *found);
        return done();
    });
}

Result<void> WebAuthnService::reportLostFor(const Caller& caller, const QString& userName, const SecurityKeyId& id)
{
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const auto found = keyOf(transaction, userName, id);
        if (!found)
            return found.error();
        disable(transaction, caller, *found);
        return done();
    });
}

Result<QList<AffectedKey>> WebAuthnService::affectedKeys() const
{
    const QString& relyingPartyId = m_parts.policy.relyingPartyId;
    return m_parts.database.read([&](Transaction& transaction) -> Result<QList<AffectedKey>> {
        QList<AffectedKey> affected;
        for (const StoredSecurityKey& key : WebAuthnStore::alerted(transaction, relyingPartyId)) {
            const auto owner = m_parts.directory.find(transaction, key.user);
            affected.append({.user = key.user,
                             .userName = owner ? owner->userName : QString(),
                             .key = keyView(key, relyingPartyId)});
        }
        return affected;
    });
}

int WebAuthnService::countUsable(Transaction& transaction, const UserId& user) const
{
    return WebAuthnStore::countUsable(transaction, user, m_parts.policy.relyingPartyId);
}

} // namespace keydesk
