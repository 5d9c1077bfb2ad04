#pragma once

#include "assembly/foundation.h"
#include "routes/keyadministrationroutes.h"
#include "routes/webauthnroutes.h"
#include "webauthn/metadatarefresh.h"
#include "webauthn/webauthnmethod.h"
#include "webauthn/webauthnservice.h"

namespace keydesk {

/// Security keys, signing in by them, and what is known of their models.
struct WebAuthnPart
{
    explicit WebAuthnPart(Foundation& foundation);

    MetadataRefresh metadata;
    WebAuthnMethod method;
    WebAuthnService service;
    WebAuthnRoutes routes{service};
    KeyAdministrationRoutes administrationRoutes{service, metadata};
};

} // namespace keydesk
