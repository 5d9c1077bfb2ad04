#pragma once

#include "base/result.h"
#include "virtual/key/keypair.h"

namespace keydesk::virtualkey {

/// Who made the key: a root certificate, and under it one attestation certificate per model (WebAuthn Level 3 section
/// 8.2.1), which also signs U2F registrations.
class Manufacturer
{
public:
    /// Opens the folder, or founds the manufacturer there. Relying parties get rootFile() as their trust anchor.
    static Result<Manufacturer> open(const QString& folder);
    static QString rootFile(const QString& folder);

    /// What is in an attestation certificate; the defaults are as they must be.
    struct Shape
    {
        QByteArray aaguid;
        bool isAuthority = false;
        QString unit = QStringLiteral("Authenticator Attestation");
    };
    struct Attestation
    {
        QByteArray certificate; ///< DER.
        KeyPair key;            ///< ES256.
    };
    /// The same one for the same model at every start.
    Result<Attestation> attestation(const QByteArray& aaguid) const;
    /// A new one of any shape, for playing a manufacturer who did it wrong.
    Attestation issue(const Shape& shape) const;

private:
    Manufacturer(QString folder, QByteArray root, KeyPair rootKey);
    QString m_folder;
    QByteArray m_root; // DER
    KeyPair m_rootKey;
};

} // namespace keydesk::virtualkey
