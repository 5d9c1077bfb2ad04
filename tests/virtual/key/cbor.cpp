#include "virtual/key/cbor.h"

#include <algorithm>
#include <array>
#include <cbor.h>
#include <limits>

namespace keydesk::virtualkey {

namespace {

constexpr int deepest = 4;

template <typename Encoder, typename... Arguments>
QByteArray head(Encoder encoder, Arguments... arguments)
{
    std::array<unsigned char, 9> bytes{};
    const std::size_t size = encoder(arguments..., bytes.data(), bytes.size());
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(size)};
}

/// Lower major type first, then the shorter key, then the lower bytes.
bool comesBefore(QByteArrayView left, QByteArrayView right)
{
    const auto majorType = [](QByteArrayView key) { return static_cast<quint8>(key.front()) >> 5; };
    if (majorType(left) != majorType(right))
        return majorType(left) < majorType(right);
    if (left.size() != right.size())
        return left.size() < right.size();
    return left.compare(right) < 0;
}

QByteArray encodeMap(const Cbor::Map& map)
{
    std::vector<std::pair<QByteArray, QByteArray>> entries;
    for (const Cbor::Entry& entry : map)
        entries.emplace_back(entry.key.encode(), entry.value.encode());
    std::sort(entries.begin(), entries.end(),
              [](const auto& left, const auto& right) { return comesBefore(left.first, right.first); });
    QByteArray bytes = head(cbor_encode_map_start, map.size());
    for (const auto& [key, value] : entries)
        bytes += key + value;
    return bytes;
}

struct Encode
{
    QByteArray operator()(std::monostate) const { return head(cbor_encode_null); }
    QByteArray operator()(bool value) const { return head(cbor_encode_bool, value); }
    QByteArray operator()(qint64 value) const
    {
        return value >= 0 ? head(cbor_encode_uint, static_cast<std::uint64_t>(value))
                          : head(cbor_encode_negint, static_cast<std::uint64_t>(-1 - value));
    }
    QByteArray operator()(const QByteArray& value) const
    {
        return head(cbor_encode_bytestring_start, static_cast<std::size_t>(value.size())) + value;
    }
    QByteArray operator()(const QString& value) const
    {
        const QByteArray text = value.toUtf8();
        return head(cbor_encode_string_start, static_cast<std::size_t>(text.size())) + text;
    }
    QByteArray operator()(const Cbor::Array& array) const
    {
        QByteArray bytes = head(cbor_encode_array_start, array.size());
        for (const Cbor& item : array)
            bytes += item.encode();
        return bytes;
    }
    QByteArray operator()(const Cbor::Map& map) const { return encodeMap(map); }
};

/// What libcbor's decoder found at one place: a whole simple item, or the start of an array or map.
struct Found
{
    std::optional<Cbor> item;
    std::optional<std::size_t> arraySize;
    std::optional<std::size_t> mapSize;
};

Found& in(void* context)
{
    return *static_cast<Found*>(context);
}

template <typename Number>
void foundPositive(void* context, Number number)
{
    if (number <= static_cast<std::uint64_t>(std::numeric_limits<qint64>::max()))
        in(context).item = static_cast<qint64>(number);
}

template <typename Number>
void foundNegative(void* context, Number number)
{
    if (number <= static_cast<std::uint64_t>(std::numeric_limits<qint64>::max()))
        in(context).item = -1 - static_cast<qint64>(number);
}

QByteArray copied(cbor_data bytes, std::size_t size)
{
    return {reinterpret_cast<const char*>(bytes), static_cast<qsizetype>(size)};
}

/// Kinds that have no callback here (tags, floats, undefined, indefinite lengths) find nothing.
cbor_callbacks makeCallbacks()
{
    cbor_callbacks callbacks = cbor_empty_callbacks;
    callbacks.uint8 = foundPositive;
    callbacks.uint16 = foundPositive;
    callbacks.uint32 = foundPositive;
    callbacks.uint64 = foundPositive;
    callbacks.negint8 = foundNegative;
    callbacks.negint16 = foundNegative;
    callbacks.negint32 = foundNegative;
    callbacks.negint64 = foundNegative;
    callbacks.byte_string = [](void* context, cbor_data bytes, std::size_t size) {
        in(context).item = copied(bytes, size);
    };
    callbacks.string = [](void* context, cbor_data bytes, std::size_t size) {
        in(context).item = QString::fromUtf8(copied(bytes, size));
    };
    callbacks.array_start = [](void* context, std::size_t size) { in(context).arraySize = size; };
    callbacks.map_start = [](void* context, std::size_t size) { in(context).mapSize = size; };
    callbacks.boolean = [](void* context, bool value) { in(context).item = value; };
    callbacks.null = [](void* context) { in(context).item = Cbor(); };
    return callbacks;
}

class Reader
{
public:
    explicit Reader(QByteArrayView bytes) : m_rest(bytes) {}
    bool isAtEnd() const { return m_rest.isEmpty(); }

    std::optional<Cbor> item(int levels)
    {
        static const cbor_callbacks callbacks = makeCallbacks();
        Found found;
        const cbor_decoder_result step = cbor_stream_decode(
            reinterpret_cast<cbor_data>(m_rest.data()), static_cast<std::size_t>(m_rest.size()), &callbacks, &found);
        if (step.status != CBOR_DECODER_FINISHED)
            return std::nullopt;
        m_rest = m_rest.sliced(static_cast<qsizetype>(step.read));
        if (found.item)
            return found.item;
        const std::optional<std::size_t> count = found.arraySize ? found.arraySize : found.mapSize;
        // Every item takes a byte at least, so that a claimed size can be refused before anything grows.
        if (!count || levels == 0 || *count > static_cast<std::size_t>(m_rest.size()))
            return std::nullopt;
        return found.arraySize ? array(*count, levels - 1) : map(*count, levels - 1);
    }

private:
    std::optional<Cbor> array(std::size_t count, int levels)
    {
        Cbor::Array array;
        while (array.size() < count) {
            auto next = item(levels);
            if (!next)
                return std::nullopt;
            array.push_back(std::move(*next));
        }
        return array;
    }

    std::optional<Cbor> map(std::size_t count, int levels)
    {
        Cbor::Map map;
        while (map.size() < count) {
            auto key = item(levels);
            auto value = key ? item(levels) : std::nullopt;
            if (!value)
                return std::nullopt;
            if (!map.empty() && !comesBefore(map.back().key.encode(), key->encode()))
                return std::nullopt;
            map.push_back({std::move(*key), std::move(*value)});
        }
        return map;
    }

    QByteArrayView m_rest;
};

} // namespace

Cbor::Cbor() = default;
Cbor::Cbor(bool value) : m_value(value) {}
Cbor::Cbor(int value) : m_value(qint64{value}) {}
Cbor::Cbor(qint64 value) : m_value(value) {}
Cbor::Cbor(QByteArray value) : m_value(std::move(value)) {}
Cbor::Cbor(QString value) : m_value(std::move(value)) {}
Cbor::Cbor(Array value) : m_value(std::move(value)) {}
Cbor::Cbor(Map value) : m_value(std::move(value)) {}

const Cbor* Cbor::find(const Cbor& key) const
{
    const Map* map = as<Map>();
    if (map == nullptr)
        return nullptr;
    const auto found = std::find_if(map->begin(), map->end(), [&](const Entry& entry) { return entry.key == key; });
    return found == map->end() ? nullptr : &found->value;
}

QByteArray Cbor::encode() const
{
    return std::visit(Encode(), m_value);
}

std::optional<Cbor> Cbor::decode(QByteArrayView bytes)
{
    Reader reader(bytes);
    auto item = reader.item(deepest);
    // Longer integers than needed and text that is not UTF-8 come out differently.
    if (!item || !reader.isAtEnd() || item->encode() != bytes)
        return std::nullopt;
    return item;
}

} // namespace keydesk::virtualkey
