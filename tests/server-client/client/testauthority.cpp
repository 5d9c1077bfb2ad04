#include "testauthority.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

TestAuthority::TestAuthority()
{
    run({u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s,
         u"-days"_s, u"2"_s, u"-subj"_s, u"/CN=Test authority"_s, u"-addext"_s, u"basicConstraints=critical,CA:TRUE"_s,
         u"-keyout"_s, u"ca.key"_s, u"-out"_s, u"ca.pem"_s});
}

void TestAuthority::run(const QStringList& arguments)
{
    QProcess openssl;
    openssl.setWorkingDirectory(m_folder.path());
    openssl.setProcessChannelMode(QProcess::MergedChannels);
    openssl.start(u"openssl"_s, arguments);
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        qFatal("openssl: %s", openssl.readAll().constData());
}

QSslConfiguration TestAuthority::serverConfiguration(const QString& names, int days)
{
    const QString stem = u"server%1"_s.arg(++m_count);
    run({u"req"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s, u"-subj"_s,
         u"/CN=Test service"_s, u"-addext"_s, u"subjectAltName="_s % names, u"-keyout"_s, stem % u".key"_s, u"-out"_s,
         stem % u".csr"_s});
    run({u"x509"_s, u"-req"_s, u"-in"_s, stem % u".csr"_s, u"-CA"_s, u"ca.pem"_s, u"-CAkey"_s, u"ca.key"_s,
         u"-CAcreateserial"_s, u"-copy_extensions"_s, u"copyall"_s, u"-days"_s, QString::number(days), u"-out"_s,
         stem % u".pem"_s});

    QFile key(m_folder.filePath(stem % u".key"_s));
    if (!key.open(QIODevice::ReadOnly))
        qFatal("no key");
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(QSslCertificate::fromPath(m_folder.filePath(stem % u".pem"_s)));
    configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

} // namespace keydesk
