#pragma once

#include "base/settings.h"
#include "webauthn/webauthnpolicy.h"

#include <array>

namespace keydesk {

namespace settings {

inline const Setting<int> keysPerPerson{"webauthn.keys_per_person", 5,
                                        "Security keys that one person may have registered at the same time.", 1, 20};
inline const Setting<std::chrono::milliseconds> keyRegistrationLife{
    "webauthn.registration_life", std::chrono::minutes{10},
    "How long a person has from the start of a registration until the key has answered; between 1min and 1h."};
inline const Setting<QString> keyUserVerification{
    "webauthn.user_verification", QStringLiteral("preferred"),
    "Whether keys check who touches them, by PIN or fingerprint: required, preferred or discouraged. A sign-in without "
    "user name always requires it."};
inline const Setting<QString> keyResident{
    "webauthn.resident_key", QStringLiteral("preferred"),
    "Whether a key keeps the credential itself, so that it can sign in without a user name: required, preferred or "
    "discouraged. A key has few places for them."};
inline const Setting<QString> keyAttachment{
    "webauthn.attachment", QStringLiteral("any"),
    "Keys that are carried about (cross-platform), those built into a computer (platform), or any."};
inline const Setting<QString> keySynchronised{
    "webauthn.synchronised", QStringLiteral("any"),
    "Passkeys that a provider copies to other devices: any, not_backed_up (they must not be copied at the moment), or "
    "device_bound (they never can be)."};
inline const Setting<QStringList> keyAlgorithms{"webauthn.algorithms",
                                                QStringList{QStringLiteral("ES256"), QStringLiteral("EdDSA"),
                                                            QStringLiteral("ES384"), QStringLiteral("ES512"),
                                                            QStringLiteral("Ed448"), QStringLiteral("RS256")},
                                                "Signature algorithms in the order of preference."};
inline const Setting<QString> keyCounter{"webauthn.counter", QStringLiteral("refuse"),
                                         "What follows when a key's counter does not grow, which may mean that there "
                                         "is a copy of it: refuse the sign-in, or "
                                         "alert and let it pass. The person and the audit log are told in both cases."};
inline const Setting<QStringList> kioskOrigins{
    "webauthn.kiosk_origins", QStringList{},
    "Origins that kiosks may write into what a key signs, such as https://register.example.org. The first one is what "
    "they are told to write. Empty: service.panel_url."};
inline const Setting<QStringList> desktopOrigins{"webauthn.desktop_origins", QStringList{},
                                                 "The same for desktop apps."};

inline const Setting<QString> keyAttestation{
    "webauthn.attestation", QStringLiteral("none"),
    "What keys are asked to say of their make: none, indirect or direct. The other settings about it need direct."};
inline const Setting<QString> keyAttestationAccepted{
    "webauthn.attestation_accepted", QStringLiteral("any"),
    "What a key must prove of its make: any (nothing), self (at least that its statement is its own), or trusted "
    "(certificates that lead to an anchor: one of webauthn.anchors_folder, or one that FIDO metadata names)."};
inline const Setting<QString> keyAnchorsFolder{
    "webauthn.anchors_folder", QString(),
    "Folder with certificates (PEM) of key makers whom you trust for every model. Empty: none."};
inline const Setting<QStringList> keyModelsAllowed{"webauthn.models_allowed", QStringList{},
                                                   "AAGUIDs of the only models that may be registered, such as "
                                                   "2fc0579f-8113-47ea-b116-bb5a8db9202a. Empty: all. Needs "
                                                   "webauthn.attestation_accepted = \"trusted\"."};
inline const Setting<QStringList> keyModelsDenied{
    "webauthn.models_denied", QStringList{},
    "AAGUIDs of models that may not be registered. Needs webauthn.attestation_accepted = \"trusted\"."};
inline const Setting<QStringList> keyTpmManufacturers{
    "webauthn.tpm_manufacturers", QStringList{},
    "TPM makers that are accepted, as their certificates name them, such as id:494E5443. Empty: all."};
inline const Setting<bool> keyTpmSha1{"webauthn.tpm_sha1", false,
                                      "Accept TPM statements signed with RSA and SHA-1, as some Windows machines do."};
inline const Setting<bool> keyAndroidHardwareOnly{
    "webauthn.android_hardware_only", false,
    "Of Android keys only what the phone's secure hardware says counts, not what its system says."};

} // namespace settings

inline const std::array<const SettingDeclaration*, 18> webAuthnSettings{
    &settings::keysPerPerson,       &settings::keyRegistrationLife, &settings::keyUserVerification,
    &settings::keyResident,         &settings::keyAttachment,       &settings::keySynchronised,
    &settings::keyAlgorithms,       &settings::keyCounter,          &settings::kioskOrigins,
    &settings::desktopOrigins,      &settings::keyAttestation,      &settings::keyAttestationAccepted,
    &settings::keyAnchorsFolder,    &settings::keyModelsAllowed,    &settings::keyModelsDenied,
    &settings::keyTpmManufacturers, &settings::keyTpmSha1,          &settings::keyAndroidHardwareOnly};

/// What keys are told of the service.
struct RelyingPartyNames
{
    QString id;          ///< rpId.
    QString name;        ///< The organisation's.
    QString panelOrigin; ///< Where clients come from unless the settings say otherwise.
};

/// InvalidRequest, with words for the administrator in context, for a value that is none, for an origin that is no
/// https address within rpId, for anchors that cannot be read, and for rules that need another one beside them.
Result<WebAuthnPolicy> webAuthnPolicy(const Settings& values, const RelyingPartyNames& names);

/// Only the names of models: "2fc0579f-8113-47ea-b116-bb5a8db9202a" and its 16 bytes; empty where it is none.
QByteArray aaguidFromText(const QString& text);

} // namespace keydesk
