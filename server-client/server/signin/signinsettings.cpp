#include "signin/signinsettings.h"

#include <algorithm>

namespace keydesk {

using namespace std::chrono_literals;

namespace {

std::chrono::seconds within(std::chrono::milliseconds value, std::chrono::seconds least, std::chrono::seconds most)
{
    return std::clamp(std::chrono::duration_cast<std::chrono::seconds>(value), least, most);
}

} // namespace

SignInPolicy signInPolicy(const Settings& settings)
{
    constexpr std::chrono::seconds longestToken = 30 * 24h;
    SignInPolicy policy;
    policy.ceremonyLife = within(settings.value(ceremonyLifeSetting), 1min, 1h);
    policy.codeLife = within(settings.value(codeLifeSetting), 1min, 30min);
    policy.tokenLife = within(settings.value(tokenLifeSetting), 1min, longestToken);
    policy.tokenIdle = within(settings.value(tokenIdleSetting), 1min, longestToken);
    policy.kioskTokenLife = within(settings.value(kioskTokenLifeSetting), 1min, longestToken);
    policy.kioskTokenIdle = within(settings.value(kioskTokenIdleSetting), 1min, longestToken);
    return policy;
}

} // namespace keydesk
