#pragma once

#include "signin/signinlimits.h"
#include "signin/signinservice.h"
#include "signin/signinsteps.h"

namespace keydesk {

/// An answer that is being checked: its try is counted already.
struct TakenTry
{
    OpenCeremony present;
    Method method = Method::Password;
    ChargedTry charged;
};

/// What a move came to. A refusal here is one whose traces stay in the database, unlike an Error of the transaction.
struct SignInOutcome
{
    SignInProgress progress = {};
    std::optional<Error> refusal = {};
};

/// What changes a ceremony: a try is taken, an answer refused or accepted, a code sent, the sign-in finished. Each move
/// writes its audit event in the same transaction.
class SignInMoves
{
public:
    SignInMoves(const SignInService::Parts& parts, const SignInLimits& limits)
        : m_parts(parts), m_limits(limits), m_steps(parts)
    {
    }

    /// Stores a new ceremony and sends the code of its first factor where there is nothing to choose. RateLimited.
    Result<SignInProgress> begin(Transaction& transaction, const Caller& caller, const OpenCeremony& present) const;
    /// Counts a try before its answer is looked at. CeremonyEnded, RateLimited, InvalidRequest for a method that is no
    /// choice.
    Result<TakenTry> takeTry(Transaction& transaction, const Caller& caller, const FactorAnswer& answer) const;
    /// The answer could not be looked at.
    void giveTryBack(Transaction& transaction, const Caller& caller, const TakenTry& taken) const;
    SignInOutcome refuse(Transaction& transaction, const Caller& caller, const TakenTry& taken,
                         const Error& refusal) const;
    /// Goes to the next factor, or finishes. Conflict or CeremonyEnded when another answer was faster;
    /// FactorsUnsatisfiable.
    Result<SignInOutcome> accept(Transaction& transaction, const Caller& caller, const TakenTry& taken,
                                 const FactorProof& proof) const;
    /// RateLimited; InvalidRequest for a method that is no choice or sends nothing. For a security key: a fresh
    /// challenge.
    Result<SignInProgress> sendCode(Transaction& transaction, const Caller& caller, const OpenCeremony& present,
                                    Method method) const;
    void cancel(Transaction& transaction, const Caller& caller, const OpenCeremony& present) const;

private:
    Result<SignInOutcome> finish(Transaction& transaction, const Caller& caller, const OpenCeremony& present) const;
    SignInOutcome finishSignIn(Transaction& transaction, const Caller& caller, const OpenCeremony& present) const;
    SignInOutcome finishStepUp(Transaction& transaction, const Caller& caller, const OpenCeremony& present) const;
    void sendOnlyChoice(Transaction& transaction, const Caller& caller, const OpenCeremony& present) const;
    Result<void> send(Transaction& transaction, const Caller& caller, const OpenCeremony& present, Method method) const;
    void audit(Transaction& transaction, const Caller& caller, const OpenCeremony& present, const QString& event,
               const QJsonObject& details) const;
    SignInPlace placeOf(const Caller& caller, const OpenCeremony& present) const;
    SignInProgress progressOf(Transaction& transaction, const Caller& caller, const OpenCeremony& present) const;
    Result<OpenCeremony> settle(Transaction& transaction, const OpenCeremony& nameless, const UserId& user) const;

    const SignInService::Parts& m_parts;
    const SignInLimits& m_limits;
    SignInSteps m_steps;
};

} // namespace keydesk
