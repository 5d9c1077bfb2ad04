#pragma once

#include "virtual/key/registration.h"

namespace keydesk::virtualkey {

/// authenticatorCredentialManagement, CTAP 2.1 section 6.8; the preview command of older clients is the same.
class CredentialManagement
{
public:
    explicit CredentialManagement(const KeyParts& parts) : m_parts(parts) {}
    Reply handle(const Cbor& request);
    /// Any other command ends an enumeration.
    void forget();

private:
    Reply dispatch(qint64 subcommand, const Cbor& request);
    Reply metadata() const;
    Reply firstRelyingParty();
    Reply nextRelyingParty();
    Reply firstCredential(const QByteArray& relyingPartyHash);
    Reply nextCredential();
    Reply remove(const Credential& credential);
    Reply update(const Credential& credential, const Cbor& user);
    CtapResult<Cbor::Map> describe(const QByteArray& credentialId) const;
    /// The credential that the parameters name, when the token may touch it.
    CtapResult<Credential> named(const Cbor& parameters) const;

    KeyParts m_parts;
    QList<QByteArray> m_relyingParties; ///< One credential's id for each of those left.
    QList<QByteArray> m_credentials;    ///< Ids of those left.
};

} // namespace keydesk::virtualkey
