#include "saml/xmlsignature.h"

#include "saml/samlnames.h"
#include "saml/samlrefusal.h"

#include <openssl/ec.h>
#include <openssl/evp.h>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ByteAlgorithm
{
    const EVP_MD* digest;
    bool isRsa;
};

std::optional<ByteAlgorithm> algorithmOf(const QByteArray& name)
{
    const QLatin1StringView text(name);
    if (text == saml::rsaSha256)
        return ByteAlgorithm{EVP_sha256(), true};
    if (text == saml::rsaSha384)
        return ByteAlgorithm{EVP_sha384(), true};
    if (text == saml::rsaSha512)
        return ByteAlgorithm{EVP_sha512(), true};
    if (text == saml::ecdsaSha256)
        return ByteAlgorithm{EVP_sha256(), false};
    if (text == saml::ecdsaSha384)
        return ByteAlgorithm{EVP_sha384(), false};
    if (text == saml::ecdsaSha512)
        return ByteAlgorithm{EVP_sha512(), false};
    return std::nullopt;
}

const unsigned char* bytesOf(const QByteArray& text)
{
    return reinterpret_cast<const unsigned char*>(text.constData());
}

/// r ‖ s, each as long as the curve's order, as the DER that OpenSSL wants. Empty for another length.
QByteArray derSignature(const QByteArray& plain, const EVP_PKEY* key)
{
    const qsizetype half = (EVP_PKEY_get_bits(key) + 7) / 8;
    if (plain.size() != 2 * half)
        return {};
    ECDSA_SIG* signature = ECDSA_SIG_new();
    ECDSA_SIG_set0(signature, BN_bin2bn(bytesOf(plain), static_cast<int>(half), nullptr),
                   BN_bin2bn(bytesOf(plain) + half, static_cast<int>(half), nullptr));
    unsigned char* bytes = nullptr;
    const int size = i2d_ECDSA_SIG(signature, &bytes);
    const QByteArray der(reinterpret_cast<const char*>(bytes), std::max(size, 0));
    OPENSSL_free(bytes);
    ECDSA_SIG_free(signature);
    return der;
}

bool verifies(const ByteAlgorithm& algorithm, EVP_PKEY* key, const QByteArray& signedBytes, const QByteArray& signature)
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    return context && EVP_DigestVerifyInit(context.get(), nullptr, algorithm.digest, nullptr, key) == 1 &&
           EVP_DigestVerify(context.get(), bytesOf(signature), static_cast<std::size_t>(signature.size()),
                            bytesOf(signedBytes), static_cast<std::size_t>(signedBytes.size())) == 1;
}

} // namespace

Result<void> verifyBytes(const QByteArray& algorithm, const QByteArray& signedBytes, const QByteArray& signature,
                         const QList<SamlCertificate>& keys)
{
    const auto known = algorithmOf(algorithm);
    if (!known)
        return refusedAs(SamlRefusal::SignatureAlgorithm, QString::fromLatin1(algorithm));
    for (const SamlCertificate& each : keys) {
        if (each.isRsa() != known->isRsa)
            continue;
        const QByteArray fitting = known->isRsa ? signature : derSignature(signature, each.key());
        if (verifies(*known, each.key(), signedBytes, fitting))
            return done();
    }
    return refusedAs(SamlRefusal::SignatureWrong, u"fits none of the issuer's keys"_s);
}

Result<QByteArray> signBytes(const QByteArray& bytes, const SamlSigningKey& key)
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    std::size_t size = static_cast<std::size_t>(EVP_PKEY_get_size(key.key()));
    QByteArray signature(static_cast<qsizetype>(size), '\0');
    const bool isSigned = context &&
                          EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.key()) == 1 &&
                          EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                                         bytesOf(bytes), static_cast<std::size_t>(bytes.size())) == 1;
    if (!isSigned)
        return Error{ErrorCode::Internal, u"OpenSSL does not sign a query"_s};
    signature.truncate(static_cast<qsizetype>(size));
    return signature;
}

} // namespace keydesk
