#include "virtual/key/manufacturer.h"

#include "base/secretfile.h"
#include "virtual/key/openssl.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

using namespace Qt::Literals::StringLiterals;

namespace keydesk::virtualkey {

namespace {

constexpr int version3 = 2;
constexpr long twentyYears = 20L * 365 * 24 * 3600;
constexpr long oneDay = 24L * 3600;
constexpr const char* aaguidExtension = "1.3.6.1.4.1.45724.1.1.4";

using Certificate = std::unique_ptr<X509, ReleasedBy<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, ReleasedBy<X509_EXTENSION_free>>;

void check(bool holds)
{
    if (!holds)
        qFatal("OpenSSL cannot make a certificate");
}

Certificate parsed(const QByteArray& der)
{
    const unsigned char* start = in(der);
    return Certificate(d2i_X509(nullptr, &start, der.size()));
}

QByteArray derOf(X509* certificate)
{
    QByteArray der(i2d_X509(certificate, nullptr), '\0');
    unsigned char* end = out(der);
    check(i2d_X509(certificate, &end) > 0);
    return der;
}

void addName(X509_NAME* name, const char* field, const QString& value)
{
    const QByteArray text = value.toUtf8();
    check(X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, in(text), static_cast<int>(text.size()), -1, 0) == 1);
}

/// A certificate with serial number, life, key and issuer; subject and extensions are still missing.
Certificate blank(X509* issuer, const KeyPair& key)
{
    Certificate certificate(X509_new());
    QByteArray serial(8, '\0');
    check(certificate && RAND_bytes(out(serial), static_cast<int>(serial.size())) == 1);
    serial[0] = static_cast<char>(serial[0] & 0x7f); // Positive.
    using Number = std::unique_ptr<BIGNUM, ReleasedBy<BN_free>>;
    const Number number(BN_bin2bn(in(serial), static_cast<int>(serial.size()), nullptr));
    check(X509_set_version(certificate.get(), version3) == 1 &&
          BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate.get())) != nullptr &&
          X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -oneDay) != nullptr &&
          X509_gmtime_adj(X509_getm_notAfter(certificate.get()), twentyYears) != nullptr &&
          X509_set_pubkey(certificate.get(), key.handle()) == 1);
    if (issuer != nullptr)
        check(X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer)) == 1);
    return certificate;
}

void addExtension(X509* certificate, X509* issuer, int kind, const char* value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value));
    check(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

/// Not critical; the value is an OCTET STRING within the extension's own.
void addAaguid(X509* certificate, const QByteArray& aaguid)
{
    using ObjectName = std::unique_ptr<ASN1_OBJECT, ReleasedBy<ASN1_OBJECT_free>>;
    using OctetString = std::unique_ptr<ASN1_OCTET_STRING, ReleasedBy<ASN1_OCTET_STRING_free>>;
    const ObjectName name(OBJ_txt2obj(aaguidExtension, 1));
    const QByteArray inner = QByteArray("\x04\x10", 2) + aaguid;
    const OctetString value(ASN1_OCTET_STRING_new());
    check(name && value && ASN1_OCTET_STRING_set(value.get(), in(inner), static_cast<int>(inner.size())) == 1);
    const Extension extension(X509_EXTENSION_create_by_OBJ(nullptr, name.get(), 0, value.get()));
    check(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

QByteArray makeRoot(const KeyPair& key)
{
    const Certificate root = blank(nullptr, key);
    X509_NAME* subject = X509_get_subject_name(root.get());
    addName(subject, "C", u"TR"_s);
    addName(subject, "O", u"Keydesk virtual keys"_s);
    addName(subject, "CN", u"Keydesk virtual key root"_s);
    check(X509_set_issuer_name(root.get(), subject) == 1);
    addExtension(root.get(), root.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    addExtension(root.get(), root.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
    addExtension(root.get(), root.get(), NID_subject_key_identifier, "hash");
    check(X509_sign(root.get(), key.handle(), EVP_sha256()) > 0);
    return derOf(root.get());
}

Error cannot(const QString& what, const QString& file)
{
    return {.code = ErrorCode::Internal, .context = u"cannot %1 %2"_s.arg(what, file)};
}

Result<void> writePem(const QString& path, const QByteArray& der)
{
    QSaveFile file(path);
    QByteArray text = "-----BEGIN CERTIFICATE-----\n";
    const QByteArray base64 = der.toBase64();
    for (qsizetype start = 0; start < base64.size(); start += 64)
        text += base64.mid(start, 64) + '\n';
    text += "-----END CERTIFICATE-----\n";
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return cannot(u"write"_s, path);
    return done();
}

std::optional<QByteArray> readPem(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    QByteArray base64;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (!line.startsWith("-----"))
            base64 += line;
    }
    return QByteArray::fromBase64(base64);
}

struct Stored
{
    QByteArray certificate;
    KeyPair key;
};

/// nullopt when there is nothing yet.
Result<std::optional<Stored>> load(const QString& certificateFile, const QString& keyFile)
{
    const auto certificate = readPem(certificateFile);
    if (!certificate && !QFile::exists(keyFile))
        return std::optional<Stored>{};
    const auto secret = readSecretFile(keyFile);
    if (!secret)
        return secret.error();
    const auto key = KeyPair::fromPkcs8(secret->view());
    if (!certificate || !key || !parsed(*certificate))
        return cannot(u"read"_s, certificateFile);
    return std::optional{Stored{*certificate, *key}};
}

Result<void> store(const Stored& stored, const QString& certificateFile, const QString& keyFile)
{
    if (auto written = writeSecretFile(keyFile, Secret::copyOf(stored.key.pkcs8())); !written)
        return written.error();
    return writePem(certificateFile, stored.certificate);
}

} // namespace

Manufacturer::Manufacturer(QString folder, QByteArray root, KeyPair rootKey)
    : m_folder(std::move(folder)), m_root(std::move(root)), m_rootKey(std::move(rootKey))
{
}

QString Manufacturer::rootFile(const QString& folder)
{
    return folder + u"/root.pem"_s;
}

Result<Manufacturer> Manufacturer::open(const QString& folder)
{
    if (!QDir().mkpath(folder))
        return cannot(u"make"_s, folder);
    const QString keyFile = folder + u"/root.key"_s;
    auto found = load(rootFile(folder), keyFile);
    if (!found)
        return found.error();
    if (*found)
        return Manufacturer(folder, (*found)->certificate, (*found)->key);
    const KeyPair key = KeyPair::generate(Algorithm::Es256);
    const Stored root{makeRoot(key), key};
    if (auto written = store(root, rootFile(folder), keyFile); !written)
        return written.error();
    return Manufacturer(folder, root.certificate, root.key);
}

Result<Manufacturer::Attestation> Manufacturer::attestation(const QByteArray& aaguid) const
{
    const QString base = m_folder + u"/attestation-"_s + QString::fromLatin1(aaguid.toHex());
    auto found = load(base + u".pem"_s, base + u".key"_s);
    if (!found)
        return found.error();
    if (*found)
        return Attestation{(*found)->certificate, (*found)->key};
    Attestation made = issue({.aaguid = aaguid});
    if (auto written = store({made.certificate, made.key}, base + u".pem"_s, base + u".key"_s); !written)
        return written.error();
    return made;
}

Manufacturer::Attestation Manufacturer::issue(const Shape& shape) const
{
    const KeyPair key = KeyPair::generate(Algorithm::Es256);
    const Certificate root = parsed(m_root);
    const Certificate leaf = blank(root.get(), key);
    X509_NAME* subject = X509_get_subject_name(leaf.get());
    addName(subject, "C", u"TR"_s);
    addName(subject, "O", u"Keydesk virtual keys"_s);
    addName(subject, "OU", shape.unit);
    addName(subject, "CN", u"Keydesk virtual key"_s);
    addExtension(leaf.get(), root.get(), NID_basic_constraints,
                 shape.isAuthority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    addExtension(leaf.get(), root.get(), NID_subject_key_identifier, "hash");
    addExtension(leaf.get(), root.get(), NID_authority_key_identifier, "keyid:always");
    addAaguid(leaf.get(), shape.aaguid);
    check(X509_sign(leaf.get(), m_rootKey.handle(), EVP_sha256()) > 0);
    return {derOf(leaf.get()), key};
}

} // namespace keydesk::virtualkey
