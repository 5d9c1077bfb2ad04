#include "webauthnbench.h"

#include <QFile>
#include <QTest>
#include <thread>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

template <typename T>
ErrorCode codeOf(const Result<T>& result)
{
    return result ? ErrorCode::Internal : result.error().code;
}

template <typename T>
QString stepOf(const Result<T>& result)
{
    return codeOf(result) == ErrorCode::AuthenticatorRefused ? result.error().details[u"step"_s].toString() : QString();
}

/// Attestation must lead to the maker of all keys at hand.
WebAuthnPolicy trustingPolicy()
{
    QFile root(KeyAtHand::rootFile());
    if (!root.open(QIODevice::ReadOnly))
        qFatal("no root");
    WebAuthnPolicy policy = examplePolicy();
    AttestationPolicy& attestation = policy.rules.attestation;
    attestation.conveyance = AttestationConveyance::Direct;
    attestation.acceptsNone = false;
    attestation.acceptsSelf = false;
    attestation.anchors = TrustAnchors::fromPem(root.readAll()).take();
    return policy;
}

} // namespace

/// From "register a security key" to its record.
class TestKeyRegistration : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void registersAKey();
    void asksWhatPolicyWants();
    void keepsAllThatIsToBeKept();
    void doesNotKeepWordsThatNobodyKnows();
    void asksAKeyNotToRegisterTwice();
    void isGoodForOneAnswer();
    void isSpentByARefusedAnswer();
    void belongsToPersonSignInAndInstallation();
    void ends();
    void aNewOneTakesThePlaceOfTheOneBefore();
    void ofTwoAnswersAtOnceOneWins();
    void ofTwoPeopleWithOneCredentialOneHasIt();
    void canBeCancelled();
    void hasALimit();
    void needsAStrongProofOnceThereIsAFactor();
    void isForKiosksAndDesktops();
    void namesKeys();
    void aBadNameSpendsNothing();
    void policyIsKept_data();
    void policyIsKept();
    void modelsAreAllowedAndDenied();
    void aRefusalIsOnRecordAndNobodyIsTold();
};

void TestKeyRegistration::registersAKey()
{
    WebAuthnBench bench;
    KeyAtHand blue;
    const Caller ada = bench.caller(u"ada"_s);
    const SecurityKey key = bench.registered(ada, blue, u"  Blue key "_s);
    QCOMPARE(key.name, u"Blue key"_s);
    QCOMPARE(key.aaguid, QByteArray("KEYDESK-VIRTUAL1"));
    QCOMPARE(key.registered, bench.database.clock().now());
    QVERIFY(key.isDiscoverable && !key.isLost && !key.isBackedUp && key.alerts.isEmpty() && !key.lastUsed);
    QCOMPARE(bench.service.keys(ada)->size(), 1);
    QCOMPARE(bench.service.keys(ada)->first().credentialId, key.credentialId);
    QCOMPARE(bench.goodFactors(u"ada"_s), 1);
    QCOMPARE(bench.auditEvents(), (QStringList{u"security_key.registration_started"_s, u"security_key.registered"_s}));
    QCOMPARE(bench.credentials.proved, QStringList{u"webauthn "_s % key.id.value});
    QCOMPARE(bench.mailTexts(), QStringList{u"mail.security_key_registered"_s});
    QCOMPARE(bench.mails().first().variables[u"key"_s], u"Blue key"_s);
    QCOMPARE(bench.mails().first().variables[u"place"_s], u"IT office, ground floor"_s);
    QCOMPARE(bench.count(u"security_key_registrations"_s), 0);
}

void TestKeyRegistration::asksWhatPolicyWants()
{
    WebAuthnPolicy policy = examplePolicy();
    policy.rules.userVerification = Requirement::Required;
    policy.rules.algorithms = {CoseAlgorithm::EdDsa, CoseAlgorithm::Es256};
    policy.residentKey = Requirement::Discouraged;
    policy.attachment = AuthenticatorAttachment::CrossPlatform;
    policy.origins[InstallationKind::Kiosk] = {u"https://kiosk.example.org"_s, u"https://register.example.org"_s};
    WebAuthnBench bench(policy);
    const auto creation = bench.service.startRegistration(bench.caller(u"ada"_s));
    QVERIFY(creation);
    QCOMPARE(creation->challenge.size(), 32);
    QCOMPARE(creation->relyingPartyId, u"example.org"_s);
    QCOMPARE(creation->relyingPartyName, u"Example Corp"_s);
    QCOMPARE(creation->origin, u"https://kiosk.example.org"_s);
    QCOMPARE(creation->userName, u"ada"_s);
    QCOMPARE(creation->displayName, u"Ada Example"_s);
    QCOMPARE(creation->userHandle.size(), 64);
    QCOMPARE(creation->algorithms, policy.rules.algorithms);
    QCOMPARE(creation->userVerification, Requirement::Required);
    QCOMPARE(creation->residentKey, Requirement::Discouraged);
    QCOMPARE(creation->attachment, AuthenticatorAttachment::CrossPlatform);
    QCOMPARE(creation->expires, bench.database.clock().now() + policy.registrationLife);
    const auto again = bench.service.startRegistration(bench.caller(u"ada"_s));
    QVERIFY(again->challenge != creation->challenge);
    QCOMPARE(again->userHandle, creation->userHandle);
    QVERIFY(bench.service.startRegistration(bench.caller(u"alan"_s))->userHandle != creation->userHandle);
}

void TestKeyRegistration::keepsAllThatIsToBeKept()
{
    WebAuthnBench bench(trustingPolicy());
    bench.database.clock().set(SystemClock().now()); // The maker's certificates are of today.
    KeyAtHand blue;
    blue.transports = {u"nfc"_s, u"usb"_s};
    const Caller ada = bench.caller(u"ada"_s);
    const auto creation = bench.service.startRegistration(ada);
    const CreatedCredential created = blue.create(*creation);
    QVERIFY(bench.service.finishRegistration(ada, created, {}));
    const auto row = bench.database->read([](Transaction& transaction) -> Result<Row> {
        return *transaction.first(
            u"SELECT credential_type, credential_id, sign_count, is_user_verified, transports, is_backup_eligible, "
            "is_backed_up, aaguid, attestation_object, client_data, rp_id, algorithm, attestation_format, "
            "attestation_type, is_trusted, public_key, key_identifiers FROM security_keys"_s);
    });
    QCOMPARE(row->text(0), u"public-key"_s);
    QCOMPARE(row->bytes(1), created.credentialId);
    QCOMPARE(row->number(2), 1);
    QVERIFY(row->boolean(3));
    QCOMPARE(row->text(4), u"usb,nfc"_s);
    QVERIFY(!row->boolean(5) && !row->boolean(6));
    QCOMPARE(row->bytes(7), QByteArray("KEYDESK-VIRTUAL1"));
    QCOMPARE(row->bytes(8), created.attestationObject);
    QCOMPARE(row->bytes(9), created.clientDataJson);
    QCOMPARE(row->text(10), u"example.org"_s);
    QCOMPARE(row->number(11), -7);
    QCOMPARE(row->text(12), u"packed"_s);
    QCOMPARE(row->text(13), u"certified"_s);
    QVERIFY(row->boolean(14));
    QVERIFY(created.attestationObject.contains(row->bytes(15)));
    QCOMPARE(row->bytes(16).size(), 20);
}

void TestKeyRegistration::doesNotKeepWordsThatNobodyKnows()
{
    WebAuthnBench bench;
    KeyAtHand key;
    key.transports = {u"telepathy, or so"_s, u"usb"_s};
    const Caller ada = bench.caller(u"ada"_s, true);
    bench.registered(ada, key);
    QCOMPARE(bench.service.startRegistration(ada)->excluded.first().transports, QStringList{u"usb"_s});
}

void TestKeyRegistration::asksAKeyNotToRegisterTwice()
{
    WebAuthnBench bench;
    KeyAtHand blue;
    KeyAtHand red;
    const Caller ada = bench.caller(u"ada"_s, true);
    const SecurityKey first = bench.registered(ada, blue);
    bench.database.clock().advance(1s);
    const SecurityKey second = bench.registered(ada, red);
    const auto excluded = bench.service.startRegistration(ada)->excluded;
    QCOMPARE(excluded.size(), 2);
    QCOMPARE(excluded[0].id, first.credentialId);
    QCOMPARE(excluded[1].id, second.credentialId);
    // One that is found again may be registered anew.
    QVERIFY(bench.service.reportLost(ada, first.id));
    QCOMPARE(bench.service.startRegistration(ada)->excluded.size(), 1);
}

void TestKeyRegistration::isGoodForOneAnswer()
{
    WebAuthnBench bench;
    KeyAtHand blue;
    const Caller ada = bench.caller(u"ada"_s, true);
    const auto creation = bench.service.startRegistration(ada);
    const CreatedCredential created = blue.create(*creation);
    QVERIFY(bench.service.finishRegistration(ada, created, {}));
    QCOMPARE(codeOf(bench.service.finishRegistration(ada, created, {})), ErrorCode::CeremonyEnded);
    QCOMPARE(codeOf(bench.service.finishRegistration(ada, blue.create(*creation), {})), ErrorCode::CeremonyEnded);
    // What was made for one challenge is nothing for another.
    CreatedCredential replayed = blue.create(*creation);
    replayed.ceremony = bench.service.startRegistration(ada)->ceremony;
    QCOMPARE(stepOf(bench.service.finishRegistration(ada, replayed, {})), u"challenge"_s);
    QCOMPARE(bench.service.keys(ada)->size(), 1);
}

void TestKeyRegistration::isSpentByARefusedAnswer()
{
    WebAuthnBench bench;
    KeyAtHand blue;
    const Caller ada = bench.caller(u"ada"_s);
    const auto creation = bench.service.startRegistration(ada);
    blue.origin = u"https://evil.example.com"_s;
    QCOMPARE(stepOf(bench.service.finishRegistration(ada, blue.create(*creation), {})), u"origin"_s);
    blue.origin.reset();
    QCOMPARE(codeOf(bench.service.finishRegistration(ada, blue.create(*creation), {})), ErrorCode::CeremonyEnded);
    QVERIFY(bench.service.keys(ada)->isEmpty());
}

void TestKeyRegistration::belongsToPersonSignInAndInstallation()
{
    WebAuthnBench bench;
    KeyAtHand blue;
    const Caller ada = bench.caller(u"ada"_s);
    const auto creation = bench.service.startRegistration(ada);
    const CreatedCredential created = blue.create(*creation);
    Caller elsewhere = ada;
    elsewhere.installation = InstallationId{u"other desk"_s};
    Caller otherSignIn = ada;
    otherSignIn.token = TokenId{u"another token"_s};
    Caller nobody = ada;
    nobody.user.reset();
    for (const Caller& other : {elsewhere, otherSignIn, nobody, bench.caller(u"grace"_s)}) {
        QCOMPARE(codeOf(bench.service.finishRegistration(other, created, {})), ErrorCode::CeremonyEnded);
        QCOMPARE(codeOf(bench.service.cancelRegistration(other, creation->ceremony)), ErrorCode::CeremonyEnded);
    }
    QVERIFY(bench.service.finishRegistration(ada, created, {})); // Nobody else has spent it.
}

void TestKeyRegistration::ends()
{
    WebAuthnBench bench;
    KeyAtHand blue;
    const Caller ada = bench.caller(u"ada"_s);
    const auto creation = bench.service.startRegistration(ada);
    bench.database.clock().advance(10min);
    QCOMPARE(codeOf(bench.service.finishRegistration(ada, blue.create(*creation), {})), ErrorCode::CeremonyEnded);
    QCOMPARE(codeOf(bench.service.cancelRegistration(ada, creation->ceremony)), ErrorCode::CeremonyEnded);
    QVERIFY(bench.service.keys(ada)->isEmpty());
}

void TestKeyRegistration::aNewOneTakesThePlaceOfTheOneBefore()
{
    WebAuthnBench bench;
    KeyAtHand blue;
    const Caller ada = bench.caller(u"ada"_s);
    const auto before = bench.service.startRegistration(ada);
    const auto now = bench.service.startRegistration(ada);
    QCOMPARE(codeOf(bench.service.finishRegistration(ada, blue.create(*before), {})), ErrorCode::CeremonyEnded);
    QVERIFY(bench.service.finishRegistration(ada, blue.create(*now), {}));
    QCOMPARE(bench.count(u"security_key_registrations"_s), 0);
}

void TestKeyRegistration::ofTwoAnswersAtOnceOneWins()
{
    WebAuthnBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    KeyAtHand key;
    const auto creation = bench.service.startRegistration(ada);
    const QList<CreatedCredential> answers{key.create(*creation), key.create(*creation), key.create(*creation),
                                           key.create(*creation)};
    std::atomic<int> accepted{0};
    std::atomic<int> ended{0};
    {
        std::vector<std::jthread> threads;
        for (const CreatedCredential& created : answers) {
            threads.emplace_back([&] {
                const auto answer = bench.service.finishRegistration(ada, created, {});
                ++(answer ? accepted : ended);
                if (!answer && answer.error().code != ErrorCode::CeremonyEnded)
                    qWarning() << codeName(answer.error().code) << answer.error().context;
            });
        }
    }
    QCOMPARE(accepted, 1);
    QCOMPARE(ended, 3);
    QCOMPARE(bench.service.keys(ada)->size(), 1);
    QCOMPARE(bench.mails().size(), 1);
}

void TestKeyRegistration::ofTwoPeopleWithOneCredentialOneHasIt()
{
    WebAuthnBench bench;
    KeyAtHand blue;
    const Caller ada = bench.caller(u"ada"_s);
    const Caller grace = bench.caller(u"grace"_s);
    const auto adas = bench.service.startRegistration(ada);
    const auto graces = bench.service.startRegistration(grace);
    // The key says "none" of its make, so that the same credential fits two challenges.
    virtualkey::KeyModel model;
    model.attestation = virtualkey::KeyModel::AttestationForm::None;
    KeyAtHand shy(model);
    CreatedCredential first = shy.create(*adas);
    CreatedCredential second = first;
    second.ceremony = graces->ceremony;
    second.clientDataJson = blue.create(*graces).clientDataJson;
    QVERIFY(bench.service.finishRegistration(ada, first, {}));
    QCOMPARE(stepOf(bench.service.finishRegistration(grace, second, {})), u"credential_registered"_s);
    QVERIFY(bench.service.keys(grace)->isEmpty());
}

void TestKeyRegistration::canBeCancelled()
{
    WebAuthnBench bench;
    KeyAtHand blue;
    const Caller ada = bench.caller(u"ada"_s);
    const auto creation = bench.service.startRegistration(ada);
    QVERIFY(bench.service.cancelRegistration(ada, creation->ceremony));
    QCOMPARE(codeOf(bench.service.finishRegistration(ada, blue.create(*creation), {})), ErrorCode::CeremonyEnded);
    QCOMPARE(codeOf(bench.service.cancelRegistration(ada, creation->ceremony)), ErrorCode::CeremonyEnded);
    QCOMPARE(bench.auditEvents().last(), u"security_key.registration_cancelled"_s);
    QVERIFY(bench.mails().isEmpty());
}

void TestKeyRegistration::hasALimit()
{
    WebAuthnPolicy policy = examplePolicy();
    policy.keysPerPerson = 2;
    WebAuthnBench bench(policy);
    KeyAtHand key;
    const Caller ada = bench.caller(u"ada"_s, true);
    bench.registered(ada, key);
    const SecurityKey second = bench.registered(ada, key);
    const auto third = bench.service.startRegistration(ada);
    QCOMPARE(codeOf(third), ErrorCode::LimitReached);
    QCOMPARE(third.error().details[u"limit"_s].toInt(), 2);
    // A proof would not help, so that none is asked for.
    QCOMPARE(codeOf(bench.service.startRegistration(bench.caller(u"ada"_s))), ErrorCode::LimitReached);
    QVERIFY(bench.service.reportLost(ada, second.id));
    QVERIFY(bench.service.startRegistration(ada));
}

void TestKeyRegistration::needsAStrongProofOnceThereIsAFactor()
{
    WebAuthnBench bench;
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    QCOMPARE(codeOf(bench.service.startRegistration(bench.caller(u"ada"_s))), ErrorCode::StepUpRequired);
    QVERIFY(bench.service.startRegistration(bench.caller(u"ada"_s, true)));
}

void TestKeyRegistration::isForKiosksAndDesktops()
{
    WebAuthnBench bench;
    Caller ada = bench.caller(u"ada"_s);
    for (const InstallationKind kind : {InstallationKind::Sync, InstallationKind::Administration}) {
        ada.installationKind = kind;
        QCOMPARE(codeOf(bench.service.startRegistration(ada)), ErrorCode::Forbidden);
    }
    ada.installationKind = InstallationKind::Desktop;
    QVERIFY(bench.service.startRegistration(ada));
    ada.user.reset();
    QCOMPARE(codeOf(bench.service.startRegistration(ada)), ErrorCode::TokenInvalid);
}

void TestKeyRegistration::namesKeys()
{
    WebAuthnBench bench;
    KeyAtHand key;
    const Caller ada = bench.caller(u"ada"_s, true);
    QCOMPARE(bench.registered(ada, key).name, u"Security key 1"_s);
    QCOMPARE(bench.registered(ada, key, u"Security key 2"_s).name, u"Security key 2"_s);
    QCOMPARE(bench.registered(ada, key, u"   "_s).name, u"Security key 3"_s);
    QCOMPARE(bench.registered(bench.caller(u"grace"_s), key).name, u"Güvenlik anahtarı 1"_s);
}

void TestKeyRegistration::aBadNameSpendsNothing()
{
    WebAuthnBench bench;
    KeyAtHand key;
    const Caller ada = bench.caller(u"ada"_s);
    const CreatedCredential created = key.create(*bench.service.startRegistration(ada));
    for (const QString& name : {QString(65, u'x'), u"a\nb"_s, QString(QChar(0x202e))}) {
        const auto refused = bench.service.finishRegistration(ada, created, name);
        QCOMPARE(codeOf(refused), ErrorCode::InvalidRequest);
        QCOMPARE(refused.error().details[u"field"_s].toString(), u"name"_s);
    }
    QVERIFY(bench.service.finishRegistration(ada, created, u"Blue"_s));
}

void TestKeyRegistration::policyIsKept_data()
{
    using Change = std::function<void(WebAuthnPolicy&, KeyAtHand&)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("step");
    QTest::newRow("user verification") << Change([](WebAuthnPolicy& policy, KeyAtHand& key) {
        policy.rules.userVerification = Requirement::Required;
        key.isVerifying = false;
    }) << u"user_verification"_s;
    QTest::newRow("algorithm") << Change([](WebAuthnPolicy& policy, KeyAtHand&) {
        policy.rules.algorithms = {CoseAlgorithm::EdDsa};
    }) << u"algorithm"_s;
    QTest::newRow("synchronised") << Change([](WebAuthnPolicy& policy, KeyAtHand& key) {
        policy.rules.backup = BackupPolicy::DeviceBound;
        key.misbehave({.setFlags = 0x08});
    }) << u"backup_policy"_s;
    QTest::newRow("built in, wanted") << Change([](WebAuthnPolicy& policy, KeyAtHand&) {
        policy.attachment = AuthenticatorAttachment::Platform;
    }) << u"attachment"_s;
    QTest::newRow("built in, not wanted") << Change([](WebAuthnPolicy& policy, KeyAtHand& key) {
        policy.attachment = AuthenticatorAttachment::CrossPlatform;
        key.transports = {u"internal"_s};
    }) << u"attachment"_s;
    QTest::newRow("no attestation") << Change([](WebAuthnPolicy& policy, KeyAtHand& key) {
        policy.rules.attestation.acceptsNone = false;
        virtualkey::KeyModel model;
        model.attestation = virtualkey::KeyModel::AttestationForm::None;
        key = KeyAtHand(model);
    }) << u"attestation_none"_s;
    QTest::newRow("self attestation") << Change([](WebAuthnPolicy& policy, KeyAtHand& key) {
        policy = trustingPolicy();
        virtualkey::KeyModel model;
        model.attestation = virtualkey::KeyModel::AttestationForm::Self;
        key = KeyAtHand(model);
    }) << u"attestation_self"_s;
    QTest::newRow("nobody vouches for it") << Change([](WebAuthnPolicy& policy, KeyAtHand&) {
        policy = trustingPolicy();
        policy.rules.attestation.anchors = {};
    }) << u"attestation_trust"_s;
    QTest::newRow("origin of another kind") << Change([](WebAuthnPolicy& policy, KeyAtHand& key) {
        policy.origins[InstallationKind::Desktop] = {u"https://desktop.example.org"_s};
        key.origin = u"https://desktop.example.org"_s;
    }) << u"origin"_s;
}

void TestKeyRegistration::policyIsKept()
{
    using Change = std::function<void(WebAuthnPolicy&, KeyAtHand&)>;
    QFETCH(Change, change);
    QFETCH(QString, step);
    WebAuthnPolicy policy = examplePolicy();
    KeyAtHand key;
    change(policy, key);
    WebAuthnBench bench(policy);
    bench.database.clock().set(SystemClock().now());
    const auto refused = bench.tried(bench.caller(u"ada"_s), key);
    QCOMPARE(stepOf(refused), step);
    QVERIFY(bench.service.keys(bench.caller(u"ada"_s))->isEmpty());
}

void TestKeyRegistration::modelsAreAllowedAndDenied()
{
    virtualkey::KeyModel other;
    other.aaguid = "ANOTHER-VIRTUAL1";
    KeyAtHand ours;
    KeyAtHand others(other);
    WebAuthnPolicy policy = trustingPolicy();
    policy.rules.attestation.deniedModels = {other.aaguid};
    {
        WebAuthnBench bench(policy);
        bench.database.clock().set(SystemClock().now());
        QVERIFY(bench.tried(bench.caller(u"ada"_s), ours));
        QCOMPARE(stepOf(bench.tried(bench.caller(u"grace"_s), others)), u"model_denied"_s);
    }
    policy.rules.attestation.deniedModels = {};
    policy.rules.attestation.allowedModels = {other.aaguid};
    WebAuthnBench bench(policy);
    bench.database.clock().set(SystemClock().now());
    QCOMPARE(stepOf(bench.tried(bench.caller(u"ada"_s), ours)), u"model_not_allowed"_s);
    QVERIFY(bench.tried(bench.caller(u"grace"_s), others));
}

void TestKeyRegistration::aRefusalIsOnRecordAndNobodyIsTold()
{
    WebAuthnBench bench;
    KeyAtHand key;
    key.origin = u"https://evil.example.com"_s;
    QCOMPARE(stepOf(bench.tried(bench.caller(u"ada"_s), key)), u"origin"_s);
    const AuditRecord record = bench.auditRecords().last();
    QCOMPARE(record.event, u"security_key.refused"_s);
    QCOMPARE(record.subject, u"ada"_s);
    QCOMPARE(record.details[u"step"_s].toString(), u"origin"_s);
    QVERIFY(bench.mails().isEmpty());
}

Q_DECLARE_METATYPE(std::function<void(WebAuthnPolicy&, KeyAtHand&)>)

QTEST_GUILESS_MAIN(TestKeyRegistration)
#include "tst_keyregistration.moc"
