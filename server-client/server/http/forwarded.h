#pragma once

#include "http/trustedproxies.h"

#include <optional>

namespace keydesk {

/// The nodes that the proxies name in a Forwarded field (RFC 7239 sections 4 and 6), in its order: the client first,
/// the nearest proxy's peer last. A null address stands for a node that is not told ("unknown", "_hidden") or an
/// element without "for". None when the field is malformed.
std::optional<QList<QHostAddress>> parseForwarded(QByteArrayView field);

/// Whose request it is: from the connection's peer outwards, as long as the node that speaks is a trusted proxy. What
/// an untrusted node claims never counts. None when a trusted proxy sent a malformed field.
std::optional<QHostAddress> clientAddress(const QHostAddress& peer, QByteArrayView forwarded,
                                          const TrustedProxies& proxies);

} // namespace keydesk
