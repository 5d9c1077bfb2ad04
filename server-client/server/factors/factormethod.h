#pragma once

#include "audit/caller.h"
#include "protocol/administration.h"
#include "protocol/signin.h"
#include "store/database.h"

#include <map>
#include <vector>

namespace keydesk {

/// For whom a factor is asked. user is empty for a name nobody has: methods then behave the same (decoys).
struct FactorSubject
{
    std::optional<User> user;
    QString preparedName; ///< Empty: a security key will say who it is.
    CeremonyId ceremony;
    QString locale;
    Instant ceremonyEnds = {};

    bool isNameless() const { return preparedName.isEmpty(); }
};

/// What an accepted answer proved with: sessions remember it, and end when the credential is gone.
struct FactorProof
{
    QString credentialId = {};       ///< Id of the phone or key; empty for a password or a sent code.
    std::optional<UserId> user = {}; ///< Whose the credential is, for a subject without a name.
};

/// What every authentication method implements; the sign-in ceremony knows no more of it. Any thread of the pool.
class FactorMethod
{
public:
    virtual ~FactorMethod() = default;
    virtual Method method() const = 0;
    /// Does this person have it? "Only methods the user already has" is decided here, at sign-in.
    virtual bool isAvailable(Transaction& transaction, const FactorSubject& subject) const = 0;
    /// As long as nothing is proved, the method is a choice for everybody whose profile has it, so that nobody learns
    /// who could answer by it.
    virtual bool isOfferedToAll() const { return false; }
    /// Masked address or name to show; for unknown users a stable decoy.
    virtual QString hint(Transaction& transaction, const FactorSubject& subject) const = 0;
    /// Methods that send something: sends it (through the outbox). Others answer nullopt.
    virtual Result<std::optional<CodeDelivery>> send(Transaction& transaction, const Caller& caller,
                                                     const FactorSubject& subject) = 0;
    /// Methods that ask an authenticator: what it is asked, with a challenge that is good for one answer; made now
    /// where none is open. Others answer nullopt.
    virtual std::optional<AssertionRequest> assertion(Transaction&, const Caller&, const FactorSubject&)
    {
        return std::nullopt;
    }
    /// Voids the open challenge, so that the next step has a fresh one. False: the method knows no challenges.
    virtual bool renewChallenge(Transaction&, const FactorSubject&) { return false; }
    /// Is a sent code awaited? For showing a ceremony again.
    virtual std::optional<CodeDelivery> pending(Transaction& transaction, const FactorSubject& subject) const = 0;
    /// Outside any transaction (it may hash); consumes what is single-use, atomically. SignInRefused or CodeRefused.
    /// The ceremony has counted the try before; any other error (Busy, Unavailable) gives the try back. The ceremony
    /// sets details.triesLeft itself.
    virtual Result<FactorProof> check(const Caller& caller, const FactorSubject& subject, const Secret& answer) = 0;
};

/// A capability that holds credentials which count as good factors (phones, later keys).
class GoodFactorSource
{
public:
    virtual ~GoodFactorSource() = default;
    virtual int goodFactors(Transaction& transaction, const UserId& user) const = 0;
};

/// Is told in the same transaction when a credential is gone (removed or lost): sessions end what was made with it.
class CredentialGoneListener
{
public:
    virtual ~CredentialGoneListener() = default;
    virtual void credentialGone(Transaction& transaction, const UserId& user, const QString& credentialId) = 0;
};

/// Is told in the same transaction when a strong credential was proved by its registration: whoever could do that needs
/// no second proof of it a moment later.
class CredentialProvedListener
{
public:
    virtual ~CredentialProvedListener() = default;
    virtual void credentialProved(Transaction& transaction, const Caller& caller, Method method,
                                  const QString& credentialId) = 0;
};

/// Why all that a person has proved so far counts no more.
enum class SignInsEnd { PersonDisabled, PasswordChanged, NotMe };

/// Is told in the same transaction when all sign-ins of a person end. A changed password spares what the caller is
/// signed in with, the others spare nothing.
class SignInsEndListener
{
public:
    virtual ~SignInsEndListener() = default;
    virtual void signInsEnd(Transaction& transaction, const Caller& caller, const UserId& user, SignInsEnd reason) = 0;
};

/// The methods and listeners of this service, wired in main.cpp before the first request; read-only afterwards.
class Factors
{
public:
    void add(FactorMethod& method);
    void add(GoodFactorSource& source);
    void add(CredentialGoneListener& listener);
    void add(CredentialProvedListener& listener);
    void add(SignInsEndListener& listener);

    FactorMethod* method(Method method) const; ///< Null where this service does not have it.
    /// Those whose proof counts for step-up, in the order of the enumeration.
    QList<Method> strongMethods() const;
    int goodFactors(Transaction& transaction, const UserId& user) const;
    void credentialGone(Transaction& transaction, const UserId& user, const QString& credentialId) const;
    void credentialProved(Transaction& transaction, const Caller& caller, Method method,
                          const QString& credentialId) const;
    void endSignIns(Transaction& transaction, const Caller& caller, const UserId& user, SignInsEnd reason) const;

private:
    std::map<Method, FactorMethod*> m_methods;
    std::vector<GoodFactorSource*> m_sources;
    std::vector<CredentialGoneListener*> m_listeners;
    std::vector<CredentialProvedListener*> m_provedListeners;
    std::vector<SignInsEndListener*> m_endListeners;
};

/// Adding or removing a factor needs a strong proof not older than this, once the person has a strong factor.
inline constexpr std::chrono::minutes strongProofLife{5};
/// StepUpRequired unless the person has no good factor yet or proved a strong one recently enough.
Result<void> requireStrongProof(Transaction& transaction, const Factors& factors, const Caller& caller);

} // namespace keydesk
