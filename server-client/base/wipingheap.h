#pragma once

namespace keydesk {

/// Programs that link keydesk_wipingheap and call this once, first in main(), overwrite every piece of heap memory when it is freed
/// or moved: also what Qt, its network buffers and OpenSSL free without wiping. Pieces of a megabyte and more go back to the system at
/// once, where no process finds their content again. Not in builds with a sanitizer, whose own allocator stays in charge.
/// It replaces malloc's functions by thin layers over glibc's own; what still lives, and the stacks, it cannot clean.
void wipeFreedMemory();

} // namespace keydesk
