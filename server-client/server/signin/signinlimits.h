#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "base/secret.h"
#include "signin/signinpolicy.h"
#include "store/database.h"

#include <mutex>

namespace keydesk {

class Sealer;

/// From where somebody tries which name.
struct SignInPlace
{
    QString preparedName; ///< Empty where a security key says who it is: limits by name do not count.
    InstallationId installation;
    QString address;
};

/// What a try has used up in advance, so that it can be given back.
struct ChargedTry
{
    int cost = 1;
};

/// Limits on guessing, in the database, so that they hold over all instances and after a restart.
///
/// Each limit is an allowance that fills up again with time (the generic cell rate algorithm: one number per bucket).
/// Wrong answers are counted
///  - per place: one name at one installation from one network. Used up, this name waits here and nowhere else.
///  Somebody who
///    guesses at a name uses up the allowance of the place where they stand, never the owner's own elsewhere; at one
///    kiosk they can make the owner wait there for a refill at most.
///  - per name, everywhere. Half used up, it locks nobody out: it makes each wrong answer dearer in every place, so
///  that guesses
///    spread over many places get fewer, while the owner still has tries at a place where nobody guessed.
///  - per installation and per network, for guesses spread over many names.
/// A name that nobody has is counted like any other. A try is charged to its place before the answer is looked at, and
/// given back when it was right: parallel guesses gain nothing.
/// Where nobody has named a person, there is nobody to guess at: only the limits per installation and network count.
class SignInLimits
{
public:
    SignInLimits(const Sealer& sealer, SignInPolicy policy);

    /// RateLimited, with retryAfter, when nothing is left for another wrong answer; takes nothing.
    Result<void> requireTry(Transaction& transaction, const SignInPlace& place) const;
    /// The same, and charges the place.
    Result<ChargedTry> takeTry(Transaction& transaction, const SignInPlace& place) const;
    void giveTryBack(Transaction& transaction, const SignInPlace& place, const ChargedTry& charged) const;
    /// The answer was wrong: charges the wider buckets too.
    void noteWrong(Transaction& transaction, const SignInPlace& place) const;
    /// A whole sign-in succeeded here: wrong answers before it were the owner's own.
    void forgive(Transaction& transaction, const SignInPlace& place) const;

    Result<void> takeStart(Transaction& transaction, const SignInPlace& place) const;
    /// Codes that are sent: asked for before, noted after.
    Result<void> requireCode(Transaction& transaction, const SignInPlace& place) const;
    void noteCode(Transaction& transaction, const SignInPlace& place) const;

private:
    struct Bucket
    {
        QString id;
        Allowance allowance;
    };
    Bucket wrongHere(const SignInPlace& place) const;
    Bucket codesHere(const SignInPlace& place) const;
    Bucket wrongByName(const SignInPlace& place) const;
    QList<Bucket> wrongBySource(const SignInPlace& place) const;
    Bucket bucket(const QStringList& names, const Allowance& allowance) const;
    int tryCost(Transaction& transaction, const SignInPlace& place) const;

    /// Of the buckets' names. Derived at the first need: a service that waits for its first sign-in has no use for the
    /// memory of the cryptographic library.
    const Secret& key() const;

    const Sealer& m_sealer;
    mutable std::once_flag m_isKeyMade;
    mutable std::optional<Secret> m_key;
    SignInPolicy m_policy;
};

/// The network that an address belongs to for counting: IPv6 by its first 64 bits, since one line has them all; else
/// itself.
QString networkOf(const QString& address);

} // namespace keydesk
