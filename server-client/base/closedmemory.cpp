#include "base/closedmemory.h"

#include "base/logging.h"
#include "base/wipingallocator.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace keydesk {

void closeMemory()
{
    const rlimit none{0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        logEvent(LogLevel::Warning, "memory.readable");
    if (!wipesFreedMemory())
        logEvent(LogLevel::Warning, "memory.not_wiped");
}

} // namespace keydesk
