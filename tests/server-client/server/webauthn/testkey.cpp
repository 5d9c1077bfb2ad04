#include "testkey.h"

#include "base/releasedby.h"
#include "cborwriter.h"
#include "webauthn/cosekey.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

namespace keydesk {

namespace {

EVP_PKEY* generated(CoseAlgorithm algorithm)
{
    switch (algorithm) {
    case CoseAlgorithm::Es256:
        return EVP_EC_gen("P-256");
    case CoseAlgorithm::Es384:
        return EVP_EC_gen("P-384");
    case CoseAlgorithm::Es512:
        return EVP_EC_gen("P-521");
    case CoseAlgorithm::EdDsa:
        return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    case CoseAlgorithm::Ed448:
        return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED448");
    default:
        return EVP_RSA_gen(2048U);
    }
}

const EVP_MD* hashOf(CoseAlgorithm algorithm)
{
    if (algorithm == rs1)
        return EVP_sha1();
    switch (algorithm) {
    case CoseAlgorithm::Es384:
        return EVP_sha384();
    case CoseAlgorithm::Es512:
        return EVP_sha512();
    case CoseAlgorithm::EdDsa:
    case CoseAlgorithm::Ed448:
        return nullptr;
    default:
        return EVP_sha256();
    }
}

qint64 curveOf(CoseAlgorithm algorithm)
{
    switch (algorithm) {
    case CoseAlgorithm::Es384:
        return 2;
    case CoseAlgorithm::Es512:
        return 3;
    case CoseAlgorithm::EdDsa:
        return 6;
    case CoseAlgorithm::Ed448:
        return 7;
    default:
        return 1;
    }
}

QByteArray rawPublicKey(const EVP_PKEY* key)
{
    QByteArray bytes(57, '\0');
    auto size = static_cast<std::size_t>(bytes.size());
    EVP_PKEY_get_raw_public_key(key, reinterpret_cast<unsigned char*>(bytes.data()), &size);
    return bytes.first(static_cast<qsizetype>(size));
}

} // namespace

TestKey TestKey::generate(CoseAlgorithm algorithm)
{
    TestKey key;
    key.m_algorithm = algorithm;
    key.m_key.reset(generated(algorithm), EVP_PKEY_free);
    if (!key.m_key)
        qFatal("OpenSSL cannot make a key for algorithm %d", static_cast<int>(algorithm));
    return key;
}

TestKey TestKey::owning(EVP_PKEY* rsaKey)
{
    TestKey key;
    key.m_algorithm = CoseAlgorithm::Rs256;
    key.m_key.reset(rsaKey, EVP_PKEY_free);
    return key;
}

QByteArray TestKey::sign(QByteArrayView message, CoseAlgorithm algorithm) const
{
    const std::unique_ptr<EVP_MD_CTX, ReleasedBy<EVP_MD_CTX_free>> signer(EVP_MD_CTX_new());
    const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
    const auto length = static_cast<std::size_t>(message.size());
    std::size_t size = 0;
    if (EVP_DigestSignInit(signer.get(), nullptr, hashOf(algorithm), nullptr, m_key.get()) != 1 ||
        EVP_DigestSign(signer.get(), nullptr, &size, bytes, length) != 1)
        qFatal("OpenSSL cannot sign");
    QByteArray signature(static_cast<qsizetype>(size), '\0');
    if (EVP_DigestSign(signer.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes, length) != 1)
        qFatal("OpenSSL cannot sign");
    return signature.first(static_cast<qsizetype>(size));
}

QByteArray TestKey::point() const
{
    QByteArray bytes(1 + 2 * 66, '\0');
    std::size_t size = 0;
    EVP_PKEY_get_octet_string_param(m_key.get(), OSSL_PKEY_PARAM_PUB_KEY,
                                    reinterpret_cast<unsigned char*>(bytes.data()),
                                    static_cast<std::size_t>(bytes.size()), &size);
    return bytes.first(static_cast<qsizetype>(size));
}

QByteArray TestKey::modulus() const
{
    BIGNUM* n = nullptr;
    EVP_PKEY_get_bn_param(m_key.get(), OSSL_PKEY_PARAM_RSA_N, &n);
    QByteArray bytes(BN_num_bytes(n), '\0');
    BN_bn2bin(n, reinterpret_cast<unsigned char*>(bytes.data()));
    BN_free(n);
    return bytes;
}

CborValue TestKey::cose() const
{
    const auto algorithm = cborNumber(static_cast<qint64>(m_algorithm));
    CborValue::Map key;
    if (m_algorithm == CoseAlgorithm::Rs256) {
        key = {{coselabel::type, cborNumber(3)},
               {coselabel::algorithm, algorithm},
               {coselabel::modulus, cborBytesItem(modulus())},
               {coselabel::exponent, cborBytesItem(QByteArray::fromHex("010001"))}};
    } else if (m_algorithm == CoseAlgorithm::EdDsa || m_algorithm == CoseAlgorithm::Ed448) {
        key = {{coselabel::type, cborNumber(1)},
               {coselabel::algorithm, algorithm},
               {coselabel::curve, cborNumber(curveOf(m_algorithm))},
               {coselabel::x, cborBytesItem(rawPublicKey(m_key.get()))}};
    } else {
        const QByteArray whole = point();
        const qsizetype half = whole.size() / 2;
        key = {{coselabel::type, cborNumber(2)},
               {coselabel::algorithm, algorithm},
               {coselabel::curve, cborNumber(curveOf(m_algorithm))},
               {coselabel::x, cborBytesItem(whole.sliced(1, half))},
               {coselabel::y, cborBytesItem(whole.sliced(1 + half))}};
    }
    return CborValue(std::move(key));
}

} // namespace keydesk
