#include "saml/samlcertificate.h"

#include "base/digest.h"
#include "saml/samlrefusal.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestCertificate = 16 * 1024;
constexpr int ownKeyBits = 2048;

std::shared_ptr<X509> owned(X509* certificate)
{
    return {certificate, X509_free};
}

std::shared_ptr<EVP_PKEY> owned(EVP_PKEY* key)
{
    return {key, EVP_PKEY_free};
}

Error unusable(const QString& why)
{
    return refusedAs(SamlRefusal::MetadataCertificate, why);
}

bool isUsable(const EVP_PKEY* key)
{
    const int bits = EVP_PKEY_get_bits(key);
    if (EVP_PKEY_is_a(key, "RSA"))
        return bits >= 2048 && bits <= 8192;
    if (!EVP_PKEY_is_a(key, "EC"))
        return false;
    char group[64] = {};
    std::size_t length = 0;
    if (EVP_PKEY_get_group_name(key, group, sizeof group, &length) != 1)
        return false;
    const QByteArray name(group, static_cast<qsizetype>(length));
    return name == SN_X9_62_prime256v1 || name == SN_secp384r1 || name == SN_secp521r1;
}

QByteArray derOf(X509* certificate)
{
    unsigned char* bytes = nullptr;
    const int size = i2d_X509(certificate, &bytes);
    const QByteArray der(reinterpret_cast<const char*>(bytes), std::max(size, 0));
    OPENSSL_free(bytes);
    return der;
}

bool setSerialNumber(X509* certificate)
{
    std::array<unsigned char, 16> random{};
    if (RAND_bytes(random.data(), random.size()) != 1)
        return false;
    random[0] &= 0x7f;
    BIGNUM* number = BN_bin2bn(random.data(), random.size(), nullptr);
    const bool isSet = BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nullptr;
    BN_free(number);
    return isSet;
}

bool setTimes(X509* certificate, Instant from, Instant to)
{
    const auto seconds = [](Instant instant) { return static_cast<time_t>(toMilliseconds(instant) / 1000); };
    return ASN1_TIME_set(X509_getm_notBefore(certificate), seconds(from)) != nullptr &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), seconds(to)) != nullptr;
}

bool setNames(X509* certificate, const QString& name)
{
    const QByteArray text = name.toUtf8().left(64); // The upper bound of a common name, RFC 5280 appendix A.1.
    X509_NAME* subject = X509_get_subject_name(certificate);
    return X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(text.constData()),
                                      static_cast<int>(text.size()), -1, 0) == 1 &&
           X509_set_issuer_name(certificate, subject) == 1;
}

std::shared_ptr<X509> selfSigned(EVP_PKEY* key, const QString& name, Instant now, std::chrono::days life)
{
    const auto certificate = owned(X509_new());
    const bool isMade = certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
                        setSerialNumber(certificate.get()) && setTimes(certificate.get(), now, now + life) &&
                        setNames(certificate.get(), name) && X509_set_pubkey(certificate.get(), key) == 1 &&
                        X509_sign(certificate.get(), key, EVP_sha256()) > 0;
    return isMade ? certificate : nullptr;
}

} // namespace

Result<SamlCertificate> SamlCertificate::fromDer(const QByteArray& der)
{
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.constData());
    const auto* end = bytes + der.size();
    if (der.size() > longestCertificate)
        return unusable(u"a certificate longer than %1 bytes"_s.arg(longestCertificate));
    SamlCertificate certificate;
    certificate.m_der = der;
    certificate.m_certificate = owned(d2i_X509(nullptr, &bytes, der.size()));
    if (!certificate.m_certificate || bytes != end)
        return unusable(u"not a certificate"_s);
    certificate.m_key = owned(X509_get_pubkey(certificate.m_certificate.get()));
    if (!certificate.m_key || !isUsable(certificate.m_key.get()))
        return unusable(u"neither RSA of 2048 bits or more, nor a curve of NIST's"_s);
    return certificate;
}

Result<SamlCertificate> SamlCertificate::fromBase64(const QString& text)
{
    QByteArray plain = text.toLatin1();
    plain.removeIf([](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
    const auto der = QByteArray::fromBase64Encoding(plain, QByteArray::AbortOnBase64DecodingErrors);
    if (!der || (*der).isEmpty())
        return unusable(u"not base64"_s);
    return fromDer(*der);
}

Result<SamlCertificate> SamlCertificate::fromPem(const QByteArray& pem)
{
    BIO* file = BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size()));
    const auto certificate = owned(PEM_read_bio_X509(file, nullptr, nullptr, nullptr));
    BIO_free(file);
    if (!certificate)
        return unusable(u"no certificate in PEM form"_s);
    return fromDer(derOf(certificate.get()));
}

QByteArray SamlCertificate::fingerprint() const
{
    return digest(Hash::Sha256, m_der);
}

QString SamlCertificate::subject() const
{
    BIO* text = BIO_new(BIO_s_mem());
    X509_NAME_print_ex(text, X509_get_subject_name(m_certificate.get()), 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(text, &bytes);
    const QString subject = QString::fromUtf8(bytes, size);
    BIO_free(text);
    return subject;
}

Instant SamlCertificate::notAfter() const
{
    tm broken{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(m_certificate.get()), &broken) != 1)
        return {};
    return Instant{std::chrono::seconds{timegm(&broken)}};
}

bool SamlCertificate::isRsa() const
{
    return EVP_PKEY_is_a(m_key.get(), "RSA") == 1;
}

SamlSigningKey::SamlSigningKey(std::shared_ptr<EVP_PKEY> key, SamlCertificate certificate)
    : m_key(std::move(key)), m_certificate(std::move(certificate))
{
}

Result<SamlSigningKey> SamlSigningKey::generate(const QString& name, Instant now, std::chrono::days life)
{
    const auto key = owned(EVP_RSA_gen(ownKeyBits));
    const auto certificate = key ? selfSigned(key.get(), name, now, life) : nullptr;
    if (!certificate)
        return Error{ErrorCode::Internal, u"OpenSSL makes no key for SAML"_s};
    auto published = SamlCertificate::fromDer(derOf(certificate.get()));
    if (!published)
        return published.error();
    return SamlSigningKey(key, published.take());
}

Result<SamlSigningKey> SamlSigningKey::fromPkcs8(const Secret& der, SamlCertificate certificate)
{
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.view().data());
    const auto key = owned(d2i_AutoPrivateKey(nullptr, &bytes, der.view().size()));
    if (!key || EVP_PKEY_eq(key.get(), certificate.key()) != 1)
        return Error{ErrorCode::Internal, u"a key for SAML that is none, or not its certificate's"_s};
    return SamlSigningKey(key, std::move(certificate));
}

Secret SamlSigningKey::pkcs8() const
{
    PKCS8_PRIV_KEY_INFO* container = EVP_PKEY2PKCS8(m_key.get());
    unsigned char* bytes = nullptr;
    const int size = i2d_PKCS8_PRIV_KEY_INFO(container, &bytes);
    PKCS8_PRIV_KEY_INFO_free(container);
    if (size <= 0)
        return {};
    Secret der = Secret::copyOf({reinterpret_cast<const char*>(bytes), size});
    OPENSSL_clear_free(bytes, static_cast<std::size_t>(size));
    return der;
}

} // namespace keydesk
