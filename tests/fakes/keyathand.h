#pragma once

#include "protocol/webauthn.h"
#include "virtual/key/signer.h"

#include <QHash>

namespace keydesk {

/// A security key and the client that asks it, in one: what an app and a key make together, without a plug, a PIN or a
/// person. A stand-in where only the result counts; the real client and a key behind a plug are tested elsewhere.
class KeyAtHand
{
public:
    explicit KeyAtHand(const virtualkey::KeyModel& model = {});

    /// A new credential, kept by the key where it is wanted. excluded does not count.
    CreatedCredential create(const CredentialCreation& creation);
    /// By the first of the allowed credentials that is here, or by the newest one that the key keeps; with an id that
    /// is nobody's and a worthless signature where there is none.
    AssertionAnswer answer(const AssertionRequest& request);

    /// The certificate that vouches for all of these keys, as a file (PEM).
    static QString rootFile();
    /// A copy of the key: both count on from here.
    KeyAtHand copy() const { return *this; }

    bool isVerifying = true;       ///< Somebody typed the PIN.
    std::optional<QString> origin; ///< Written instead of the one that was asked for.
    QStringList transports{QStringLiteral("usb")};
    void misbehave(const virtualkey::Misbehaviour& misbehaviour) { m_signer.setMisbehaviour(misbehaviour); }

private:
    QByteArray clientData(const char* type, const QByteArray& challenge, const QString& askedOrigin) const;
    virtualkey::Credential* credentialFor(const AssertionRequest& request);

    virtualkey::KeyModel m_model;
    virtualkey::Signer m_signer;
    QList<virtualkey::Credential> m_credentials; ///< The newest last.
};

} // namespace keydesk
