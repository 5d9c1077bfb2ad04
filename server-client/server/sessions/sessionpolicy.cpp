#include "sessions/sessionpolicy.h"

#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

bool AccessPolicy::isOwn(const NetworkAddress& address) const
{
    return std::ranges::any_of(ownNetworks, [&](const NetworkRange& range) { return range.contains(address); });
}

std::optional<QString> AccessPolicy::refusal(const QString& address, const Whereabouts& whereabouts) const
{
    const auto parsed = NetworkAddress::from(address);
    if (!parsed)
        return u"address"_s;
    if (isOwn(*parsed))
        return allowsOwnNetworks ? std::nullopt : std::optional(u"own_network"_s);
    if (whereabouts.country.isEmpty())
        return allowsUnknown ? std::nullopt : std::optional(u"unknown_country"_s);
    const bool isListed = allowedCountries.isEmpty() || allowedCountries.contains(whereabouts.country);
    return isListed && !deniedCountries.contains(whereabouts.country) ? std::nullopt : std::optional(u"country"_s);
}

} // namespace keydesk
