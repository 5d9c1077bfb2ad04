#include "http/certificatestore.h"

#include "base/logging.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSslCertificate>
#include <utility>

using namespace std::chrono_literals;

namespace keydesk {

CertificateStore::CertificateStore(QString certificateFile, QString keyFile, QObject* parent)
    : QObject(parent), m_certificateFile(std::move(certificateFile)), m_keyFile(std::move(keyFile))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(200ms);
    m_poll.setInterval(1min);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_settle, &QTimer::timeout, this, &CertificateStore::readAgain);
    connect(&m_poll, &QTimer::timeout, this, &CertificateStore::readAgain);
}

Result<void> CertificateStore::load()
{
    m_seen = fingerprint();
    auto configuration = tlsConfiguration(m_certificateFile, m_keyFile);
    if (!configuration)
        return configuration.error();
    m_configuration = configuration.take();
    watch();
    m_poll.start();
    return done();
}

void CertificateStore::watch()
{
    // A file that was replaced by renaming is no longer watched, hence its folder, and the file anew each time.
    for (const QString& file : {m_certificateFile, m_keyFile}) {
        m_watcher.addPath(file);
        m_watcher.addPath(QFileInfo(file).absolutePath());
    }
}

void CertificateStore::readAgain()
{
    watch();
    const QByteArray now = fingerprint();
    if (now == m_seen)
        return;
    m_seen = now;
    auto configuration = tlsConfiguration(m_certificateFile, m_keyFile);
    if (!configuration) {
        logFailure("http.certificate_kept", configuration.error());
        Q_EMIT kept();
        return;
    }
    m_configuration = configuration.take();
    const QSslCertificate certificate = m_configuration.localCertificate();
    logEvent(LogLevel::Info, "http.certificate_changed",
             {{"serial", QString::fromLatin1(certificate.serialNumber())},
              {"expires", certificate.expiryDate().toUTC().toString(Qt::ISODate)}});
    Q_EMIT changed(m_configuration);
}

QByteArray CertificateStore::fingerprint() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString& path : {m_certificateFile, m_keyFile}) {
        QFile file(path);
        // Unbuffered and hashed in pieces on the stack of Qt's reader: no copy of the key stays on the heap.
        if (file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            hash.addData(&file);
        hash.addData(QByteArrayLiteral("\n"));
    }
    return hash.result();
}

} // namespace keydesk
