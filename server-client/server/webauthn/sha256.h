#pragma once

#include <QByteArray>
#include <optional>

namespace keydesk {

/// FIPS 180-4, 32 bytes. nullopt where there is no memory for it: then the ceremony is refused, and the service goes on
/// (base/digest.h would end it).
std::optional<QByteArray> sha256(QByteArrayView message);

} // namespace keydesk
