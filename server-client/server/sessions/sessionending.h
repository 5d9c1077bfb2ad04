#pragma once

#include "audit/caller.h"
#include "sessions/sessionpolicy.h"
#include "sessions/sessionstore.h"

namespace keydesk {

class Directory;
class Outbox;

/// How a session ends. Reasons: "signed_out", "person", "others", "all", "not_me", "administrator", "credential_gone",
/// "password_changed", "person_disabled", "expired", "replaced", "too_many".
struct SessionEnd
{
    const char* reason;
    /// The service provider that asked for it: it has signed out itself.
    QString askedBy = {};
};

/// The end of a session, which is one change of the database: the session, what each service provider is told (in the
/// outbox) and the audit record. Inside write().
class SessionEnding
{
public:
    SessionEnding(const Directory& directory, const Outbox& outbox, const SessionPolicy& policy);
    /// Before the first request; without it no provider can be told.
    void setReach(const LogoutReach& reach) { m_reach = &reach; }

    /// False: it had ended before.
    bool end(Transaction& transaction, const Caller& caller, const StoredSession& session, const SessionEnd& how) const;

private:
    StoredProvider told(Transaction& transaction, const StoredSession& session, StoredProvider provider,
                        const SessionEnd& how) const;

    const Directory& m_directory;
    const Outbox& m_outbox;
    const SessionPolicy& m_policy;
    const LogoutReach* m_reach = nullptr;
};

} // namespace keydesk
