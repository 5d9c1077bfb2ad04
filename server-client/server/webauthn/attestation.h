#pragma once

#include "webauthn/authenticatordata.h"
#include "webauthn/certificate.h"
#include "webauthn/cosekey.h"

namespace keydesk {

/// Section 6.5.4. Basic, AttCA and AnonCA look alike in a statement: all three are vouched for by certificates.
enum class AttestationType { None, Self, Certified };

/// What a policy may say of single formats.
struct AttestationRules
{
    /// tpm: the manufacturers that are accepted, as in the certificate ("id:414D4400"); empty: every one.
    QStringList tpmManufacturers = {};
    /// tpm: Windows still signs with RSA and SHA-1 on some machines.
    bool acceptsTpmSha1 = false;
    /// android-key: what the phone's system says of the key does not count, only what its secure hardware says.
    bool androidHardwareOnly = false;
    /// android-key: a key's origin and purpose may be left out of the certificate.
    bool androidMayOmitKeyUse = false;
};

/// What an attestation statement is about.
struct AttestationSubject
{
    const AuthenticatorData& authenticatorData; ///< With a credential.
    const CoseKey& credentialKey;               ///< The credential's, read.
    QByteArray signedBytes;                     ///< Authenticator data ‖ clientDataHash.
    QByteArray clientDataHash;
    const AttestationRules& rules;
};

struct AttestationPath
{
    QList<Certificate> certificates; ///< Leaf first.
    /// What the first certificate vouches for includes the AAGUID. U2F keys sign no authenticator data: theirs is made
    /// up by the client.
    bool coversModel = true;
};

struct Attestation
{
    QString format;
    AttestationType type = AttestationType::None;
    QList<AttestationPath> paths = {}; ///< More than one in a compound statement.
};

/// Section 8: is the statement correct by the procedure of its format? Steps AttestationFormat, AttestationStatement,
/// AttestationAlgorithm, AttestationSignature, AttestationCertificate, AttestationModel, AttestationKey,
/// AttestationBinding, AttestationKeyUse. Whether its certificates are trusted is another question.
Result<Attestation> verifyAttestation(const QString& format, const CborValue& statement,
                                      const AttestationSubject& subject);

} // namespace keydesk
