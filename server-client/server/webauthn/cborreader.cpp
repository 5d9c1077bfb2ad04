#include "webauthn/cborvalue.h"

#include <cbor.h>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

/// What libcbor's decoder tells of one step: a whole simple item, or the beginning of an array or map.
struct Head
{
    enum class Kind { Nothing, Unsigned, Negative, Bytes, Text, Array, Map, Opaque, Indefinite, Tag };
    Kind kind = Kind::Nothing;
    quint64 number = 0;
    QByteArrayView content = {};
};

Head& headOf(void* context)
{
    return *static_cast<Head*>(context);
}

template <Head::Kind kind, typename Number>
void number(void* context, Number value)
{
    headOf(context) = {.kind = kind, .number = value};
}

template <Head::Kind kind>
void text(void* context, cbor_data bytes, std::size_t size)
{
    headOf(context) = {.kind = kind, .number = size, .content = {bytes, static_cast<qsizetype>(size)}};
}

template <Head::Kind kind>
void mark(void* context)
{
    headOf(context) = {.kind = kind};
}

template <typename Value>
void opaque(void* context, Value)
{
    headOf(context) = {.kind = Head::Kind::Opaque};
}

cbor_callbacks heads()
{
    using Kind = Head::Kind;
    cbor_callbacks callbacks{};
    callbacks.uint8 = number<Kind::Unsigned, std::uint8_t>;
    callbacks.uint16 = number<Kind::Unsigned, std::uint16_t>;
    callbacks.uint32 = number<Kind::Unsigned, std::uint32_t>;
    callbacks.uint64 = number<Kind::Unsigned, std::uint64_t>;
    callbacks.negint8 = number<Kind::Negative, std::uint8_t>;
    callbacks.negint16 = number<Kind::Negative, std::uint16_t>;
    callbacks.negint32 = number<Kind::Negative, std::uint32_t>;
    callbacks.negint64 = number<Kind::Negative, std::uint64_t>;
    callbacks.byte_string = text<Kind::Bytes>;
    callbacks.string = text<Kind::Text>;
    callbacks.byte_string_start = mark<Kind::Indefinite>;
    callbacks.string_start = mark<Kind::Indefinite>;
    callbacks.indef_array_start = mark<Kind::Indefinite>;
    callbacks.indef_map_start = mark<Kind::Indefinite>;
    callbacks.indef_break = mark<Kind::Indefinite>;
    callbacks.array_start = number<Kind::Array, std::size_t>;
    callbacks.map_start = number<Kind::Map, std::size_t>;
    callbacks.tag = number<Kind::Tag, std::uint64_t>;
    callbacks.float2 = opaque<float>;
    callbacks.float4 = opaque<float>;
    callbacks.float8 = opaque<double>;
    callbacks.boolean = opaque<bool>;
    callbacks.undefined = mark<Kind::Opaque>;
    callbacks.null = mark<Kind::Opaque>;
    return callbacks;
}

/// RFC 8949 section 4.1: how many bytes the shortest form of a head with this number has.
std::size_t shortestHead(quint64 value)
{
    if (value < 24)
        return 1;
    if (value <= std::numeric_limits<quint8>::max())
        return 2;
    if (value <= std::numeric_limits<quint16>::max())
        return 3;
    return value <= std::numeric_limits<quint32>::max() ? 5 : 9;
}

class Reader
{
public:
    Reader(QByteArrayView bytes, const CborLimits& limits) : m_bytes(bytes), m_limits(limits) {}

    Result<CborValue> item(int depth);
    qsizetype position() const { return m_position; }

private:
    Result<Head> head();
    Result<CborValue> array(quint64 size, int depth);
    Result<CborValue> map(quint64 size, int depth);
    Result<CborValue::Label> label();
    Error malformed(const QString& why) const;
    Error tooLarge(const QString& why) const { return {.code = ErrorCode::TooLarge, .context = u"CBOR: "_s % why}; }

    QByteArrayView m_bytes;
    const CborLimits& m_limits;
    qsizetype m_position = 0;
    int m_items = 0;
};

Error Reader::malformed(const QString& why) const
{
    return {.code = ErrorCode::InvalidRequest, .context = u"CBOR at byte %1: %2"_s.arg(m_position).arg(why)};
}

Result<Head> Reader::head()
{
    static const cbor_callbacks callbacks = heads();
    if (++m_items > m_limits.items)
        return tooLarge(u"more than %1 items"_s.arg(m_limits.items));
    const QByteArrayView rest = m_bytes.sliced(m_position);
    Head found;
    // The decoder allocates nothing; it looks at the bytes and calls back.
    const cbor_decoder_result result = cbor_stream_decode(reinterpret_cast<cbor_data>(rest.data()),
                                                          static_cast<std::size_t>(rest.size()), &callbacks, &found);
    if (result.status == CBOR_DECODER_NEDATA)
        return malformed(u"ends too early"_s);
    if (result.status != CBOR_DECODER_FINISHED || found.kind == Head::Kind::Nothing)
        return malformed(u"not a CBOR item"_s);
    if (found.kind == Head::Kind::Indefinite)
        return malformed(u"indefinite length"_s);
    if (found.kind == Head::Kind::Tag)
        return malformed(u"tag"_s);
    if (found.kind != Head::Kind::Opaque &&
        result.read - static_cast<std::size_t>(found.content.size()) != shortestHead(found.number))
        return malformed(u"not in its shortest form"_s);
    m_position += static_cast<qsizetype>(result.read);
    return found;
}

Result<CborValue> Reader::item(int depth)
{
    const auto head = this->head();
    if (!head)
        return head.error();
    constexpr auto largest = static_cast<quint64>(std::numeric_limits<qint64>::max());
    switch (head->kind) {
    case Head::Kind::Unsigned:
    case Head::Kind::Negative:
        if (head->number > largest)
            return malformed(u"integer beyond 64 bits"_s);
        return CborValue(head->kind == Head::Kind::Unsigned ? static_cast<qint64>(head->number)
                                                            : -1 - static_cast<qint64>(head->number));
    case Head::Kind::Bytes:
        return CborValue(head->content.toByteArray());
    case Head::Kind::Text:
        if (!head->content.isValidUtf8())
            return malformed(u"text that is not UTF-8"_s);
        return CborValue(QString::fromUtf8(head->content));
    case Head::Kind::Array:
        return array(head->number, depth + 1);
    case Head::Kind::Map:
        return map(head->number, depth + 1);
    default:
        return CborValue(CborValue::Opaque{});
    }
}

Result<CborValue> Reader::array(quint64 size, int depth)
{
    if (depth > m_limits.depth)
        return tooLarge(u"nested deeper than %1"_s.arg(m_limits.depth));
    if (size > static_cast<quint64>(m_limits.items - m_items))
        return tooLarge(u"more than %1 items"_s.arg(m_limits.items));
    CborValue::Array items;
    items.reserve(size);
    for (quint64 i = 0; i < size; ++i) {
        auto next = item(depth);
        if (!next)
            return next.error();
        items.push_back(next.take());
    }
    return CborValue(std::move(items));
}

Result<CborValue::Label> Reader::label()
{
    // No container may be a label: it is read at a depth where none fits.
    const auto read = item(m_limits.depth);
    if (!read)
        return read.error();
    if (const auto number = read->integer())
        return CborValue::Label(*number);
    if (const QString* name = read->text())
        return CborValue::Label(*name);
    return malformed(u"label that is neither an integer nor text"_s);
}

Result<CborValue> Reader::map(quint64 size, int depth)
{
    if (depth > m_limits.depth)
        return tooLarge(u"nested deeper than %1"_s.arg(m_limits.depth));
    if (size > static_cast<quint64>(m_limits.items - m_items) / 2)
        return tooLarge(u"more than %1 items"_s.arg(m_limits.items));
    CborValue::Map members;
    members.reserve(size);
    for (quint64 i = 0; i < size; ++i) {
        auto name = label();
        if (!name)
            return name.error();
        for (const CborValue::Member& earlier : members) {
            if (earlier.label == *name)
                return malformed(u"label twice in a map"_s);
        }
        auto value = item(depth);
        if (!value)
            return value.error();
        members.push_back({name.take(), value.take()});
    }
    return CborValue(std::move(members));
}

} // namespace

Result<CborPrefix> readFirstCbor(QByteArrayView bytes, const CborLimits& limits)
{
    // An empty view may have no address, and the decoder is not made for that.
    if (bytes.isEmpty())
        return Error{.code = ErrorCode::InvalidRequest, .context = u"CBOR: empty"_s};
    if (bytes.size() > limits.size)
        return Error{.code = ErrorCode::TooLarge, .context = u"CBOR: more than %1 bytes"_s.arg(limits.size)};
    Reader reader(bytes, limits);
    auto value = reader.item(0);
    if (!value)
        return value.error();
    return CborPrefix{value.take(), reader.position()};
}

Result<CborValue> readCbor(QByteArrayView bytes, const CborLimits& limits)
{
    auto first = readFirstCbor(bytes, limits);
    if (!first)
        return first.error();
    if (first->size != bytes.size())
        return Error{.code = ErrorCode::InvalidRequest,
                     .context = u"CBOR: %1 bytes after the item"_s.arg(bytes.size() - first->size)};
    return std::move(first->value);
}

} // namespace keydesk
