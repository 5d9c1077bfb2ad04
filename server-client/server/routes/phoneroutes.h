#pragma once

#include "routes/router.h"

namespace keydesk {

class PhoneService;

/// The person's phones.
class PhoneRoutes
{
public:
    explicit PhoneRoutes(PhoneService& service);
    void addTo(Router& router);

private:
    Result<ApiAnswer> list(const ApiRequest& request);
    Result<ApiAnswer> startRegistration(const ApiRequest& request);
    Result<ApiAnswer> verifyRegistration(const ApiRequest& request);
    Result<ApiAnswer> cancelRegistration(const ApiRequest& request);
    Result<ApiAnswer> rename(const ApiRequest& request);
    Result<ApiAnswer> remove(const ApiRequest& request);
    Result<ApiAnswer> reportLost(const ApiRequest& request);

    PhoneService& m_service;
};

} // namespace keydesk
