#include "sessions/sessionsettings.h"

#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

Error refused(const QString& why)
{
    return {.code = ErrorCode::InvalidRequest, .context = why};
}

Result<QStringList> countries(const Settings& values, const Setting<QStringList>& setting)
{
    const QStringList wanted = values.value(setting);
    for (const QString& country : wanted) {
        const bool isCode =
            country.size() == 2 && std::ranges::all_of(country, [](QChar c) { return c >= u'A' && c <= u'Z'; });
        if (!isCode)
            return refused(u"%1: \"%2\" is no country's two capital letters (ISO 3166-1), such as \"TR\""_s.arg(
                QString::fromLatin1(setting.name), country));
    }
    return wanted;
}

Result<QList<NetworkRange>> networks(const Settings& values)
{
    QList<NetworkRange> ranges;
    const QStringList wanted = values.value(settings::ownNetworks);
    for (const QString& text : wanted) {
        const auto range = NetworkRange::from(text);
        if (!range)
            return refused(u"sessions.own_networks: \"%1\" is no network such as 10.0.0.0/8"_s.arg(text));
        ranges.append(*range);
    }
    return ranges;
}

} // namespace

Result<SessionPolicy> sessionPolicy(const Settings& values)
{
    const auto allowed = countries(values, settings::countriesAllowed);
    if (!allowed)
        return allowed.error();
    const auto denied = countries(values, settings::countriesDenied);
    if (!denied)
        return denied.error();
    const auto own = networks(values);
    if (!own)
        return own.error();
    const bool allowsUnknown = values.value(settings::unknownCountryAllowed);
    const bool needsDatabase = !allowed->isEmpty() || !denied->isEmpty() || !allowsUnknown;
    if (needsDatabase && values.value(settings::countryDatabase).isEmpty())
        return refused(u"sessions.countries_allowed, sessions.countries_denied and sessions.unknown_country_allowed "
                       "need sessions.country_database: nothing else says where an address is"_s);
    const auto between = [&](const auto& setting, std::chrono::milliseconds least, std::chrono::milliseconds most) {
        return std::clamp(values.value(setting), least, most);
    };
    return SessionPolicy{.idleLife = between(settings::sessionIdleLife, 5min, 30 * 24h),
                         .life = between(settings::sessionLife, 5min, 90 * 24h),
                         .sessionsPerPerson = values.value(settings::sessionsPerPerson),
                         .logoutTriedFor = between(settings::logoutTriedFor, 10min, 30 * 24h),
                         .access = {.allowedCountries = *allowed,
                                    .deniedCountries = *denied,
                                    .allowsUnknown = allowsUnknown,
                                    .ownNetworks = *own,
                                    .allowsOwnNetworks = values.value(settings::ownNetworksAllowed)}};
}

} // namespace keydesk
