#pragma once

#include <QSslConfiguration>
#include <QString>
#include <QTemporaryDir>

namespace keydesk {

/// A certificate authority of its own in a temporary folder, made by the openssl program, and certificates by it.
class TestAuthority
{
public:
    TestAuthority();

    QString caFile() const { return m_folder.filePath(QStringLiteral("ca.pem")); }
    /// What a server shows. The subject's names, for example "DNS:localhost,IP:127.0.0.1"; days may be negative:
    /// expired.
    QSslConfiguration serverConfiguration(const QString& names, int days = 2);

private:
    void run(const QStringList& arguments);
    QTemporaryDir m_folder;
    int m_count = 0;
};

} // namespace keydesk
