#include "cborwriter.h"
#include "statements.h"
#include "violations.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

using Attempt = RegistrationAttempt;
using Step = CeremonyStep;

const QByteArrayList certified{"packed", "tpm", "android-key", "apple", "fido-u2f"};

/// The statement, changed after it was made.
std::function<void(Attempt&)> statement(const std::function<CborValue(const CborValue&)>& change)
{
    return [change](Attempt& attempt) {
        attempt.statement = [change, before = attempt.statement](const RegistrationDraft& draft) {
            return change(before(draft));
        };
    };
}

std::function<void(Attempt&)> member(const char* name, const std::optional<CborValue>& value)
{
    return statement([name, value](const CborValue& before) { return withMember(before, name, value); });
}

CborValue flippedSignature(const CborValue& before)
{
    QByteArray signature = *before.find(u"sig"_s)->bytes();
    signature.back() ^= 1;
    return withMember(before, "sig", cborBytesItem(signature));
}

/// The key's parameter, replaced, added or taken out.
std::function<void(Attempt&)> keyParameter(qint64 label, const std::optional<CborValue>& value)
{
    return [label, value](Attempt& attempt) {
        const CborValue key = readCbor(attempt.draft.publicKey).take();
        attempt.draft.publicKey = cborBytes(withMember(key, label, value));
    };
}

std::function<void(Attempt&)> formatNamed(const char* name)
{
    return [name](Attempt& attempt) { attempt.format = name; };
}

} // namespace

QList<Violation<Attempt>> statementViolations()
{
    return {
        {Step::PublicKey, "a parameter too many", keyParameter(4, cborNumber(1))},
        {Step::PublicKey, "another type", keyParameter(1, cborNumber(4))},
        {Step::PublicKey, "without a coordinate, modulus or point", keyParameter(-2, cborNumber(0))},
        {Step::PublicKey, "without an algorithm", keyParameter(3, std::nullopt)},
        {Step::PublicKey, "a parameter too short", keyParameter(-2, cborBytesItem(QByteArray(1, '\x04')))},
        {Step::Algorithm, "not offered",
         [](Attempt& attempt) { attempt.policy.algorithms = {static_cast<CoseAlgorithm>(-37)}; }},
        {Step::Algorithm, "never heard of", keyParameter(3, cborNumber(-37))},
        {Step::AttestationFormat, "upper case", formatNamed("Packed")},
        {Step::AttestationFormat, "retired", formatNamed("android-safetynet")},
        {Step::AttestationFormat, "empty", formatNamed("")},
        {Step::AttestationStatement, "none, and not empty", member("sig", cborNumber(1)), {"none"}},
        {Step::AttestationStatement, "an array", statement([](const CborValue&) { return cborArray({}); })},
        {Step::AttestationStatement,
         "without a signature",
         member("sig", std::nullopt),
         {"packed", "tpm", "android-key", "fido-u2f"}},
        {Step::AttestationStatement,
         "an algorithm as text",
         member("alg", cborText("ES256")),
         {"packed", "tpm", "android-key"}},
        {Step::AttestationStatement, "ECDAA, long gone", member("ecdaaKeyId", cborBytesItem("x")), {"packed"}},
        {Step::AttestationStatement, "no certificates", member("x5c", cborArray({})), certified},
        {Step::AttestationStatement, "text for a certificate", member("x5c", cborArray({cborText("x")})), certified},
        {Step::AttestationStatement, "another version", member("ver", cborText("1.2")), {"tpm"}},
        {Step::AttestationAlgorithm, "of another kind of key", member("alg", cborNumber(-257)), {"packed", "tpm"}},
        {Step::AttestationAlgorithm, "never heard of", member("alg", cborNumber(-65535)), {"packed", "android-key"}},
        {Step::AttestationSignature,
         "one bit of it",
         statement(flippedSignature),
         {"packed", "tpm", "android-key", "fido-u2f"}},
        {Step::AttestationCertificate, "not DER", member("x5c", cborArray({cborBytesItem("no certificate")})),
         certified},
        {Step::AttestationBinding,
         "of another ceremony",
         [](Attempt& attempt) {
             attempt.afterwards = [](CreatedCredential& created) {
                 created.clientDataJson = edited(created.clientDataJson, {{u"added"_s, true}});
             };
         },
         {"tpm", "apple"}},
    };
}

namespace {

std::shared_ptr<const Metadata> metadataWith(const QByteArray& aaguid, const char* status)
{
    const QString id = QUuid::fromRfc4122(aaguid).toString(QUuid::WithoutBraces);
    const QJsonObject entry{{u"aaguid"_s, id},
                            {u"statusReports"_s, QJsonArray{QJsonObject{{u"status"_s, QLatin1StringView(status)}}}}};
    const QJsonObject payload{{u"no"_s, 1}, {u"nextUpdate"_s, u"2030-02-01"_s}, {u"entries"_s, QJsonArray{entry}}};
    return std::make_shared<const Metadata>(Metadata::fromPayload(QJsonDocument(payload).toJson()).take());
}

void requireAttestation(Attempt& attempt)
{
    attempt.policy.attestation.acceptsNone = false;
    attempt.policy.attestation.acceptsSelf = false;
}

} // namespace

QList<Violation<Attempt>> policyViolations()
{
    const QByteArrayList aboutModels{"packed", "tpm", "android-key", "apple"};
    return {
        {Step::AttestationNone, "attestation is wanted", requireAttestation, {"none"}},
        {Step::AttestationTrust, "no anchors at all",
         [](Attempt& attempt) {
             requireAttestation(attempt);
             attempt.policy.attestation.anchors = {};
         },
         certified},
        {Step::AttestationTrust, "another maker's anchors",
         [](Attempt& attempt) {
             static const auto stranger =
                 selfSigned({.isAuthority = true}, TestKey::generate(CoseAlgorithm::Es256)).certificate;
             requireAttestation(attempt);
             attempt.policy.attestation.anchors = TrustAnchors({stranger});
         },
         certified},
        {Step::AttestationTrust, "before the certificates begin",
         [](Attempt& attempt) {
             requireAttestation(attempt);
             attempt.expected.now = Instant{std::chrono::sys_days{std::chrono::year{2020} / 1 / 1}};
         },
         certified},
        {Step::ModelDenied, "on the deny list",
         [](Attempt& attempt) { attempt.policy.attestation.deniedModels = {attempt.draft.aaguid}; }, aboutModels},
        {Step::ModelNotAllowed, "not on the allow list",
         [](Attempt& attempt) { attempt.policy.attestation.allowedModels = {QByteArray(16, 'm')}; }, certified},
        {Step::ModelNotAllowed,
         "a U2F key that claims an allowed model",
         [](Attempt& attempt) { attempt.policy.attestation.allowedModels = {attempt.draft.aaguid}; },
         {"fido-u2f"}},
        {Step::ModelStatus, "revoked",
         [](Attempt& attempt) { attempt.policy.attestation.metadata = metadataWith(attempt.draft.aaguid, "REVOKED"); },
         aboutModels},
    };
}

} // namespace keydesk
