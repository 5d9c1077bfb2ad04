#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace keydesk {

/// npm's nid-webauthn-emulator as a security key (tests/npm/nidkey.js): a process of its own, of the fixture npm. Ends
/// the test program when it does not start.
class NidKey
{
public:
    /// Of "ES256", "EdDSA" and "RS256"; none: all, in an order of its own.
    explicit NidKey(const QStringList& algorithms = {})
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("NODE_PATH"), qEnvironmentVariable("KEYDESK_NPM_MODULES"));
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("node"),
                        QStringList{QStringLiteral(KEYDESK_SOURCE_DIR "/tests/npm/nidkey.js"), socket()} + algorithms);
        constexpr int patience = 20'000; // Milliseconds.
        if (!m_process.waitForStarted(patience) || !m_process.waitForReadyRead(patience))
            qFatal("nidkey.js does not start");
    }
    NidKey(const NidKey&) = delete;
    NidKey& operator=(const NidKey&) = delete;
    ~NidKey() { unplug(); }

    QString socket() const { return m_folder.filePath(QStringLiteral("key")); }
    void unplug()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace keydesk
