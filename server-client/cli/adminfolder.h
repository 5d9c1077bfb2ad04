#pragma once

#include "client/httpsconnection.h"

namespace keydesk {

/// Where this command line keeps who it is: $XDG_CONFIG_HOME/keydesk-admin (mode 0700). The client's FileKeyStore keeps
/// the key there; beside it stand the service's address and a copy of the authorities to believe.
class AdminFolder
{
public:
    explicit AdminFolder(QString path = defaultPath()) : m_path(std::move(path)) {}
    static QString defaultPath();

    const QString& path() const { return m_path; }
    /// InstallationUnknown where nothing was kept.
    Result<ServiceAddress> serviceAddress() const;
    /// The authorities are PEM, or empty for those of the system.
    Result<void> keep(const QUrl& url, const QByteArray& authorities) const;

private:
    QString file(const QString& name) const { return m_path + u'/' + name; }
    QString m_path;
};

} // namespace keydesk
