// What proxies say about the client: the PROXY header (first byte even) and the Forwarded field (first byte odd).

#include "http/forwarded.h"
#include "http/proxyheader.h"

#include <cstdint>
#include <cstdlib>

using namespace keydesk;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

ProxyHeader read(QByteArrayView bytes, qsizetype piece)
{
    ProxyHeader header;
    for (qsizetype at = 0; at < bytes.size() && header.wanted() > 0;) {
        const qsizetype count = std::min({piece, header.wanted(), bytes.size() - at});
        header.feed(bytes.sliced(at, count));
        at += count;
    }
    require((header.state() == ProxyHeader::State::Incomplete) == (header.wanted() > 0));
    return header;
}

void readHeader(QByteArrayView bytes)
{
    const ProxyHeader whole = read(bytes, std::max<qsizetype>(1, bytes.size()));
    const ProxyHeader bytewise = read(bytes, 1);
    require(whole.state() == bytewise.state() && whole.source() == bytewise.source());
    require(whole.state() == ProxyHeader::State::Complete || whole.source().isNull());
}

void readField(QByteArrayView bytes)
{
    static const TrustedProxies proxies = TrustedProxies::fromList({QStringLiteral("10.0.0.0/8")}).take();
    const QHostAddress proxy(QStringLiteral("10.0.0.1"));
    const QHostAddress stranger(QStringLiteral("192.0.2.1"));
    require(clientAddress(stranger, bytes, proxies) == stranger);
    const auto client = clientAddress(proxy, bytes, proxies);
    require(!client || !client->isNull());
    // Whatever a client writes before what its proxy adds, the client stays who it is.
    const QByteArray forged = bytes.toByteArray() + ", for=192.0.2.1";
    const auto named = clientAddress(proxy, forged, proxies);
    require(!named || *named == stranger || bytes.contains('"'));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView rest(bytes + 1, static_cast<qsizetype>(size) - 1);
    if (bytes[0] % 2 == 0)
        readHeader(rest);
    else
        readField(rest);
    return 0;
}
