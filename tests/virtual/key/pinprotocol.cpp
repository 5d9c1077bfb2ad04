#include "virtual/key/pinprotocol.h"

#include "base/random.h"
#include "base/secret.h"
#include "virtual/key/openssl.h"

#include <array>
#include <openssl/core_names.h>
#include <openssl/hmac.h>
#include <openssl/params.h>

namespace keydesk::virtualkey {

namespace {

constexpr qsizetype blockSize = 16;
constexpr qsizetype hashSize = 32;
constexpr qsizetype coordinateSize = 32;

/// HKDF-SHA-256 (RFC 5869) with a salt of 32 zero bytes, for one hash of output: one round of expansion.
QByteArray derived(const QByteArray& agreed, const QByteArray& info)
{
    const QByteArray extracted = hmacSha256(QByteArray(hashSize, '\0'), agreed);
    return hmacSha256(extracted, info + '\x01');
}

QByteArray aes256Cbc(bool isEncrypting, QByteArrayView key, QByteArrayView vector, QByteArrayView input)
{
    using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, ReleasedBy<EVP_CIPHER_CTX_free>>;
    const CipherContext cipher(EVP_CIPHER_CTX_new());
    QByteArray output(input.size(), '\0');
    int size = 0;
    if (!cipher ||
        EVP_CipherInit_ex2(cipher.get(), EVP_aes_256_cbc(), in(key), in(vector), isEncrypting ? 1 : 0, nullptr) != 1 ||
        EVP_CIPHER_CTX_set_padding(cipher.get(), 0) != 1 ||
        EVP_CipherUpdate(cipher.get(), out(output), &size, in(input), static_cast<int>(input.size())) != 1 ||
        size != output.size())
        qFatal("OpenSSL cannot do AES-256-CBC");
    return output;
}

using Key = std::unique_ptr<EVP_PKEY, ReleasedBy<EVP_PKEY_free>>;

Key pointOfP256(QByteArray bytes)
{
    std::array<char, 11> group{"prime256v1"};
    std::array<OSSL_PARAM, 3> parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, bytes.data(), sizeOf(bytes)),
        OSSL_PARAM_construct_end()};
    const KeyContext maker(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* made = nullptr;
    if (!maker || EVP_PKEY_fromdata_init(maker.get()) != 1 ||
        EVP_PKEY_fromdata(maker.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.data()) != 1)
        return nullptr;
    Key key(made);
    const KeyContext checker(EVP_PKEY_CTX_new(made, nullptr));
    return checker && EVP_PKEY_public_check(checker.get()) == 1 ? std::move(key) : nullptr;
}

QByteArray agree(EVP_PKEY* own, EVP_PKEY* other)
{
    const KeyContext agreement(EVP_PKEY_CTX_new(own, nullptr));
    QByteArray agreed(coordinateSize, '\0');
    std::size_t size = sizeOf(agreed);
    if (!agreement || EVP_PKEY_derive_init(agreement.get()) != 1 ||
        EVP_PKEY_derive_set_peer(agreement.get(), other) != 1 ||
        EVP_PKEY_derive(agreement.get(), out(agreed), &size) != 1 || size != sizeOf(agreed))
        qFatal("OpenSSL cannot agree on a secret");
    return agreed;
}

} // namespace

std::optional<PinProtocol> pinProtocolFrom(qint64 number)
{
    return number == 1 || number == 2 ? std::optional{static_cast<PinProtocol>(number)} : std::nullopt;
}

QByteArray sha256(const QByteArray& message)
{
    QByteArray hash(hashSize, '\0');
    if (EVP_Q_digest(nullptr, "SHA256", nullptr, message.data(), sizeOf(message), out(hash), nullptr) != 1)
        qFatal("OpenSSL cannot do SHA-256");
    return hash;
}

QByteArray hmacSha256(const QByteArray& key, const QByteArray& message)
{
    QByteArray mac(hashSize, '\0');
    if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), in(message), sizeOf(message), out(mac), nullptr) ==
        nullptr)
        qFatal("OpenSSL cannot do HMAC");
    return mac;
}

QByteArray signature(PinProtocol protocol, const QByteArray& key, const QByteArray& message)
{
    const QByteArray mac = hmacSha256(key, message);
    return protocol == PinProtocol::One ? mac.first(16) : mac;
}

SharedSecret::SharedSecret(PinProtocol protocol, const QByteArray& agreed)
    : m_protocol(protocol),
      m_signing(protocol == PinProtocol::One ? sha256(agreed) : derived(agreed, "CTAP2 HMAC key")),
      m_encrypting(protocol == PinProtocol::One ? m_signing : derived(agreed, "CTAP2 AES key"))
{
}

QByteArray SharedSecret::encrypt(QByteArrayView plain, Random& random) const
{
    if (m_protocol == PinProtocol::One)
        return aes256Cbc(true, m_encrypting, QByteArray(blockSize, '\0'), plain);
    const QByteArray vector = random.bytes(blockSize);
    return vector + aes256Cbc(true, m_encrypting, vector, plain);
}

std::optional<QByteArray> SharedSecret::decrypt(QByteArrayView cipher) const
{
    QByteArray vector(blockSize, '\0');
    if (m_protocol == PinProtocol::Two) {
        if (cipher.size() < blockSize)
            return std::nullopt;
        vector = cipher.first(blockSize).toByteArray();
        cipher = cipher.sliced(blockSize);
    }
    if (cipher.isEmpty() || cipher.size() % blockSize != 0)
        return std::nullopt;
    return aes256Cbc(false, m_encrypting, vector, cipher);
}

QByteArray SharedSecret::sign(const QByteArray& message) const
{
    return signature(m_protocol, m_signing, message);
}

bool SharedSecret::verifies(const QByteArray& message, const QByteArray& signature) const
{
    return constantTimeEqual(signature, sign(message));
}

Cbor KeyAgreement::publicKey() const
{
    Cbor key = m_pair.publicKey();
    Cbor::Map map = *key.as<Cbor::Map>();
    for (Cbor::Entry& entry : map) {
        if (entry.key == Cbor(3))
            entry.value = -25;
    }
    return map;
}

std::optional<SharedSecret> KeyAgreement::with(const Cbor& otherKey, PinProtocol protocol) const
{
    const auto coordinate = [&](int name) {
        const Cbor* item = otherKey.find(name);
        const QByteArray* bytes = item != nullptr ? item->as<QByteArray>() : nullptr;
        return bytes != nullptr && bytes->size() == coordinateSize ? *bytes : QByteArray();
    };
    const Key other = pointOfP256('\x04' + coordinate(-2) + coordinate(-3));
    if (!other)
        return std::nullopt;
    return SharedSecret(protocol, agree(m_pair.handle(), other.get()));
}

} // namespace keydesk::virtualkey
