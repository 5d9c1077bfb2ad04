#include "wiresamples.h"

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

SharedSecret secret(const char* text)
{
    return share(Secret::copyOf(text));
}

template <typename T>
WireSample sample(const char* name, const T& value, Result<T> (*read)(const QJsonObject&), bool isRequest)
{
    return {name, wire::toJson(value),
            [read](const QJsonObject& json) -> Result<QJsonObject> {
                const auto seen = read(json);
                if (!seen)
                    return seen.error();
                return wire::toJson(*seen);
            },
            isRequest};
}

} // namespace

const SignInStep waitingStep{
    .ceremony = {u"c-1"_s},
    .isDone = false,
    .factor = 2,
    .factorCount = 2,
    .choices = {{Method::MailCode, u"a•••@example.org"_s}, {Method::SoftOtp, {}}},
    .delivery = CodeDelivery{Method::MailCode, u"a•••@example.org"_s, instantFrom(1'700'000'300'000), 30s, 2},
    .triesLeft = 5,
    .expires = instantFrom(1'700'000'600'000)};

const AssertionRequest assertionRequest{.ceremony = {u"c-1"_s},
                                        .challenge = QByteArray(32, '\x7f'),
                                        .relyingPartyId = u"example.org"_s,
                                        .origin = u"https://register.example.org"_s,
                                        .allowed = {{QByteArray(16, '\xff'), {u"usb"_s, u"nfc"_s}}, {"an id", {}}},
                                        .userVerification = Requirement::Required,
                                        .expires = instantFrom(1'700'000'600'000)};

const AssertionAnswer assertionAnswer{.ceremony = {},
                                      .credentialId = "an id",
                                      .clientDataJson = "{}",
                                      .authenticatorData = QByteArray(37, '\0'),
                                      .signature = "signature",
                                      .userHandle = QByteArray(64, '\x01')};

QList<WireSample> wireSamples()
{
    const User user{{u"u-1"_s},           u"ada"_s,        u"Ada Lovelace"_s,
                    u"ada@example.org"_s, u"+441234567"_s, u"en"_s,
                    Role::Operator,       {u"staff"_s},    true};
    const ApplicationProfile profile{
        {u"p-1"_s}, u"Panel"_s,   ProfileType::Registration,
        3,          {u"staff"_s}, {{Method::Password}, {Method::MailCode, Method::SoftOtp}}};
    ApplicationProfile newProfile = profile;
    newProfile.id = {};
    const Phone phone{
        {u"ph-1"_s}, u"Ada's phone"_s, u"ada@example.org"_s, {u"soft_otp"_s}, instantFrom(1), instantFrom(2), true,
        -200s};
    const Branding branding{u"Örnek"_s,
                            u"SecTrail Authenticator"_s,
                            QUrl(u"https://apps.example.org/1"_s),
                            QUrl(u"https://play.example.org/1"_s),
                            u"#12aB9f"_s,
                            QByteArray("<svg/>\xff"),
                            u"Call 4242"_s};
    SignInStep keyStep = waitingStep;
    keyStep.choices.append({Method::WebAuthn, {}});
    keyStep.assertion = assertionRequest;
    const CredentialCreation creation{.ceremony = {u"r-1"_s},
                                      .challenge = QByteArray(32, '\x01'),
                                      .relyingPartyId = u"example.org"_s,
                                      .relyingPartyName = u"Example Corp"_s,
                                      .origin = u"https://register.example.org"_s,
                                      .userHandle = QByteArray(64, '\x02'),
                                      .userName = u"ada"_s,
                                      .displayName = u"Ada"_s,
                                      .algorithms = {CoseAlgorithm::Es256, CoseAlgorithm::Rs256},
                                      .excluded = assertionRequest.allowed,
                                      .attachment = AuthenticatorAttachment::CrossPlatform,
                                      .residentKey = Requirement::Discouraged,
                                      .userVerification = Requirement::Required,
                                      .attestation = AttestationConveyance::Direct,
                                      .expires = instantFrom(9)};
    const CreatedCredential created{.ceremony = {},
                                    .credentialId = "an id",
                                    .clientDataJson = "{}",
                                    .attestationObject = QByteArray(200, '\xa3'),
                                    .transports = {u"usb"_s},
                                    .isDiscoverable = true};
    const SecurityKey key{.id = {u"k-1"_s},
                          .name = u"Blue key"_s,
                          .credentialId = "an id",
                          .aaguid = QByteArray(16, '\0'),
                          .model = u"Model 5"_s,
                          .registered = instantFrom(1),
                          .lastUsed = instantFrom(2),
                          .isDiscoverable = true,
                          .isBackedUp = true,
                          .isLost = true,
                          .alerts = {u"counter_did_not_grow"_s}};
    const Session session{.id = {u"s-1"_s},
                          .kind = SessionKind::Browser,
                          .userName = u"ada"_s,
                          .signedIn = instantFrom(1),
                          .lastActive = instantFrom(2),
                          .ended = instantFrom(3),
                          .address = u"198.51.100.23"_s,
                          .country = u"TR"_s,
                          .city = u"Ankara"_s,
                          .browser = u"Firefox"_s,
                          .system = u"Windows"_s,
                          .place = u"Lobby"_s,
                          .isCurrent = true,
                          .proofs = {{.method = Method::SoftOtp, .credentialId = u"ph-1"_s, .proved = instantFrom(1)}},
                          .providers = {{.entityId = u"https://office.example.org"_s,
                                         .name = u"Office"_s,
                                         .reached = instantFrom(2),
                                         .state = ProviderState::SigningOut,
                                         .tries = 2,
                                         .nextTry = instantFrom(9)}}};
    return {
        sample("StartSignIn", StartSignIn{u"ada"_s, u"tr-TR"_s}, wire::startSignInFromJson, true),
        sample("StartSignIn without a name", StartSignIn{{}, u"tr-TR"_s}, wire::startSignInFromJson, true),
        sample("SignInStep", waitingStep, wire::signInStepFromJson, false),
        sample("SignInStep for a key", keyStep, wire::signInStepFromJson, false),
        sample("AssertionRequest", assertionRequest, wire::assertionRequestFromJson, false),
        sample("AssertionAnswer", assertionAnswer, wire::assertionAnswerFromJson, true),
        sample("CredentialCreation", creation, wire::credentialCreationFromJson, false),
        sample("NamedCredential", wire::NamedCredential{created, u"Blue key"_s}, wire::namedCredentialFromJson, true),
        sample("SecurityKey", key, wire::securityKeyFromJson, false),
        sample("FactorAnswer", FactorAnswer{{}, Method::Password, secret("pass \"w\xc3\xb6rd\"")},
               wire::factorAnswerFromJson, true),
        sample("Account", Account{{u"u-1"_s}, u"ada"_s, u"Ada"_s, u"en"_s, Role::Administrator, 1, 2, 5, true, 3, 4},
               wire::accountFromJson, false),
        sample("Phone", phone, wire::phoneFromJson, false),
        sample("PhoneRegistration",
               PhoneRegistration{{u"ph-1"_s},
                                 u"Keydesk"_s,
                                 u"ada"_s,
                                 share(Secret::copyOf(QByteArrayView("\0\xff secret", 9))),
                                 secret("otpauth://totp/x"),
                                 instantFrom(9),
                                 5},
               wire::phoneRegistrationFromJson, false),
        sample("ServiceDescription",
               ServiceDescription{u"0.1.0"_s,
                                  u"0.1.0"_s,
                                  {u"sign_in"_s},
                                  {u"en"_s, u"tr"_s},
                                  branding,
                                  instantFrom(7),
                                  true,
                                  u"example.org"_s},
               wire::serviceDescriptionFromJson, false),
        sample("InstallationIdentity", InstallationIdentity{u"i-1"_s, u"Kiosk 1"_s, u"Hall"_s, u"kiosk"_s},
               wire::installationIdentityFromJson, false),
        sample("User", user, wire::userFromJson, false),
        sample("NewUser",
               NewUser{{{}, u"grace"_s, u"Grace"_s, u"grace@example.org"_s, {}, u"tr"_s, Role::User, {}, false},
                       secret("password")},
               wire::newUserFromJson, true),
        sample("ApplicationProfile", profile, wire::applicationProfileFromJson, false),
        sample("new ApplicationProfile", newProfile, wire::newProfileFromJson, true),
        sample("Installation",
               Installation{
                   {u"i-1"_s}, u"Kiosk 1"_s, u"Hall"_s, InstallationKind::Kiosk, instantFrom(1), instantFrom(2), false},
               wire::installationFromJson, false),
        sample("EnrolmentCode", EnrolmentCode{secret("ABCD-EFGH"), instantFrom(9)}, wire::enrolmentCodeFromJson, false),
        sample("AuditRecord",
               AuditRecord{7,
                           instantFrom(1),
                           u"phone.registered"_s,
                           u"ada"_s,
                           u"ada"_s,
                           u"Kiosk 1"_s,
                           u"192.0.2.1"_s,
                           u"r-1"_s,
                           {{u"phone"_s, u"ph-1"_s}},
                           u"ab"_s},
               wire::auditRecordFromJson, false),
        sample("AuditVerdict", AuditVerdict{true, 7, u"ab"_s, 0, {}}, wire::auditVerdictFromJson, false),
        sample("AffectedKey", AffectedKey{{u"u-1"_s}, u"ada"_s, key}, wire::affectedKeyFromJson, false),
        sample("Session", session, wire::sessionFromJson, false),
        sample("AuthenticatorMetadata",
               AuthenticatorMetadata{true, true, 42, u"2026-12-01"_s, 120, true, instantFrom(3), u"no answer"_s},
               wire::authenticatorMetadataFromJson, false),
    };
}

} // namespace keydesk
