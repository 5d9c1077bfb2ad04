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

SignInPolicy signInPolicy(const Settings& values)
{
    constexpr std::chrono::seconds longestToken = 30 * 24h;
    SignInPolicy policy;
    policy.ceremonyLife = within(values.value(settings::ceremonyLife), 1min, 1h);
    policy.codeLife = within(values.value(settings::codeLife), 1min, 30min);
    policy.tokenLife = within(values.value(settings::tokenLife), 1min, longestToken);
    policy.tokenIdle = within(values.value(settings::tokenIdle), 1min, longestToken);
    policy.kioskTokenLife = within(values.value(settings::kioskTokenLife), 1min, longestToken);
    policy.kioskTokenIdle = within(values.value(settings::kioskTokenIdle), 1min, longestToken);
    return policy;
}

} // namespace keydesk
