#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "http/message.h"

namespace keydesk {

/// Failures that pass by themselves: the same request may be tried again under its key.
bool mayPass(ErrorCode code);

/// The form in which an answer is kept for a request that is sent again. An answer may hold a secret.
Secret toStored(const Result<HttpResponse>& answered);
/// The same answer, or the same failure; it gets the new request's id.
Result<HttpResponse> fromStored(const Secret& stored);

} // namespace keydesk
