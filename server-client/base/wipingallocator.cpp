#include "base/wipingallocator.h"

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <malloc.h>

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)

extern "C" {
void __libc_free(void* block);    // NOLINT(bugprone-reserved-identifier): glibc's own names for what is replaced here.
void* __libc_malloc(size_t size); // NOLINT(bugprone-reserved-identifier)
}

namespace {

constexpr size_t largeBlock = size_t{1} << 20;

// A fixed threshold: from here on glibc maps and unmaps a block of its own, and never keeps it in the heap.
[[maybe_unused]] const int isThresholdSet = mallopt(M_MMAP_THRESHOLD, largeBlock);

void wipe(void* block, size_t size)
{
    if (size < largeBlock)
        explicit_bzero(block, size);
}

} // namespace

extern "C" {

void free(void* block) noexcept
{
    if (block == nullptr)
        return;
    const int before = errno;
    wipe(block, malloc_usable_size(block));
    __libc_free(block);
    errno = before;
}

void* realloc(void* block, size_t size) noexcept
{
    if (block == nullptr)
        return __libc_malloc(size);
    if (size == 0) {
        free(block);
        return nullptr;
    }
    const size_t old = malloc_usable_size(block);
    if (size <= old && size >= old / 2)
        return block;
    void* fresh = __libc_malloc(size);
    if (fresh == nullptr)
        return nullptr;
    std::memcpy(fresh, block, size < old ? size : old);
    free(block);
    return fresh;
}

void* reallocarray(void* block, size_t count, size_t size) noexcept
{
    if (size != 0 && count > SIZE_MAX / size) {
        errno = ENOMEM;
        return nullptr;
    }
    return realloc(block, count * size);
}
}

namespace keydesk {

bool wipesFreedMemory()
{
    return true;
}

} // namespace keydesk

#else

namespace keydesk {

bool wipesFreedMemory()
{
    return false;
}

} // namespace keydesk

#endif
