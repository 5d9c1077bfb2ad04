#pragma once

#include "routes/router.h"

namespace keydesk {

class SessionService;

/// Where people are signed in: for themselves, and for administrators.
class SessionRoutes
{
public:
    explicit SessionRoutes(SessionService& service);
    void addTo(Router& router);

private:
    Result<ApiAnswer> list(const ApiRequest& request);
    Result<ApiAnswer> end(const ApiRequest& request);
    Result<ApiAnswer> endMany(const ApiRequest& request);
    Result<ApiAnswer> reportNotMe(const ApiRequest& request);
    Result<ApiAnswer> openSessions(const ApiRequest& request);
    Result<ApiAnswer> endFor(const ApiRequest& request);

    SessionService& m_service;
};

} // namespace keydesk
