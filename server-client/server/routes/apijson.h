#pragma once

#include "protocol/jsonreader.h"
#include "routes/apirequest.h"

namespace keydesk {

/// For services whose success has no value.
inline Result<ApiAnswer> emptyAnswer(const Result<void>& result)
{
    if (!result)
        return result.error();
    return ApiAnswer::empty();
}

/// For services whose value has a JSON form: jsonAnswer(result, [](const Phone& phone) { return wire::toJson(phone);
/// }).
template <typename T, typename Function>
Result<ApiAnswer> jsonAnswer(const Result<T>& result, Function toJson, int status = 200)
{
    if (!result)
        return result.error();
    return ApiAnswer{.status = status, .body = toJson(*result)};
}

} // namespace keydesk
