#pragma once

#include "base/settings.h"
#include "phone/phoneservice.h"

#include <array>

namespace keydesk {

namespace settings {

inline const Setting<int> phonesPerPerson{"phone.phones_per_person", 5,
                                          "Phones that one person may have registered at the same time.", 1, 20};
inline const Setting<std::chrono::milliseconds> phoneRegistrationLife{
    "phone.registration_life", std::chrono::minutes{15},
    "How long a person has to scan the code and to type the first one-time code; between 1min and 24h."};
inline const Setting<int> phoneRegistrationTries{
    "phone.registration_tries", 10, "Wrong codes that a person may type before a registration ends.", 3, 20};

} // namespace settings

inline const std::array<const SettingDeclaration*, 3> phoneSettings{
    &settings::phonesPerPerson, &settings::phoneRegistrationLife, &settings::phoneRegistrationTries};

/// The issuer is the organisation's name, as branding says it.
PhonePolicy phonePolicy(const Settings& settings, const QString& issuer);

} // namespace keydesk
