#pragma once

#include "virtual/key/keypair.h"

namespace keydesk {
class Random;
}

namespace keydesk::virtualkey {

/// PIN/UV auth protocols, CTAP 2.1 sections 6.5.6 and 6.5.7.
enum class PinProtocol : int { One = 1, Two = 2 };
std::optional<PinProtocol> pinProtocolFrom(qint64 number);

QByteArray sha256(const QByteArray& message);
QByteArray hmacSha256(const QByteArray& key, const QByteArray& message);
/// The protocol's authenticate().
QByteArray signature(PinProtocol protocol, const QByteArray& key, const QByteArray& message);

/// What the key and the platform agreed on.
class SharedSecret
{
public:
    /// The input is the x coordinate of the agreed point.
    SharedSecret(PinProtocol protocol, const QByteArray& agreed);

    QByteArray encrypt(QByteArrayView plain, Random& random) const;
    /// nullopt unless the input is a whole number of blocks.
    std::optional<QByteArray> decrypt(QByteArrayView cipher) const;
    QByteArray sign(const QByteArray& message) const;
    bool verifies(const QByteArray& message, const QByteArray& signature) const;

private:
    PinProtocol m_protocol;
    QByteArray m_signing;
    QByteArray m_encrypting;
};

/// The key's half of an agreement on a secret.
class KeyAgreement
{
public:
    KeyAgreement() : m_pair(KeyPair::generate(Algorithm::Es256)) {}
    /// A COSE_Key as section 6.5.6 wants it (alg -25).
    Cbor publicKey() const;
    /// nullopt when the other half is no point of P-256.
    std::optional<SharedSecret> with(const Cbor& otherKey, PinProtocol protocol) const;

private:
    KeyPair m_pair;
};

} // namespace keydesk::virtualkey
