#pragma once

#include "audit/caller.h"
#include "directory/directory.h"
#include "factors/factormethod.h"
#include "factors/opensignins.h"
#include "protocol/signin.h"
#include "signin/signinlimits.h"
#include "signin/signinpolicy.h"

namespace keydesk {

class ProfileStore;
class Random;
class Sealer;

/// The outcome of a step, with the token when the ceremony is done. The token crosses the wire once.
struct SignInProgress
{
    SignInStep step;
    SharedSecret accessToken; ///< 256 random bits as base64url; null unless done (or for a step-up, which has none).
    Instant tokenExpires;
};

/// The sign-in ceremony: stored, single-use, bound to the installation that started it. Database time decides expiry;
/// nothing is kept in memory, any instance can take the next step. All functions block; pool threads only.
class SignInService final : public CredentialGoneListener,
                            public CredentialProvedListener,
                            public SignInsEndListener,
                            public OpenSignIns
{
public:
    struct Parts
    {
        Database& database;
        Directory& directory;
        Factors& factors;
        const ProfileStore& profiles;
        const Sealer& sealer;
        Random& random;
        SignInPolicy policy = {};
    };
    /// Registers itself with parts.factors: a credential that is gone takes its sign-ins along, and so does the end of
    /// all that a person has proved.
    explicit SignInService(Parts parts);

    /// Without a user name the ceremony begins with a security key, which says whose it is; FactorsUnsatisfiable where
    /// no profile asks for one. InvalidRequest for what cannot be a user name, RateLimited. Unknown and disabled users
    /// get a ceremony that looks the same and never succeeds. NoRegistrationProfile when there is none;
    /// FactorsUnsatisfiable only after a right password (never before: it would tell that a name exists).
    Result<SignInProgress> start(const Caller& caller, const StartSignIn& start);
    /// One strong factor for the person of caller.token; FactorsUnsatisfiable when they have none.
    Result<SignInProgress> startStepUp(const Caller& caller);
    /// SignInRefused or CodeRefused with details.triesLeft: with 0 the ceremony is over. CeremonyEnded; Conflict when
    /// another answer was accepted meanwhile; RateLimited; InvalidRequest for a method that is no choice. Busy takes no
    /// try.
    Result<SignInProgress> answer(const Caller& caller, const FactorAnswer& answer);
    /// RateLimited when too soon or too often; InvalidRequest for a method that sends nothing.
    Result<SignInProgress> sendCode(const Caller& caller, const CeremonyId& ceremony, Method method);
    /// CeremonyEnded when there is nothing to cancel: another installation's is none.
    Result<void> cancel(const Caller& caller, const CeremonyId& ceremony);

    /// Fills the caller's user part from an access token; TokenInvalid when unknown, expired, revoked, of a disabled
    /// person, or bound to another key than caller.keyThumbprint.
    Result<Caller> authenticate(const Caller& installation, QByteArrayView accessToken);
    Result<void> signOut(const Caller& caller);
    /// Ends every token of a person (disabled, "not me").
    static void revokeTokens(Transaction& transaction, const UserId& user);
    /// Ends every token of an installation (revoked).
    static void revokeTokens(Transaction& transaction, const InstallationId& installation);

    /// Ends the sign-ins that were proved with the credential; a strong proof that a step-up made with it is withdrawn.
    void credentialGone(Transaction& transaction, const UserId& user, const QString& credentialId) override;
    /// Counts for caller.token like a step-up.
    void credentialProved(Transaction& transaction, const Caller& caller, Method method,
                          const QString& credentialId) override;
    void signInsEnd(Transaction& transaction, const Caller& caller, const UserId& user, SignInsEnd reason) override;

    QList<OpenSignIn> openSignIns(Transaction& transaction, const OpenSignInFilter& filter) const override;
    bool endSignIn(Transaction& transaction, const TokenId& id) override;

    /// Removes what has expired. Call it now and then.
    Result<void> removeExpired();

private:
    Parts m_parts;
    SignInLimits m_limits;
};

} // namespace keydesk
