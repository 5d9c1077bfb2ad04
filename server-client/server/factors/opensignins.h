#pragma once

#include "protocol/sessions.h"
#include "store/database.h"

namespace keydesk {

/// A sign-in at an installation (an access token), as others may see it.
struct OpenSignIn
{
    TokenId id;
    UserId user;
    Instant signedIn;
    Instant lastActive;
    QString address; ///< Where the sign-in came from.
    QString place;   ///< The installation's, as the administrator described it, or its name.
    QList<SessionProof> proofs = {};
};

/// Which sign-ins; what is empty is not asked.
struct OpenSignInFilter
{
    std::optional<TokenId> id = {};
    std::optional<UserId> user = {};
    QString address = {};
    int maximum = 1000;
};

/// The sign-ins at installations, for the capability that lists all that a person is signed in with. Any thread.
class OpenSignIns
{
public:
    virtual ~OpenSignIns() = default;
    /// Those that live, the newest first.
    virtual QList<OpenSignIn> openSignIns(Transaction& transaction, const OpenSignInFilter& filter) const = 0;
    /// False: there is none.
    virtual bool endSignIn(Transaction& transaction, const TokenId& id) = 0;
};

} // namespace keydesk
