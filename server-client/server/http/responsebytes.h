#pragma once

#include "base/error.h"
#include "http/message.h"

namespace keydesk {

/// What the front adds to a handler's answer.
struct ResponseFrame
{
    QString requestId;
    bool closesConnection = false;
    bool isWithoutBody = false; ///< The answer to HEAD: the length is told, the body is not sent.
};

/// The answer of the front itself, in the form of every error of the service:
/// {"error": {"code", "details", "requestId", "retryAfter"}}, without what is empty.
HttpResponse errorResponse(int status, const Error& error);

/// The bytes of an HTTP/1.1 response (RFC 9112 section 4). Length, date, connection, request id and the security
/// headers are set here, once; a handler may give its own Cache-Control and the like instead. An answer that cannot be
/// sent safely (a line break in a header, an unknown status) becomes 500.
QByteArray responseBytes(HttpResponse response, const ResponseFrame& frame);

} // namespace keydesk
