#include "attempts.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

CreatedCredential RegistrationAttempt::created() const
{
    CreatedCredential created = draft.finished(format.constData(), statement(draft));
    if (afterwards)
        afterwards(created);
    return created;
}

AssertionAnswer AssertionAttempt::answer() const
{
    AssertionAnswer answer = draft.finished();
    if (signature)
        answer.signature = *signature;
    if (afterwards)
        afterwards(answer);
    return answer;
}

const TestKey& exampleKey()
{
    static const TestKey made = TestKey::generate(CoseAlgorithm::Es256);
    return made;
}

const TestCertificate& exampleAuthority()
{
    static const TestCertificate made =
        selfSigned({.subject = {{"2.5.4.3", u"Example authority"_s}}, .isAuthority = true},
                   TestKey::generate(CoseAlgorithm::Es256));
    return made;
}

const TestCertificate& exampleLeaf()
{
    static const TestCertificate made = issued(exampleAuthority(), {}, TestKey::generate(CoseAlgorithm::Es256));
    return made;
}

const TestCertificate& exampleTpmLeaf()
{
    static const TestCertificate made =
        issued(exampleAuthority(), tpmCertificate(), TestKey::generate(CoseAlgorithm::Es256));
    return made;
}

RegistrationAttempt ownAttempt(const QByteArray& format, bool isSelf)
{
    RegistrationDraft draft(exampleKey());
    RegistrationAttempt attempt{.draft = draft,
                                .expected = draft.expectation(),
                                .policy = {},
                                .format = format,
                                .statement = [](const RegistrationDraft&) { return noStatement(); }};
    attempt.policy.attestation.anchors = TrustAnchors({exampleAuthority().certificate});
    if (format == "packed")
        attempt.statement = [isSelf](const RegistrationDraft& each) {
            return isSelf ? packedSelfStatement(each) : packedStatement(each, exampleLeaf());
        };
    else if (format == "tpm")
        attempt.statement = [](const RegistrationDraft& each) { return tpmStatement(each, exampleTpmLeaf()); };
    else if (format == "android-key")
        attempt.statement = [](const RegistrationDraft& each) {
            return androidStatement(each, exampleAuthority(), exampleKey());
        };
    else if (format == "apple")
        attempt.statement = [](const RegistrationDraft& each) {
            return appleStatement(each, exampleAuthority(), exampleKey());
        };
    else if (format == "fido-u2f")
        attempt.statement = [](const RegistrationDraft& each) { return fidoU2fStatement(each, exampleLeaf()); };
    return attempt;
}

/// The W3C's case in pieces; what its keys signed stays as it is.
RegistrationAttempt w3cAttempt(const W3cCase& each)
{
    const CborValue object = readCbor(each.created.attestationObject).take();
    const AuthenticatorData data = readAuthenticatorData(*object.find(u"authData"_s)->bytes()).take();
    RegistrationDraft draft(exampleKey());
    draft.challenge = each.registration.challenge;
    draft.clientData = each.created.clientDataJson;
    draft.aaguid = data.credential->aaguid;
    draft.credentialId = data.credential->id;
    draft.publicKey = data.credential->encodedPublicKey;
    draft.authenticator.flags = static_cast<quint8>(object.find(u"authData"_s)->bytes()->at(32));
    draft.authenticator.counter = data.counter;
    return {.draft = draft,
            .expected = each.registration,
            .policy = each.policy,
            .format = object.find(u"fmt"_s)->text()->toLatin1(),
            .statement = [statement = *object.find(u"attStmt"_s)](const RegistrationDraft&) { return statement; }};
}

AssertionAttempt ownAssertion()
{
    const AssertionDraft draft(exampleKey());
    return {.draft = draft, .record = draft.record(), .expected = draft.expectation()};
}

AssertionAttempt w3cAssertion(const W3cCase& each)
{
    AssertionDraft draft(exampleKey());
    draft.challenge = each.assertion.challenge;
    draft.clientData = each.answer.clientDataJson;
    draft.credentialId = each.answer.credentialId;
    draft.userHandle = each.record.userHandle;
    draft.authenticator.flags = static_cast<quint8>(each.answer.authenticatorData.at(32));
    draft.authenticator.counter = 0;
    return {.draft = draft, .record = each.record, .expected = each.assertion, .signature = each.answer.signature};
}

} // namespace keydesk
