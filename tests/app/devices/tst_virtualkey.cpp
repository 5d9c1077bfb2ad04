#include "keybench.h"

#include <QJsonArray>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr quint8 userPresent = 0x01;
constexpr quint8 userVerified = 0x04;

/// The flags of authenticator data (Web Authentication, section 6.1).
quint8 flagsOf(const QByteArray& authenticatorData)
{
    return authenticatorData.size() > 32 ? static_cast<quint8>(authenticatorData[32]) : 0;
}

QByteArray authenticatorDataOf(const CreatedCredential& created)
{
    const QByteArray member = "authData";
    const qsizetype at = created.attestationObject.indexOf(member) + member.size();
    const bool isLong = created.attestationObject.mid(at, 1) == "\x59"; // Two bytes of length.
    return created.attestationObject.mid(at + (isLong ? 3 : 2));
}

} // namespace

/// What people do with a key, from beginning to end.
class TstVirtualKey : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsKnownBeforeAnythingIsCreated()
    {
        KeyBench bench({u"--slots"_s, u"3"_s, u"--aaguid"_s, u"ee882879-721c-4913-9775-3dfcce97072a"_s});
        QVERIFY(bench.isReady);
        const KeyDevice device = bench.device();
        QCOMPARE(device.state, KeyDevice::State::Ready);
        QCOMPARE(device.pin, PinState::NotSet);
        QCOMPARE(device.minimumPinLength, 4);
        QCOMPARE(device.freeSlots, std::optional(3));
        QCOMPARE(device.aaguid.toHex(), QByteArray("ee882879721c491397753dfcce97072a"));
        QCOMPARE(device.model, u"YubiKey 5 Series"_s);
        QVERIFY(!device.isU2fOnly);
        QVERIFY(bench.setPin("1234"));
        QVERIFY(bench.watch.waitFor([&] { return bench.device().triesLeft == 8; }));
    }

    void modelIsTheMakersWordWhereItIsNotKnown()
    {
        KeyBench bench;
        QCOMPARE(bench.device().model, u"key"_s);
    }

    void registersAndSignsIn()
    {
        KeyBench bench;
        const CreatedCredential created = bench.create();
        QCOMPARE(created.ceremony, CeremonyId{u"ceremony"_s});
        QVERIFY(created.credentialId.size() >= 16);
        QVERIFY(created.clientDataJson.startsWith("{\"type\":\"webauthn.create\",\"challenge\":\"Y2Nj"));
        QVERIFY(created.attestationObject.startsWith("\xa3\x63"
                                                     "fmt\x66"
                                                     "packed\x67"
                                                     "attStmt"));
        QVERIFY(authenticatorDataOf(created).contains(created.credentialId));
        QVERIFY(created.transports.contains(u"usb"_s));
        QVERIFY(!created.isDiscoverable);

        const AssertionAnswer answer = bench.assertion(requestFor({QByteArray(32, 'x'), created.credentialId}));
        QCOMPARE(answer.ceremony, CeremonyId{u"sign-in"_s});
        QCOMPARE(answer.credentialId, created.credentialId);
        QCOMPARE(answer.authenticatorData.size(), 37);
        QCOMPARE(flagsOf(answer.authenticatorData), userPresent);
        QVERIFY(answer.signature.size() > 60);
    }

    void attestationIsLeftOutWhereNobodyAsksForIt()
    {
        KeyBench bench;
        CredentialCreation creation = creationFor();
        creation.attestation = AttestationConveyance::None;
        const CreatedCredential created = bench.create(creation);
        QVERIFY(created.attestationObject.startsWith("\xa3\x63"
                                                     "fmt\x64"
                                                     "none\x67"
                                                     "attStmt\xa0\x68"
                                                     "authData"));
    }

    void oneAllowedCredentialNeedNotBeNamedByTheKey()
    {
        KeyBench bench;
        const CreatedCredential created = bench.create();
        QCOMPARE(bench.assertion(requestFor({created.credentialId})).credentialId, created.credentialId);
    }

    void algorithmIsTheServicesFirstThatTheKeyKnows()
    {
        KeyBench bench({u"--algorithms"_s, u"eddsa,es256"_s});
        CredentialCreation creation = creationFor();
        creation.algorithms = {CoseAlgorithm::Ed448, CoseAlgorithm::Es384, CoseAlgorithm::EdDsa, CoseAlgorithm::Es256};
        QVERIFY(!bench.create(creation).credentialId.isEmpty());
        const QJsonObject kept = bench.key.tell(u"credentials"_s)[u"credentials"_s].toArray()[0].toObject();
        QCOMPARE(kept[u"algorithm"_s].toInt(), -8);

        creation.algorithms = {CoseAlgorithm::Rs256};
        const auto failure = bench.watch.failure(bench.devices.makeCredential(creation));
        QCOMPARE(failure.problem, KeyProblem::NotSupported);
        QCOMPARE(failure.missing, std::optional(KeyAbility::Algorithm));
    }

    void longNamesAreCutBetweenLetters()
    {
        KeyBench bench;
        CredentialCreation creation = creationFor();
        creation.userName = u"İ"_s.repeated(40); // 80 bytes; keys may refuse more than 64.
        QVERIFY(!bench.create(creation).credentialId.isEmpty());
        const QJsonObject kept = bench.key.tell(u"credentials"_s)[u"credentials"_s].toArray()[0].toObject();
        QVERIFY(u"İ"_s.repeated(32).startsWith(kept[u"userName"_s].toString()));
    }

    void verificationThatTheServiceDemandsIsAskedForFirst()
    {
        KeyBench bench;
        CredentialCreation creation = creationFor();
        creation.userVerification = Requirement::Required;
        // Without a PIN on the key nothing is created.
        QCOMPARE(bench.watch.failure(bench.devices.makeCredential(creation)).problem, KeyProblem::PinNotSet);
        QCOMPARE(bench.credentialsOnKey(), 0);

        QVERIFY(bench.setPin("1234"));
        const CreatedCredential created = bench.create(creation, "1234");
        QCOMPARE(flagsOf(authenticatorDataOf(created)) & userVerified, userVerified);

        AssertionRequest request = requestFor({created.credentialId});
        request.userVerification = Requirement::Required;
        QCOMPARE(flagsOf(bench.assertion(request, "1234").authenticatorData), userPresent | userVerified);
    }

    void preferredVerificationUsesThePinThatIsThere()
    {
        KeyBench bench;
        CredentialCreation creation = creationFor();
        creation.userVerification = Requirement::Preferred;
        QVERIFY(!bench.create(creation).credentialId.isEmpty());
        QVERIFY(bench.setPin("1234"));
        creation.userHandle = "another";
        QCOMPARE(flagsOf(authenticatorDataOf(bench.create(creation, "1234"))) & userVerified, userVerified);
    }

    void keyThatAsksForItsPinByItselfGetsIt()
    {
        KeyBench bench({u"--always-pin"_s});
        QVERIFY(bench.setPin("1234"));
        QVERIFY(!bench.create(creationFor(), "1234").credentialId.isEmpty());
    }

    void signsInWithoutUserName()
    {
        KeyBench bench;
        QVERIFY(bench.setPin("1234"));
        CredentialCreation creation = creationFor();
        creation.residentKey = Requirement::Required;
        const CreatedCredential ada = bench.create(creation, "1234");
        QVERIFY(ada.isDiscoverable);
        AssertionRequest request = requestFor();
        request.userVerification = Requirement::Required;
        const AssertionAnswer answer = bench.assertion(request, "1234");
        QCOMPARE(answer.userHandle, creation.userHandle);
        QCOMPARE(answer.credentialId, ada.credentialId);

        CredentialCreation second = creationFor(u"grace"_s);
        second.residentKey = Requirement::Required;
        const CreatedCredential grace = bench.create(second, "1234");
        const auto operation = bench.devices.makeAssertion(request);
        QVERIFY(bench.give(operation, "1234"));
        QVERIFY(bench.watch.waitFor([&] { return bench.watch.accounts[operation].size() == 2; }));
        QStringList names;
        for (const KeyCredential& account : bench.watch.accounts[operation])
            names.append(account.userName);
        names.sort();
        QCOMPARE(names, (QStringList{u"ada"_s, u"grace"_s}));
        bench.devices.chooseAccount(operation, "nobody's");
        bench.devices.chooseAccount(operation, grace.credentialId);
        QCOMPARE(bench.watch.outcome<AssertionAnswer>(operation).userHandle, second.userHandle);
    }

    void credentialsAreListedAndRemoved()
    {
        KeyBench bench;
        QVERIFY(bench.setPin("1234"));
        CredentialCreation creation = creationFor();
        creation.residentKey = Requirement::Required;
        const QByteArray ada = bench.create(creation, "1234").credentialId;
        creation = creationFor(u"grace"_s);
        creation.residentKey = Requirement::Required;
        const QByteArray grace = bench.create(creation, "1234").credentialId;

        auto listing = bench.devices.listCredentials(bench.id(), u"example.org"_s);
        QVERIFY(bench.watch.waitForPin(listing));
        bench.devices.answerPin(listing, pinOf("1234"));
        const auto listed = bench.watch.outcome<QList<KeyCredential>>(listing);
        QCOMPARE(listed.size(), 2);
        QVERIFY(std::any_of(listed.begin(), listed.end(), [&](const KeyCredential& one) {
            return one == KeyCredential{ada, creationFor().userHandle, u"ada"_s, u"ADA"_s};
        }));

        // In one action, one of them unknown to the key.
        const auto removal = bench.devices.removeCredentials(bench.id(), {ada, QByteArray(16, 'x'), grace});
        QVERIFY(bench.watch.waitForPin(removal));
        bench.devices.answerPin(removal, pinOf("1234"));
        QVERIFY(bench.watch.isDone(removal));

        listing = bench.devices.listCredentials(bench.id(), u"example.org"_s);
        QVERIFY(bench.watch.waitForPin(listing));
        bench.devices.answerPin(listing, pinOf("1234"));
        QVERIFY(bench.watch.waitForEnd(listing));
        QVERIFY(std::get<QList<KeyCredential>>(bench.watch.outcomes[listing]).isEmpty());
        QVERIFY(bench.watch.waitFor([&] { return bench.device().freeSlots == 25; }));
    }

    void listNeedsAPin()
    {
        KeyBench bench;
        QCOMPARE(bench.watch.failure(bench.devices.listCredentials(bench.id(), u"example.org"_s)).problem,
                 KeyProblem::PinNotSet);
    }

    void registeredKeyIsToldAfterATouch()
    {
        KeyBench bench;
        CredentialCreation creation = creationFor();
        const CreatedCredential created = bench.create(creation);
        creation.excluded = {{.id = QByteArray(64, 'x')}, {.id = created.credentialId}};
        const auto operation = bench.devices.makeCredential(creation);
        QVERIFY(bench.touch(operation)); // The prompt is up: without it nobody would touch.
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::AlreadyRegistered);
        QCOMPARE(bench.credentialsOnKey(), 1);
    }

    void listsLongerThanARequestAreLookedThrough()
    {
        KeyBench bench;
        CredentialCreation creation = creationFor();
        const CreatedCredential created = bench.create(creation);
        QList<QByteArray> ids;
        for (char i = 0; i < 30; ++i)
            ids.append(QByteArray(48, 'A' + i));
        ids.append(QByteArray(900, 'x')); // Longer than any id of this key.
        QCOMPARE(bench.watch.failure(bench.devices.makeAssertion(requestFor(ids))).problem, KeyProblem::NoCredential);
        ids.insert(25, created.credentialId);
        QCOMPARE(bench.assertion(requestFor(ids)).credentialId, created.credentialId);

        for (const QByteArray& id : ids)
            creation.excluded.append({.id = id});
        const auto operation = bench.devices.makeCredential(creation);
        QVERIFY(bench.touch(operation));
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::AlreadyRegistered);
    }

    void fullKeyTakesWhatItNeedNotKeep()
    {
        KeyBench bench({u"--slots"_s, u"1"_s});
        CredentialCreation creation = creationFor();
        creation.residentKey = Requirement::Required;
        QVERIFY(!bench.create(creation).credentialId.isEmpty());
        QVERIFY(bench.watch.waitFor([&] { return bench.device().freeSlots == 0; }));
        creation.userHandle = "another";
        QCOMPARE(bench.watch.failure(bench.devices.makeCredential(creation)).problem, KeyProblem::NoFreeSlot);
        creation.residentKey = Requirement::Preferred;
        const CreatedCredential created = bench.create(creation);
        QVERIFY(!created.credentialId.isEmpty());
        QVERIFY(!created.isDiscoverable);
    }

    void keyBeforeCtap21TellsOfAFullMemoryLate()
    {
        KeyBench bench({u"--generation"_s, u"2.0"_s, u"--slots"_s, u"1"_s});
        QVERIFY(!bench.device().freeSlots);
        QVERIFY(bench.device().missing.contains(KeyAbility::CredentialList));
        CredentialCreation creation = creationFor();
        creation.residentKey = Requirement::Required;
        QVERIFY(!bench.create(creation).credentialId.isEmpty());
        creation.userHandle = "another";
        auto operation = bench.devices.makeCredential(creation);
        bench.key.tell({{u"command"_s, u"touch-mode"_s}, {u"mode"_s, u"auto"_s}});
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::NoFreeSlot);
        creation.residentKey = Requirement::Preferred;
        operation = bench.devices.makeCredential(creation);
        QVERIFY(!bench.watch.outcome<CreatedCredential>(operation).isDiscoverable);
    }

    void nothingFits()
    {
        KeyBench bench;
        const auto operation = bench.devices.makeAssertion(requestFor({QByteArray(32, 'x')}));
        bench.key.tell({{u"command"_s, u"touch-mode"_s}, {u"mode"_s, u"auto"_s}});
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::NoCredential);
    }

    void refusalOnTheKeyItself()
    {
        KeyBench bench;
        const auto operation = bench.devices.makeCredential(creationFor());
        QVERIFY(bench.watch.waitForAction(operation, KeyAction::Touch));
        bench.key.tell(u"deny"_s);
        QCOMPARE(bench.watch.failure(operation).problem, KeyProblem::Denied);
    }

    void keyOfTheWrongKind()
    {
        KeyBench bench;
        CredentialCreation creation = creationFor();
        creation.attachment = AuthenticatorAttachment::Platform;
        const auto failure = bench.watch.failure(bench.devices.makeCredential(creation));
        QCOMPARE(failure.problem, KeyProblem::NotSupported);
        QCOMPARE(failure.missing, std::optional(KeyAbility::BuiltIn));
        creation.attachment = AuthenticatorAttachment::CrossPlatform;
        QVERIFY(!bench.create(creation).credentialId.isEmpty());
    }

    void promptDoesNotFlashForAKeyThatIsTouchedAtOnce()
    {
        KeyBench bench({u"--touch"_s, u"auto"_s}, {.beforeTouchPrompt = 5s});
        const auto operation = bench.devices.makeCredential(creationFor());
        QVERIFY(!bench.watch.outcome<CreatedCredential>(operation).credentialId.isEmpty());
        QCOMPARE(bench.watch.actions[operation], QList<KeyAction>{KeyAction::Wait});
    }
};

QTEST_GUILESS_MAIN(TstVirtualKey)
#include "tst_virtualkey.moc"
