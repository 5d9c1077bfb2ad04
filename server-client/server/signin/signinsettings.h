#pragma once

#include "base/settings.h"
#include "signin/signinpolicy.h"

#include <array>

namespace keydesk {

namespace settings {

inline const Setting<std::chrono::milliseconds> ceremonyLife{
    "signin.ceremony_life", std::chrono::minutes{10},
    "How long a person has from the user name to the last factor. 1min to 1h."};
inline const Setting<std::chrono::milliseconds> codeLife{"signin.code_life", std::chrono::minutes{5},
                                                         "How long a code sent by mail or SMS is good. 1min to 30min."};
inline const Setting<std::chrono::milliseconds> tokenLife{"signin.token_life", std::chrono::hours{8},
                                                          "A sign-in ends after this time at the latest. 1min to 30d."};
inline const Setting<std::chrono::milliseconds> tokenIdle{
    "signin.token_idle", std::chrono::minutes{30}, "A sign-in ends when it was not used for this time. 1min to 30d."};
inline const Setting<std::chrono::milliseconds> kioskTokenLife{
    "signin.kiosk_token_life", std::chrono::hours{1},
    "At a kiosk a sign-in ends after this time at the latest. 1min to 30d."};
inline const Setting<std::chrono::milliseconds> kioskTokenIdle{
    "signin.kiosk_token_idle", std::chrono::minutes{10},
    "At a kiosk a sign-in ends when it was not used for this time. The kiosk itself signs out much sooner. 1min to "
    "30d."};

} // namespace settings

inline const std::array<const SettingDeclaration*, 6> signInSettings{
    &settings::ceremonyLife, &settings::codeLife,       &settings::tokenLife,
    &settings::tokenIdle,    &settings::kioskTokenLife, &settings::kioskTokenIdle};

/// Values outside the ranges that the declarations name are brought to the nearest end.
SignInPolicy signInPolicy(const Settings& values);

} // namespace keydesk
