#pragma once

#include "protocol/webauthn.h"
#include "webauthn/cborvalue.h"
#include "webauthn/relyingparty.h"

namespace keydesk {

/// Section 6.5.1.
struct AttestedCredential
{
    QByteArray aaguid; ///< 16 bytes.
    QByteArray id;
    CborValue publicKey;         ///< COSE_Key, not yet looked at.
    QByteArray encodedPublicKey; ///< The same as it came.
};

/// Section 6.1: what the authenticator says, and signs.
struct AuthenticatorData
{
    QByteArray relyingPartyIdHash; ///< SHA-256.
    bool isUserPresent = false;
    bool isUserVerified = false;
    bool isBackupEligible = false;
    bool isBackedUp = false;
    quint32 counter = 0;
    std::optional<AttestedCredential> credential = {}; ///< Of a registration.
    std::optional<CborValue> extensions = {};          ///< A map.
};

/// Strict: nothing may be missing and nothing may follow. Step AuthenticatorData.
Result<AuthenticatorData> readAuthenticatorData(QByteArrayView bytes);

struct AuthenticatorExpectation
{
    QString relyingPartyId;
    Requirement userVerification = Requirement::Preferred;
    BackupPolicy backup = BackupPolicy::Any;
};

/// The steps that both ceremonies have in common, in their order: RelyingPartyIdHash, UserPresence, UserVerification,
/// BackupState, BackupPolicy.
Result<void> checkAuthenticatorData(const AuthenticatorData& authenticatorData,
                                    const AuthenticatorExpectation& expected);

} // namespace keydesk
