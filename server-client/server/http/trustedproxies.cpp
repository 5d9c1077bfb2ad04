#include "http/trustedproxies.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

Result<TrustedProxies> TrustedProxies::fromList(const QStringList& entries)
{
    TrustedProxies proxies;
    for (const QString& entry : entries) {
        const QHostAddress address(entry.section(u'/', 0, 0));
        const auto prefix = QHostAddress::parseSubnet(entry);
        if (address.isNull() || prefix.second < 0)
            return Error{.code = ErrorCode::InvalidRequest,
                         .context = u"trusted proxy \"%1\" is neither an address nor a prefix"_s.arg(entry)};
        proxies.m_prefixes.append(prefix);
    }
    return proxies;
}

bool TrustedProxies::contains(const QHostAddress& address) const
{
    return std::any_of(m_prefixes.begin(), m_prefixes.end(),
                       [&](const auto& prefix) { return address.isInSubnet(prefix); });
}

QHostAddress plainAddress(const QHostAddress& address)
{
    bool isVersion4 = false;
    const quint32 version4 = address.toIPv4Address(&isVersion4);
    return isVersion4 && address.protocol() == QAbstractSocket::IPv6Protocol ? QHostAddress(version4) : address;
}

} // namespace keydesk
