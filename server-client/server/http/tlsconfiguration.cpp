#include "base/secretfile.h"
#include "http/certificatestore.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslCipher>
#include <QSslEllipticCurve>
#include <QSslKey>
#include <openssl/x509.h>

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

Result<QSslKey> readKey(const QString& path)
{
    const Result<Secret> pem = readSecretFile(path);
    if (!pem)
        return pem.error();
    const auto bytes = QByteArray::fromRawData(pem->view().data(), pem->view().size());
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa}) {
        QSslKey key(bytes, algorithm, QSsl::Pem, QSsl::PrivateKey);
        if (!key.isNull())
            return key;
    }
    return unusable(path, u"holds no RSA or elliptic curve key in PEM form without passphrase"_s);
}

/// Qt notices a key of another certificate in each handshake only, when it is too late.
bool belongTogether(const QSslCertificate& certificate, const QSslKey& key)
{
    return X509_check_private_key(static_cast<X509*>(certificate.handle()), static_cast<EVP_PKEY*>(key.handle())) == 1;
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
    const auto key = readKey(keyFile);
    if (!key)
        return key.error();
    if (!belongTogether(chain->first(), *key))
        return unusable(keyFile, u"is not the key of the certificate"_s);

    QSslConfiguration tls;
    tls.setLocalCertificateChain(*chain);
    tls.setPrivateKey(*key);
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setCiphers(modernCiphers());
    tls.setEllipticCurves({QSslEllipticCurve::fromShortName(u"X25519"_s), QSslEllipticCurve::fromShortName(u"prime256v1"_s),
                           QSslEllipticCurve::fromShortName(u"secp384r1"_s)});
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    // Without this every connection loads the system's certificates, which nobody asks a kiosk for.
    tls.setCaCertificates({});
    tls.setAllowedNextProtocols({QByteArrayLiteral("http/1.1")});
    return tls;
}

} // namespace keydesk
