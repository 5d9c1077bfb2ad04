#pragma once

#include "assembly/foundation.h"
#include "saml/messageusestore.h"
#include "saml/samlservice.h"

namespace keydesk {

/// The identity provider of SAML 2.0.
struct SamlPart
{
    explicit SamlPart(Foundation& foundation);
    /// Where service providers find it. Before the first request.
    void setUrl(const QUrl& identityProvider);

    MessageUseStore uses;
    ServiceProviders providers;
    SamlKeys keys;
    SamlService service;
};

} // namespace keydesk
