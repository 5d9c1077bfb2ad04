#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "store/database.h"

namespace keydesk {

class Housekeeping;

/// A registration under way, bound to who began it and where.
struct KeyRegistration
{
    CeremonyId id;
    UserId user;
    TokenId token;
    InstallationId installation;
    QByteArray challenge;
    Instant expires;
};

/// The challenge of a sign-in or step-up.
struct KeyChallenge
{
    QByteArray challenge;
    Instant expires;
};

/// Challenges, each good for one answer: of parallel ones, one takes it. Every function works within the caller's
/// transaction.
class WebAuthnCeremonyStore
{
public:
    /// Takes the place of the person's registration before.
    static void put(Transaction& transaction, const KeyRegistration& registration);
    static std::optional<KeyRegistration> findRegistration(Transaction& transaction, const CeremonyId& id);
    /// False when it was taken before.
    static bool takeRegistration(Transaction& transaction, const CeremonyId& id);

    static std::optional<KeyChallenge> findChallenge(Transaction& transaction, const CeremonyId& ceremony);
    /// Replaces an earlier one.
    static void put(Transaction& transaction, const CeremonyId& ceremony, const KeyChallenge& challenge);
    /// False when this challenge was taken or replaced before.
    static bool takeChallenge(Transaction& transaction, const CeremonyId& ceremony, const QByteArray& challenge);
    static void removeChallenge(Transaction& transaction, const CeremonyId& ceremony);

    /// Those that expired go.
    static void registerWith(Housekeeping& housekeeping);
};

} // namespace keydesk
