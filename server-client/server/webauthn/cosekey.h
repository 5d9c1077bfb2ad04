#pragma once

#include "webauthn/cborvalue.h"
#include "webauthn/publickey.h"

namespace keydesk {

/// A credential's public key: COSE_Key (RFC 9052 section 7) as Web Authentication section 6.5.1.1 narrows it down.
struct CoseKey
{
    CoseAlgorithm algorithm;
    PublicKey key;

    bool verifies(QByteArrayView message, QByteArrayView signature) const
    {
        return key.verifies(algorithm, message, signature);
    }
};

/// The parameters that its kind needs and no others; type, algorithm and curve that go together; a point of the curve.
/// Otherwise CeremonyStep::PublicKey.
Result<CoseKey> coseKey(const CborValue& encoded);
Result<CoseKey> coseKey(QByteArrayView encoded);

/// The names of a COSE_Key's parameters (RFC 9052 section 7.1, RFC 9053 section 7, RFC 8230 section 4).
namespace coselabel {
inline constexpr qint64 type = 1;
inline constexpr qint64 algorithm = 3;
inline constexpr qint64 curve = -1;
inline constexpr qint64 x = -2;
inline constexpr qint64 y = -3;
inline constexpr qint64 modulus = -1;
inline constexpr qint64 exponent = -2;
} // namespace coselabel

} // namespace keydesk
