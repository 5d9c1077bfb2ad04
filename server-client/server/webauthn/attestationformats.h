#pragma once

#include "webauthn/attestation.h"

namespace keydesk {

// The verification procedures of section 8, one function per format. All answer as verifyAttestation().

Result<Attestation> verifyPackedAttestation(const CborValue& statement, const AttestationSubject& subject);
Result<Attestation> verifyTpmAttestation(const CborValue& statement, const AttestationSubject& subject);
Result<Attestation> verifyAndroidKeyAttestation(const CborValue& statement, const AttestationSubject& subject);
Result<Attestation> verifyFidoU2fAttestation(const CborValue& statement, const AttestationSubject& subject);
Result<Attestation> verifyAppleAttestation(const CborValue& statement, const AttestationSubject& subject);

// What several of them need.

/// x5c: one to eight certificates. Steps AttestationStatement, AttestationCertificate.
Result<QList<Certificate>> certificatesOf(const CborValue& statement);
/// Empty where there is none.
QByteArray bytesOf(const CborValue& statement, const QString& name);
std::optional<qint64> algorithmOf(const CborValue& statement);
/// AttestationAlgorithm where the algorithm is not known or does not suit the key, AttestationSignature where the
/// signature does not fit.
struct AttestationSignature
{
    QByteArrayView message;
    QByteArrayView signature;
};
Result<void> checkSignature(const Certificate& certificate, std::optional<CoseAlgorithm> algorithm,
                            const AttestationSignature& signature);
/// Extension id-fido-gen-ce-aaguid, where there is one. Step AttestationModel.
Result<void> checkModelExtension(const Certificate& certificate, const QByteArray& aaguid);

} // namespace keydesk
