#include "failingmemory.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <link.h>

namespace keydesk {

#ifdef __SANITIZE_ADDRESS__

bool canWatchMemory()
{
    return false;
}
void watchMemory(long) {}
MemoryWatch watchedMemory()
{
    return {};
}

} // namespace keydesk

#else

namespace {

struct Library
{
    const char* name;
    bool givesBack; ///< OpenSSL keeps what it once looked up.
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
};
std::array libraries{Library{"libfido2.", true}, Library{"libcbor.", true}, Library{"libcrypto.", false}};

MemoryWatch watch;
bool isWatching = false;
/// Addresses that were handed out, by open addressing; nothing here may ask for memory itself.
std::array<void*, 1 << 16> handedOut{};

void*& slotOf(void* memory)
{
    std::size_t at = (reinterpret_cast<std::uintptr_t>(memory) >> 4) % handedOut.size();
    while (handedOut[at] != nullptr && handedOut[at] != memory)
        at = (at + 1) % handedOut.size();
    return handedOut[at];
}

int findLibrary(dl_phdr_info* info, std::size_t, void*)
{
    for (Library& library : libraries) {
        if (std::strstr(info->dlpi_name, library.name) == nullptr)
            continue;
        for (int i = 0; i < info->dlpi_phnum; ++i) {
            const auto& part = info->dlpi_phdr[i];
            if (part.p_type == PT_LOAD && (part.p_flags & PF_X) != 0) {
                library.begin = info->dlpi_addr + part.p_vaddr;
                library.end = library.begin + part.p_memsz;
            }
        }
    }
    return 0;
}

/// The library that asks; null: another one.
const Library* asking(void* caller)
{
    const auto address = reinterpret_cast<std::uintptr_t>(caller);
    for (const Library& library : libraries)
        if (isWatching && address >= library.begin && address < library.end)
            return &library;
    return nullptr;
}

bool isRefused()
{
    return ++watch.requests == watch.refused;
}

void* noted(void* memory, const Library& library)
{
    if (memory != nullptr && library.givesBack) {
        slotOf(memory) = memory;
        ++watch.outstanding;
    }
    return memory;
}

/// The rest of a chain moves up, so that it is still found.
void forget(void* memory)
{
    void** slot = &slotOf(memory);
    if (*slot == nullptr)
        return;
    --watch.outstanding;
    *slot = nullptr;
    for (std::size_t at = (static_cast<std::size_t>(slot - handedOut.data()) + 1) % handedOut.size();
         handedOut[at] != nullptr; at = (at + 1) % handedOut.size()) {
        void* moved = handedOut[at];
        handedOut[at] = nullptr;
        slotOf(moved) = moved;
    }
}

} // namespace

bool canWatchMemory()
{
    ::dl_iterate_phdr(findLibrary, nullptr);
    return std::all_of(libraries.begin(), libraries.end(), [](const Library& library) { return library.end != 0; });
}

void watchMemory(long refused)
{
    handedOut.fill(nullptr);
    watch = {.refused = refused};
    isWatching = true;
}

MemoryWatch watchedMemory()
{
    isWatching = false;
    return watch;
}

} // namespace keydesk

using namespace keydesk;

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);
void __libc_free(void* memory);

void* malloc(std::size_t size)
{
    const Library* library = asking(__builtin_return_address(0));
    if (library == nullptr)
        return __libc_malloc(size);
    return isRefused() ? nullptr : noted(__libc_malloc(size), *library);
}

void* calloc(std::size_t count, std::size_t size)
{
    const Library* library = asking(__builtin_return_address(0));
    if (library == nullptr)
        return __libc_calloc(count, size);
    return isRefused() ? nullptr : noted(__libc_calloc(count, size), *library);
}

void* realloc(void* memory, std::size_t size)
{
    const Library* library = asking(__builtin_return_address(0));
    if (library == nullptr)
        return __libc_realloc(memory, size);
    if (isRefused())
        return nullptr;
    if (memory != nullptr)
        forget(memory);
    return noted(__libc_realloc(memory, size), *library);
}

char* strdup(const char* text)
{
    const Library* library = asking(__builtin_return_address(0));
    if (library != nullptr && isRefused())
        return nullptr;
    const std::size_t size = std::strlen(text) + 1;
    void* copy = __libc_malloc(size);
    if (library != nullptr)
        noted(copy, *library);
    return copy == nullptr ? nullptr : static_cast<char*>(std::memcpy(copy, text, size));
}

void free(void* memory)
{
    if (isWatching && memory != nullptr)
        forget(memory);
    __libc_free(memory);
}
}

#endif
