#pragma once

#include "assembly/administrationpart.h"
#include "assembly/samlpart.h"
#include "assembly/sessionpart.h"
#include "routes/apigate.h"
#include "routes/serviceroutes.h"
#include "store/idempotencystore.h"

namespace keydesk {

/// All that answers requests, in the order of who needs whom. A new capability is one more part here, and its settings
/// in configuration.cpp.
struct Service
{
    Service(const Configuration& configuration, KeyRing keys, Database& database, const Clock& clock);
    /// Where it is reached. Before the first request.
    void setUrls(const QUrl& panel, const QUrl& identityProvider);

    Foundation foundation;
    SignInPart signIn{foundation};
    PhonePart phones{foundation};
    WebAuthnPart securityKeys{foundation};
    SessionPart sessions{foundation, signIn};
    SamlPart saml{foundation};
    AdministrationPart administration{foundation, signIn, phones, securityKeys};

    IdempotencyStore idempotency;
    ServiceRoutes routes; ///< After the parts: they say what the service can do.
    ApiGate gate;
};

} // namespace keydesk
