#pragma once

#include <QString>
#include <array>
#include <optional>
#include <utility>

namespace keydesk {

/// The values of an enumeration with their names on the wire.
template <typename Value, std::size_t count>
using WireNames = std::array<std::pair<Value, QLatin1StringView>, count>;

template <typename Value, std::size_t count>
QString nameOf(const WireNames<Value, count>& names, Value value)
{
    for (const auto& [known, name] : names) {
        if (known == value)
            return name;
    }
    return {};
}

template <typename Value, std::size_t count>
std::optional<Value> valueOf(const WireNames<Value, count>& names, QStringView name)
{
    for (const auto& [value, known] : names) {
        if (known == name)
            return value;
    }
    return std::nullopt;
}

} // namespace keydesk
