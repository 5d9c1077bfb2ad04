#include "keybench.h"
#include "nidkey.h"

#include <QSignalSpy>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

/// An authenticator of other people, and the devices that see it.
struct NidBench
{
    explicit NidBench(const QStringList& algorithms = {})
        : key(algorithms), local(sourcesFor({key.socket()}), benchTimes), watch(devices)
    {
        local.start();
        isReady = watch.waitForKeys(1);
    }

    CreatedCredential create(const CredentialCreation& creation) const
    {
        return watch.outcome<CreatedCredential>(devices.makeCredential(creation));
    }

    NidKey key;
    LocalKeyDevices local;
    KeyDevices& devices = local;
    KeyWatch watch;
    bool isReady = false;
};

CredentialCreation creationWith(const QList<CoseAlgorithm>& algorithms)
{
    CredentialCreation creation = creationFor();
    creation.algorithms = algorithms;
    return creation;
}

} // namespace

/// What was tried with keydesk-key alone could be a misunderstanding shared by both sides.
class TstNidKey : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhatItIs()
    {
        NidBench bench;
        QVERIFY(bench.isReady);
        const KeyDevice device = bench.devices.keys()[0];
        QCOMPARE(device.state, KeyDevice::State::Ready);
        QCOMPARE(device.aaguid, QByteArray("NID-AUTH-3141592"));
        QCOMPARE(device.pin, PinState::Unsupported);
        QVERIFY(device.verifiesByItself);
        QVERIFY(device.can(KeyAbility::Discoverable));
        QVERIFY(!device.can(KeyAbility::CredentialList));
    }

    void registersAndSignsIn_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<CoseAlgorithm>("algorithm");
        QTest::newRow("ES256") << u"ES256"_s << CoseAlgorithm::Es256;
        QTest::newRow("EdDSA") << u"EdDSA"_s << CoseAlgorithm::EdDsa;
        QTest::newRow("RS256") << u"RS256"_s << CoseAlgorithm::Rs256;
    }
    void registersAndSignsIn()
    {
        QFETCH(QString, name);
        QFETCH(CoseAlgorithm, algorithm);
        NidBench bench({name});
        QVERIFY(bench.isReady);
        const CreatedCredential created = bench.create(creationWith({algorithm}));
        QCOMPARE(created.credentialId.size(), 32);
        QVERIFY(created.attestationObject.contains("none"));
        const auto answer = bench.watch.outcome<AssertionAnswer>(
            bench.devices.makeAssertion(requestFor({QByteArray(32, 'x'), created.credentialId})));
        QCOMPARE(answer.credentialId, created.credentialId);
        QCOMPARE(answer.userHandle, creationFor().userHandle);
        QVERIFY(!answer.signature.isEmpty());
    }

    void signsInWithoutAUserName()
    {
        NidBench bench;
        QVERIFY(bench.isReady);
        CredentialCreation creation = creationFor();
        creation.residentKey = Requirement::Required;
        creation.userVerification = Requirement::Required;
        const CreatedCredential created = bench.create(creation);
        QVERIFY(created.isDiscoverable);
        AssertionRequest request = requestFor();
        request.userVerification = Requirement::Required;
        const auto answer = bench.watch.outcome<AssertionAnswer>(bench.devices.makeAssertion(request));
        QCOMPARE(answer.credentialId, created.credentialId);
        QCOMPARE(answer.userHandle, creation.userHandle);
    }

    void refusals()
    {
        NidBench bench({u"ES256"_s});
        QVERIFY(bench.isReady);
        const auto problemOf = [&](const KeyOperationId& operation) { return bench.watch.failure(operation).problem; };
        QCOMPARE(problemOf(bench.devices.makeAssertion(requestFor({QByteArray(32, 'x')}))), KeyProblem::NoCredential);
        CredentialCreation again = creationFor();
        again.excluded = {{.id = bench.create(again).credentialId}};
        QCOMPARE(problemOf(bench.devices.makeCredential(again)), KeyProblem::AlreadyRegistered);
        const KeyFailure unknown =
            bench.watch.failure(bench.devices.makeCredential(creationWith({CoseAlgorithm::EdDsa})));
        QCOMPARE(unknown.problem, KeyProblem::NotSupported);
        QCOMPARE(unknown.missing, std::optional(KeyAbility::Algorithm));
    }

    void isUnplugged()
    {
        NidBench bench;
        QVERIFY(bench.isReady);
        QSignalSpy removed(&bench.devices, &KeyDevices::removed);
        bench.key.unplug();
        QTRY_COMPARE(removed.size(), 1);
        QVERIFY(bench.devices.keys().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TstNidKey)
#include "tst_nidkey.moc"
