#include "phone/phonesettings.h"

#include <algorithm>

namespace keydesk {

PhonePolicy phonePolicy(const Settings& values, const QString& issuer)
{
    using namespace std::chrono_literals;
    const auto life = std::chrono::duration_cast<std::chrono::minutes>(values.value(settings::phoneRegistrationLife));
    return {
        .phonesPerPerson = values.value(settings::phonesPerPerson),
        .issuer = issuer,
        .registrationLife = std::clamp<std::chrono::minutes>(life, 1min, 24h),
        .registrationTries = values.value(settings::phoneRegistrationTries),
    };
}

} // namespace keydesk
