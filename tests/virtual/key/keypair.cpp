#include "virtual/key/keypair.h"

#include "virtual/key/openssl.h"

#include <array>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/x509.h>

namespace keydesk::virtualkey {

namespace {

// COSE (RFC 9053): parameters of keys, key types and curves.
constexpr int keyType = 1;
constexpr int algorithmName = 3;
constexpr int curve = -1;
constexpr int xCoordinate = -2;
constexpr int yCoordinate = -3;
constexpr int octetKeyPair = 1;
constexpr int ellipticKey = 2;

std::optional<Algorithm> algorithmOf(const EVP_PKEY* key)
{
    if (EVP_PKEY_is_a(key, "ED25519") == 1)
        return Algorithm::EdDsa;
    std::array<char, 32> group{};
    if (EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size(), nullptr) != 1)
        return std::nullopt;
    if (qstrcmp(group.data(), "prime256v1") == 0)
        return Algorithm::Es256;
    return qstrcmp(group.data(), "secp384r1") == 0 ? std::optional{Algorithm::Es384} : std::nullopt;
}

EVP_PKEY* generated(Algorithm algorithm)
{
    switch (algorithm) {
    case Algorithm::Es256:
        return EVP_EC_gen("P-256");
    case Algorithm::Es384:
        return EVP_EC_gen("P-384");
    case Algorithm::EdDsa:
        return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    }
    Q_UNREACHABLE();
}

const EVP_MD* hashOf(Algorithm algorithm)
{
    switch (algorithm) {
    case Algorithm::Es256:
        return EVP_sha256();
    case Algorithm::Es384:
        return EVP_sha384();
    case Algorithm::EdDsa:
        return nullptr; // It hashes by itself.
    }
    Q_UNREACHABLE();
}

} // namespace

KeyPair::KeyPair(Algorithm algorithm, EVP_PKEY* key) : m_algorithm(algorithm), m_key(key, EVP_PKEY_free) {}

KeyPair KeyPair::generate(Algorithm algorithm)
{
    EVP_PKEY* key = generated(algorithm);
    if (key == nullptr)
        qFatal("OpenSSL cannot make a key pair");
    return {algorithm, key};
}

std::optional<KeyPair> KeyPair::fromPkcs8(QByteArrayView der)
{
    using PrivateKeyInfo = std::unique_ptr<PKCS8_PRIV_KEY_INFO, ReleasedBy<PKCS8_PRIV_KEY_INFO_free>>;
    const unsigned char* start = in(der);
    const PrivateKeyInfo wrapped(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &start, der.size()));
    EVP_PKEY* key = wrapped ? EVP_PKCS82PKEY(wrapped.get()) : nullptr;
    if (key == nullptr)
        return std::nullopt;
    const auto algorithm = algorithmOf(key);
    const KeyPair pair(algorithm.value_or(Algorithm::Es256), key);
    return algorithm ? std::optional{pair} : std::nullopt;
}

QByteArray KeyPair::pkcs8() const
{
    using PrivateKeyInfo = std::unique_ptr<PKCS8_PRIV_KEY_INFO, ReleasedBy<PKCS8_PRIV_KEY_INFO_free>>;
    const PrivateKeyInfo wrapped(EVP_PKEY2PKCS8(handle()));
    const int size = wrapped ? i2d_PKCS8_PRIV_KEY_INFO(wrapped.get(), nullptr) : 0;
    if (size <= 0)
        qFatal("OpenSSL cannot export a key pair");
    QByteArray der(size, '\0');
    unsigned char* end = out(der);
    i2d_PKCS8_PRIV_KEY_INFO(wrapped.get(), &end);
    return der;
}

QByteArray KeyPair::publicBytes() const
{
    std::size_t size = 0;
    QByteArray bytes(1 + 2 * 48, '\0');
    if (EVP_PKEY_get_octet_string_param(handle(), OSSL_PKEY_PARAM_PUB_KEY, out(bytes), sizeOf(bytes), &size) != 1)
        qFatal("OpenSSL gave no public key");
    return bytes.first(static_cast<qsizetype>(size));
}

Cbor KeyPair::publicKey() const
{
    const QByteArray bytes = publicBytes();
    if (m_algorithm == Algorithm::EdDsa) {
        return Cbor::Map{
            {keyType, octetKeyPair}, {algorithmName, static_cast<int>(m_algorithm)}, {curve, 6}, {xCoordinate, bytes}};
    }
    const qsizetype size = (bytes.size() - 1) / 2;
    return Cbor::Map{{keyType, ellipticKey},
                     {algorithmName, static_cast<int>(m_algorithm)},
                     {curve, m_algorithm == Algorithm::Es256 ? 1 : 2},
                     {xCoordinate, bytes.mid(1, size)},
                     {yCoordinate, bytes.mid(1 + size)}};
}

QByteArray KeyPair::sign(const QByteArray& message) const
{
    const DigestContext signer(EVP_MD_CTX_new());
    std::size_t size = 0;
    if (!signer || EVP_DigestSignInit(signer.get(), nullptr, hashOf(m_algorithm), nullptr, handle()) != 1 ||
        EVP_DigestSign(signer.get(), nullptr, &size, in(message), sizeOf(message)) != 1)
        qFatal("OpenSSL cannot sign");
    QByteArray signature(static_cast<qsizetype>(size), '\0');
    if (EVP_DigestSign(signer.get(), out(signature), &size, in(message), sizeOf(message)) != 1)
        qFatal("OpenSSL cannot sign");
    return signature.first(static_cast<qsizetype>(size)); // DER may come out shorter.
}

} // namespace keydesk::virtualkey
