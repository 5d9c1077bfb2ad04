#include "base/secret.h"

#include "base/crypto.h"
#include "base/random.h"

#include <QStringEncoder>
#include <cstring>
#include <new>
#include <sodium.h>
#include <utility>

namespace keydesk {

namespace {

/// The whole allocation behind a container, spare room included: a text that was shortened still has its tail there.
template <typename Container>
void wipeBuffer(Container& container)
{
    auto& pointer = container.data_ptr();
    if (pointer.d_ptr() != nullptr) { // Literals and raw data have no header, and may stand in read-only memory.
        auto* start = pointer.begin() - pointer.freeSpaceAtBegin();
        const auto count = pointer.freeSpaceAtBegin() + pointer.size + pointer.freeSpaceAtEnd();
        sodium_memzero(start, static_cast<std::size_t>(count) * sizeof(*start));
    }
    container = Container();
}

} // namespace

Secret::Secret(std::size_t size) : m_size(size)
{
    if (size == 0)
        return;
    readySodium();
    m_bytes = static_cast<char*>(sodium_malloc(size));
    if (m_bytes == nullptr)
        throw std::bad_alloc();
}

Secret Secret::copyOf(QByteArrayView bytes)
{
    Secret secret(static_cast<std::size_t>(bytes.size()));
    if (secret.m_bytes != nullptr)
        std::memcpy(secret.m_bytes, bytes.data(), secret.m_size);
    return secret;
}

Secret Secret::take(QByteArray& source)
{
    Secret secret = copyOf(source);
    wipe(source);
    return secret;
}

Secret Secret::takeText(QString& source)
{
    // Encoded straight into locked memory, so that no UTF-8 copy stays on the heap.
    QStringEncoder encoder(QStringEncoder::Utf8);
    Secret roomy(static_cast<std::size_t>(encoder.requiredSpace(source.size())));
    if (source.isEmpty()) {
        wipe(source);
        return {};
    }
    const char* end = encoder.appendToBuffer(roomy.m_bytes, source);
    Secret secret = copyOf(QByteArrayView(roomy.m_bytes, end - roomy.m_bytes));
    wipe(source);
    return secret;
}

Secret Secret::random(Random& random, std::size_t size)
{
    Secret secret(size);
    random.fill({secret.data(), size});
    return secret;
}

Secret::Secret(Secret&& other) noexcept
    : m_bytes(std::exchange(other.m_bytes, nullptr)), m_size(std::exchange(other.m_size, 0))
{
}

Secret& Secret::operator=(Secret&& other) noexcept
{
    if (this != &other) {
        clear();
        m_bytes = std::exchange(other.m_bytes, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

Secret::~Secret()
{
    clear();
}

Secret Secret::clone() const
{
    return copyOf(view());
}

void Secret::clear()
{
    sodium_free(m_bytes); // Wipes before it gives back; nullptr is allowed.
    m_bytes = nullptr;
    m_size = 0;
}

bool Secret::equals(QByteArrayView other) const
{
    return constantTimeEqual(view(), other);
}

void wipe(QByteArray& bytes)
{
    wipeBuffer(bytes);
}
void wipe(QString& text)
{
    wipeBuffer(text);
}

bool constantTimeEqual(QByteArrayView left, QByteArrayView right)
{
    if (left.size() != right.size())
        return false;
    return left.isEmpty() || sodium_memcmp(left.data(), right.data(), static_cast<std::size_t>(left.size())) == 0;
}

} // namespace keydesk
