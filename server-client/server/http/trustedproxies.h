#pragma once

#include "base/result.h"

#include <QHostAddress>
#include <QList>
#include <QStringList>
#include <utility>

namespace keydesk {

/// The proxies whose word about the client's address counts. A value; any thread.
class TrustedProxies
{
public:
    TrustedProxies() = default;
    /// Addresses ("192.0.2.7", "::1") and prefixes ("10.0.0.0/8"); InvalidRequest names the entry that is neither.
    static Result<TrustedProxies> fromList(const QStringList& entries);

    bool contains(const QHostAddress& address) const;

private:
    QList<std::pair<QHostAddress, int>> m_prefixes;
};

/// An IPv4 address that came in by a socket for both families (::ffff:192.0.2.7) as what it is, so that it is found in
/// lists and counted once.
QHostAddress plainAddress(const QHostAddress& address);

} // namespace keydesk
