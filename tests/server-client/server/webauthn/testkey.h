#pragma once

#include "webauthn/cborvalue.h"
#include "webauthn/publickey.h"

namespace keydesk {

/// A key pair for what a test's own authenticator signs.
class TestKey
{
public:
    static TestKey generate(CoseAlgorithm algorithm);
    static TestKey owning(EVP_PKEY* rsaKey);

    CoseAlgorithm algorithm() const { return m_algorithm; }
    QByteArray sign(QByteArrayView message) const { return sign(message, m_algorithm); }
    /// With another algorithm for the same kind of key (rs1).
    QByteArray sign(QByteArrayView message, CoseAlgorithm algorithm) const;
    CborValue cose() const;
    /// 0x04 ‖ x ‖ y of a key on a P curve.
    QByteArray point() const;
    QByteArray modulus() const; ///< Of an RSA key, whose exponent is 65537.
    EVP_PKEY* native() const { return m_key.get(); }

private:
    CoseAlgorithm m_algorithm = CoseAlgorithm::Es256;
    std::shared_ptr<EVP_PKEY> m_key;
};

} // namespace keydesk
