#pragma once

#include "audit/caller.h"
#include "factors/factormethod.h"
#include "signin/ceremonystore.h"
#include "signin/signinservice.h"

namespace keydesk {

/// A present ceremony with the person it is about, as one transaction sees them.
struct OpenCeremony
{
    Ceremony ceremony;
    FactorSubject subject;
};

/// What a ceremony's rows mean: whose it is, which methods answer its present factor, what it looks like to the client.
/// Used inside a transaction.
class SignInSteps
{
public:
    explicit SignInSteps(const SignInService::Parts& parts) : m_parts(parts) {}

    /// A ceremony that follows the first matching Registration profile. NoRegistrationProfile; FactorsUnsatisfiable
    /// where the service has no method for the first factor, so that nobody can sign in.
    Result<OpenCeremony> newSignIn(Transaction& transaction, const Caller& caller, const QString& preparedName,
                                   const QString& locale) const;
    /// A ceremony whose first factor is a security key, which says who signs in. NoRegistrationProfile;
    /// FactorsUnsatisfiable where no profile or not the service knows security keys.
    Result<OpenCeremony> newSignInByKey(Transaction& transaction, const Caller& caller, const QString& locale) const;
    /// The same ceremony, once a key has said whose it is: the key answers its factor of the person's profile, the
    /// others are to follow in their order. CeremonyEnded when the person is gone.
    Result<OpenCeremony> settled(Transaction& transaction, const OpenCeremony& nameless, const UserId& user) const;
    /// A ceremony of one factor: any strong method that the person has. FactorsUnsatisfiable without one.
    Result<OpenCeremony> newStepUp(Transaction& transaction, const Caller& caller) const;
    /// CeremonyEnded for one that is over, unknown, or another installation's: they are not told apart.
    Result<OpenCeremony> open(Transaction& transaction, const Caller& caller, const CeremonyId& id) const;

    /// The methods that answer the present factor.
    QList<Method> methods(Transaction& transaction, const OpenCeremony& present) const;
    /// Can the factors after the present one be answered by this person?
    bool isRestSatisfiable(Transaction& transaction, const OpenCeremony& present) const;
    /// May make a challenge for a security key.
    SignInStep view(Transaction& transaction, const Caller& caller, const OpenCeremony& present) const;

private:
    QList<Method> available(Transaction& transaction, const QList<Method>& methods, const FactorSubject& subject) const;
    FactorSubject subjectOf(Transaction& transaction, const Ceremony& ceremony) const;

    const SignInService::Parts& m_parts;
};

} // namespace keydesk
