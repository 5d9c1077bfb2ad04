#pragma once

#include "signedblob.h"

#include <QTemporaryDir>

namespace keydesk {

/// FIDO metadata in a file, signed by a chain of a test's own.
class MetadataAtHand
{
public:
    MetadataAtHand();

    /// Settings of keydeskd, "name=value", for a service whose network is closed.
    QStringList settings() const;
    QString file() const { return m_folder.filePath(QStringLiteral("metadata.jwt")); }
    /// What the service finds from now on: the virtual key's model with these status reports.
    void put(int number, const QByteArray& statusReports);
    void putBytes(const QByteArray& blob);
    /// The same without putting it there.
    QByteArray bytes(int number, const QByteArray& statusReports) const;
    const SignedBlob& blob() const { return m_blob; }

    /// The model of KeyAtHand, with the certificate that vouches for it.
    static QByteArray entryOf(const QByteArray& statusReports);

private:
    QTemporaryDir m_folder;
    SignedBlob m_blob = SignedBlob::example();
};

} // namespace keydesk
