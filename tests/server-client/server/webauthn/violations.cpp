#include "violations.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

QByteArray edited(const QByteArray& clientData, const QJsonObject& instead)
{
    QJsonObject members = QJsonDocument::fromJson(clientData).object();
    for (auto each = instead.begin(); each != instead.end(); ++each) {
        if (each.value().isNull())
            members.remove(each.key());
        else
            members.insert(each.key(), each.value());
    }
    return QJsonDocument(members).toJson(QJsonDocument::Compact);
}

namespace {

constexpr quint8 userPresent = 0x01;
constexpr quint8 userVerified = 0x04;
constexpr quint8 backupEligible = 0x08;
constexpr quint8 backedUp = 0x10;

/// What both ceremonies have in common.
template <typename Attempt>
QList<Violation<Attempt>> commonViolations(const QString& otherType)
{
    using Step = CeremonyStep;
    const auto client = [](const QJsonObject& instead) {
        return [instead](Attempt& attempt) { attempt.draft.clientData = edited(attempt.draft.clientData, instead); };
    };
    const auto flags = [](quint8 clear, quint8 set) {
        return [clear, set](Attempt& attempt) {
            quint8& all = attempt.draft.authenticator.flags;
            all = static_cast<quint8>((all & ~clear) | set);
        };
    };
    return {
        {Step::ClientDataText, "not UTF-8",
         [](Attempt& attempt) { attempt.draft.clientData.replace("https", "http\xff"); }},
        {Step::ClientDataJson, "not JSON", [](Attempt& attempt) { attempt.draft.clientData.chop(1); }},
        {Step::ClientDataJson, "two objects", [](Attempt& attempt) { attempt.draft.clientData += "{}"; }},
        {Step::ClientDataJson, "an array",
         [](Attempt& attempt) { attempt.draft.clientData = '[' + attempt.draft.clientData + ']'; }},
        {Step::ClientDataJson, "no origin", client({{u"origin"_s, QJsonValue()}})},
        {Step::ClientDataJson, "a number for the challenge", client({{u"challenge"_s, 7}})},
        {Step::ClientDataJson, "crossOrigin as text", client({{u"crossOrigin"_s, u"false"_s}})},
        {Step::ClientDataJson, "larger than 16 KiB", client({{u"padding"_s, QString(16'384, u'x')}})},
        {Step::Type, "the other ceremony's type", client({{u"type"_s, otherType}})},
        {Step::Type, "payment", client({{u"type"_s, u"payment.get"_s}})},
        {Step::Challenge, "another challenge", client({{u"challenge"_s, u"ZGRkZGRkZGRkZGRkZGRkZA"_s}})},
        {Step::Challenge, "an empty challenge", client({{u"challenge"_s, u""_s}})},
        {Step::Challenge, "ours is too short",
         [](Attempt& attempt) {
             attempt.expected.challenge = QByteArray(15, 'c');
             attempt.draft.clientData = edited(attempt.draft.clientData, {{u"challenge"_s, u"Y2NjY2NjY2NjY2NjY2Nj"_s}});
         }},
        {Step::Origin, "another origin", client({{u"origin"_s, u"https://example.com"_s}})},
        {Step::Origin, "a subdomain", client({{u"origin"_s, u"https://evil.example.org"_s}})},
        {Step::Origin, "not encrypted", client({{u"origin"_s, u"http://example.org"_s}})},
        {Step::Origin, "another port", client({{u"origin"_s, u"https://example.org:8443"_s}})},
        {Step::Origin, "the native app's, from a browser", client({{u"origin"_s, u"https://app.example.org"_s}})},
        {Step::Origin, "a browser's, from the native app",
         [](Attempt& attempt) { attempt.expected.client = ClientKind::NativeApp; }},
        {Step::CrossOrigin, "framed", client({{u"crossOrigin"_s, true}})},
        {Step::TopOrigin, "a top origin without a frame",
         client({{u"crossOrigin"_s, false}, {u"topOrigin"_s, u"https://example.com"_s}})},
        {Step::TopOrigin, "in a frame of a stranger's page",
         [](Attempt& attempt) {
             attempt.expected.relyingParty.origins.mayBeFramed = true;
             attempt.draft.clientData = edited(attempt.draft.clientData,
                                               {{u"crossOrigin"_s, true}, {u"topOrigin"_s, u"https://evil.example"_s}});
         }},
        {Step::AuthenticatorData, "extensions that are no map",
         [](Attempt& attempt) { attempt.draft.authenticator.extensions = QByteArray(1, '\x01'); }},
        {Step::AuthenticatorData, "a byte too many",
         [](Attempt& attempt) { attempt.draft.authenticator.extensions = QByteArray("\xa0\x00", 2); }},
        {Step::RelyingPartyIdHash, "another relying party",
         [](Attempt& attempt) { attempt.draft.authenticator.relyingPartyIdHash[0] ^= 1; }},
        {Step::UserPresence, "nobody there", flags(userPresent, 0)},
        {Step::BackupState, "backed up, not eligible", flags(backupEligible, backedUp)},
    };
}

} // namespace

QList<Violation<AssertionAttempt>> assertionViolations()
{
    using Step = CeremonyStep;
    using Attempt = AssertionAttempt;
    return commonViolations<Attempt>(u"webauthn.create"_s) +
           QList<Violation<Attempt>>{
               {Step::UserVerification, "required, and not done",
                [](Attempt& attempt) {
                    attempt.expected.userVerification = Requirement::Required;
                    attempt.draft.authenticator.flags &= static_cast<quint8>(~userVerified);
                }},
               {Step::BackupPolicy, "a passkey of a provider",
                [](Attempt& attempt) {
                    attempt.expected.backup = BackupPolicy::DeviceBound;
                    attempt.draft.authenticator.flags |= backupEligible;
                }},
               {Step::BackupPolicy, "backed up",
                [](Attempt& attempt) {
                    attempt.expected.backup = BackupPolicy::NotBackedUp;
                    attempt.draft.authenticator.flags |= backupEligible | backedUp;
                }},
               {Step::AuthenticatorData, "cut off",
                [](Attempt& attempt) { attempt.draft.authenticator.relyingPartyIdHash.chop(1); }},
               {Step::AuthenticatorData, "with a credential",
                [](Attempt& attempt) {
                    attempt.draft.authenticator.credential =
                        attestedCredential(exampleModel, attempt.draft.credentialId, attempt.record->publicKey);
                }},
               {Step::BackupEligibility, "changed",
                [](Attempt& attempt) { attempt.record->isBackupEligible = !attempt.record->isBackupEligible; }},
               {Step::CredentialNotAllowed, "another one was asked for",
                [](Attempt& attempt) {
                    attempt.expected.allowed = {{QByteArray(32, 'z')}, {QByteArray(32, 'y')}};
                }},
               {Step::CredentialUnknown, "no record", [](Attempt& attempt) { attempt.record.reset(); }},
               {Step::CredentialUnknown, "another credential's record",
                [](Attempt& attempt) { attempt.record->id = QByteArray(32, 'z'); }},
               {Step::CredentialUnknown, "another person's",
                [](Attempt& attempt) { attempt.expected.userHandle = "grace's handle"; }},
               {Step::UserHandle, "another person's",
                [](Attempt& attempt) {
                    attempt.afterwards = [](AssertionAnswer& answer) { answer.userHandle = "grace's handle"; };
                }},
               {Step::UserHandle, "missing where nobody is known",
                [](Attempt& attempt) {
                    attempt.expected.userHandle.reset();
                    attempt.afterwards = [](AssertionAnswer& answer) { answer.userHandle.clear(); };
                }},
               {Step::PublicKey, "the stored key is broken",
                [](Attempt& attempt) { attempt.record->publicKey.chop(1); }},
               {Step::Signature, "one bit of it",
                [](Attempt& attempt) {
                    attempt.afterwards = [](AssertionAnswer& answer) { answer.signature.back() ^= 1; };
                }},
               {Step::Signature, "empty",
                [](Attempt& attempt) {
                    attempt.afterwards = [](AssertionAnswer& answer) { answer.signature.clear(); };
                }},
               {Step::Signature, "one bit of the client data",
                [](Attempt& attempt) {
                    attempt.afterwards = [](AssertionAnswer& answer) {
                        answer.clientDataJson = edited(answer.clientDataJson, {{u"added"_s, true}});
                    };
                }},
               {Step::Signature, "the counter",
                [](Attempt& attempt) {
                    attempt.afterwards = [](AssertionAnswer& answer) { answer.authenticatorData[36] ^= 2; };
                }},
           };
}

namespace {

using Attempt = RegistrationAttempt;

/// The attestation object, changed after everything was signed.
std::function<void(Attempt&)> afterSigning(const std::function<QByteArray(const QByteArray&)>& change)
{
    return [change](Attempt& attempt) {
        attempt.afterwards = [change](CreatedCredential& created) {
            created.attestationObject = change(created.attestationObject);
        };
    };
}

} // namespace

QList<Violation<RegistrationAttempt>> registrationViolations()
{
    using Step = CeremonyStep;
    const QList<Violation<Attempt>> own{
        {Step::UserVerification, "required, and not done",
         [](Attempt& attempt) {
             attempt.policy.userVerification = Requirement::Required;
             attempt.draft.authenticator.flags &= static_cast<quint8>(~userVerified);
         }},
        {Step::BackupPolicy, "a passkey of a provider",
         [](Attempt& attempt) {
             attempt.policy.backup = BackupPolicy::DeviceBound;
             attempt.draft.authenticator.flags |= backupEligible;
         }},
        {Step::BackupPolicy, "backed up",
         [](Attempt& attempt) {
             attempt.policy.backup = BackupPolicy::NotBackedUp;
             attempt.draft.authenticator.flags |= backupEligible | backedUp;
         }},
        {Step::AttestationObject, "bytes after it",
         afterSigning([](const QByteArray& bytes) -> QByteArray { return bytes + '\0'; })},
        {Step::AttestationObject, "cut off",
         afterSigning([](const QByteArray& bytes) -> QByteArray { return bytes.first(bytes.size() - 1); })},
        {Step::AttestationObject, "empty", afterSigning([](const QByteArray&) { return QByteArray(); })},
        {Step::AttestationObject, "a label twice", afterSigning([](const QByteArray& bytes) -> QByteArray {
             return '\xa4' + bytes.sliced(1) +
                    "\x63"
                    "fmt\x64"
                    "none";
         })},
        {Step::AttestationObject, "a label too many", afterSigning([](const QByteArray& bytes) -> QByteArray {
             return '\xa4' + bytes.sliced(1) + QByteArray("\x61x\x00", 3);
         })},
        {Step::AttestationObject, "of indefinite length",
         afterSigning([](const QByteArray& bytes) -> QByteArray { return '\xbf' + bytes.sliced(1) + '\xff'; })},
        {Step::AttestationObject, "a length longer than needed",
         afterSigning(
             [](const QByteArray& bytes) -> QByteArray { return QByteArray("\xb8\x03", 2) + bytes.sliced(1); })},
        {Step::AttestationObject, "an array",
         afterSigning([](const QByteArray& bytes) -> QByteArray { return '\x81' + bytes; })},
        {Step::AttestationObject, "without a format", afterSigning([](const QByteArray& bytes) -> QByteArray {
             return QByteArray(bytes).replace("\x63"
                                              "fmt",
                                              "\x63"
                                              "Fmt");
         })},
        {Step::AuthenticatorData, "cut off", [](Attempt& attempt) { attempt.draft.publicKey.chop(1); }},
        {Step::AuthenticatorData, "a credential id that ends beyond it",
         [](Attempt& attempt) {
             attempt.draft.authenticator.credential =
                 attestedCredential(attempt.draft.aaguid, QByteArray(2000, 'i'), {}).first(300);
         }},
        {Step::AuthenticatorData, "without a credential",
         [](Attempt& attempt) {
             attempt.afterwards = [data = AuthenticatorDraft::example().bytes()](CreatedCredential& created) {
                 created.attestationObject = attestationObject("none", CborValue(CborValue::Map{}), data);
             };
         }},
        {Step::CredentialIdLength,
         "1,024 bytes",
         [](Attempt& attempt) { attempt.draft.credentialId = QByteArray(1024, 'i'); },
         {"none"}},
        {Step::CredentialIdLength,
         "15 bytes",
         [](Attempt& attempt) { attempt.draft.credentialId = QByteArray(15, 'i'); },
         {"none"}},
        {Step::CredentialId, "another one beside it",
         [](Attempt& attempt) {
             attempt.afterwards = [](CreatedCredential& created) { created.credentialId[0] ^= 1; };
         }},
        {Step::CredentialRegistered, "somebody has it",
         [](Attempt& attempt) { attempt.expected.isCredentialRegistered = true; }},
    };
    return commonViolations<Attempt>(u"webauthn.get"_s) + own + statementViolations() + formatViolations() +
           policyViolations();
}

} // namespace keydesk
