#include "webauthn/attestationformats.h"
#include "webauthn/ceremonystep.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

/// ALG_KEY_ECC_X962_RAW. The key was read as ES256, so both coordinates are there with 32 bytes each.
QByteArray rawPoint(const CborValue& coseKey)
{
    return '\x04' + *coseKey.find(coselabel::x)->bytes() + *coseKey.find(coselabel::y)->bytes();
}

} // namespace

/// Section 8.6.
Result<Attestation> verifyFidoU2fAttestation(const CborValue& statement, const AttestationSubject& subject)
{
    const QByteArray signature = bytesOf(statement, u"sig"_s);
    if (signature.isEmpty() || statement.map()->size() != 2)
        return refusedAt(CeremonyStep::AttestationStatement, u"fido-u2f: not x5c and sig"_s);
    const auto path = certificatesOf(statement);
    if (!path)
        return path.error();
    if (path->size() != 1)
        return refusedAt(CeremonyStep::AttestationStatement, u"fido-u2f: not exactly one certificate"_s);
    if (subject.credentialKey.algorithm != CoseAlgorithm::Es256)
        return refusedAt(CeremonyStep::AttestationKey, u"fido-u2f: the credential's key is not on P-256"_s);
    const AttestedCredential& credential = *subject.authenticatorData.credential;
    const QByteArray message = '\0' + subject.authenticatorData.relyingPartyIdHash + subject.clientDataHash +
                               credential.id + rawPoint(credential.publicKey);
    if (const auto ok = checkSignature(path->front(), CoseAlgorithm::Es256, {message, signature}); !ok)
        return ok.error();
    return Attestation{.format = u"fido-u2f"_s,
                       .type = AttestationType::Certified,
                       .paths = {{.certificates = *path, .coversModel = false}}};
}

} // namespace keydesk
