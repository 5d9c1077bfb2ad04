#pragma once

#include "base/error.h"
#include "http/message.h"

namespace keydesk {

/// The one place where an error code becomes an HTTP status (RFC 9110 section 15).
int statusOf(ErrorCode code);
/// The answer for a failure: status, JSON body with code, details and request id, and the headers that belong to it.
HttpResponse failureResponse(Error error, const QString& requestId);

} // namespace keydesk
