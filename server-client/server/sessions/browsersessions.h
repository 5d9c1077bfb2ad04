#pragma once

#include "base/secret.h"
#include "protocol/administration.h"
#include "sessions/sessionending.h"

namespace keydesk {

class Random;

/// A sign-in that a browser has just finished.
struct BrowserSignIn
{
    UserId user;
    QByteArray userAgent = {};
    QList<SessionProof> proofs = {};
    QByteArrayView currentCookie = {}; ///< What the browser had until now; may be empty.
};

/// The cookie's value crosses to the browser once; only its hash is stored.
struct IssuedSession
{
    SessionId id;
    SharedSecret cookie; ///< 256 random bits as base64url.
    Instant expires;
};

/// A session that may be used at this moment, and by whom.
struct LiveSession
{
    StoredSession session; ///< lastActive: before this use.
    User user;
    QList<SessionProof> proofs;
    QList<StoredProvider> providers;
    Instant usedAt; ///< Database time.
};

/// How long a session may serve one service provider; what is not set is not limited.
struct ProviderLimits
{
    std::optional<std::chrono::milliseconds> life = {}; ///< Since the sign-in.
    std::optional<std::chrono::milliseconds> idle = {}; ///< Since the use before.
};

/// Somebody reaches a service provider with a session.
struct ProviderVisit
{
    QString entityId;
    QString name = {}; ///< For people.
    NameId nameId = {};
    ProviderLimits limits = {};
};

struct ProviderEntry
{
    QString sessionIndex; ///< That of sessionIndexOf().
    Instant notOnOrAfter; ///< For SessionNotOnOrAfter.
};

/// Sessions for single sign-on, as the browser pages and the SAML endpoints use them. Nothing is kept in memory: a
/// session that has ended is refused by the next call, on every instance. All functions block; pool threads only.
/// caller.address is the browser's.
class BrowserSessions
{
public:
    struct Parts
    {
        Database& database;
        const Directory& directory;
        Random& random;
        const SessionPolicy& policy;
        const CountryDatabase& countries;
        const SessionEnding& ending;
        const Outbox& outbox;
    };
    explicit BrowserSessions(Parts parts);

    /// Before anything is asked of the person: Forbidden, with details.reason, where policy does not admit the address.
    Result<void> requireAccess(const Caller& caller);
    /// A new cookie at each sign-in. The session of the browser's current cookie goes on when it is the same person's,
    /// with the new proofs beside the old ones, and ends when it is another one's. Forbidden as above; TokenInvalid for
    /// a person who is disabled.
    Result<IssuedSession> signIn(const Caller& caller, const BrowserSignIn& signIn);
    /// Finds and touches (the time of last use is exact to a minute). TokenInvalid for a cookie of no session that
    /// lives, also of a disabled person; Forbidden as above.
    Result<LiveSession> use(const Caller& caller, QByteArrayView cookie);
    /// The caller as services know a person who is signed in.
    static Caller personOf(const Caller& caller, const LiveSession& live);
    /// False: the person has to sign in again for this provider; the session itself goes on.
    static bool mayServe(const LiveSession& live, const ProviderLimits& limits);
    /// What a service provider knows a session by (SAML 2.0 Core, section 2.7.2): the same for every visit, another one
    /// for each provider, so that two of them cannot find out that they have the same person.
    static QString sessionIndexOf(const SessionId& id, const QString& entityId);
    /// Remembers whom to tell of the session's end: before the answer goes out, which must not when this is refused.
    /// TokenInvalid when the session has ended meanwhile.
    Result<ProviderEntry> reach(const Caller& caller, const SessionId& id, const ProviderVisit& visit);

    /// The sessions that a provider's LogoutRequest means: those that live, with this name, and these indexes unless
    /// there are none (SAML 2.0 Core, section 3.7.3.2). Formats and qualifiers are the asker's to compare.
    Result<QList<StoredProvider>> sessionsAt(const QString& entityId, const QString& nameId,
                                             const QStringList& sessionIndexes) const;
    /// Ends the session; askedBy is the provider whose request it was, or empty. What became of each provider: those
    /// that cannot be told from here may be told through the browser, followed by noteSignedOut(). NotFound.
    Result<QList<StoredProvider>> signOut(const Caller& caller, const SessionId& id, const QString& askedBy = {});
    /// A provider has said, through the browser, that it has signed out. Without effect while the session lives.
    Result<void> noteSignedOut(const Caller& caller, const SessionId& id, const QString& entityId);

    Whereabouts whereabouts(const QString& address) const;

private:
    Result<void> admitted(const Caller& caller) const;
    Result<LiveSession> judged(Transaction& transaction, const QByteArray& hash) const;
    IssuedSession started(Transaction& transaction, const Caller& caller, const User& user, const BrowserSignIn& signIn,
                          const QByteArray& hash) const;
    void endTooMany(Transaction& transaction, const Caller& caller, const UserId& user) const;

    Parts m_parts;
};

} // namespace keydesk
