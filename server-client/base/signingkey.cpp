#include "base/signingkey.h"

#include "base/digest.h"
#include "base/releasedby.h"

#include <array>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr int coordinateSize = 32;
constexpr auto base64Form = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

using KeyContext = std::unique_ptr<EVP_PKEY_CTX, ReleasedBy<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, ReleasedBy<EVP_MD_CTX_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, ReleasedBy<ECDSA_SIG_free>>;
using PrivateKeyInfo = std::unique_ptr<PKCS8_PRIV_KEY_INFO, ReleasedBy<PKCS8_PRIV_KEY_INFO_free>>;
using Number = std::unique_ptr<BIGNUM, ReleasedBy<BN_free>>;

std::shared_ptr<EVP_PKEY> share(EVP_PKEY* key)
{
    return {key, EVP_PKEY_free};
}

Error badKey(const char* why)
{
    return {.code = ErrorCode::InvalidRequest, .context = QStringLiteral("P-256 key: ") % QLatin1StringView(why)};
}

const unsigned char* in(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* out(QByteArray& bytes)
{
    return reinterpret_cast<unsigned char*>(bytes.data());
}

/// Exactly 32 bytes as base64url without padding; nullopt otherwise.
std::optional<QByteArray> coordinate(const QJsonValue& value)
{
    const QByteArray text = value.toString().toLatin1();
    const auto decoded = QByteArray::fromBase64Encoding(text, base64Form | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.size() != coordinateSize || decoded.decoded.toBase64(base64Form) != text)
        return std::nullopt;
    return decoded.decoded;
}

/// 0x04 ‖ x ‖ y, SEC 1 section 2.3.3.
QByteArray uncompressedPoint(const EVP_PKEY* key)
{
    QByteArray point(1 + 2 * coordinateSize, '\0');
    std::size_t size = 0;
    if (EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, out(point),
                                        static_cast<std::size_t>(point.size()), &size) != 1 ||
        size != static_cast<std::size_t>(point.size()) || point[0] != 4)
        qFatal("OpenSSL gave no uncompressed point for a P-256 key");
    return point;
}

bool isP256(const EVP_PKEY* key)
{
    std::array<char, 32> group{};
    return EVP_PKEY_is_a(key, "EC") == 1 &&
           EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size(), nullptr) == 1 &&
           qstrcmp(group.data(), "prime256v1") == 0;
}

} // namespace

Result<VerifyingKey> VerifyingKey::fromJwk(const QJsonObject& jwk)
{
    if (jwk[u"kty"_s] != u"EC"_s || jwk[u"crv"_s] != u"P-256"_s)
        return badKey("not kty EC, crv P-256");
    for (const QLatin1StringView secret : {"d"_L1, "k"_L1, "p"_L1, "q"_L1}) {
        if (jwk.contains(secret))
            return badKey("holds private members");
    }
    const auto x = coordinate(jwk[u"x"_s]);
    const auto y = coordinate(jwk[u"y"_s]);
    if (!x || !y)
        return badKey("a coordinate is not 32 bytes of base64url");

    QByteArray point = '\x04' + *x + *y;
    std::array<char, 11> group{"prime256v1"};
    const std::array<OSSL_PARAM, 3> parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                          static_cast<std::size_t>(point.size())),
        OSSL_PARAM_construct_end()};
    const KeyContext maker(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* made = nullptr;
    if (!maker || EVP_PKEY_fromdata_init(maker.get()) != 1 ||
        EVP_PKEY_fromdata(maker.get(), &made, EVP_PKEY_PUBLIC_KEY, const_cast<OSSL_PARAM*>(parameters.data())) != 1)
        return badKey("not a point of the curve");
    VerifyingKey key;
    key.m_key = share(made);
    const KeyContext checker(EVP_PKEY_CTX_new(made, nullptr));
    if (!checker || EVP_PKEY_public_check(checker.get()) != 1)
        return badKey("not a point of the curve");
    return key;
}

QJsonObject VerifyingKey::jwk() const
{
    const QByteArray point = uncompressedPoint(m_key.get());
    const auto text = [&](qsizetype from) {
        return QString::fromLatin1(point.mid(from, coordinateSize).toBase64(base64Form));
    };
    return {{u"kty"_s, u"EC"_s}, {u"crv"_s, u"P-256"_s}, {u"x"_s, text(1)}, {u"y"_s, text(1 + coordinateSize)}};
}

QByteArray VerifyingKey::thumbprint() const
{
    // RFC 7638 section 3: required members only, in lexicographic order, without white space.
    const QJsonObject members = jwk();
    const QByteArray canonical = R"({"crv":"P-256","kty":"EC","x":")" % members[u"x"_s].toString().toLatin1() %
                                 R"(","y":")" % members[u"y"_s].toString().toLatin1() % R"("})";
    return digest(Hash::Sha256, canonical).toBase64(base64Form);
}

bool VerifyingKey::verifies(QByteArrayView message, QByteArrayView signature) const
{
    if (signature.size() != 2 * coordinateSize)
        return false;
    Number r(BN_bin2bn(in(signature), coordinateSize, nullptr));
    Number s(BN_bin2bn(in(signature) + coordinateSize, coordinateSize, nullptr));
    const Signature pair(ECDSA_SIG_new());
    if (!r || !s || !pair || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1)
        return false;
    (void)r.release(); // The pair owns them now.
    (void)s.release();
    QByteArray der(i2d_ECDSA_SIG(pair.get(), nullptr), '\0');
    unsigned char* end = out(der);
    i2d_ECDSA_SIG(pair.get(), &end);

    const DigestContext verifier(EVP_MD_CTX_new());
    return verifier && EVP_DigestVerifyInit(verifier.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) == 1 &&
           EVP_DigestVerify(verifier.get(), in(der), static_cast<std::size_t>(der.size()), in(message),
                            static_cast<std::size_t>(message.size())) == 1;
}

SigningKey SigningKey::generate()
{
    SigningKey key;
    key.m_key = share(EVP_EC_gen("P-256"));
    if (!key.m_key)
        qFatal("OpenSSL cannot make a P-256 key");
    return key;
}

Result<SigningKey> SigningKey::fromPkcs8(const Secret& der)
{
    const unsigned char* start = in(der.view());
    const PrivateKeyInfo wrapped(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &start, static_cast<long>(der.size())));
    if (!wrapped || start != in(der.view()) + der.size())
        return badKey("not PKCS #8");
    SigningKey key;
    key.m_key = share(EVP_PKCS82PKEY(wrapped.get()));
    if (!key.m_key || !isP256(key.m_key.get()))
        return badKey("another kind of private key");
    const KeyContext checker(EVP_PKEY_CTX_new(key.m_key.get(), nullptr));
    if (!checker || EVP_PKEY_check(checker.get()) != 1)
        return badKey("the two halves do not belong together");
    return key;
}

Secret SigningKey::pkcs8() const
{
    const PrivateKeyInfo wrapped(EVP_PKEY2PKCS8(m_key.get())); // Wipes its copy of the key when freed.
    const int size = wrapped ? i2d_PKCS8_PRIV_KEY_INFO(wrapped.get(), nullptr) : 0;
    if (size <= 0)
        qFatal("OpenSSL cannot export a P-256 key");
    Secret der = Secret::copyOf(QByteArray(size, '\0'));
    auto* end = reinterpret_cast<unsigned char*>(der.data());
    i2d_PKCS8_PRIV_KEY_INFO(wrapped.get(), &end);
    return der;
}

VerifyingKey SigningKey::publicKey() const
{
    VerifyingKey key;
    key.m_key = m_key; // The same object: a verifying key only ever uses its public half.
    return key;
}

QByteArray SigningKey::sign(QByteArrayView message) const
{
    const DigestContext signer(EVP_MD_CTX_new());
    std::size_t size = 0;
    if (!signer || EVP_DigestSignInit(signer.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) != 1 ||
        EVP_DigestSign(signer.get(), nullptr, &size, in(message), static_cast<std::size_t>(message.size())) != 1)
        qFatal("OpenSSL cannot sign with a P-256 key");
    QByteArray der(static_cast<qsizetype>(size), '\0');
    if (EVP_DigestSign(signer.get(), out(der), &size, in(message), static_cast<std::size_t>(message.size())) != 1)
        qFatal("OpenSSL cannot sign with a P-256 key");

    const unsigned char* start = in(der);
    const Signature pair(d2i_ECDSA_SIG(nullptr, &start, static_cast<long>(size)));
    QByteArray raw(2 * coordinateSize, '\0');
    if (!pair || BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), out(raw), coordinateSize) != coordinateSize ||
        BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), out(raw) + coordinateSize, coordinateSize) != coordinateSize)
        qFatal("OpenSSL made a signature that is not two numbers of 32 bytes");
    return raw;
}

} // namespace keydesk
