#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "protocol/method.h"

#include <optional>

namespace keydesk {

/// Who asks, as the routes have authenticated it; services decide by it and the audit log records it. A value.
struct Caller
{
    QString requestId;
    QString address; ///< The client's, never a proxy's.
    std::optional<InstallationId> installation;
    QString installationName;
    QString installationPlace; ///< As the administrator described it: "IT office, ground floor". May be empty.
    InstallationKind installationKind = InstallationKind::Kiosk;
    QByteArray keyThumbprint; ///< RFC 7638; tokens are bound to it.

    // With an access token:
    std::optional<UserId> user;
    QString userName;
    std::optional<TokenId> token;
    Role role = Role::User;
    std::optional<Instant> strongProofAt; ///< Last proof with a strong method in this sign-in.
    QString locale;

    std::optional<SessionId> session; ///< Of a browser that is signed in (single sign-on).

    /// Where this happens, for people: the place, or the installation's name where none was given.
    const QString& whereabouts() const { return installationPlace.isEmpty() ? installationName : installationPlace; }
};

} // namespace keydesk
