#pragma once

#include "sessions/countrydatabase.h"

#include <QStringList>

namespace keydesk {

/// From where sessions may be begun and used.
struct AccessPolicy
{
    QStringList allowedCountries = {}; ///< Empty: all that are not denied.
    QStringList deniedCountries = {};
    bool allowsUnknown = true;     ///< Addresses that the database does not know.
    QList<NetworkRange> ownNetworks = {}; ///< In no country: the countries' rules are not for them.
    bool allowsOwnNetworks = true;

    bool hasCountries() const { return !allowedCountries.isEmpty() || !deniedCountries.isEmpty(); }
    bool isOwn(const NetworkAddress& address) const;
    /// nullopt: admitted; otherwise why not: "country", "unknown_country", "own_network", "address".
    std::optional<QString> refusal(const QString& address, const Whereabouts& whereabouts) const;
};

/// The values that an administrator may change are declared in sessions/sessionsettings.h.
struct SessionPolicy
{
    std::chrono::milliseconds idleLife{std::chrono::hours{1}};
    std::chrono::milliseconds life{std::chrono::hours{10}};
    int sessionsPerPerson = 20; ///< With more, the one that has been idle for longest ends.
    std::chrono::milliseconds logoutTriedFor{std::chrono::hours{72}};
    AccessPolicy access = {};
};

} // namespace keydesk
