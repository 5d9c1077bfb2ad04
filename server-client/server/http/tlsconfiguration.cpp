#include "base/secretfile.h"
#include "http/certificatestore.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslCipher>
#include <QSslEllipticCurve>
#include <QSslKey>
#include <memory>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

Error unusable(const QString& file, const QString& why)
{
    return Error{.code = ErrorCode::InvalidRequest, .context = file % u": "_s % why};
}

Result<QList<QSslCertificate>> readChain(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unusable(path, file.errorString());
    const QList<QSslCertificate> chain = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (chain.isEmpty())
        return unusable(path, u"holds no certificate in PEM form"_s);
    return chain;
}

std::optional<QSslKey> parseKey(const Secret& pem)
{
    const auto bytes = QByteArray::fromRawData(pem.view().data(), pem.view().size());
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa}) {
        QSslKey key(bytes, algorithm, QSsl::Pem, QSsl::PrivateKey);
        if (!key.isNull())
            return key;
    }
    return {};
}

int refusePassphrase(char*, int, int, void*)
{
    return -1;
}

/// Qt notices a key of another certificate in each handshake only, when it is too late.
bool belongTogether(const QSslCertificate& certificate, const Secret& keyPem)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(
        BIO_new_mem_buf(keyPem.view().data(), static_cast<int>(keyPem.size())), &BIO_free);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        PEM_read_bio_PrivateKey(bio.get(), nullptr, refusePassphrase, nullptr), &EVP_PKEY_free);
    const bool fits = key && X509_check_private_key(static_cast<X509*>(certificate.handle()), key.get()) == 1;
    ERR_clear_error();
    return fits;
}

QList<QSslCipher> modernCiphers()
{
    QList<QSslCipher> ciphers;
    for (const QSslCipher& cipher : QSslConfiguration::supportedCiphers()) {
        const QString name = cipher.name();
        const bool isForwardSecret = name.startsWith(u"TLS_") || name.startsWith(u"ECDHE-");
        const bool isAuthenticated = name.contains(u"GCM") || name.contains(u"CHACHA20");
        if (isForwardSecret && isAuthenticated)
            ciphers.append(cipher);
    }
    return ciphers;
}

} // namespace

Result<QSslConfiguration> tlsConfiguration(const QString& certificateFile, const QString& keyFile)
{
    const auto chain = readChain(certificateFile);
    if (!chain)
        return chain.error();
    const Result<Secret> keyPem = readSecretFile(keyFile);
    if (!keyPem)
        return keyPem.error();
    const std::optional<QSslKey> key = parseKey(*keyPem);
    if (!key)
        return unusable(keyFile, u"holds no RSA or elliptic curve key in PEM form without passphrase"_s);
    if (!belongTogether(chain->first(), *keyPem))
        return unusable(keyFile, u"is not the key of the certificate"_s);

    QSslConfiguration tls;
    tls.setLocalCertificateChain(*chain);
    tls.setPrivateKey(*key);
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setCiphers(modernCiphers());
    tls.setEllipticCurves({QSslEllipticCurve::fromShortName(u"X25519"_s),
                           QSslEllipticCurve::fromShortName(u"prime256v1"_s),
                           QSslEllipticCurve::fromShortName(u"secp384r1"_s)});
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    // Without this every connection loads the system's certificates, which nobody asks a kiosk for.
    tls.setCaCertificates({});
    tls.setAllowedNextProtocols({QByteArrayLiteral("http/1.1")});
    return tls;
}

} // namespace keydesk
