#pragma once

#include "factors/factormethod.h"
#include "factors/opensignins.h"
#include "sessions/browsersessions.h"

namespace keydesk {

/// All that people are signed in with, browsers and this panel's installations, for themselves and for administrators.
/// Everything ends at once on every instance. All functions block; pool threads only. Every end writes the audit log and
/// a mail to the person.
class SessionService final : public CredentialGoneListener, public SignInsEndListener
{
public:
    struct Parts
    {
        Database& database;
        Directory& directory;
        Factors& factors;
        OpenSignIns& signIns;
        const Outbox& outbox;
        const SessionEnding& ending;
        const BrowserSessions& browsers;
    };
    /// Registers itself with parts.factors: what was made with a credential that is gone ends with it.
    explicit SessionService(Parts parts);

    /// See SessionsApi. At most 200.
    Result<QList<Session>> sessions(const Caller& caller) const;
    /// NotFound for what is not the caller's, and for a panel's sign-in that has ended.
    Result<void> end(const Caller& caller, const SessionId& id);
    Result<void> endOthers(const Caller& caller);
    Result<void> endAll(const Caller& caller);
    /// Ends all and demands a new password (Directory::demandNewPassword).
    Result<void> reportNotMe(const Caller& caller);

    // For administrators:

    /// Those that live, the newest first. NotFound: nobody has that name. InvalidRequest (details.field) for an address
    /// or country that is none.
    Result<QList<Session>> openSessions(const SessionFilter& filter) const;
    /// NotFound. The person is told by mail.
    Result<void> endFor(const Caller& caller, const SessionId& id);

    void credentialGone(Transaction& transaction, const UserId& user, const QString& credentialId) override;
    void signInsEnd(Transaction& transaction, const Caller& caller, const UserId& user, SignInsEnd reason) override;

    /// Ends what is out of time. Call it now and then.
    Result<void> endExpired();

private:
    Session view(Transaction& transaction, const StoredSession& session, const Caller* caller) const;
    Session view(const OpenSignIn& signIn, const Caller* caller) const;
    QList<Session> panels(Transaction& transaction, const OpenSignInFilter& filter, const Caller* caller) const;
    /// What was ended, as the person knows it; NotFound.
    Result<Session> endOne(Transaction& transaction, const Caller& caller, const SessionId& id,
                           const std::optional<UserId>& owner, const char* reason) const;
    qsizetype endMany(Transaction& transaction, const Caller& caller, const char* reason, bool sparesCurrent) const;
    void recordPanelEnd(Transaction& transaction, const Caller& caller, const OpenSignIn& signIn,
                        const char* reason) const;

    Parts m_parts;
};

} // namespace keydesk
