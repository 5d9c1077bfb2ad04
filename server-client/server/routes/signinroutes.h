#pragma once

#include "routes/router.h"

namespace keydesk {

class SignInService;

/// Sign-in and step-up ceremonies, and the end of a token.
class SignInRoutes
{
public:
    explicit SignInRoutes(SignInService& service);
    void addTo(Router& router);

private:
    Result<ApiAnswer> start(const ApiRequest& request);
    Result<ApiAnswer> startStepUp(const ApiRequest& request);
    Result<ApiAnswer> answer(const ApiRequest& request);
    Result<ApiAnswer> sendCode(const ApiRequest& request);
    Result<ApiAnswer> cancel(const ApiRequest& request);
    Result<ApiAnswer> signOut(const ApiRequest& request);

    SignInService& m_service;
};

} // namespace keydesk
