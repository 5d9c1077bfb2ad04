#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"

#include <memory>

typedef struct evp_pkey_st EVP_PKEY;
typedef struct x509_st X509;

namespace keydesk {

/// A public key in the wrapping that SAML metadata uses. It is trusted because the metadata is: who issued the
/// certificate and until when plays no part (SAML V2.0 Metadata Interoperability Profile, section 2.6.1). Copies share
/// it. Thread-safe.
class SamlCertificate
{
public:
    /// DER with nothing after it, at most 16 KiB, with RSA of 2,048 to 8,192 bits or ECDSA on P-256, P-384 or P-521.
    /// SamlRefusal::MetadataCertificate.
    static Result<SamlCertificate> fromDer(const QByteArray& der);
    /// As text within <X509Certificate>: with or without line ends.
    static Result<SamlCertificate> fromBase64(const QString& text);
    static Result<SamlCertificate> fromPem(const QByteArray& pem);

    QByteArray der() const { return m_der; }
    /// Without line ends.
    QString base64() const { return QString::fromLatin1(m_der.toBase64()); }
    QByteArray fingerprint() const; ///< SHA-256, for people to compare.
    QString subject() const;
    Instant notAfter() const;
    bool isRsa() const;
    EVP_PKEY* key() const { return m_key.get(); }

private:
    SamlCertificate() = default;
    QByteArray m_der;
    std::shared_ptr<X509> m_certificate;
    std::shared_ptr<EVP_PKEY> m_key;
};

/// The private half of one of our own keys, with the certificate that is published. Copies share it. Thread-safe.
class SamlSigningKey
{
public:
    /// RSA of 2,048 bits with a certificate of its own making; takes about 100 ms. The name is the certificate's
    /// subject (CN), such as the service's host.
    static Result<SamlSigningKey> generate(const QString& name, Instant now, std::chrono::days life);
    static Result<SamlSigningKey> fromPkcs8(const Secret& der, SamlCertificate certificate);

    Secret pkcs8() const;
    const SamlCertificate& certificate() const { return m_certificate; }
    EVP_PKEY* key() const { return m_key.get(); }

private:
    SamlSigningKey(std::shared_ptr<EVP_PKEY> key, SamlCertificate certificate);
    std::shared_ptr<EVP_PKEY> m_key;
    SamlCertificate m_certificate;
};

} // namespace keydesk
