#pragma once

#include "base/result.h"
#include "protocol/webauthn.h"

#include <memory>

typedef struct evp_pkey_st EVP_PKEY;

namespace keydesk {

/// RSASSA-PKCS1-v1_5 with SHA-1 (RFC 8812 section 2). No credential may use it; TPMs still sign attestation with it.
inline constexpr auto rs1 = static_cast<CoseAlgorithm>(-65535);

/// All of CoseAlgorithm's own, in our order of preference.
QList<CoseAlgorithm> everyCoseAlgorithm();
/// One of them.
std::optional<CoseAlgorithm> coseAlgorithm(qint64 identifier);
/// The digest that the algorithm signs; empty for those on Edwards curves, which sign the message itself.
QByteArray messageDigest(CoseAlgorithm algorithm, QByteArrayView message);

/// A public key of any kind that Web Authentication knows. Copies share the key. Thread-safe.
class PublicKey
{
public:
    /// ES256, ES384 or ES512: the curve goes with the algorithm. Both coordinates have the curve's full size.
    static Result<PublicKey> fromCoordinates(CoseAlgorithm algorithm, QByteArrayView x, QByteArrayView y);
    /// EdDSA (Ed25519) or Ed448, in the form of RFC 8032.
    static Result<PublicKey> fromEdwardsPoint(CoseAlgorithm algorithm, QByteArrayView point);
    /// 2,048 to 4,096 bits; the exponent is odd and at most 32 bits long.
    static Result<PublicKey> fromRsa(QByteArrayView modulus, QByteArrayView exponent);
    /// A certificate's key, which is shared.
    static PublicKey sharing(EVP_PKEY* key);

    /// Is it a key of the kind, curve and size that the algorithm wants (Web Authentication section 5.8.5)?
    bool suits(CoseAlgorithm algorithm) const;
    /// False for a key that does not suit. ECDSA signatures are DER (section 6.5.5), the others are plain bytes.
    bool verifies(CoseAlgorithm algorithm, QByteArrayView message, QByteArrayView signature) const;

    friend bool operator==(const PublicKey& left, const PublicKey& right);

private:
    explicit PublicKey(EVP_PKEY* owned);

    std::shared_ptr<EVP_PKEY> m_key;
};

} // namespace keydesk
