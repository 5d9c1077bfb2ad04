#pragma once

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

namespace keydesk {

/// A self-signed certificate for 127.0.0.1 and localhost, made by the openssl program, in a folder of its own.
class TestCertificate
{
public:
    TestCertificate();

    QString certificateFile() const { return m_folder.filePath(QStringLiteral("certificate.pem")); }
    QString keyFile() const { return m_folder.filePath(QStringLiteral("key.pem")); }
    /// New files of that name: another key and serial number.
    void makeAnew();
    QByteArray serial() const;

    /// Makes a pair in a folder; false when openssl failed.
    static bool make(const QString& certificateFile, const QString& keyFile);

private:
    QTemporaryDir m_folder;
};

} // namespace keydesk
