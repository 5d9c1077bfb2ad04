#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/secret.h"

#include <QByteArray>
#include <QFuture>
#include <QList>
#include <QStringList>

namespace keydesk {

/// What a relying party may ask of authenticators: Web Authentication Level 3, sections 5.4.4, 5.4.6 and 5.4.7.
/// Wire names are the standard's: "required", "preferred", "discouraged"; "none", "indirect", "direct".
enum class Requirement { Discouraged, Preferred, Required };
enum class AttestationConveyance { None, Indirect, Direct };
/// Section 5.4.5: a key that is carried about, or one that is built into the computer. Names: "any", "platform",
/// "cross-platform".
enum class AuthenticatorAttachment { Any, Platform, CrossPlatform };

QString requirementName(Requirement requirement);
std::optional<Requirement> requirementFromName(QStringView name);
QString conveyanceName(AttestationConveyance conveyance);
std::optional<AttestationConveyance> conveyanceFromName(QStringView name);
QString attachmentName(AuthenticatorAttachment attachment);
std::optional<AuthenticatorAttachment> attachmentFromName(QStringView name);

/// COSE algorithm identifiers (IANA registry "COSE Algorithms").
enum class CoseAlgorithm : qint32 {
    Es256 = -7,
    EdDsa = -8,
    Es384 = -35,
    Es512 = -36,
    Ed448 = -53,
    Rs256 = -257,
};

/// A public key credential's name to an authenticator (section 5.8.3).
struct CredentialDescriptor
{
    QByteArray id; ///< 16 to 1023 bytes.
    QStringList transports = {}; ///< "usb", "nfc", "ble", "internal", "hybrid"; may be empty.
};

/// PublicKeyCredentialCreationOptions (section 5.4) plus what binds a native client: the origin it writes.
struct CredentialCreation
{
    CeremonyId ceremony;
    QByteArray challenge; ///< 32 random bytes, single use.
    QString relyingPartyId;
    QString relyingPartyName;
    QString origin;        ///< The native client writes exactly this into the client data.
    QByteArray userHandle; ///< Random, at most 64 bytes; tells nothing about the person.
    QString userName;
    QString displayName;
    QList<CoseAlgorithm> algorithms = {}; ///< In the service's order of preference.
    QList<CredentialDescriptor> excluded = {};
    AuthenticatorAttachment attachment = AuthenticatorAttachment::Any;
    Requirement residentKey = Requirement::Preferred;
    Requirement userVerification = Requirement::Preferred;
    AttestationConveyance attestation = AttestationConveyance::None;
    Instant expires;
};

/// The client's answer (section 5.2.1): what the authenticator made, as it made it.
struct CreatedCredential
{
    CeremonyId ceremony;
    QByteArray credentialId;
    QByteArray clientDataJson;    ///< UTF-8.
    QByteArray attestationObject; ///< CBOR: fmt, attStmt, authData.
    QStringList transports = {};
    bool isDiscoverable = false; ///< What the client asked the key for, or was told of it (section 10.1.3, "rk").
};

/// PublicKeyCredentialRequestOptions (section 5.5) plus the native client's origin.
struct AssertionRequest
{
    CeremonyId ceremony;
    QByteArray challenge;
    QString relyingPartyId;
    QString origin;
    QList<CredentialDescriptor> allowed = {}; ///< Empty: any discoverable credential, the key says whose.
    Requirement userVerification = Requirement::Preferred;
    Instant expires;
};

/// The client's answer (section 5.2.2).
struct AssertionAnswer
{
    CeremonyId ceremony;
    QByteArray credentialId;
    QByteArray clientDataJson;
    QByteArray authenticatorData;
    QByteArray signature;
    QByteArray userHandle = {}; ///< Empty where the key did not tell.
};

/// What answers a factor by Method::WebAuthn: FactorAnswer::answer. The ceremony is not in it.
SharedSecret answerText(const AssertionAnswer& answer);

/// A registered security key (or platform authenticator), as its owner sees it.
struct SecurityKey
{
    SecurityKeyId id;
    QString name;
    QByteArray credentialId; ///< To find it again on the key itself.
    QByteArray aaguid;       ///< 16 bytes; all zero for U2F keys and where the key does not tell.
    QString model;           ///< From FIDO metadata, where attestation proved it; else empty.
    Instant registered;
    std::optional<Instant> lastUsed;
    bool isDiscoverable = false;
    bool isBackedUp = false; ///< A synchronised passkey: it does not live on one device only.
    bool isLost = false;
    /// Why an administrator or the person should look at it; empty when all is well.
    /// "counter_did_not_grow"; from FIDO metadata "revoked_model", "attestation_compromised",
    /// "user_verification_bypass", "user_key_compromised", "refused_model"; "other_relying_party": the service has changed
    /// its relying party id, the key works no more. More may come.
    QStringList alerts = {};
};

/// Registration and upkeep of security keys. Futures always end with a Result; cancelling the future aborts the call.
class WebAuthnApi
{
public:
    virtual ~WebAuthnApi() = default;
    virtual QFuture<Result<QList<SecurityKey>>> securityKeys() = 0;
    /// LimitReached, StepUpRequired.
    virtual QFuture<Result<CredentialCreation>> startKeyRegistration() = 0;
    /// AuthenticatorRefused with details.step where a rule of section 7.1 or the policy is not met.
    virtual QFuture<Result<SecurityKey>> finishKeyRegistration(const CreatedCredential& created,
                                                               const QString& name) = 0;
    virtual QFuture<Result<void>> cancelKeyRegistration(const CeremonyId& ceremony) = 0;
    virtual QFuture<Result<SecurityKey>> renameKey(const SecurityKeyId& id, const QString& name) = 0;
    /// Ordinary removal: StepUpRequired, LastFactor.
    virtual QFuture<Result<void>> removeKey(const SecurityKeyId& id) = 0;
    /// Disables the key at once, even if it was the last factor. Needs no step-up.
    virtual QFuture<Result<void>> reportKeyLost(const SecurityKeyId& id) = 0;
};

} // namespace keydesk
