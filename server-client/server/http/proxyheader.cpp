#include "http/proxyheader.h"

#include "http/trustedproxies.h"

#include <QtEndian>

namespace keydesk {

namespace {

constexpr QByteArrayView signature("\r\n\r\n\0\r\nQUIT\n", 12);
constexpr qsizetype fixedSize = 16;
constexpr qsizetype longestHeader = 2048; ///< Addresses take 36 bytes, what proxies add about TLS a few hundred.

// The byte after the signature: version 2 in the high half, the command in the low half.
constexpr quint8 commandLocal = 0x20;
constexpr quint8 commandProxy = 0x21;

// Address family in the high half, transport in the low half.
constexpr quint8 familyUnspecified = 0x00;
constexpr quint8 familyTcp4 = 0x11;
constexpr quint8 familyTcp6 = 0x21;

constexpr qsizetype tcp4Size = 12;
constexpr qsizetype tcp6Size = 36;

} // namespace

qsizetype ProxyHeader::wanted() const
{
    if (m_state != State::Incomplete)
        return 0;
    return (m_size == 0 ? fixedSize : m_size) - m_bytes.size();
}

void ProxyHeader::feed(QByteArrayView bytes)
{
    m_bytes.append(bytes.first(std::min(bytes.size(), wanted())));
    // What can be refused early is: a stranger's bytes do not have to be sixteen.
    const qsizetype common = std::min(m_bytes.size(), signature.size());
    if (QByteArrayView(m_bytes).first(common) != signature.first(common)) {
        m_state = State::Malformed;
        return;
    }
    if (m_size == 0 && m_bytes.size() == fixedSize)
        readFixedPart();
    if (m_state == State::Incomplete && m_size != 0 && m_bytes.size() == m_size)
        readAddresses();
}

void ProxyHeader::readFixedPart()
{
    const auto command = static_cast<quint8>(m_bytes[12]);
    m_size = fixedSize + qFromBigEndian<quint16>(m_bytes.constData() + 14);
    if ((command != commandLocal && command != commandProxy) || m_size > longestHeader)
        m_state = State::Malformed;
}

void ProxyHeader::readAddresses()
{
    const auto command = static_cast<quint8>(m_bytes[12]);
    const auto family = static_cast<quint8>(m_bytes[13]);
    const char* addresses = m_bytes.constData() + fixedSize;
    const qsizetype length = m_size - fixedSize;
    m_state = State::Complete;
    if (command == commandLocal || family == familyUnspecified)
        return;
    if (family == familyTcp4 && length >= tcp4Size)
        m_source = QHostAddress(qFromBigEndian<quint32>(addresses));
    else if (family == familyTcp6 && length >= tcp6Size)
        m_source = plainAddress(QHostAddress(reinterpret_cast<const quint8*>(addresses)));
    else
        m_state = State::Malformed;
}

} // namespace keydesk
