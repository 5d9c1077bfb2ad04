#pragma once

#include "protocol/webauthn.h"
#include "webauthn/webauthnstore.h"

namespace keydesk {

/// What the person sees of a key.
SecurityKey keyView(const StoredSecurityKey& key, const QString& relyingPartyId);
/// SecurityKey::alerts.
QStringList alertsOf(const StoredSecurityKey& key, const QString& relyingPartyId);

inline CredentialDescriptor descriptorOf(const StoredSecurityKey& key)
{
    return {.id = key.credentialId, .transports = key.transports};
}

/// The error for a caller without a person, or nothing to complain of.
inline Result<UserId> keyOwner(const std::optional<UserId>& user)
{
    if (!user)
        return Error{.code = ErrorCode::TokenInvalid, .context = QStringLiteral("no signed-in person")};
    return *user;
}

} // namespace keydesk
