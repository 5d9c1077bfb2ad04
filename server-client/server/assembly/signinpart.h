#pragma once

#include "assembly/foundation.h"
#include "routes/signinroutes.h"
#include "signin/passwordmethod.h"
#include "signin/profilestore.h"
#include "signin/sentcodemethod.h"
#include "signin/signinservice.h"

namespace keydesk {

/// Signing in by password and by sent codes.
struct SignInPart
{
    explicit SignInPart(Foundation& foundation);

    ProfileStore profiles;
    SignInPolicy policy;
    PasswordMethod password;
    std::optional<SentCodeMethod> mailCode; ///< Where there is a mail server.
    std::optional<SentCodeMethod> smsCode;  ///< Where there is a gateway.
    SignInService service;
    SignInRoutes routes{service};
};

} // namespace keydesk
