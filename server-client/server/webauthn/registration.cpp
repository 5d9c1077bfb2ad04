#include "webauthn/registration.h"

#include "webauthn/ceremonystep.h"
#include "webauthn/clientdata.h"
#include "webauthn/sha256.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr qsizetype shortestCredentialId = 16;
constexpr qsizetype longestCredentialId = 1023;

struct AttestationObject
{
    QString format;
    QByteArray authenticatorData;
    CborValue statement;
};

/// Section 6.5.4.
Result<AttestationObject> readAttestationObject(const QByteArray& bytes)
{
    const auto value = readCbor(bytes);
    if (!value)
        return refusedAt(CeremonyStep::AttestationObject, value.error().context);
    const CborValue* format = value->find(u"fmt"_s);
    const CborValue* authenticatorData = value->find(u"authData"_s);
    const CborValue* statement = value->find(u"attStmt"_s);
    if (!format || !format->text() || !authenticatorData || !authenticatorData->bytes() || !statement ||
        value->map()->size() != 3)
        return refusedAt(CeremonyStep::AttestationObject, u"not fmt, authData and attStmt"_s);
    return AttestationObject{*format->text(), *authenticatorData->bytes(), *statement};
}

Result<void> checkClient(const CreatedCredential& created, const RegistrationExpectation& expected)
{
    const auto clientData = readClientData(created.clientDataJson);
    if (!clientData)
        return clientData.error();
    return checkClientData(*clientData, {.ceremony = Ceremony::Registration,
                                         .challenge = expected.challenge,
                                         .client = expected.client,
                                         .origins = expected.relyingParty.origins});
}

Result<AuthenticatorData> checkAuthenticator(const QByteArray& bytes, const RegistrationExpectation& expected,
                                             const RegistrationPolicy& policy)
{
    auto data = readAuthenticatorData(bytes);
    if (!data)
        return data.error();
    if (!data->credential)
        return refusedAt(CeremonyStep::AuthenticatorData, u"without a credential"_s);
    const auto ok = checkAuthenticatorData(*data, {.relyingPartyId = expected.relyingParty.id,
                                                   .userVerification = policy.userVerification,
                                                   .backup = policy.backup});
    if (!ok)
        return ok.error();
    return data;
}

Result<CoseKey> checkKey(const AttestedCredential& credential, const RegistrationPolicy& policy)
{
    auto key = coseKey(credential.publicKey);
    if (!key)
        return key.error();
    if (!policy.algorithms.contains(key->algorithm))
        return refusedAt(CeremonyStep::Algorithm,
                         u"COSE algorithm %1 was not offered"_s.arg(static_cast<int>(key->algorithm)));
    return key;
}

Result<void> checkCredentialId(const CreatedCredential& created, const AttestedCredential& credential,
                               const RegistrationExpectation& expected)
{
    if (credential.id.size() < shortestCredentialId || credential.id.size() > longestCredentialId)
        return refusedAt(CeremonyStep::CredentialIdLength, u"%1 bytes"_s.arg(credential.id.size()));
    if (credential.id != created.credentialId)
        return refusedAt(CeremonyStep::CredentialId, u"another one in the authenticator data"_s);
    if (expected.isCredentialRegistered)
        return refusedAt(CeremonyStep::CredentialRegistered, u"somebody has it"_s);
    return done();
}

} // namespace

Result<VerifiedRegistration> verifyRegistration(const CreatedCredential& created,
                                                const RegistrationExpectation& expected,
                                                const RegistrationPolicy& policy)
{
    if (const auto ok = checkClient(created, expected); !ok)
        return ok.error();
    const auto object = readAttestationObject(created.attestationObject);
    if (!object)
        return object.error();
    const auto data = checkAuthenticator(object->authenticatorData, expected, policy);
    if (!data)
        return data.error();
    const AttestedCredential& credential = *data->credential;
    const auto key = checkKey(credential, policy);
    if (!key)
        return key.error();

    const auto clientDataHash = sha256(created.clientDataJson);
    if (!clientDataHash)
        return Error{.code = ErrorCode::Internal, .context = u"no memory for a digest"_s};
    const auto attestation = verifyAttestation(object->format, object->statement,
                                               {.authenticatorData = *data,
                                                .credentialKey = *key,
                                                .signedBytes = object->authenticatorData + *clientDataHash,
                                                .clientDataHash = *clientDataHash,
                                                .rules = policy.attestation.rules});
    if (!attestation)
        return attestation.error();
    const auto model = assessAttestation(*attestation, credential.aaguid, policy.attestation, expected.now);
    if (!model)
        return model.error();
    if (const auto ok = checkCredentialId(created, credential, expected); !ok)
        return ok.error();
    return VerifiedRegistration{.credentialId = credential.id,
                                .publicKey = credential.encodedPublicKey,
                                .algorithm = key->algorithm,
                                .counter = data->counter,
                                .isUserVerified = data->isUserVerified,
                                .isBackupEligible = data->isBackupEligible,
                                .isBackedUp = data->isBackedUp,
                                .attestationFormat = attestation->format,
                                .attestationType = attestation->type,
                                .model = *model};
}

} // namespace keydesk
