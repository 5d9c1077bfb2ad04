#pragma once

#include "base/settings.h"
#include "sessions/sessionpolicy.h"

#include <array>

namespace keydesk {

namespace settings {

inline const Setting<std::chrono::milliseconds> sessionIdleLife{
    "sessions.idle_life", std::chrono::hours{1},
    "A browser's session ends when it was not used for so long; between 5min and 30d."};
inline const Setting<std::chrono::milliseconds> sessionLife{
    "sessions.life", std::chrono::hours{10},
    "A browser's session ends after so long, whatever it is used for; between 5min and 90d."};
inline const Setting<int> sessionsPerPerson{
    "sessions.sessions_per_person", 20,
    "Browser sessions that one person may have at the same time. With one more, that which was idle for longest ends.",
    1, 100};
inline const Setting<std::chrono::milliseconds> logoutTriedFor{
    "sessions.logout_tried_for", std::chrono::hours{72},
    "How long a service provider that does not answer is asked again to end a session; between 10min and 30d."};
inline const Setting<QString> countryDatabase{
    "sessions.country_database", QString(),
    "File that says where addresses are, in MaxMind's format, such as GeoLite2-City.mmdb. A newer one is taken without "
    "a restart; put it there by renaming it. Empty: places are not shown."};
inline const Setting<QStringList> countriesAllowed{
    "sessions.countries_allowed", QStringList{},
    "The only countries (ISO 3166-1, such as \"TR\") from where single sign-on may be used. Empty: all. A person with a "
    "VPN is where the VPN is."};
inline const Setting<QStringList> countriesDenied{"sessions.countries_denied", QStringList{},
                                                  "Countries from where single sign-on may not be used."};
inline const Setting<bool> unknownCountryAllowed{
    "sessions.unknown_country_allowed", true,
    "Whether single sign-on may be used from addresses of which the database knows no country."};
inline const Setting<QStringList> ownNetworks{
    "sessions.own_networks",
    QStringList{QStringLiteral("10.0.0.0/8"), QStringLiteral("172.16.0.0/12"), QStringLiteral("192.168.0.0/16"),
                QStringLiteral("169.254.0.0/16"), QStringLiteral("127.0.0.0/8"), QStringLiteral("fc00::/7"),
                QStringLiteral("fe80::/10"), QStringLiteral("::1")},
    "Networks of your own, for which the countries' rules do not count: private ones, and the addresses with which your "
    "VPN comes out."};
inline const Setting<bool> ownNetworksAllowed{"sessions.own_networks_allowed", true,
                                              "Whether single sign-on may be used from your own networks."};

} // namespace settings

inline const std::array<const SettingDeclaration*, 10> sessionSettings{
    &settings::sessionIdleLife,  &settings::sessionLife,      &settings::sessionsPerPerson,
    &settings::logoutTriedFor,   &settings::countryDatabase,  &settings::countriesAllowed,
    &settings::countriesDenied,  &settings::unknownCountryAllowed, &settings::ownNetworks,
    &settings::ownNetworksAllowed};

/// InvalidRequest, with words for the administrator in context, for what is no country or network, and for countries
/// without a database of them.
Result<SessionPolicy> sessionPolicy(const Settings& values);

} // namespace keydesk
