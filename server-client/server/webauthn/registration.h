#pragma once

#include "webauthn/attestationpolicy.h"
#include "webauthn/relyingparty.h"

namespace keydesk {

struct RegistrationPolicy
{
    Requirement userVerification = Requirement::Preferred;
    BackupPolicy backup = BackupPolicy::Any;
    /// Those offered, in order of preference.
    QList<CoseAlgorithm> algorithms = everyCoseAlgorithm();
    AttestationPolicy attestation = {};
};

struct RegistrationExpectation
{
    RelyingParty relyingParty;
    QByteArray challenge;
    ClientKind client = ClientKind::Browser;
    /// Some person has registered the credential id before, looked up beforehand. (Two at the same moment: the store
    /// decides, and refuses with the same step.)
    bool isCredentialRegistered = false;
    Instant now;
};

/// What is worth keeping of a registration, beside the attestation object and the client data themselves.
struct VerifiedRegistration
{
    QByteArray credentialId;
    QByteArray publicKey; ///< COSE_Key as it came, for CredentialRecord.
    CoseAlgorithm algorithm = CoseAlgorithm::Es256;
    quint32 counter = 0;
    bool isUserVerified = false;
    bool isBackupEligible = false;
    bool isBackedUp = false;
    QString attestationFormat;
    AttestationType attestationType = AttestationType::None;
    ModelFindings model;
};

/// Section 7.1, from step 5 on: pure, no store, any thread. AuthenticatorRefused with the first step that is not met.
/// The policy has passed checkPolicy().
Result<VerifiedRegistration> verifyRegistration(const CreatedCredential& created,
                                                const RegistrationExpectation& expected,
                                                const RegistrationPolicy& policy);

} // namespace keydesk
