#pragma once

#include <QString>
#include <array>
#include <optional>

namespace keydesk {

/// An IP address; IPv4 is kept as IPv6 has it (RFC 4291 section 2.5.5.2), so that both forms are one.
class NetworkAddress
{
public:
    /// nullopt for what is none. A zone ("fe80::1%eth0") does not count.
    static std::optional<NetworkAddress> from(const QString& text);

    const std::array<unsigned char, 16>& bytes() const { return m_bytes; }
    bool isIpv4() const;

private:
    std::array<unsigned char, 16> m_bytes{};
};

/// Addresses with a common beginning: "10.0.0.0/8", "fc00::/7", or one address alone.
class NetworkRange
{
public:
    /// nullopt for what is none, and where there are bits behind the beginning.
    static std::optional<NetworkRange> from(const QString& text);
    bool contains(const NetworkAddress& address) const;

private:
    NetworkAddress m_address;
    int m_bits = 128;
};

} // namespace keydesk
