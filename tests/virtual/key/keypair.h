#pragma once

#include "virtual/key/cbor.h"

#include <memory>

typedef struct evp_pkey_st EVP_PKEY;

namespace keydesk::virtualkey {

/// COSE algorithm identifiers.
enum class Algorithm : int { Es256 = -7, EdDsa = -8, Es384 = -35 };

/// A signing key pair. Copies share the key.
class KeyPair
{
public:
    static KeyPair generate(Algorithm algorithm);
    static std::optional<KeyPair> fromPkcs8(QByteArrayView der);
    QByteArray pkcs8() const;

    Algorithm algorithm() const { return m_algorithm; }
    /// A COSE_Key.
    Cbor publicKey() const;
    /// 0x04 ‖ x ‖ y for the elliptic curves, the 32 bytes themselves for Ed25519.
    QByteArray publicBytes() const;
    /// DER for the elliptic curves.
    QByteArray sign(const QByteArray& message) const;
    EVP_PKEY* handle() const { return m_key.get(); }

private:
    KeyPair(Algorithm algorithm, EVP_PKEY* key);
    Algorithm m_algorithm;
    std::shared_ptr<EVP_PKEY> m_key;
};

} // namespace keydesk::virtualkey
