#include "fakes/testserver.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QJsonDocument>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

void openssl(const QString& folder, const QStringList& arguments)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(u"openssl"_s, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("openssl %s failed: %s", qPrintable(arguments.first()), process.readAllStandardError().constData());
}

} // namespace

TestCertificates::TestCertificates(const QString& name)
{
    const QString folder = m_folder.path();
    const QStringList newKey{u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s};
    openssl(folder, QStringList{u"req"_s, u"-x509"_s} + newKey +
                        QStringList{u"-keyout"_s, u"ca.key"_s, u"-out"_s, u"ca.pem"_s, u"-subj"_s,
                                    u"/CN=Test authority"_s, u"-days"_s, u"2"_s});
    openssl(folder,
            QStringList{u"req"_s} + newKey +
                QStringList{u"-keyout"_s, u"server.key"_s, u"-out"_s, u"server.csr"_s, u"-subj"_s, u"/CN="_s + name});
    QFile extensions(m_folder.filePath(u"extensions"_s));
    if (!extensions.open(QIODevice::WriteOnly) || extensions.write("subjectAltName=DNS:" + name.toLatin1() + "\n") < 0)
        qFatal("Cannot write %s", qPrintable(extensions.fileName()));
    extensions.close();
    openssl(folder,
            {u"x509"_s, u"-req"_s, u"-in"_s, u"server.csr"_s, u"-CA"_s, u"ca.pem"_s, u"-CAkey"_s, u"ca.key"_s,
             u"-CAcreateserial"_s, u"-days"_s, u"2"_s, u"-extfile"_s, u"extensions"_s, u"-out"_s, u"server.pem"_s});
}

TestServer::TestServer(const QString& program, const TestCertificates& certificates, const QStringList& arguments)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(KEYDESK_FAKES "/") + program,
                    QStringList{u"--certificate"_s, certificates.certificate(), u"--key"_s, certificates.key()} +
                        arguments);
    while (m_process.state() != QProcess::NotRunning && !m_process.canReadLine())
        m_process.waitForReadyRead(30000);
    m_port = QJsonDocument::fromJson(m_process.readLine()).object()[u"port"].toInt();
    if (m_port == 0)
        qFatal("tests/fakes/%s did not start; the lines above say why (it needs python3-aiosmtpd).",
               qPrintable(program));
}

TestServer::~TestServer()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(5000))
        m_process.kill();
    m_process.waitForFinished();
}

const QList<QJsonObject>& TestServer::received()
{
    m_process.waitForReadyRead(1);
    while (m_process.canReadLine())
        m_received.append(QJsonDocument::fromJson(m_process.readLine()).object());
    return m_received;
}

bool TestServer::waitFor(qsizetype count)
{
    QDeadlineTimer deadline(std::chrono::seconds{10});
    while (received().size() < count && !deadline.hasExpired())
        m_process.waitForReadyRead(50);
    return m_received.size() >= count;
}

} // namespace keydesk
