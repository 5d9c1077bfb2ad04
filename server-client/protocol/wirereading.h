#pragma once

#include "protocol/jsonreader.h"

namespace keydesk::wire {

// What the readers of all values share. Lengths in UTF-16 units.
inline constexpr int idLength = 64;
inline constexpr int nameLength = 256;
inline constexpr int localeLength = 35; // RFC 5646 section 4.4.1.

/// The value when every field was as described, the first problem otherwise.
template <typename T>
Result<T> finished(JsonReader& reader, T value)
{
    if (const auto ok = reader.finish(); !ok)
        return ok.error();
    return Result<T>(std::move(value));
}

/// A value within another one.
template <typename T>
T readPart(const char* name, Result<T> (*fromJson)(const QJsonObject&), JsonReader& outer)
{
    auto part = fromJson(outer.object(name));
    if (part)
        return part.take();
    outer.fail(name, part.error().context);
    return {};
}

} // namespace keydesk::wire
