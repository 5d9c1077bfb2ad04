#pragma once

#include "base/error.h"

#include <span>

namespace keydesk {

/// The rules that what a security key made must meet: Web Authentication Level 3, sections 7.1 (registration), 7.2
/// (assertion) and 8 (attestation statements), and the relying party's own policy. Each has a name of its own on the
/// wire: details.step of AuthenticatorRefused; docs/openapi.yaml says what they mean.
enum class CeremonyStep {
    // Client data, in both ceremonies.
    ClientDataText, ///< Not UTF-8.
    ClientDataJson, ///< Not a JSON object, or a member is missing or of the wrong type.
    Type,
    Challenge,
    Origin,
    CrossOrigin,
    TopOrigin,

    // Authenticator data, in both ceremonies.
    AuthenticatorData, ///< Its parts do not fit its length and flags.
    RelyingPartyIdHash,
    UserPresence,
    UserVerification,
    BackupState,  ///< Backed up, and yet not eligible for it.
    BackupPolicy, ///< Synchronised passkeys are not wanted.

    // Registration.
    AttestationObject, ///< Not strict CBOR, or without its three members.
    PublicKey,         ///< Not a well-formed COSE key, or not a point of its curve.
    Algorithm,         ///< Not one of those offered.
    AttestationFormat,
    AttestationStatement,   ///< Does not have the members of its format.
    AttestationAlgorithm,   ///< Does not suit the key that signed.
    AttestationSignature,   ///< Does not fit.
    AttestationCertificate, ///< Does not meet its format's requirements.
    AttestationModel,       ///< The certificate names another AAGUID.
    AttestationKey,         ///< What is attested is not the credential's key.
    AttestationBinding,     ///< What is attested was made for another ceremony.
    AttestationKeyUse,      ///< The key may be used in ways that a credential must not.
    AttestationNone,        ///< None is not acceptable.
    AttestationSelf,        ///< Nobody but the key itself vouches for it: not acceptable.
    AttestationTrust,       ///< Its certificates lead to no trust anchor.
    ModelDenied,
    ModelNotAllowed,
    ModelStatus, ///< FIDO metadata tells of a revocation or a compromise.
    CredentialIdLength,
    CredentialId, ///< Named otherwise beside the authenticator data than within.
    CredentialRegistered,

    // Assertion.
    CredentialNotAllowed, ///< Not one of those asked for.
    CredentialUnknown,    ///< Nobody's, or another person's.
    UserHandle,
    BackupEligibility, ///< Not what it was at registration.
    Signature,
    Counter, ///< Did not grow, and policy refuses that.
};

std::span<const CeremonyStep> everyCeremonyStep();
/// Lower case with underscores, e.g. "rp_id_hash".
QString stepName(CeremonyStep step);
/// AuthenticatorRefused with details.step. What is said of the reason reaches logs: nothing secret in it.
Error refusedAt(CeremonyStep step, const QString& why);

} // namespace keydesk
