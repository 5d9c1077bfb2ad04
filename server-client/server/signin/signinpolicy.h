#pragma once

#include <chrono>

namespace keydesk {

/// How often something may happen: `burst` times at once, then once per `refill`.
struct Allowance
{
    int burst;
    std::chrono::seconds refill;
};

/// The rules of sign-in. The values that an administrator may change are declared in signin/signinsettings.h.
struct SignInPolicy
{
    std::chrono::seconds ceremonyLife{600};
    int ceremonyTries = 5;

    std::chrono::seconds codeLife{300};
    int codeTries = 5;
    int codeResends = 3;
    std::chrono::seconds firstResendAfter{30};
    std::chrono::seconds nextResendAfter{60};

    std::chrono::seconds tokenLife{8 * 3600};
    std::chrono::seconds tokenIdle{1800};
    std::chrono::seconds kioskTokenLife{3600};
    std::chrono::seconds kioskTokenIdle{600};

    // Wrong answers. signin/signinlimits.h explains how they work together.
    Allowance wrongPerPlace{10, std::chrono::seconds{300}}; ///< One name at one installation and network.
    Allowance wrongPerName{40, std::chrono::seconds{600}};  ///< One name everywhere: slows, never locks.
    Allowance wrongPerInstallation{100, std::chrono::seconds{6}};
    Allowance wrongPerAddress{300, std::chrono::seconds{2}};

    // Ceremonies and sent codes, right or wrong.
    Allowance startsPerPlace{20, std::chrono::seconds{30}};
    Allowance startsPerInstallation{200, std::chrono::seconds{1}};
    Allowance codesPerPlace{10, std::chrono::seconds{300}};
};

} // namespace keydesk
