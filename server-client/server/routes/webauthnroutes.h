#pragma once

#include "routes/router.h"

namespace keydesk {

class WebAuthnService;

/// The person's security keys.
class WebAuthnRoutes
{
public:
    explicit WebAuthnRoutes(WebAuthnService& service);
    void addTo(Router& router);

private:
    Result<ApiAnswer> list(const ApiRequest& request);
    Result<ApiAnswer> startRegistration(const ApiRequest& request);
    Result<ApiAnswer> finishRegistration(const ApiRequest& request);
    Result<ApiAnswer> cancelRegistration(const ApiRequest& request);
    Result<ApiAnswer> rename(const ApiRequest& request);
    Result<ApiAnswer> remove(const ApiRequest& request);
    Result<ApiAnswer> reportLost(const ApiRequest& request);

    WebAuthnService& m_service;
};

} // namespace keydesk
