#include "fakes/testauthority.h"

#include <QFile>
#include <QProcess>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

const QStringList newKey{u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s};

void append(const QString& target, const QString& source)
{
    QFile to(target);
    QFile from(source);
    if (!to.open(QIODevice::Append) || !from.open(QIODevice::ReadOnly) || to.write(from.readAll()) <= 0)
        qFatal("cannot add to a certificate's file");
}

void move(const QString& from, const QString& to)
{
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        qFatal("cannot move a certificate's file");
}

} // namespace

TestAuthority::TestAuthority()
{
    openssl(QStringList{u"req"_s, u"-x509"_s} + newKey +
            QStringList{u"-keyout"_s, u"ca.key"_s, u"-out"_s, u"ca.pem"_s, u"-days"_s, u"400"_s, u"-subj"_s,
                        u"/CN=Test authority"_s, u"-addext"_s, u"keyUsage=critical,keyCertSign,cRLSign"_s});
}

void TestAuthority::openssl(const QStringList& arguments) const
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"openssl"_s, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("openssl failed: %s", process.readAll().constData());
}

TestAuthority::Issuer TestAuthority::intermediate()
{
    const Issuer issuer{.certificate = u"between-%1.pem"_s.arg(m_count), .key = u"between-%1.key"_s.arg(m_count)};
    openssl(QStringList{u"req"_s, u"-x509"_s, u"-CA"_s, u"ca.pem"_s, u"-CAkey"_s, u"ca.key"_s} + newKey +
            QStringList{u"-keyout"_s, issuer.key, u"-out"_s, issuer.certificate, u"-days"_s, u"400"_s, u"-subj"_s,
                        u"/CN=Test authority between"_s, u"-addext"_s, u"basicConstraints=critical,CA:TRUE"_s,
                        u"-addext"_s, u"keyUsage=critical,keyCertSign"_s});
    return issuer;
}

TestAuthority::Pair TestAuthority::issue(const Wishes& wishes)
{
    ++m_count;
    const bool isDirect = !wishes.byIntermediate && !wishes.withoutChain;
    const Issuer issuer = isDirect ? Issuer{u"ca.pem"_s, u"ca.key"_s} : intermediate();
    const Pair pair{.certificate = m_folder.filePath(u"service-%1.pem"_s.arg(m_count)),
                    .key = m_folder.filePath(u"service-%1.key"_s.arg(m_count))};
    const QString request = u"service-%1.csr"_s.arg(m_count);
    openssl(QStringList{u"req"_s} + newKey +
            QStringList{u"-keyout"_s, pair.key, u"-out"_s, request, u"-subj"_s, u"/CN=Test service"_s, u"-addext"_s,
                        u"subjectAltName="_s + wishes.names.join(u','), u"-addext"_s,
                        u"basicConstraints=critical,CA:FALSE"_s, u"-addext"_s, u"extendedKeyUsage=serverAuth"_s});
    // Not in one step: only x509 takes negative days.
    openssl({u"x509"_s, u"-req"_s, u"-in"_s, request, u"-CA"_s, issuer.certificate, u"-CAkey"_s, issuer.key,
             u"-CAcreateserial"_s, u"-copy_extensions"_s, u"copyall"_s, u"-days"_s, QString::number(wishes.days),
             u"-out"_s, pair.certificate});
    if (wishes.byIntermediate)
        append(pair.certificate, m_folder.filePath(issuer.certificate));
    QFile::setPermissions(pair.key, QFile::ReadOwner | QFile::WriteOwner);
    return pair;
}

void TestAuthority::renew(const Pair& pair)
{
    const Pair next = issue();
    move(next.key, pair.key);
    move(next.certificate, pair.certificate);
}

} // namespace keydesk
