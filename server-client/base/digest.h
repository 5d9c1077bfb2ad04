#pragma once

#include "base/secret.h"

namespace keydesk {

enum class Hash { Sha1, Sha256, Sha512 };

/// FIPS 180-4.
QByteArray digest(Hash hash, QByteArrayView message);
/// RFC 2104.
QByteArray hmac(Hash hash, QByteArrayView key, QByteArrayView message);
/// RFC 5869 with SHA-256. The input key is not empty; at most 8,160 bytes (255 hashes).
Secret hkdf(QByteArrayView inputKey, QByteArrayView salt, QByteArrayView info, std::size_t size);

} // namespace keydesk
