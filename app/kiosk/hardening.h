#pragma once

#include "base/result.h"

namespace keydesk {

/// No core dumps (RLIMIT_CORE 0), and no other process of the same account may read this one's memory or trace it
/// (PR_SET_DUMPABLE 0). To be called first in main(): children inherit the limit.
Result<void> hardenProcess();

} // namespace keydesk
