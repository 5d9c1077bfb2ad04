#pragma once

namespace keydesk {

/// What every program that holds secrets does first in main(), once logging has started: no core dumps (RLIMIT_CORE 0,
/// which children inherit), no reading and tracing by other processes of the same account (PR_SET_DUMPABLE 0), and freed
/// memory is overwritten (base/wipingallocator.h). What cannot be had is said in the log.
void closeMemory();

} // namespace keydesk
