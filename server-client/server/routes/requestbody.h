#pragma once

#include "routes/router.h"

namespace keydesk {

/// Fills the request's query and body. InvalidRequest (details.field) for what the route does not have, for what is not
/// one strict JSON object; UnsupportedMediaType for a body that does not call itself JSON.
Result<void> readRequestBody(const Route& route, ApiRequest& request);

/// 8 to 128 characters of base64url. InvalidRequest with details.field "Idempotency-Key".
Result<QString> idempotencyKey(const HttpRequest& http);
/// All that makes a request another one: method, path, query, token and body.
QByteArray contentsOf(const ApiRequest& request);

} // namespace keydesk
