#pragma once

#include "base/settings.h"
#include "signin/signinpolicy.h"

#include <array>

namespace keydesk {

inline const Setting<std::chrono::milliseconds> ceremonyLifeSetting{
    "signin.ceremony_life", std::chrono::minutes{10}, "How long a person has from the user name to the last factor. 1min to 1h."};
inline const Setting<std::chrono::milliseconds> codeLifeSetting{
    "signin.code_life", std::chrono::minutes{5}, "How long a code sent by mail or SMS is good. 1min to 30min."};
inline const Setting<std::chrono::milliseconds> tokenLifeSetting{
    "signin.token_life", std::chrono::hours{8}, "A sign-in ends after this time at the latest. 1min to 30d."};
inline const Setting<std::chrono::milliseconds> tokenIdleSetting{
    "signin.token_idle", std::chrono::minutes{30}, "A sign-in ends when it was not used for this time. 1min to 30d."};
inline const Setting<std::chrono::milliseconds> kioskTokenLifeSetting{
    "signin.kiosk_token_life", std::chrono::hours{1}, "At a kiosk a sign-in ends after this time at the latest. 1min to 30d."};
inline const Setting<std::chrono::milliseconds> kioskTokenIdleSetting{
    "signin.kiosk_token_idle", std::chrono::minutes{10},
    "At a kiosk a sign-in ends when it was not used for this time. The kiosk itself signs out much sooner. 1min to 30d."};

inline const std::array<const SettingDeclaration*, 6> signInSettings{
    &ceremonyLifeSetting, &codeLifeSetting,     &tokenLifeSetting,
    &tokenIdleSetting,    &kioskTokenLifeSetting, &kioskTokenIdleSetting};

/// Values outside the ranges that the declarations name are brought to the nearest end.
SignInPolicy signInPolicy(const Settings& settings);

} // namespace keydesk
