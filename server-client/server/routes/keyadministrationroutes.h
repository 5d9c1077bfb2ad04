#pragma once

#include "routes/router.h"

namespace keydesk {

class MetadataRefresh;
class WebAuthnService;

/// What administrators do about security keys: of one person, those that are affected, what is known of their models.
class KeyAdministrationRoutes
{
public:
    KeyAdministrationRoutes(WebAuthnService& keys, MetadataRefresh& metadata);
    void addTo(Router& router);

private:
    Result<ApiAnswer> keysOf(const ApiRequest& request);
    Result<ApiAnswer> remove(const ApiRequest& request);
    Result<ApiAnswer> reportLost(const ApiRequest& request);
    Result<ApiAnswer> affectedKeys(const ApiRequest& request);
    Result<ApiAnswer> state(const ApiRequest& request);
    Result<ApiAnswer> refresh(const ApiRequest& request);

    WebAuthnService& m_keys;
    MetadataRefresh& m_metadata;
};

} // namespace keydesk
