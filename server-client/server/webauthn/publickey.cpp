#include "webauthn/publickey.h"

#include "base/releasedby.h"
#include "webauthn/edwardspoint.h"

#include <array>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

using KeyContext = std::unique_ptr<EVP_PKEY_CTX, ReleasedBy<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, ReleasedBy<EVP_MD_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, ReleasedBy<BN_free>>;
using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, ReleasedBy<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, ReleasedBy<OSSL_PARAM_free>>;

constexpr int shortestModulus = 2048; // bits
constexpr int longestModulus = 4096;
constexpr int longestExponent = 32;

struct EcdsaCurve
{
    const char* name;
    qsizetype coordinateSize;
};

/// Section 5.8.5: each of these algorithms goes with one curve.
std::optional<EcdsaCurve> curveOf(CoseAlgorithm algorithm)
{
    switch (algorithm) {
    case CoseAlgorithm::Es256:
        return EcdsaCurve{"prime256v1", 32};
    case CoseAlgorithm::Es384:
        return EcdsaCurve{"secp384r1", 48};
    case CoseAlgorithm::Es512:
        return EcdsaCurve{"secp521r1", 66};
    default:
        return std::nullopt;
    }
}

/// Null for the Edwards curves, which hash by themselves.
const EVP_MD* hashOf(CoseAlgorithm algorithm)
{
    if (algorithm == rs1)
        return EVP_sha1();
    switch (algorithm) {
    case CoseAlgorithm::Es256:
    case CoseAlgorithm::Rs256:
        return EVP_sha256();
    case CoseAlgorithm::Es384:
        return EVP_sha384();
    case CoseAlgorithm::Es512:
        return EVP_sha512();
    default:
        return nullptr;
    }
}

const unsigned char* in(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Error badKey(const QString& why)
{
    ERR_clear_error();
    return {.code = ErrorCode::InvalidRequest, .context = u"public key: "_s % why};
}

EVP_PKEY* made(const char* kind, OSSL_PARAM* parameters)
{
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* key = nullptr;
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
        return nullptr;
    return key;
}

bool isOnCurve(const EVP_PKEY* key, const char* curve)
{
    std::array<char, 32> group{};
    return EVP_PKEY_is_a(key, "EC") == 1 && EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr) == 1 &&
           qstrcmp(group.data(), curve) == 0;
}

} // namespace

QList<CoseAlgorithm> everyCoseAlgorithm()
{
    return {CoseAlgorithm::Es256, CoseAlgorithm::EdDsa, CoseAlgorithm::Es384,
            CoseAlgorithm::Es512, CoseAlgorithm::Ed448, CoseAlgorithm::Rs256};
}

std::optional<CoseAlgorithm> coseAlgorithm(qint64 identifier)
{
    for (const CoseAlgorithm known : everyCoseAlgorithm()) {
        if (static_cast<qint64>(known) == identifier)
            return known;
    }
    return std::nullopt;
}

QByteArray messageDigest(CoseAlgorithm algorithm, QByteArrayView message)
{
    const EVP_MD* hash = hashOf(algorithm);
    if (!hash)
        return {};
    QByteArray digest(EVP_MD_get_size(hash), '\0');
    if (EVP_Digest(message.data(), static_cast<std::size_t>(message.size()),
                   reinterpret_cast<unsigned char*>(digest.data()), nullptr, hash, nullptr) != 1)
        digest.clear();
    return digest;
}

PublicKey::PublicKey(EVP_PKEY* owned) : m_key(owned, EVP_PKEY_free) {}

PublicKey PublicKey::sharing(EVP_PKEY* key)
{
    EVP_PKEY_up_ref(key);
    return PublicKey(key);
}

Result<PublicKey> PublicKey::fromCoordinates(CoseAlgorithm algorithm, QByteArrayView x, QByteArrayView y)
{
    const auto curve = curveOf(algorithm);
    if (!curve || x.size() != curve->coordinateSize || y.size() != curve->coordinateSize)
        return badKey(u"a coordinate does not have the curve's size"_s);
    QByteArray point = '\x04' + x.toByteArray() + y.toByteArray(); // SEC 1 section 2.3.3
    std::array<OSSL_PARAM, 3> parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, const_cast<char*>(curve->name), 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                          static_cast<std::size_t>(point.size())),
        OSSL_PARAM_construct_end()};
    // Decoding the point refuses one that is not on the curve; these curves have no smaller subgroups to fall into.
    EVP_PKEY* key = made("EC", parameters.data());
    if (!key)
        return badKey(u"not a point of the curve"_s);
    return PublicKey(key);
}

Result<PublicKey> PublicKey::fromEdwardsPoint(CoseAlgorithm algorithm, QByteArrayView point)
{
    const bool isEd448 = algorithm == CoseAlgorithm::Ed448;
    // OpenSSL takes any bytes for a key and fails with each signature; better said at once.
    if (!(isEd448 ? isEd448Point(point) : isEd25519Point(point)))
        return badKey(u"not a point of the curve"_s);
    EVP_PKEY* key = EVP_PKEY_new_raw_public_key(isEd448 ? EVP_PKEY_ED448 : EVP_PKEY_ED25519, nullptr, in(point),
                                                static_cast<std::size_t>(point.size()));
    if (!key)
        return badKey(u"not a point of the curve"_s);
    return PublicKey(key);
}

Result<PublicKey> PublicKey::fromRsa(QByteArrayView modulus, QByteArrayView exponent)
{
    if (modulus.size() > longestModulus / 8 || exponent.size() > longestExponent / 8)
        return badKey(u"modulus or exponent too long"_s);
    const Number n(BN_bin2bn(in(modulus), static_cast<int>(modulus.size()), nullptr));
    const Number e(BN_bin2bn(in(exponent), static_cast<int>(exponent.size()), nullptr));
    if (!n || !e || BN_num_bits(n.get()) < shortestModulus || !BN_is_odd(n.get()))
        return badKey(u"modulus shorter than %1 bits, or even"_s.arg(shortestModulus));
    if (!BN_is_odd(e.get()) || BN_is_one(e.get()))
        return badKey(u"exponent even, or one"_s);
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    if (!builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return badKey(u"OpenSSL cannot hold it"_s);
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    EVP_PKEY* key = parameters ? made("RSA", parameters.get()) : nullptr;
    if (!key)
        return badKey(u"not an RSA key"_s);
    return PublicKey(key);
}

bool PublicKey::suits(CoseAlgorithm algorithm) const
{
    const EVP_PKEY* key = m_key.get();
    if (const auto curve = curveOf(algorithm))
        return isOnCurve(key, curve->name);
    if (algorithm == CoseAlgorithm::EdDsa)
        return EVP_PKEY_is_a(key, "ED25519") == 1;
    if (algorithm == CoseAlgorithm::Ed448)
        return EVP_PKEY_is_a(key, "ED448") == 1;
    const int bits = EVP_PKEY_get_bits(key);
    return EVP_PKEY_is_a(key, "RSA") == 1 && bits >= shortestModulus && bits <= longestModulus;
}

bool PublicKey::verifies(CoseAlgorithm algorithm, QByteArrayView message, QByteArrayView signature) const
{
    if (!suits(algorithm))
        return false;
    const DigestContext verifier(EVP_MD_CTX_new());
    const bool isRight = verifier &&
                         EVP_DigestVerifyInit(verifier.get(), nullptr, hashOf(algorithm), nullptr, m_key.get()) == 1 &&
                         EVP_DigestVerify(verifier.get(), in(signature), static_cast<std::size_t>(signature.size()),
                                          in(message), static_cast<std::size_t>(message.size())) == 1;
    ERR_clear_error();
    return isRight;
}

bool operator==(const PublicKey& left, const PublicKey& right)
{
    const bool isEqual = EVP_PKEY_eq(left.m_key.get(), right.m_key.get()) == 1;
    ERR_clear_error();
    return isEqual;
}

} // namespace keydesk
