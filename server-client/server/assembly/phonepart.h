#pragma once

#include "assembly/foundation.h"
#include "phone/phoneservice.h"
#include "phone/softotpmethod.h"
#include "routes/phoneroutes.h"

namespace keydesk {

/// Phones, and signing in by their codes.
struct PhonePart
{
    explicit PhonePart(Foundation& foundation);

    PhonePolicy policy;
    SoftOtpMethod softOtp;
    PhoneService service;
    PhoneRoutes routes{service};
};

} // namespace keydesk
