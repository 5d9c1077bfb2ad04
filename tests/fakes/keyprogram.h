#pragma once

#include <QJsonObject>
#include <QLocalSocket>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace keydesk {

/// The virtual key keydesk-key as a process of its own, in a folder of its own, commanded over its control socket. For
/// the thread that made it.
class KeyProgram
{
public:
    /// Options of keydesk-key besides its socket, data and control; it takes touches by command unless told otherwise.
    /// Ends the test program when it does not start.
    explicit KeyProgram(const QStringList& options = {});
    ~KeyProgram();

    QString socket() const { return m_folder.filePath(QStringLiteral("key")); }
    /// Of the certificate that vouches for this key: PEM.
    QByteArray manufacturerRoot() const;
    qint64 processId() const { return m_process.processId(); }
    /// Sends an order (tests/virtual/key/keyorders.h) and waits for its answer.
    QJsonObject tell(const QJsonObject& order);
    QJsonObject tell(const QString& command) { return tell(QJsonObject{{QStringLiteral("command"), command}}); }
    /// Touches as soon as the key asks for it; false if it does not within five seconds.
    bool touchWhenNeeded();
    void addFault(const QString& kind, const QString& on, int times = 1, int milliseconds = 0);

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QLocalSocket m_control;
};

} // namespace keydesk
