#pragma once

#include "base/error.h"

namespace keydesk {

/// Why a request is answered by the front itself, before a handler sees it; the connection closes after the answer.
struct Refusal
{
    int status = 400;
    ErrorCode code = ErrorCode::InvalidRequest;
    const char* reason = ""; ///< For the log; never holds what the client sent.
};

} // namespace keydesk
