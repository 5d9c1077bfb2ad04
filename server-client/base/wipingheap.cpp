#include "base/wipingheap.h"

#include <QtGlobal>

#if defined(__SANITIZE_ADDRESS__) || (defined(__has_feature) && __has_feature(address_sanitizer))
#define KEYDESK_OTHER_ALLOCATOR
#endif

#if defined(__GLIBC__) && !defined(KEYDESK_OTHER_ALLOCATOR)

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <malloc.h>

namespace {

constexpr int mappedFrom = 1024 * 1024;

/// A size beyond the threshold is a mapping of its own, unmapped when freed.
void wipePiece(void* piece, std::size_t from = 0)
{
    const std::size_t size = malloc_usable_size(piece);
    if (from < size && size < static_cast<std::size_t>(mappedFrom))
        explicit_bzero(static_cast<char*>(piece) + from, size - from);
}

} // namespace

extern "C" {

void* __libc_malloc(std::size_t size);
void __libc_free(void* piece);

void free(void* piece)
{
    if (piece == nullptr)
        return;
    const int before = errno;
    wipePiece(piece);
    __libc_free(piece);
    errno = before;
}

void* realloc(void* piece, std::size_t size)
{
    if (piece == nullptr)
        return __libc_malloc(size);
    if (size == 0) {
        free(piece);
        return nullptr;
    }
    const std::size_t present = malloc_usable_size(piece);
    if (size <= present && size > present / 2) {
        wipePiece(piece, size);
        return piece;
    }
    void* moved = __libc_malloc(size);
    if (moved == nullptr)
        return nullptr;
    std::memcpy(moved, piece, std::min(size, present));
    free(piece);
    return moved;
}

} // extern "C"

void keydesk::wipeFreedMemory()
{
    // A fixed threshold: by default glibc raises it with use, and large pieces would come from the heap after all.
    mallopt(M_MMAP_THRESHOLD, mappedFrom);
}

#else

void keydesk::wipeFreedMemory() {}

#endif
