#include "testcertificate.h"

#include "base/releasedby.h"

#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace keydesk {

namespace {

using Name = std::unique_ptr<X509_NAME, ReleasedBy<X509_NAME_free>>;

Name nameOf(const CertificateWishes::Names& values)
{
    Name name(X509_NAME_new());
    for (const auto& [objectId, value] : values) {
        const QByteArray utf8 = value.toUtf8();
        X509_NAME_add_entry_by_txt(name.get(), objectId.constData(), MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char*>(utf8.constData()),
                                   static_cast<int>(utf8.size()), -1, 0);
    }
    return name;
}

void setTime(ASN1_TIME* time, Instant instant)
{
    ASN1_TIME_set(time, static_cast<std::time_t>(toMilliseconds(instant) / 1000));
}

void addExtension(X509* certificate, const CertificateWishes::Extension& wish)
{
    const std::unique_ptr<ASN1_OBJECT, ReleasedBy<ASN1_OBJECT_free>> object(OBJ_txt2obj(wish.objectId.constData(), 1));
    const std::unique_ptr<ASN1_OCTET_STRING, ReleasedBy<ASN1_OCTET_STRING_free>> value(ASN1_OCTET_STRING_new());
    ASN1_OCTET_STRING_set(value.get(), reinterpret_cast<const unsigned char*>(wish.der.constData()),
                          static_cast<int>(wish.der.size()));
    X509_EXTENSION* extension = X509_EXTENSION_create_by_OBJ(nullptr, object.get(), wish.isCritical, value.get());
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

void addAlternativeName(X509* certificate, const CertificateWishes& wishes)
{
    if (wishes.alternativeNames.isEmpty() && wishes.alternativeHost.isEmpty())
        return;
    const std::unique_ptr<GENERAL_NAMES, ReleasedBy<GENERAL_NAMES_free>> names(sk_GENERAL_NAME_new_null());
    GENERAL_NAME* name = GENERAL_NAME_new();
    if (wishes.alternativeHost.isEmpty()) {
        GENERAL_NAME_set0_value(name, GEN_DIRNAME, nameOf(wishes.alternativeNames).release());
    } else {
        ASN1_IA5STRING* host = ASN1_IA5STRING_new();
        ASN1_STRING_set(host, wishes.alternativeHost.constData(), static_cast<int>(wishes.alternativeHost.size()));
        GENERAL_NAME_set0_value(name, GEN_DNS, host);
    }
    sk_GENERAL_NAME_push(names.get(), name);
    X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), wishes.subject.isEmpty(), 0);
}

void addPurpose(X509* certificate, const QByteArray& purpose)
{
    if (purpose.isEmpty())
        return;
    const std::unique_ptr<EXTENDED_KEY_USAGE, ReleasedBy<EXTENDED_KEY_USAGE_free>> usage(sk_ASN1_OBJECT_new_null());
    sk_ASN1_OBJECT_push(usage.get(), OBJ_txt2obj(purpose.constData(), 1));
    X509_add1_ext_i2d(certificate, NID_ext_key_usage, usage.get(), 0, 0);
}

TestCertificate made(const CertificateWishes& wishes, const TestKey& key, const X509_NAME* issuerName,
                     const TestKey& issuerKey)
{
    const std::unique_ptr<X509, ReleasedBy<X509_free>> certificate(X509_new());
    X509* x509 = certificate.get();
    X509_set_version(x509, wishes.version - 1);
    std::array<unsigned char, 16> serial{};
    RAND_bytes(serial.data(), serial.size());
    serial[0] = 1 + serial[0] % 100;
    ASN1_STRING_set(X509_get_serialNumber(x509), serial.data(), serial.size());
    const Name subject = nameOf(wishes.subject);
    X509_set_subject_name(x509, subject.get());
    X509_set_issuer_name(x509, issuerName ? issuerName : subject.get());
    setTime(X509_getm_notBefore(x509), wishes.begin);
    setTime(X509_getm_notAfter(x509), wishes.end);
    X509_set_pubkey(x509, key.native());
    if (wishes.isAuthority)
        addExtension(
            x509, {"2.5.29.19", der(0x30, *wishes.isAuthority ? QByteArray("\x01\x01\xff", 3) : QByteArray()), true});
    addPurpose(x509, wishes.purpose);
    addAlternativeName(x509, wishes);
    for (const auto& each : wishes.extensions)
        addExtension(x509, each);
    const bool isEdwards =
        issuerKey.algorithm() == CoseAlgorithm::EdDsa || issuerKey.algorithm() == CoseAlgorithm::Ed448;
    if (X509_sign(x509, issuerKey.native(), isEdwards ? nullptr : EVP_sha256()) <= 0)
        qFatal("OpenSSL cannot sign a certificate");
    return {Certificate::sharing(x509), key};
}

} // namespace

TestCertificate selfSigned(const CertificateWishes& wishes, const TestKey& key)
{
    return made(wishes, key, nullptr, key);
}

TestCertificate issued(const TestCertificate& issuer, const CertificateWishes& wishes, const TestKey& key)
{
    return made(wishes, key, X509_get_subject_name(issuer.certificate.native()), issuer.key);
}

QByteArray der(unsigned char tag, const QByteArray& content)
{
    QByteArray out(1, static_cast<char>(tag));
    const auto size = content.size();
    if (size >= 256)
        out.append('\x82').append(static_cast<char>(size >> 8));
    else if (size >= 128)
        out.append('\x81');
    return out.append(static_cast<char>(size & 0xff)) + content;
}

} // namespace keydesk
