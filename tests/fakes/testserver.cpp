#include "fakes/testserver.h"

#include <QDeadlineTimer>
#include <QJsonDocument>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

TestServer::TestServer(const QString& program, const TestAuthority::Pair& certificate, const QStringList& arguments)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(KEYDESK_FAKES "/") + program,
                    QStringList{u"--certificate"_s, certificate.certificate, u"--key"_s, certificate.key} +
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
