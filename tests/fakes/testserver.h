#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace keydesk {

/// A private authority and a certificate for localhost, made by the openssl program.
class TestCertificates
{
public:
    /// The certificate is for this name.
    explicit TestCertificates(const QString& name = QStringLiteral("localhost"));
    QString authority() const { return m_folder.filePath(QStringLiteral("ca.pem")); }
    QString certificate() const { return m_folder.filePath(QStringLiteral("server.pem")); }
    QString key() const { return m_folder.filePath(QStringLiteral("server.key")); }

private:
    QTemporaryDir m_folder;
};

/// A server program of tests/fakes on a free port of the loopback: prints {"port": …}, then one JSON object per line
/// for what reaches it. It ends with this object.
class TestServer
{
public:
    TestServer(const QString& program, const TestCertificates& certificates, const QStringList& arguments = {});
    ~TestServer();

    int port() const { return m_port; }
    /// What has reached it until now.
    const QList<QJsonObject>& received();
    /// True when so many have; waits at most ten seconds.
    bool waitFor(qsizetype count);

private:
    QProcess m_process;
    int m_port = 0;
    QList<QJsonObject> m_received;
};

} // namespace keydesk
