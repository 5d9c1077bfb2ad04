#include "attempts.h"
#include "cborwriter.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

using Attempt = RegistrationAttempt;
using Step = CeremonyStep;
using Names = CertificateWishes::Names;

const TestKey& otherKey()
{
    static const TestKey made = TestKey::generate(CoseAlgorithm::Es256);
    return made;
}

TestCertificate leafWith(const CertificateWishes& wishes)
{
    return issued(exampleAuthority(), wishes, exampleLeaf().key);
}

Violation<Attempt> packed(Step step, const char* what, const CertificateWishes& wishes)
{
    return {step,
            what,
            [wishes](Attempt& attempt) {
                attempt.statement = [wishes](const RegistrationDraft& draft) {
                    return packedStatement(draft, leafWith(wishes));
                };
            },
            {"packed"},
            true};
}

Violation<Attempt> tpm(Step step, const char* what, const CertificateWishes& wishes, const TpmWishes& tpmWishes = {})
{
    return {step,
            what,
            [wishes, tpmWishes](Attempt& attempt) {
                attempt.statement = [wishes, tpmWishes](const RegistrationDraft& draft) {
                    return tpmStatement(draft, leafWith(wishes), tpmWishes);
                };
            },
            {"tpm"},
            true};
}

Violation<Attempt> android(Step step, const char* what, const AndroidWishes& wishes, const AttestationRules& rules = {})
{
    return {step,
            what,
            [wishes, rules](Attempt& attempt) {
                attempt.policy.attestation.rules = rules;
                attempt.statement = [wishes](const RegistrationDraft& draft) {
                    return androidStatement(draft, exampleAuthority(), exampleKey(), wishes);
                };
            },
            {"android-key"},
            true};
}

Violation<Attempt> madeBy(Step step, const char* what, const char* format,
                          const std::function<CborValue(const RegistrationDraft&)>& statement)
{
    return {step, what, [statement](Attempt& attempt) { attempt.statement = statement; }, {format}, true};
}

/// The packed certificate's subject with one attribute changed, or left out.
CertificateWishes subjectWith(const QByteArray& attribute, const std::optional<QString>& value)
{
    CertificateWishes wishes;
    wishes.subject.removeIf([&](const auto& each) { return each.first == attribute; });
    if (value)
        wishes.subject.append({attribute, *value});
    return wishes;
}

template <typename Change>
CertificateWishes tpmCertificateWith(const Change& change)
{
    CertificateWishes wishes = tpmCertificate();
    change(wishes);
    return wishes;
}

QList<Violation<Attempt>> packedViolations()
{
    const Step certificate = Step::AttestationCertificate;
    return {
        packed(certificate, "packed: version 2", {.version = 2}),
        packed(certificate, "packed: no country", subjectWith("2.5.4.6", std::nullopt)),
        packed(certificate, "packed: a country of lower case", subjectWith("2.5.4.6", u"aa"_s)),
        packed(certificate, "packed: no organisation", subjectWith("2.5.4.10", std::nullopt)),
        packed(certificate, "packed: another unit", subjectWith("2.5.4.11", u"Authenticator attestation"_s)),
        packed(certificate, "packed: no common name", subjectWith("2.5.4.3", std::nullopt)),
        packed(certificate, "packed: an authority", {.isAuthority = true}),
        packed(certificate, "packed: no basic constraints", {.isAuthority = std::nullopt}),
        packed(certificate, "packed: the AAGUID twice",
               {.extensions = {modelExtension(exampleModel), modelExtension(QByteArray(16, 'm'))}}),
        packed(Step::AttestationModel, "packed: another AAGUID", {.extensions = {modelExtension(QByteArray(16, 'm'))}}),
        packed(Step::AttestationModel, "packed: a critical AAGUID",
               {.extensions = {modelExtension(exampleModel, true)}}),
        packed(Step::AttestationModel, "packed: the AAGUID wrapped once",
               {.extensions = {{"1.3.6.1.4.1.45724.1.1.4", exampleModel}}}),
        madeBy(Step::AttestationSignature, "packed: by another key", "packed",
               [](const RegistrationDraft& draft) {
                   return packedStatement(draft, {exampleLeaf().certificate, otherKey()});
               }),
        madeBy(Step::AttestationSignature, "packed self: by another key", "packed",
               [](const RegistrationDraft& draft) {
                   return withMember(packedSelfStatement(draft), "sig",
                                     cborBytesItem(otherKey().sign(draft.signedBytes())));
               }),
        madeBy(Step::AttestationAlgorithm, "packed self: not the credential's", "packed",
               [](const RegistrationDraft& draft) {
                   return withMember(packedSelfStatement(draft), "alg", cborNumber(-35));
               }),
    };
}

QList<Violation<Attempt>> tpmViolations()
{
    const Step certificate = Step::AttestationCertificate;
    const CertificateWishes right = tpmCertificate();
    const auto with = [](const auto& change) { return tpmCertificateWith(change); };
    return {
        tpm(Step::AttestationStatement, "tpm: another magic", right, {.magic = 0xff544348}),
        tpm(Step::AttestationStatement, "tpm: a quote", right, {.type = 0x8018}),
        tpm(Step::AttestationBinding, "tpm: extraData of something else", right, {.extraData = QByteArray(32, 'x')}),
        tpm(Step::AttestationBinding, "tpm: no extraData", right, {.extraData = QByteArray()}),
        tpm(Step::AttestationKey, "tpm: pubArea of another key", right, {.otherKey = otherKey()}),
        tpm(Step::AttestationKey, "tpm: the name of another key", right,
            {.name = QByteArray("\x00\x0b", 2) + QByteArray(32, 'n')}),
        tpm(Step::AttestationKey, "tpm: a hash nobody knows", right, {.nameAlgorithm = 0x0012}),
        tpm(Step::AttestationAlgorithm, "tpm: SHA-1, not accepted", right, {.algorithm = rs1}),
        tpm(certificate, "tpm: version 2", with([](auto& wishes) { wishes.version = 2; })),
        tpm(certificate, "tpm: a subject", with([](auto& wishes) {
                wishes.subject = {{"2.5.4.3", u"TPM"_s}};
            })),
        tpm(certificate, "tpm: no alternative name", with([](auto& wishes) { wishes.alternativeNames = {}; })),
        tpm(certificate, "tpm: no manufacturer", with([](auto& wishes) { wishes.alternativeNames.removeFirst(); })),
        tpm(certificate, "tpm: no model", with([](auto& wishes) { wishes.alternativeNames.removeAt(1); })),
        tpm(certificate, "tpm: no version", with([](auto& wishes) { wishes.alternativeNames.removeLast(); })),
        tpm(certificate, "tpm: a manufacturer in words",
            with([](auto& wishes) { wishes.alternativeNames[0].second = u"Example"_s; })),
        tpm(certificate, "tpm: not for attestation keys", with([](auto& wishes) { wishes.purpose = "2.23.133.8.1"; })),
        tpm(certificate, "tpm: for no purpose", with([](auto& wishes) { wishes.purpose.clear(); })),
        tpm(certificate, "tpm: an authority", with([](auto& wishes) { wishes.isAuthority = true; })),
        tpm(Step::AttestationModel, "tpm: another AAGUID",
            with([](auto& wishes) { wishes.extensions = {modelExtension(QByteArray(16, 'm'))}; })),
        {certificate,
         "tpm: a manufacturer that is not accepted",
         [](Attempt& attempt) { attempt.policy.attestation.rules.tpmManufacturers = {u"id:494E5443"_s}; },
         {"tpm"}},
    };
}

QList<Violation<Attempt>> androidViolations()
{
    const Step use = Step::AttestationKeyUse;
    const QByteArray right = androidPurposes({2}) + androidOrigin(0);
    return {
        android(Step::AttestationCertificate, "android-key: no description",
                {.hardware = right, .isWithoutDescription = true}),
        android(Step::AttestationCertificate, "android-key: a description cut off", {.hardware = right.chopped(1)}),
        android(Step::AttestationBinding, "android-key: another challenge",
                {.challenge = QByteArray(32, 'x'), .hardware = right}),
        android(use, "android-key: imported", {.hardware = androidPurposes({2}) + androidOrigin(2)}),
        android(use, "android-key: for decryption too", {.hardware = androidPurposes({1, 2}) + androidOrigin(0)}),
        android(use, "android-key: no origin", {.hardware = androidPurposes({2})}),
        android(use, "android-key: no purpose", {.hardware = androidOrigin(0)}),
        android(use, "android-key: for all applications, says hardware",
                {.hardware = right + androidAllApplications()}),
        android(use, "android-key: for all applications, says software",
                {.hardware = right, .software = androidAllApplications()}),
        android(use, "android-key: imported, says software", {.hardware = right, .software = androidOrigin(2)}),
        android(use, "android-key: only software says it", {.hardware = {}, .software = right},
                {.androidHardwareOnly = true}),
        madeBy(Step::AttestationKey, "android-key: for another key", "android-key",
               [](const RegistrationDraft& draft) { return androidStatement(draft, exampleAuthority(), otherKey()); }),
    };
}

QList<Violation<Attempt>> otherViolations()
{
    const auto u2fWith = [](const TestCertificate& leaf) {
        return [leaf](const RegistrationDraft& draft) { return fidoU2fStatement(draft, leaf); };
    };
    return {
        madeBy(Step::AttestationBinding, "apple: another nonce", "apple",
               [](const RegistrationDraft& draft) {
                   return appleStatement(draft, exampleAuthority(), exampleKey(), QByteArray(32, 'x'));
               }),
        madeBy(Step::AttestationBinding, "apple: no nonce", "apple",
               [](const RegistrationDraft&) {
                   const auto leaf = issued(exampleAuthority(), {}, exampleKey());
                   return cborMap({{"x5c", cborArray({cborBytesItem(leaf.der())})}});
               }),
        madeBy(Step::AttestationKey, "apple: for another key", "apple",
               [](const RegistrationDraft& draft) { return appleStatement(draft, exampleAuthority(), otherKey()); }),
        madeBy(Step::AttestationAlgorithm, "fido-u2f: a certificate on P-384", "fido-u2f",
               u2fWith(issued(exampleAuthority(), {}, TestKey::generate(CoseAlgorithm::Es384)))),
        madeBy(Step::AttestationSignature, "fido-u2f: by another key", "fido-u2f",
               u2fWith({exampleLeaf().certificate, otherKey()})),
        madeBy(Step::AttestationStatement, "fido-u2f: two certificates", "fido-u2f",
               [](const RegistrationDraft& draft) {
                   const CborValue der = cborBytesItem(exampleLeaf().der());
                   return withMember(fidoU2fStatement(draft, exampleLeaf()), "x5c", cborArray({der, der}));
               }),
        {Step::AttestationKey,
         "fido-u2f: a credential on P-384",
         [](Attempt& attempt) {
             static const TestKey p384 = TestKey::generate(CoseAlgorithm::Es384);
             attempt.draft.publicKey = cborBytes(p384.cose());
         },
         {"fido-u2f"},
         true},
    };
}

} // namespace

QList<Violation<Attempt>> formatViolations()
{
    return packedViolations() + tpmViolations() + androidViolations() + otherViolations();
}

} // namespace keydesk
