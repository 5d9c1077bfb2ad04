#pragma once

#include "base/result.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QSslConfiguration>
#include <QTimer>

namespace keydesk {

/// The service's certificate and key, read again when their files change. A pair that cannot be used (half written, key
/// of another certificate) is logged and the one in use stays. Main thread; what it hands out is a value for any
/// thread.
class CertificateStore : public QObject
{
    Q_OBJECT
public:
    CertificateStore(QString certificateFile, QString keyFile, QObject* parent = nullptr);

    /// Reads the files for the first time and starts to watch them.
    Result<void> load();

    /// TLS 1.2 and later, forward-secret AEAD ciphers, ALPN http/1.1, no question for a client certificate.
    const QSslConfiguration& configuration() const { return m_configuration; }

Q_SIGNALS:
    /// For handshakes from now on.
    void changed(const QSslConfiguration& configuration);
    /// The files have changed, but cannot be used; the log says why.
    void kept();

private:
    void watch();
    void readAgain();
    QByteArray fingerprint() const;

    QString m_certificateFile;
    QString m_keyFile;
    QSslConfiguration m_configuration;
    QByteArray m_seen; ///< Fingerprint of the files when they were last read, usable or not.
    QFileSystemWatcher m_watcher;
    QTimer m_settle; ///< Renewal writes two files, in several steps each.
    QTimer m_poll;   ///< For file systems that tell nobody.
};

/// The pair as a server's TLS configuration. Errors say which file and why, never what the key holds.
Result<QSslConfiguration> tlsConfiguration(const QString& certificateFile, const QString& keyFile);

} // namespace keydesk
