#include "cborwriter.h"

#include <algorithm>
#include <array>
#include <cbor.h>

namespace keydesk {

namespace {

using Encoder = std::size_t (*)(std::size_t, unsigned char*, std::size_t);

void writeHead(QByteArray& out, Encoder encode, quint64 number)
{
    std::array<unsigned char, 9> head{};
    const std::size_t size = encode(number, head.data(), head.size());
    out.append(reinterpret_cast<const char*>(head.data()), static_cast<qsizetype>(size));
}

void writeNumber(QByteArray& out, qint64 number)
{
    const auto encodeUnsigned = [](std::size_t value, unsigned char* buffer, std::size_t size) {
        return cbor_encode_uint(value, buffer, size);
    };
    const auto encodeNegative = [](std::size_t value, unsigned char* buffer, std::size_t size) {
        return cbor_encode_negint(value, buffer, size);
    };
    if (number >= 0)
        writeHead(out, encodeUnsigned, static_cast<quint64>(number));
    else
        writeHead(out, encodeNegative, static_cast<quint64>(-1 - number));
}

void writeText(QByteArray& out, const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    writeHead(out, cbor_encode_string_start, static_cast<quint64>(utf8.size()));
    out.append(utf8);
}

void write(QByteArray& out, const CborValue& value)
{
    if (const auto number = value.integer())
        return writeNumber(out, *number);
    if (const QString* text = value.text())
        return writeText(out, *text);
    if (const QByteArray* bytes = value.bytes()) {
        writeHead(out, cbor_encode_bytestring_start, static_cast<quint64>(bytes->size()));
        out.append(*bytes);
    } else if (const auto* items = value.array()) {
        writeHead(out, cbor_encode_array_start, items->size());
        for (const CborValue& each : *items)
            write(out, each);
    } else if (const auto* members = value.map()) {
        writeHead(out, cbor_encode_map_start, members->size());
        for (const CborValue::Member& each : *members) {
            if (const auto* label = std::get_if<qint64>(&each.label))
                writeNumber(out, *label);
            else
                writeText(out, std::get<QString>(each.label));
            write(out, each.value);
        }
    } else {
        out.append('\xf5'); // true
    }
}

} // namespace

QByteArray cborBytes(const CborValue& value)
{
    QByteArray out;
    write(out, value);
    return out;
}

CborValue cborMap(std::initializer_list<std::pair<const char*, CborValue>> members)
{
    CborValue::Map map;
    for (const auto& [label, value] : members)
        map.push_back({QString::fromLatin1(label), value});
    return CborValue(std::move(map));
}

CborValue cborBytesItem(const QByteArray& bytes)
{
    return CborValue(bytes);
}

CborValue cborText(const char* text)
{
    return CborValue(QString::fromLatin1(text));
}

CborValue cborNumber(qint64 number)
{
    return CborValue(number);
}

CborValue cborArray(CborValue::Array items)
{
    return CborValue(std::move(items));
}

CborValue withMember(const CborValue& map, const CborValue::Label& label, const std::optional<CborValue>& value)
{
    CborValue::Map members = *map.map();
    const auto found =
        std::find_if(members.begin(), members.end(), [&](const auto& each) { return each.label == label; });
    if (found == members.end() && value)
        members.push_back({label, *value});
    else if (found != members.end() && value)
        found->value = *value;
    else if (found != members.end())
        members.erase(found);
    return CborValue(std::move(members));
}

CborValue withMember(const CborValue& map, const char* label, const std::optional<CborValue>& value)
{
    return withMember(map, CborValue::Label(QString::fromLatin1(label)), value);
}

} // namespace keydesk
