#pragma once

namespace keydesk {

/// The memory that libfido2, libcbor and OpenSSL ask for, as long as watchMemory() says so: which of their requests is
/// refused, and what they have not given back. It stands in for malloc and its kin in the program that links it;
/// without effect under a sanitizer, which does so itself.
struct MemoryWatch
{
    long requests = 0;
    long refused = 0;     ///< The number of the request that gets nothing, from 1 on; 0: none.
    long outstanding = 0; ///< Asked for by libfido2 or libcbor while watched, and not yet freed.
    bool hasRefused() const { return refused != 0 && requests >= refused; }
};

bool canWatchMemory();
/// Starts anew.
void watchMemory(long refused);
/// Stops, and tells.
MemoryWatch watchedMemory();

} // namespace keydesk
