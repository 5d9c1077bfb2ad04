#include "webauthn/certificate.h"

#include "base/releasedby.h"

#include <algorithm>
#include <openssl/err.h>
#include <openssl/x509v3.h>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr qsizetype largestCertificate = 16 * 1024;
constexpr long version3 = 2; // RFC 5280 section 4.1.2.1 counts from 0.

using AlternativeNames = std::unique_ptr<GENERAL_NAMES, ReleasedBy<GENERAL_NAMES_free>>;
using Purposes = std::unique_ptr<EXTENDED_KEY_USAGE, ReleasedBy<EXTENDED_KEY_USAGE_free>>;

bool isNamed(const ASN1_OBJECT* object, QByteArrayView objectId)
{
    return QByteArrayView(OBJ_get0_data(object), static_cast<qsizetype>(OBJ_length(object))) == objectId;
}

Error badCertificate(const QString& why)
{
    ERR_clear_error();
    return {.code = ErrorCode::InvalidRequest, .context = u"certificate: "_s % why};
}

QString utf8Of(const ASN1_STRING* string)
{
    unsigned char* bytes = nullptr;
    const int size = ASN1_STRING_to_UTF8(&bytes, string);
    const QString text = size < 0 ? QString() : QString::fromUtf8(reinterpret_cast<const char*>(bytes), size);
    OPENSSL_free(bytes);
    ERR_clear_error();
    return text;
}

QStringList valuesOf(const X509_NAME* name, QByteArrayView objectId)
{
    QStringList values;
    for (int at = 0; at < X509_NAME_entry_count(name); ++at) {
        const X509_NAME_ENTRY* entry = X509_NAME_get_entry(name, at);
        if (isNamed(X509_NAME_ENTRY_get_object(entry), objectId))
            values.append(utf8Of(X509_NAME_ENTRY_get_data(entry)));
    }
    return values;
}

bool hasExtensionTwice(const X509* certificate)
{
    for (int at = 0; at < X509_get_ext_count(certificate); ++at) {
        const ASN1_OBJECT* object = X509_EXTENSION_get_object(X509_get_ext(certificate, at));
        if (X509_get_ext_by_OBJ(certificate, object, at) >= 0)
            return true;
    }
    return false;
}

} // namespace

Certificate::Certificate(X509* owned) : m_certificate(owned, X509_free) {}

Certificate Certificate::sharing(X509* certificate)
{
    X509_up_ref(certificate);
    return Certificate(certificate);
}

Result<Certificate> Certificate::fromDer(QByteArrayView der)
{
    if (der.size() > largestCertificate)
        return badCertificate(u"larger than %1 bytes"_s.arg(largestCertificate));
    const auto* position = reinterpret_cast<const unsigned char*>(der.data());
    const auto* const end = position + der.size();
    X509* read = d2i_X509(nullptr, &position, static_cast<long>(der.size()));
    if (!read)
        return badCertificate(u"not X.509 in DER"_s);
    Certificate certificate(read);
    if (position != end)
        return badCertificate(u"bytes after it"_s);
    constexpr quint32 badExtensions = EXFLAG_INVALID | EXFLAG_INVALID_POLICY;
    if (hasExtensionTwice(read) || (X509_get_extension_flags(read) & badExtensions) != 0)
        return badCertificate(u"an extension twice, or malformed"_s);
    return certificate;
}

bool Certificate::isVersion3() const
{
    return X509_get_version(native()) == version3;
}

bool Certificate::isEndEntity() const
{
    const quint32 flags = X509_get_extension_flags(native());
    return (flags & EXFLAG_BCONS) != 0 && (flags & EXFLAG_CA) == 0;
}

bool Certificate::hasEmptySubject() const
{
    return X509_NAME_entry_count(X509_get_subject_name(native())) == 0;
}

QStringList Certificate::subjectValues(QByteArrayView objectId) const
{
    return valuesOf(X509_get_subject_name(native()), objectId);
}

QStringList Certificate::alternativeValues(QByteArrayView objectId) const
{
    const AlternativeNames names(
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(native(), NID_subject_alt_name, nullptr, nullptr)));
    QStringList values;
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
        if (name->type == GEN_DIRNAME)
            values += valuesOf(name->d.directoryName, objectId);
    }
    return values;
}

bool Certificate::allowsPurpose(QByteArrayView objectId) const
{
    const Purposes purposes(
        static_cast<EXTENDED_KEY_USAGE*>(X509_get_ext_d2i(native(), NID_ext_key_usage, nullptr, nullptr)));
    for (int i = 0; purposes && i < sk_ASN1_OBJECT_num(purposes.get()); ++i) {
        if (isNamed(sk_ASN1_OBJECT_value(purposes.get(), i), objectId))
            return true;
    }
    return false;
}

bool Certificate::isFor(const QString& host) const
{
    const QByteArray name = host.toLatin1();
    return X509_check_host(native(), name.constData(), static_cast<std::size_t>(name.size()),
                           X509_CHECK_FLAG_NO_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT, nullptr) == 1;
}

std::optional<Certificate::Extension> Certificate::extension(QByteArrayView objectId) const
{
    for (int at = 0; at < X509_get_ext_count(native()); ++at) {
        X509_EXTENSION* each = X509_get_ext(native(), at);
        if (!isNamed(X509_EXTENSION_get_object(each), objectId))
            continue;
        const ASN1_OCTET_STRING* value = X509_EXTENSION_get_data(each);
        return Extension{
            QByteArray(reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)), ASN1_STRING_length(value)),
            X509_EXTENSION_get_critical(each) != 0};
    }
    return std::nullopt;
}

std::optional<PublicKey> Certificate::publicKey() const
{
    EVP_PKEY* key = X509_get0_pubkey(native());
    ERR_clear_error();
    return key ? std::optional(PublicKey::sharing(key)) : std::nullopt;
}

QByteArray Certificate::keyIdentifier() const
{
    QByteArray identifier(20, '\0');
    unsigned size = 0;
    const bool isDone =
        X509_pubkey_digest(native(), EVP_sha1(), reinterpret_cast<unsigned char*>(identifier.data()), &size) == 1;
    return isDone ? identifier : QByteArray();
}

QByteArray Certificate::der() const
{
    unsigned char* encoded = nullptr;
    const int size = i2d_X509(native(), &encoded);
    const QByteArray bytes(reinterpret_cast<const char*>(encoded), std::max(size, 0));
    OPENSSL_free(encoded);
    return bytes;
}

} // namespace keydesk
