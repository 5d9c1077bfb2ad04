#include "placesfile.h"

#include <arpa/inet.h>
#include <array>
#include <vector>

namespace keydesk {

namespace {

constexpr quint32 nothing = 0xffffffff;

/// Control bytes of the format: the type in the upper three bits, the size below.
QByteArray text(const QByteArray& value)
{
    return char(2 << 5 | value.size()) + value;
}

QByteArray mapOf(const QList<std::pair<QByteArray, QByteArray>>& members)
{
    QByteArray bytes(1, char(7 << 5 | members.size()));
    for (const auto& [name, value] : members)
        bytes += text(name) + value;
    return bytes;
}

QByteArray number(int type, quint32 value)
{
    QByteArray bytes;
    for (; value != 0; value >>= 8)
        bytes.prepend(char(value & 0xff));
    return char(type << 5 | bytes.size()) + bytes;
}

struct Node
{
    std::array<quint32, 2> next{nothing, nothing};
    std::array<bool, 2> isData{false, false};
};

void insert(std::vector<Node>& nodes, const QString& network, quint32 offset)
{
    std::array<unsigned char, 16> address{};
    if (inet_pton(AF_INET6, network.section(u'/', 0, 0).toLatin1().constData(), address.data()) != 1)
        qFatal("no network");
    const int bits = network.section(u'/', 1).toInt();
    std::size_t at = 0;
    for (int bit = 0; bit < bits; ++bit) {
        const auto side = static_cast<std::size_t>(address[static_cast<std::size_t>(bit / 8)] >> (7 - bit % 8) & 1);
        if (bit == bits - 1) {
            nodes[at].next[side] = offset;
            nodes[at].isData[side] = true;
            return;
        }
        if (nodes[at].next[side] == nothing) {
            nodes[at].next[side] = static_cast<quint32>(nodes.size());
            nodes.emplace_back();
        }
        at = nodes[at].next[side];
    }
}

QByteArray metadata(quint32 nodes)
{
    return "\xab\xcd\xefMaxMind.com" + mapOf({{"binary_format_major_version", number(5, 2)},
                                              {"binary_format_minor_version", number(5, 0)},
                                              {"build_epoch", QByteArray("\x04\x02\x65\x00\x00\x00", 6)},
                                              {"database_type", text("Test-City")},
                                              {"description", mapOf({{"en", text("Made by a test")}})},
                                              {"ip_version", number(5, 6)},
                                              {"languages", QByteArray("\x01\x04", 2) + text("en")},
                                              {"node_count", number(6, nodes)},
                                              {"record_size", number(5, 24)}});
}

} // namespace

QByteArray placesFile(const QList<PlaceOfNetwork>& places)
{
    std::vector<Node> nodes(1);
    QByteArray values;
    for (const PlaceOfNetwork& place : places) {
        insert(nodes, place.network, static_cast<quint32>(values.size()));
        values += mapOf({{"country", mapOf({{"iso_code", text(place.country)}})},
                         {"city", mapOf({{"names", mapOf({{"en", text(place.city)}})}})}});
    }
    const auto count = static_cast<quint32>(nodes.size());
    QByteArray tree;
    for (const Node& node : nodes) {
        for (std::size_t side = 0; side < 2; ++side) {
            quint32 record = node.next[side] == nothing ? count : node.next[side];
            if (node.isData[side])
                record = count + 16 + node.next[side];
            tree += char(record >> 16 & 0xff);
            tree += char(record >> 8 & 0xff);
            tree += char(record & 0xff);
        }
    }
    return tree + QByteArray(16, '\0') + values + metadata(count);
}

} // namespace keydesk
