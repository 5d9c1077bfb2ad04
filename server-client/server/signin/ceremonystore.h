#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "factors/factormethod.h"
#include "signin/profilefactors.h"
#include "store/database.h"

namespace keydesk {

enum class CeremonyKind { SignIn, StepUp };

/// A sign-in or step-up under way. The factors are a copy: a profile that changes meanwhile does not change the
/// ceremony.
struct Ceremony
{
    CeremonyId id;
    CeremonyKind kind = CeremonyKind::SignIn;
    bool isOpen = true;
    InstallationId installation;
    QString preparedName;       ///< Empty: the first factor is a security key, which says who it is.
    std::optional<UserId> user; ///< None: nobody has the name, and no answer is ever right.
    TokenId token = {};         ///< Step-up: the sign-in that it belongs to.
    ProfileFactors factors;
    bool isSatisfiable = true; ///< False: no profile fits this person, another one is asked for.
    int factor = 1;
    int triesLeft = 0;
    QString locale;
    Instant expires;
};

/// A factor that was proved in a ceremony.
struct CeremonyProof
{
    int factor = 0;
    Method method = Method::Password;
    QString credentialId;
    Instant proved;
};

/// The rows of ceremonies. Steps are conditional updates: of parallel ones, one succeeds.
class CeremonyStore
{
public:
    static void insert(Transaction& transaction, const Ceremony& ceremony);
    static std::optional<Ceremony> find(Transaction& transaction, const CeremonyId& id);

    /// False when the ceremony is not at this factor any more or has no try left. Takes a try.
    static bool takeTry(Transaction& transaction, const Ceremony& ceremony);
    static void giveTryBack(Transaction& transaction, const CeremonyId& id);
    /// Records the proof of the present factor, gives its try back and goes to the next one. False when another answer
    /// did.
    static bool moveOn(Transaction& transaction, const Ceremony& ceremony, Method method, const QString& credentialId);
    /// A ceremony without a name gets its person, with the factors of their profile. False when it has one, or is not
    /// at its first factor any more.
    static bool settle(Transaction& transaction, const Ceremony& ceremony);
    static QList<CeremonyProof> proofs(Transaction& transaction, const CeremonyId& id);
    /// False when it was not open.
    static bool finish(Transaction& transaction, const CeremonyId& id);
    static bool end(Transaction& transaction, const CeremonyId& id);

    static void endAllOf(Transaction& transaction, const UserId& user);
    static void endAllOf(Transaction& transaction, const InstallationId& installation);
    static void endProvedWith(Transaction& transaction, const UserId& user, const QString& credentialId);
    static void removeExpired(Transaction& transaction);
};

} // namespace keydesk
