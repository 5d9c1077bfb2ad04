#pragma once

#include "virtual/key/credential.h"
#include "virtual/key/keymodel.h"
#include "virtual/key/manufacturer.h"
#include "virtual/key/misbehaviour.h"

namespace keydesk::virtualkey {

/// The flags of authenticator data that say something about the person.
struct Presence
{
    bool isPresent = false;
    bool isVerified = false;
};

/// Authenticator data (WebAuthn Level 3 section 6.1) and the signatures over it, misbehaviour included.
class Signer
{
public:
    static Result<Signer> open(const KeyModel& model, const Manufacturer& manufacturer);

    /// The members fmt, authData and attStmt of authenticatorMakeCredential's answer, for a credential made just now.
    Cbor::Map attest(const Credential& credential, Presence presence, const Cbor::Map& extensions,
                     const QByteArray& clientDataHash) const;
    struct Assertion
    {
        QByteArray data;
        QByteArray signature;
    };
    Assertion assertion(const Credential& credential, Presence presence, const Cbor::Map& extensions,
                        const QByteArray& clientDataHash) const;

    /// A U2F registration's signature and certificate.
    const QByteArray& certificate() const { return m_attestation.certificate; }
    QByteArray signAsManufacturer(const QByteArray& message) const;
    QByteArray sign(const KeyPair& key, const QByteArray& message) const;

    const Misbehaviour& misbehaviour() const { return m_misbehaviour; }
    void setMisbehaviour(const Misbehaviour& misbehaviour);

private:
    Signer(const KeyModel& model, Manufacturer manufacturer, Manufacturer::Attestation attestation);
    QByteArray head(const Credential& credential, Presence presence, quint8 flags) const;
    Cbor statement(const Credential& credential, const QByteArray& message) const;

    KeyModel m_model;
    Manufacturer m_manufacturer;
    Manufacturer::Attestation m_attestation;
    Misbehaviour m_misbehaviour;
};

} // namespace keydesk::virtualkey
