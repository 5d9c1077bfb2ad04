#pragma once

#include "audit/caller.h"
#include "factors/factormethod.h"
#include "outbox/outbox.h"
#include "webauthn/webauthnpolicy.h"

namespace keydesk {

class Directory;
class Random;
struct KeyRegistration;

/// Security keys of people (Web Authentication Level 3, section 7.1 for their registration). Everything concerns the
/// person of caller.user; the keys of others are NotFound. All functions block; pool threads only. Every change writes
/// the audit log and a mail to the person.
class WebAuthnService
{
public:
    struct Parts
    {
        Database& database;
        const Directory& directory;
        const Factors& factors;
        const Outbox& outbox;
        Random& random;
        WebAuthnPolicy policy;
        std::function<std::shared_ptr<const Metadata>()> metadata = {}; ///< Empty, or gives null: none is known.
    };
    explicit WebAuthnService(Parts parts);

    /// Registered and lost keys.
    Result<QList<SecurityKey>> keys(const Caller& caller) const;
    /// Takes the place of the person's registration before. Forbidden where security keys are not for this kind of
    /// installation; LimitReached (details.limit); StepUpRequired once there is a good factor.
    Result<CredentialCreation> startRegistration(const Caller& caller);
    /// Good for one answer, right or wrong. CeremonyEnded for a registration that expired, was answered or cancelled,
    /// or belongs to another sign-in or installation; AuthenticatorRefused with details.step where a rule is not met;
    /// InvalidRequest for a name by the rules of base/lineoftext.h (the registration may then be finished again). An
    /// empty name is one that the service gives.
    Result<SecurityKey> finishRegistration(const Caller& caller, const CreatedCredential& created, const QString& name);
    /// CeremonyEnded as above.
    Result<void> cancelRegistration(const Caller& caller, const CeremonyId& ceremony);
    /// InvalidRequest for the name; Conflict for a lost key.
    Result<SecurityKey> rename(const Caller& caller, const SecurityKeyId& id, const QString& name);
    /// LastFactor, StepUpRequired. A lost key may always be taken from the list.
    Result<void> remove(const Caller& caller, const SecurityKeyId& id);
    /// Disables the key, even if it was the last factor. Saying it again changes nothing.
    Result<void> reportLost(const Caller& caller, const SecurityKeyId& id);

    // For administrators; the person is told by mail. NotFound also where nobody has that name.
    Result<QList<SecurityKey>> keysOf(const QString& userName) const;
    /// Also the last good factor.
    Result<void> removeFrom(const Caller& caller, const QString& userName, const SecurityKeyId& id);
    Result<void> reportLostFor(const Caller& caller, const QString& userName, const SecurityKeyId& id);
    /// Everybody's registered keys that somebody should look at.
    Result<QList<AffectedKey>> affectedKeys() const;

    /// Those that can sign in.
    int countUsable(Transaction& transaction, const UserId& user) const;
    const WebAuthnPolicy& policy() const { return m_parts.policy; }

private:
    struct OwnedKey;
    Result<OwnedKey> ownKey(Transaction& transaction, const Caller& caller, const SecurityKeyId& id) const;
    Result<OwnedKey> keyOf(Transaction& transaction, const QString& userName, const SecurityKeyId& id) const;
    Result<User> named(Transaction& transaction, const QString& userName) const;
    bool isFactor(const OwnedKey& owned) const;
    QList<SecurityKey> listed(Transaction& transaction, const UserId& user) const;
    void takeAway(Transaction& transaction, const Caller& caller, const OwnedKey& owned) const;
    void disable(Transaction& transaction, const Caller& caller, const OwnedKey& owned) const;
    Result<VerifiedRegistration> verified(const Caller& caller, const CreatedCredential& created,
                                          RegistrationExpectation expected) const;
    Result<SecurityKey> store(Transaction& transaction, const Caller& caller, const CreatedCredential& created,
                              const VerifiedRegistration& verified, const QString& name) const;

    Parts m_parts;
};

} // namespace keydesk
