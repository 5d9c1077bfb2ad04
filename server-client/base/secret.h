#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <cstddef>
#include <memory>

namespace keydesk {

class Random;

/// Bytes that must not leak: locked in memory where the system allows it (sodium_malloc), wiped when they go, compared
/// in constant time, without a stream operator or an implicit copy. Not thread-safe; may be moved between threads.
class Secret
{
public:
    Secret() = default;
    /// Copies; the caller wipes its own bytes.
    static Secret copyOf(QByteArrayView bytes);
    /// Copies the bytes, then wipes and empties the source (also the shared buffer behind it).
    static Secret take(QByteArray& source);
    /// The same for text; holds UTF-8.
    static Secret takeText(QString& source);
    static Secret random(Random& random, std::size_t size);

    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    Secret clone() const;
    void clear();

    bool isEmpty() const { return m_size == 0; }
    std::size_t size() const { return m_size; }
    /// Valid as long as this object is neither moved, cleared nor destroyed.
    QByteArrayView view() const { return {m_bytes, static_cast<qsizetype>(m_size)}; }
    /// Writable bytes, for filling in place.
    std::byte* data() { return reinterpret_cast<std::byte*>(m_bytes); }

    /// Constant time in the contents (not in the sizes).
    bool equals(QByteArrayView other) const;

private:
    explicit Secret(std::size_t size);
    char* m_bytes = nullptr;
    std::size_t m_size = 0;
};

/// For values that are copied between threads (a QFuture's result): one copy of the bytes, wiped with the last owner.
using SharedSecret = std::shared_ptr<const Secret>;
inline SharedSecret share(Secret secret) { return std::make_shared<const Secret>(std::move(secret)); }

/// Overwrites and empties, also the buffer that other owners share.
void wipe(QByteArray& bytes);
void wipe(QString& text);

/// Constant time in the contents.
bool constantTimeEqual(QByteArrayView left, QByteArrayView right);

} // namespace keydesk
