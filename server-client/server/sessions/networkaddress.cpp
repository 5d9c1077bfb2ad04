#include "sessions/networkaddress.h"

#include <algorithm>
#include <arpa/inet.h>

namespace keydesk {

namespace {

constexpr std::array<unsigned char, 12> ipv4Prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr int ipv4Bits = 32;
constexpr int allBits = 128;

bool bitAt(const std::array<unsigned char, 16>& bytes, int bit)
{
    return (bytes[static_cast<std::size_t>(bit / 8)] >> (7 - bit % 8) & 1) != 0;
}

} // namespace

std::optional<NetworkAddress> NetworkAddress::from(const QString& text)
{
    const QByteArray plain = text.section(u'%', 0, 0).toLatin1();
    NetworkAddress address;
    if (plain.contains('\0'))
        return std::nullopt;
    if (inet_pton(AF_INET6, plain.constData(), address.m_bytes.data()) == 1)
        return address;
    std::copy(ipv4Prefix.begin(), ipv4Prefix.end(), address.m_bytes.begin());
    if (inet_pton(AF_INET, plain.constData(), address.m_bytes.data() + ipv4Prefix.size()) == 1)
        return address;
    return std::nullopt;
}

bool NetworkAddress::isIpv4() const
{
    return std::equal(ipv4Prefix.begin(), ipv4Prefix.end(), m_bytes.begin());
}

std::optional<NetworkRange> NetworkRange::from(const QString& text)
{
    const auto address = NetworkAddress::from(text.section(u'/', 0, 0));
    if (!address || text.count(u'/') > 1)
        return std::nullopt;
    const int widest = address->isIpv4() ? ipv4Bits : allBits;
    const QString length = text.section(u'/', 1);
    const bool isNumber = !length.isEmpty() && length.size() <= 3 && std::ranges::all_of(length, [](QChar c) {
        return c >= u'0' && c <= u'9';
    });
    if (text.contains(u'/') && !isNumber)
        return std::nullopt;
    const int bits = isNumber ? length.toInt() : widest;
    if (bits > widest)
        return std::nullopt;
    NetworkRange range;
    range.m_address = *address;
    range.m_bits = allBits - widest + bits;
    for (int bit = range.m_bits; bit < allBits; ++bit) {
        if (bitAt(address->bytes(), bit))
            return std::nullopt;
    }
    return range;
}

bool NetworkRange::contains(const NetworkAddress& address) const
{
    for (int bit = 0; bit < m_bits; ++bit) {
        if (bitAt(address.bytes(), bit) != bitAt(m_address.bytes(), bit))
            return false;
    }
    return true;
}

} // namespace keydesk
