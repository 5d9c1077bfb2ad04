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

/// Somebody's key, and whose it is.
struct OwnedKey
{
    User user;
    StoredSecurityKey key;
};

Result<OwnedKey> owned(Transaction& transaction, const Directory& directory, const Caller& caller,
                       const SecurityKeyId& id)
{
    const auto person = keyOwner(caller.user);
    if (!person)
        return person.error();
    const auto user = directory.find(transaction, *person);
    const auto key = WebAuthnStore::find(transaction, *person, id);
    if (!user || !key)
        return Error{.code = ErrorCode::NotFound, .context = u"security key "_s + id.value};
    return OwnedKey{*user, *key};
}

} // namespace

WebAuthnService::WebAuthnService(Parts parts) : m_parts(std::move(parts)) {}

Result<QList<SecurityKey>> WebAuthnService::keys(const Caller& caller) const
{
    const auto person = keyOwner(caller.user);
    if (!person)
        return person.error();
    return m_parts.database.read([&](Transaction& transaction) -> Result<QList<SecurityKey>> {
        QList<SecurityKey> keys;
        for (const StoredSecurityKey& key : WebAuthnStore::listed(transaction, *person))
            keys.append(keyView(key, m_parts.policy.relyingPartyId));
        return keys;
    });
}

Result<SecurityKey> WebAuthnService::rename(const Caller& caller, const SecurityKeyId& id, const QString& name)
{
    const auto checkedName = lineOfText(name, {.field = u"name"_s, .longest = 64});
    if (!checkedName)
        return checkedName.error();
    return m_parts.database.write([&](Transaction& transaction) -> Result<SecurityKey> {
        auto found = owned(transaction, m_parts.directory, caller, id);
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

Result<void> WebAuthnService::remove(const Caller& caller, const SecurityKeyId& id)
{
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const auto found = owned(transaction, m_parts.directory, caller, id);
        if (!found)
            return found.error();
        const StoredSecurityKey& key = found->key;
        const bool isFactor = key.state == State::Registered && key.relyingPartyId == m_parts.policy.relyingPartyId;
        if (isFactor) {
            // First what no proof can change: nobody fetches a key only to be refused afterwards.
            if (m_parts.factors.goodFactors(transaction, found->user.id) <= 1)
                return Error{.code = ErrorCode::LastFactor, .context = u"removal of security key "_s + id.value};
            if (auto proved = requireStrongProof(transaction, m_parts.factors, caller); !proved)
                return proved;
        }
        WebAuthnStore::remove(transaction, id);
        announce(transaction, m_parts.outbox, caller, found->user, {.event = "removed", .key = key});
        if (isFactor)
            m_parts.factors.credentialGone(transaction, found->user.id, id.value);
        return done();
    });
}

Result<void> WebAuthnService::reportLost(const Caller& caller, const SecurityKeyId& id)
{
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const auto found = owned(transaction, m_parts.directory, caller, id);
        if (!found)
            return found.error();
        if (found->key.state == State::Lost)
            return done();
        WebAuthnStore::setLost(transaction, id);
        announce(transaction, m_parts.outbox, caller, found->user, {.event = "lost", .key = found->key});
        m_parts.factors.credentialGone(transaction, found->user.id, id.value);
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
