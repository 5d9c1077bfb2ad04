#pragma once

#include "routes/router.h"

#include <QUrl>

namespace keydesk {

class Clock;
class IdempotencyStore;
class InstallationService;
class SignInService;

/// The one way into the JSON API. For every request, in this order: the route; the installation by its proof of
/// possession (RFC 9449) and the person by the access token; the role; the body as strict JSON; the Idempotency-Key of
/// a change; then the route's handler. Every answer has a request id and one line in the log. Called from pool threads.
class ApiGate
{
public:
    struct Parts
    {
        InstallationService& installations;
        SignInService& signIn;
        IdempotencyStore& idempotency;
        const Clock& clock;
    };
    ApiGate(Parts parts, Router router);

    /// Proofs are held against this address and the request's path. Before the first request.
    void setUrl(const QUrl& url) { m_url = url; }
    HttpResponse handle(const HttpRequest& http) const;

private:
    Result<HttpResponse> answer(const Router::Match& match, ApiRequest& request) const;
    Result<void> authenticate(Access access, ApiRequest& request) const;
    Result<ProofOfPossession> proofOf(const HttpRequest& http, QByteArrayView token) const;
    Result<HttpResponse> runOnce(const Route& route, const ApiRequest& request) const;

    Parts m_parts;
    Router m_router;
    QUrl m_url;
};

} // namespace keydesk
