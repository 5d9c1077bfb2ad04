#include "testcertificate.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

TestCertificate::TestCertificate()
{
    makeAnew();
}

void TestCertificate::makeAnew()
{
    if (!make(certificateFile(), keyFile()))
        qFatal("openssl could not make a certificate");
}

QByteArray TestCertificate::serial() const
{
    return QSslCertificate::fromPath(certificateFile()).value(0).serialNumber();
}

bool TestCertificate::make(const QString& certificateFile, const QString& keyFile)
{
    // Made beside and renamed, as careful renewal does.
    const QString newCertificate = certificateFile % ".new"_L1;
    const QString newKey = keyFile % ".new"_L1;
    QProcess openssl;
    openssl.setProcessChannelMode(QProcess::MergedChannels);
    openssl.start(u"openssl"_s,
                  {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s,
                   u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s, u"/CN=localhost"_s, u"-addext"_s,
                   u"subjectAltName=DNS:localhost,IP:127.0.0.1"_s, u"-keyout"_s, newKey, u"-out"_s, newCertificate});
    if (!openssl.waitForFinished() || openssl.exitCode() != 0) {
        qWarning("%s", openssl.readAll().constData());
        return false;
    }
    QFile::setPermissions(newKey, QFile::ReadOwner | QFile::WriteOwner);
    QFile::remove(keyFile);
    QFile::remove(certificateFile);
    return QFile::rename(newKey, keyFile) && QFile::rename(newCertificate, certificateFile);
}

} // namespace keydesk
