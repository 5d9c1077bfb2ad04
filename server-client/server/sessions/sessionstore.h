#pragma once

#include "factors/providerlogout.h"
#include "protocol/sessions.h"
#include "sessions/countrydatabase.h"

namespace keydesk {

class Housekeeping;

/// A browser's session as it is stored.
struct StoredSession
{
    SessionId id;
    UserId user;
    Instant signedIn;
    Instant lastActive;
    std::chrono::milliseconds idleLife{0};
    Instant expires;
    QString address;
    Whereabouts whereabouts = {};
    QString browser = {};
    QString system = {};
    std::optional<Instant> ended = {};
    QString endReason = {};

    Instant livesUntil() const { return std::min(expires, lastActive + idleLife); }
    bool isLiveAt(Instant now) const { return !ended && now < livesUntil(); }
};

/// A service provider that was reached with a session.
struct StoredProvider
{
    SessionId session;
    QString entityId;
    QString name;
    NameId nameId = {};
    QString sessionIndex = {};
    Instant lastReached = {};
    ProviderState state = ProviderState::SignedIn;
    MessageId message = {}; ///< Of the outbox, while it is told from here.
    int tries = 0;
    std::optional<Instant> nextTry = {};
    QString problem = {};
};

/// The rows of sessions. A session that has ended never lives again.
class SessionStore
{
public:
    static QByteArray hashOf(QByteArrayView cookie);
    static void insert(Transaction& transaction, const StoredSession& session, const QByteArray& secretHash);
    /// Another secret, and the times of a new sign-in; the old secret is good for nothing from now on.
    static void renew(Transaction& transaction, const StoredSession& session, const QByteArray& secretHash);
    static std::optional<StoredSession> findByHash(Transaction& transaction, const QByteArray& secretHash);
    static std::optional<StoredSession> find(Transaction& transaction, const SessionId& id);
    static void touch(Transaction& transaction, const StoredSession& session);
    /// False: it had ended before.
    static bool setEnded(Transaction& transaction, const SessionId& id, const QString& reason);

    /// That live, the one that was used last first.
    static QList<StoredSession> liveOf(Transaction& transaction, const UserId& user);
    /// That live, made with the credential.
    static QList<StoredSession> liveWith(Transaction& transaction, const UserId& user, const QString& credentialId);
    /// That live or ended within a day, the newest first.
    static QList<StoredSession> listed(Transaction& transaction, const UserId& user, int maximum);
    /// Of everybody that live, the newest first; what is empty is not asked.
    struct Filter
    {
        std::optional<UserId> user;
        QString address;
        QString country;
        int maximum = 100;
    };
    static QList<StoredSession> live(Transaction& transaction, const Filter& filter);
    /// Out of time and not ended yet.
    static QList<StoredSession> expired(Transaction& transaction, int maximum);

    static void addProofs(Transaction& transaction, const SessionId& id, const QList<SessionProof>& proofs);
    static QList<SessionProof> proofs(Transaction& transaction, const SessionId& id);

    /// Takes the place of the row for the same session and service provider, whose session index stays.
    static void reach(Transaction& transaction, const StoredProvider& provider);
    static QList<StoredProvider> providers(Transaction& transaction, const SessionId& id);
    static std::optional<StoredProvider> provider(Transaction& transaction, const SessionId& id,
                                                  const QString& entityId);
    static std::optional<StoredProvider> providerOf(Transaction& transaction, const MessageId& message);
    /// In sessions that live.
    static QList<StoredProvider> providersNamed(Transaction& transaction, const QString& entityId,
                                                const QString& nameId);
    /// State, message, tries, next try and problem.
    static void setLogout(Transaction& transaction, const StoredProvider& provider);

    /// Removes what ended 30 days ago.
    static void registerWith(Housekeeping& housekeeping);
};

} // namespace keydesk
