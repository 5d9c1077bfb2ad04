#include "devices/ctaphid.h"

namespace keydesk {

namespace {

// RFC 8949, section 3.
enum MajorType : std::uint8_t { ByteString = 2, TextString = 3, Array = 4, Map = 5 };
constexpr std::uint8_t longestDirectly = 23;
constexpr std::uint8_t longestArgument = 27; ///< 24 to 27: 1, 2, 4 or 8 bytes follow.
constexpr std::uint8_t indefinite = 31;

/// The number in or behind an item's first byte; takes its bytes. nullopt: cut off, or of no known form.
std::optional<quint64> takeArgument(std::uint8_t additional, QByteArrayView& rest)
{
    if (additional <= longestDirectly)
        return additional;
    const qsizetype size = additional <= longestArgument ? qsizetype{1} << (additional - longestDirectly - 1) : 0;
    if (size == 0 || size > rest.size())
        return {};
    quint64 argument = 0;
    for (const char byte : rest.first(size))
        argument = argument << 8 | static_cast<std::uint8_t>(byte);
    rest = rest.sliced(size);
    return argument;
}

} // namespace

bool hasBelievableSizes(QByteArrayView answer)
{
    if (answer.isEmpty() || answer[0] != 0)
        return true;
    QByteArrayView rest = answer.sliced(1);
    // What is nested needs no stack: items follow their container's first byte one after the other.
    while (!rest.isEmpty()) {
        const auto first = static_cast<std::uint8_t>(rest[0]);
        const std::uint8_t major = first >> 5;
        const std::uint8_t additional = first & 0x1f;
        rest = rest.sliced(1);
        if (additional == indefinite)
            continue;
        const auto argument = takeArgument(additional, rest);
        if (!argument)
            return false;
        const auto left = static_cast<quint64>(rest.size());
        if ((major == Array && *argument > left) || (major == Map && *argument > left / 2))
            return false;
        if (major == ByteString || major == TextString) {
            if (*argument > left)
                return false;
            rest = rest.sliced(static_cast<qsizetype>(*argument));
        }
    }
    return true;
}

} // namespace keydesk
