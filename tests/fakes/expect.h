#pragma once

#include "base/result.h"

namespace keydesk {

/// For what a test only prepares: the value, or the end of the test program with the error's words.
template <typename T>
T expect(Result<T> result)
{
    if (!result)
        qFatal("%s: %s", qPrintable(codeName(result.error().code)), qPrintable(result.error().context));
    return result.take();
}

} // namespace keydesk
