#include "fakes/keyprogram.h"
#include "judge.h"
#include "webauthn/assertion.h"
#include "webauthn/registration.h"
#include "webauthnjson.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString origin = u"https://panel.example.org"_s;
const QByteArray userHandle = "handle of ada";
const RelyingParty relyingParty{.id = u"example.org"_s, .origins = {.browser = {origin}}};

CredentialCreation creationOf(CoseAlgorithm algorithm)
{
    return {.ceremony = {},
            .challenge = QByteArray(32, 'c'),
            .relyingPartyId = relyingParty.id,
            .relyingPartyName = u"Example"_s,
            .origin = origin,
            .userHandle = userHandle,
            .userName = u"ada"_s,
            .displayName = u"Ada"_s,
            .algorithms = {algorithm},
            .residentKey = Requirement::Discouraged,
            .userVerification = Requirement::Discouraged,
            .attestation = AttestationConveyance::Direct,
            .expires = {}};
}

AssertionRequest requestFor(const QByteArray& id, Requirement verification)
{
    return {.ceremony = {},
            .challenge = QByteArray(32, 'd'),
            .relyingPartyId = relyingParty.id,
            .origin = origin,
            .allowed = id.isEmpty() ? QList<CredentialDescriptor>() : QList<CredentialDescriptor>{{.id = id}},
            .userVerification = verification,
            .expires = {}};
}

RegistrationExpectation expectationOf(const CredentialCreation& creation)
{
    return {.relyingParty = relyingParty, .challenge = creation.challenge, .now = SystemClock().now()};
}

RegistrationPolicy policyFor(const CredentialCreation& creation)
{
    return {.userVerification = creation.userVerification, .algorithms = creation.algorithms};
}

/// Nothing but a certificate of this manufacturer will do.
RegistrationPolicy strictPolicyFor(const CredentialCreation& creation, const QByteArray& root)
{
    RegistrationPolicy policy = policyFor(creation);
    policy.attestation.conveyance = AttestationConveyance::Direct;
    policy.attestation.acceptsNone = false;
    policy.attestation.acceptsSelf = false;
    policy.attestation.anchors = TrustAnchors::fromPem(root).take();
    return policy;
}

QString stepOf(const Error& error)
{
    return error.details[u"step"_s].toString();
}

/// The step that is not met; empty: accepted.
QString refusalOf(const CreatedCredential& created, const RegistrationExpectation& expected,
                  const RegistrationPolicy& policy)
{
    const auto verified = verifyRegistration(created, expected, policy);
    return verified ? QString() : stepOf(verified.error());
}

/// A sign-in with what was registered: the client's answer, and what the service knows.
struct SignIn
{
    CredentialRecord record;
    AssertionExpectation expected;
    AssertionAnswer answer;

    QString refusal() const
    {
        const auto verified = verifyAssertion(answer, record, expected);
        return verified ? QString() : stepOf(verified.error());
    }
};

SignIn signIn(Judge& client, const VerifiedRegistration& registered, const AssertionRequest& request,
              const QString& pin)
{
    QJsonObject order{{u"get"_s, optionsJson(request)}};
    if (!pin.isEmpty())
        order[u"pin"_s] = pin;
    return {.record = {.id = registered.credentialId,
                       .userHandle = userHandle,
                       .publicKey = registered.publicKey,
                       .counter = registered.counter,
                       .isBackupEligible = registered.isBackupEligible},
            .expected = {.relyingParty = relyingParty,
                         .challenge = request.challenge,
                         .allowed = request.allowed,
                         .userHandle = request.allowed.isEmpty() ? std::nullopt : std::optional(userHandle),
                         .userVerification = request.userVerification},
            .answer = answerFrom(client.ask(order))};
}

CreatedCredential create(Judge& client, const CredentialCreation& creation, const QString& pin = {})
{
    QJsonObject order{{u"create"_s, optionsJson(creation)}};
    if (!pin.isEmpty())
        order[u"pin"_s] = pin;
    return createdFrom(client.ask(order));
}

const QStringList touchedAtOnce{u"--touch"_s, u"auto"_s};

} // namespace

/// Clients that are none of ours, and what the service's rules say to what they make.
class TstForeignClients : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fido2_data();
    void fido2();
    void nid_data();
    void nid();
    void tamperedIsRefused();
};

void TstForeignClients::fido2_data()
{
    QTest::addColumn<QStringList>("key");
    QTest::addColumn<CoseAlgorithm>("algorithm");
    QTest::addColumn<QString>("pin");
    const auto row = [](const char* name, const QStringList& key, CoseAlgorithm algorithm, const QString& pin = {}) {
        QTest::newRow(name) << key << algorithm << pin;
    };
    row("packed, ES256", {}, CoseAlgorithm::Es256);
    row("packed, EdDSA", {}, CoseAlgorithm::EdDsa);
    row("packed, ES256, PIN", {}, CoseAlgorithm::Es256, u"2468"_s);
    row("packed, EdDSA, PIN", {}, CoseAlgorithm::EdDsa, u"2468"_s);
    row("packed, CTAP 2.0, PIN", {u"--generation"_s, u"2.0"_s}, CoseAlgorithm::Es256, u"2468"_s);
    row("fido-u2f", {u"--generation"_s, u"u2f"_s}, CoseAlgorithm::Es256);
}

void TstForeignClients::fido2()
{
    QFETCH(QStringList, key);
    QFETCH(CoseAlgorithm, algorithm);
    QFETCH(QString, pin);
    const bool hasPin = !pin.isEmpty();
    const KeyProgram program(key + touchedAtOnce);
    Judge client(u"client_fido2.py"_s, {program.socket(), origin});
    CredentialCreation creation = creationOf(algorithm);
    if (hasPin) {
        client.ask({{u"setPin"_s, pin}});
        creation.residentKey = Requirement::Required;
        creation.userVerification = Requirement::Required;
    }
    const CreatedCredential created = create(client, creation, pin);
    const auto registered =
        verifyRegistration(created, expectationOf(creation), strictPolicyFor(creation, program.manufacturerRoot()));
    QVERIFY2(registered, registered ? "" : qPrintable(stepOf(registered.error())));
    QCOMPARE(registered->attestationType, AttestationType::Certified);
    QVERIFY(registered->model.isTrusted);
    QCOMPARE(registered->isUserVerified, hasPin);

    // With the PIN the credential is on the key, and the client need not be told which.
    const AssertionRequest request =
        requestFor(hasPin ? QByteArray() : created.credentialId, creation.userVerification);
    const SignIn signedIn = signIn(client, *registered, request, pin);
    QCOMPARE(signedIn.refusal(), QString());
    if (hasPin)
        QCOMPARE(signedIn.answer.userHandle, creation.userHandle);
}

void TstForeignClients::nid_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<CoseAlgorithm>("algorithm");
    QTest::newRow("ES256") << u"ES256"_s << CoseAlgorithm::Es256;
    QTest::newRow("EdDSA") << u"EdDSA"_s << CoseAlgorithm::EdDsa;
    QTest::newRow("RS256") << u"RS256"_s << CoseAlgorithm::Rs256;
}

void TstForeignClients::nid()
{
    QFETCH(QString, name);
    QFETCH(CoseAlgorithm, algorithm);
    Judge client(u"client_nid.js"_s, {origin, name});
    CredentialCreation creation = creationOf(algorithm);
    creation.userVerification = Requirement::Required;
    const CreatedCredential created = create(client, creation);
    const auto registered = verifyRegistration(created, expectationOf(creation), policyFor(creation));
    QVERIFY2(registered, registered ? "" : qPrintable(stepOf(registered.error())));
    QCOMPARE(registered->attestationType, AttestationType::None);
    QCOMPARE(registered->algorithm, algorithm);
    QVERIFY(registered->isBackedUp);
    QCOMPARE(signIn(client, *registered, requestFor(created.credentialId, Requirement::Required), {}).refusal(),
             QString());

    // It vouches for nothing, and it is a passkey that others keep a copy of.
    RegistrationPolicy picky = policyFor(creation);
    picky.backup = BackupPolicy::DeviceBound;
    QCOMPARE(refusalOf(created, expectationOf(creation), picky), u"backup_policy"_s);
    const RegistrationPolicy strict = strictPolicyFor(creation, KeyProgram().manufacturerRoot());
    QCOMPARE(refusalOf(created, expectationOf(creation), strict), u"attestation_none"_s);
}

void TstForeignClients::tamperedIsRefused()
{
    const KeyProgram program(touchedAtOnce);
    Judge client(u"client_fido2.py"_s, {program.socket(), origin});
    const CredentialCreation creation = creationOf(CoseAlgorithm::Es256);
    const CreatedCredential created = create(client, creation);
    const RegistrationPolicy policy = strictPolicyFor(creation, program.manufacturerRoot());
    const auto registered = verifyRegistration(created, expectationOf(creation), policy);
    QVERIFY(registered);

    RegistrationExpectation expected = expectationOf(creation);
    expected.challenge[0] = 'x';
    QCOMPARE(refusalOf(created, expected, policy), u"challenge"_s);
    expected = expectationOf(creation);
    expected.relyingParty.origins.browser = {u"https://panel.example.com"_s};
    QCOMPARE(refusalOf(created, expected, policy), u"origin"_s);
    const RegistrationPolicy others = strictPolicyFor(creation, KeyProgram().manufacturerRoot());
    QCOMPARE(refusalOf(created, expectationOf(creation), others), u"attestation_trust"_s);

    SignIn signedIn = signIn(client, *registered, requestFor(created.credentialId, Requirement::Discouraged), {});
    QCOMPARE(signedIn.refusal(), QString());
    ++signedIn.answer.signature.back();
    QCOMPARE(signedIn.refusal(), u"signature"_s);
    --signedIn.answer.signature.back();
    signedIn.expected.userVerification = Requirement::Required;
    QCOMPARE(signedIn.refusal(), u"user_verification"_s);
}

QTEST_GUILESS_MAIN(TstForeignClients)
#include "tst_foreignclients.moc"
