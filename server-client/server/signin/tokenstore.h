#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/secret.h"
#include "factors/opensignins.h"
#include "signin/ceremonystore.h"

namespace keydesk {

/// A finished sign-in. The token is kept as SHA-256 only: with 256 random bits in it, a slow hash would add nothing.
struct AccessToken
{
    TokenId id;
    CeremonyId ceremony;
    UserId user;
    InstallationId installation;
    QByteArray keyThumbprint; ///< Of the key that may use it (RFC 9449 section 6).
    Instant expires;
    std::chrono::milliseconds idleLife{0};
    QString address = {}; ///< Where the sign-in came from.
    QString place = {};   ///< The installation's.
    Instant lastUsed = {};
    std::optional<Instant> strongProofAt = {};

    bool isLiveAt(Instant now) const { return now < expires && now - lastUsed < idleLife; }
};

class TokenStore
{
public:
    static QByteArray hashOf(QByteArrayView token);
    static void insert(Transaction& transaction, const AccessToken& token, const QByteArray& tokenHash);
    static std::optional<AccessToken> findByHash(Transaction& transaction, const QByteArray& tokenHash);
    static std::optional<AccessToken> find(Transaction& transaction, const TokenId& id);
    /// Notes what a ceremony (the sign-in's own, or a step-up) proved.
    static void addProofs(Transaction& transaction, const TokenId& id, const CeremonyId& ceremony,
                          const QList<CeremonyProof>& proofs);
    static void touch(Transaction& transaction, const TokenId& id);
    /// Those that live, the newest first.
    static QList<OpenSignIn> open(Transaction& transaction, const OpenSignInFilter& filter);

    static void revoke(Transaction& transaction, const TokenId& id);
    static void revokeAllOf(Transaction& transaction, const UserId& user);
    static void revokeOthersOf(Transaction& transaction, const UserId& user, const TokenId& spared);
    static void revokeAllOf(Transaction& transaction, const InstallationId& installation);
    /// Revokes the sign-ins that the credential proved; takes back what it proved in a step-up of others.
    static void credentialGone(Transaction& transaction, const UserId& user, const QString& credentialId);
    static void removeExpired(Transaction& transaction);
};

} // namespace keydesk
