#pragma once

#include "routes/router.h"

namespace keydesk {

class AccountService;

/// The person's own account.
class AccountRoutes
{
public:
    explicit AccountRoutes(AccountService& service);
    void addTo(Router& router);

private:
    Result<ApiAnswer> show(const ApiRequest& request);
    Result<ApiAnswer> setLocale(const ApiRequest& request);

    AccountService& m_service;
};

} // namespace keydesk
