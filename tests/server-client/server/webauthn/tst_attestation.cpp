#include "attempts.h"
#include "cborwriter.h"

#include <QTest>
#include <openssl/evp.h>
#include <openssl/rsa.h>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(keydesk::CoseAlgorithm)

namespace {

/// What was verified, or the step that was not met.
struct Outcome
{
    QByteArray step = "accepted";
    VerifiedRegistration verified;
};

Outcome outcome(const RegistrationAttempt& attempt)
{
    auto result = verifyRegistration(attempt.created(), attempt.expected, attempt.policy);
    if (!result)
        return {.step = result.error().details[u"step"_s].toString().toLatin1(), .verified = {}};
    return {.verified = result.take()};
}

/// A trusted statement, or nothing.
RegistrationAttempt strictAttempt(const QByteArray& format)
{
    RegistrationAttempt attempt = ownAttempt(format);
    attempt.policy.attestation.acceptsNone = false;
    attempt.policy.attestation.acceptsSelf = false;
    attempt.policy.attestation.conveyance = AttestationConveyance::Direct;
    return attempt;
}

RegistrationAttempt attemptWith(const TestKey& key, const QByteArray& format)
{
    RegistrationAttempt attempt = strictAttempt(format);
    attempt.draft = RegistrationDraft(key);
    return attempt;
}

CborValue part(const char* format, const CborValue& statement)
{
    return cborMap({{"fmt", cborText(format)}, {"attStmt", statement}});
}

RegistrationAttempt compoundAttempt(const std::function<CborValue::Array(const RegistrationDraft&)>& parts)
{
    RegistrationAttempt attempt = strictAttempt("compound");
    attempt.statement = [parts](const RegistrationDraft& draft) { return cborArray(parts(draft)); };
    return attempt;
}

} // namespace

class TestAttestation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verifiesEveryAlgorithm_data();
    void verifiesEveryAlgorithm();
    void readsTpmKeysOfEveryKind_data();
    void readsTpmKeysOfEveryKind();
    void acceptsTpmsWithSha1WhereAllowed();
    void acceptsTpmsOfTheListedMakers();
    void takesWhatAndroidsSystemSaysUnlessHardwareIsDemanded();
    void acceptsTheAaguidInTheCertificate();
    void followsIntermediateCertificates();
    void trustsAnyAnchorOnThePath();
    void refusesWeakAuthorities();
    void treatsUntrustedAsSelf();
    void acceptsCompounds();
    void refusesBadCompounds();
    void believesNoAaguidOfU2fKeys();
    void believesNoAaguidBesideATrustedU2fPart();
    void takesAnchorsFromTheMetadata();
    void refusesPoliciesThatProveNothing();
};

void TestAttestation::verifiesEveryAlgorithm_data()
{
    QTest::addColumn<CoseAlgorithm>("algorithm");
    QTest::newRow("ES256") << CoseAlgorithm::Es256;
    QTest::newRow("ES384") << CoseAlgorithm::Es384;
    QTest::newRow("ES512") << CoseAlgorithm::Es512;
    QTest::newRow("RS256") << CoseAlgorithm::Rs256;
    QTest::newRow("Ed25519") << CoseAlgorithm::EdDsa;
    QTest::newRow("Ed448") << CoseAlgorithm::Ed448;
}

/// As the credential's key and as the attestation's, and the assertions afterwards.
void TestAttestation::verifiesEveryAlgorithm()
{
    QFETCH(CoseAlgorithm, algorithm);
    const TestKey key = TestKey::generate(algorithm);
    RegistrationAttempt self = ownAttempt("packed", true);
    self.draft = RegistrationDraft(key);
    QCOMPARE(outcome(self).step, QByteArray("accepted"));
    QCOMPARE(outcome(self).verified.algorithm, algorithm);
    QCOMPARE(outcome(self).verified.attestationType, AttestationType::Self);

    RegistrationAttempt certified = strictAttempt("packed");
    certified.statement = [leaf = issued(exampleAuthority(), {}, key)](const RegistrationDraft& draft) {
        return packedStatement(draft, leaf);
    };
    QCOMPARE(outcome(certified).step, QByteArray("accepted"));

    const AssertionDraft draft(key);
    AssertionAnswer answer = draft.finished();
    QVERIFY(verifyAssertion(answer, draft.record(), draft.expectation()));
    answer.signature[answer.signature.size() / 2] ^= 1;
    QVERIFY(!verifyAssertion(answer, draft.record(), draft.expectation()));
}

void TestAttestation::readsTpmKeysOfEveryKind_data()
{
    QTest::addColumn<CoseAlgorithm>("algorithm");
    QTest::newRow("P-256") << CoseAlgorithm::Es256;
    QTest::newRow("P-384") << CoseAlgorithm::Es384;
    QTest::newRow("P-521") << CoseAlgorithm::Es512;
    QTest::newRow("RSA") << CoseAlgorithm::Rs256;
}

void TestAttestation::readsTpmKeysOfEveryKind()
{
    QFETCH(CoseAlgorithm, algorithm);
    QCOMPARE(outcome(attemptWith(TestKey::generate(algorithm), "tpm")).step, QByteArray("accepted"));
    // An attestation key of the same kind, with a name by each hash.
    const TestCertificate leaf = issued(exampleAuthority(), tpmCertificate(), TestKey::generate(algorithm));
    for (const quint16 hash : {0x0004, 0x000b, 0x000c, 0x000d}) {
        RegistrationAttempt attempt = strictAttempt("tpm");
        attempt.statement = [&](const RegistrationDraft& draft) {
            return tpmStatement(draft, leaf, {.nameAlgorithm = hash});
        };
        QCOMPARE(outcome(attempt).step, QByteArray("accepted"));
    }
}

void TestAttestation::acceptsTpmsWithSha1WhereAllowed()
{
    const TestCertificate leaf = issued(exampleAuthority(), tpmCertificate(), TestKey::generate(CoseAlgorithm::Rs256));
    RegistrationAttempt attempt = strictAttempt("tpm");
    attempt.statement = [&](const RegistrationDraft& draft) { return tpmStatement(draft, leaf, {.algorithm = rs1}); };
    QCOMPARE(outcome(attempt).step, QByteArray("attestation_algorithm"));
    attempt.policy.attestation.rules.acceptsTpmSha1 = true;
    QCOMPARE(outcome(attempt).step, QByteArray("accepted"));
}

void TestAttestation::acceptsTpmsOfTheListedMakers()
{
    RegistrationAttempt attempt = strictAttempt("tpm");
    attempt.policy.attestation.rules.tpmManufacturers = {u"id:494E5443"_s, u"id:414d4400"_s};
    QCOMPARE(outcome(attempt).step, QByteArray("accepted"));
}

void TestAttestation::takesWhatAndroidsSystemSaysUnlessHardwareIsDemanded()
{
    RegistrationAttempt attempt = strictAttempt("android-key");
    attempt.statement = [](const RegistrationDraft& draft) {
        return androidStatement(draft, exampleAuthority(), exampleKey(),
                                {.hardware = androidPurposes({2}), .software = androidOrigin(0)});
    };
    QCOMPARE(outcome(attempt).step, QByteArray("accepted"));
    attempt.policy.attestation.rules.androidHardwareOnly = true;
    QCOMPARE(outcome(attempt).step, QByteArray("attestation_key_use"));
}

void TestAttestation::acceptsTheAaguidInTheCertificate()
{
    RegistrationAttempt attempt = strictAttempt("packed");
    const TestCertificate leaf =
        issued(exampleAuthority(), {.extensions = {modelExtension(exampleModel)}}, exampleLeaf().key);
    attempt.statement = [&](const RegistrationDraft& draft) { return packedStatement(draft, leaf); };
    QCOMPARE(outcome(attempt).step, QByteArray("accepted"));
}

void TestAttestation::followsIntermediateCertificates()
{
    const TestCertificate between =
        issued(exampleAuthority(), {.subject = {{"2.5.4.3", u"Between"_s}}, .isAuthority = true},
               TestKey::generate(CoseAlgorithm::Es384));
    const TestCertificate leaf = issued(between, {}, exampleLeaf().key);
    RegistrationAttempt attempt = strictAttempt("packed");
    const auto withPath = [&](const CborValue::Array& path) {
        attempt.statement = [&leaf, path](const RegistrationDraft& draft) {
            return withMember(packedStatement(draft, leaf), "x5c", cborArray(path));
        };
        return outcome(attempt);
    };
    const CborValue leafItem = cborBytesItem(leaf.der());
    const CborValue betweenItem = cborBytesItem(between.der());
    QCOMPARE(withPath({leafItem}).step, QByteArray("attestation_trust"));
    QCOMPARE(withPath({leafItem, betweenItem}).step, QByteArray("accepted"));
    // With the root, which need not be there, and in any order after the leaf.
    QCOMPARE(withPath({leafItem, cborBytesItem(exampleAuthority().der()), betweenItem}).step, QByteArray("accepted"));
    QCOMPARE(withPath({betweenItem, leafItem}).step, QByteArray("attestation_algorithm"));
    QCOMPARE(withPath(CborValue::Array(9, leafItem)).step, QByteArray("attestation_statement"));
    QCOMPARE(withPath({leafItem, betweenItem}).verified.model.keyIdentifiers,
             (QList<QByteArray>{leaf.certificate.keyIdentifier(), between.certificate.keyIdentifier()}));

    const TestCertificate notAuthority = issued(exampleAuthority(), {}, between.key);
    const TestCertificate below = issued(notAuthority, {}, exampleLeaf().key);
    attempt.statement = [&](const RegistrationDraft& draft) {
        return withMember(packedStatement(draft, below), "x5c",
                          cborArray({cborBytesItem(below.der()), cborBytesItem(notAuthority.der())}));
    };
    QCOMPARE(outcome(attempt).step, QByteArray("attestation_trust"));
}

void TestAttestation::trustsAnyAnchorOnThePath()
{
    RegistrationAttempt attempt = strictAttempt("packed");
    attempt.policy.attestation.anchors = TrustAnchors({exampleLeaf().certificate});
    QCOMPARE(outcome(attempt).step, QByteArray("accepted"));
    attempt.policy.attestation.anchors = TrustAnchors({exampleTpmLeaf().certificate});
    QCOMPARE(outcome(attempt).step, QByteArray("attestation_trust"));
}

void TestAttestation::refusesWeakAuthorities()
{
    EVP_PKEY* weak = EVP_RSA_gen(1024U);
    const TestCertificate authority =
        selfSigned({.subject = {{"2.5.4.3", u"Weak"_s}}, .isAuthority = true}, TestKey::owning(weak));
    RegistrationAttempt attempt = strictAttempt("packed");
    attempt.policy.attestation.anchors = TrustAnchors({authority.certificate});
    attempt.statement = [leaf = issued(authority, {}, exampleLeaf().key)](const RegistrationDraft& draft) {
        return packedStatement(draft, leaf);
    };
    QCOMPARE(outcome(attempt).step, QByteArray("attestation_trust"));
}

void TestAttestation::treatsUntrustedAsSelf()
{
    RegistrationAttempt attempt = ownAttempt("packed");
    attempt.policy.attestation.anchors = {};
    QCOMPARE(outcome(attempt).step, QByteArray("accepted"));
    QVERIFY(!outcome(attempt).verified.model.isTrusted);
    QVERIFY(!outcome(attempt).verified.model.isModelProved);
    attempt.policy.attestation.acceptsSelf = false;
    QCOMPARE(outcome(attempt).step, QByteArray("attestation_trust"));
}

void TestAttestation::acceptsCompounds()
{
    const auto packedAndTpm = compoundAttempt([](const RegistrationDraft& draft) {
        return CborValue::Array{part("packed", packedStatement(draft, exampleLeaf())),
                                part("tpm", tpmStatement(draft, exampleTpmLeaf()))};
    });
    QCOMPARE(outcome(packedAndTpm).step, QByteArray("accepted"));
    QCOMPARE(outcome(packedAndTpm).verified.attestationFormat, u"compound"_s);
    QVERIFY(outcome(packedAndTpm).verified.model.isModelProved);
    const auto selfAndApple = compoundAttempt([](const RegistrationDraft& draft) {
        return CborValue::Array{part("packed", packedSelfStatement(draft)),
                                part("apple", appleStatement(draft, exampleAuthority(), exampleKey()))};
    });
    QCOMPARE(outcome(selfAndApple).step, QByteArray("accepted"));
    // Two that prove nothing are no more than one.
    auto selfs = compoundAttempt([](const RegistrationDraft& draft) {
        return CborValue::Array{part("packed", packedSelfStatement(draft)), part("none", noStatement())};
    });
    QCOMPARE(outcome(selfs).step, QByteArray("attestation_self"));
    selfs.policy.attestation.acceptsSelf = true;
    QCOMPARE(outcome(selfs).step, QByteArray("accepted"));
}

void TestAttestation::refusesBadCompounds()
{
    const auto refused = [](const auto& parts) { return outcome(compoundAttempt(parts)).step; };
    using Draft = const RegistrationDraft&;
    using Parts = CborValue::Array;
    const auto good = [](Draft draft) { return part("packed", packedStatement(draft, exampleLeaf())); };
    QCOMPARE(refused([&](Draft) { return Parts{}; }), QByteArray("attestation_statement"));
    QCOMPARE(refused([&](Draft draft) { return Parts{good(draft)}; }), QByteArray("attestation_statement"));
    QCOMPARE(refused([&](Draft draft) { return Parts(9, good(draft)); }), QByteArray("attestation_statement"));
    QCOMPARE(refused([&](Draft draft) {
                 return Parts{good(draft), cborNumber(1)};
             }),
             QByteArray("attestation_statement"));
    QCOMPARE(refused([&](Draft draft) {
                 return Parts{good(draft), withMember(good(draft), "authData", cborBytesItem("x"))};
             }),
             QByteArray("attestation_statement"));
    QCOMPARE(refused([&](Draft draft) {
                 return Parts{good(draft), part("compound", cborArray({good(draft), good(draft)}))};
             }),
             QByteArray("attestation_format"));
    // One bad part spoils it.
    QCOMPARE(refused([&](Draft draft) {
                 return Parts{good(draft),
                              part("packed", packedStatement(draft, {exampleLeaf().certificate, exampleKey()}))};
             }),
             QByteArray("attestation_signature"));
    QCOMPARE(refused([&](Draft draft) {
                 return Parts{good(draft), part("none", cborMap({{"x", cborNumber(1)}}))};
             }),
             QByteArray("attestation_statement"));
}

/// The signature of a U2F key covers no AAGUID, so whoever sends it may put in what they like.
void TestAttestation::believesNoAaguidOfU2fKeys()
{
    RegistrationAttempt attempt = strictAttempt("fido-u2f");
    const auto accepted = outcome(attempt);
    QCOMPARE(accepted.step, QByteArray("accepted"));
    QCOMPARE(accepted.verified.model.aaguid, QByteArray(16, '\0'));
    QVERIFY(accepted.verified.model.isTrusted);
    QVERIFY(!accepted.verified.model.isModelProved);
    attempt.policy.attestation.allowedModels = {exampleModel};
    QCOMPARE(outcome(attempt).step, QByteArray("model_not_allowed"));
    attempt.policy.attestation.allowedModels = {exampleModel, QByteArray(16, '\0')}; // U2F keys, by name.
    QCOMPARE(outcome(attempt).step, QByteArray("accepted"));
}

void TestAttestation::believesNoAaguidBesideATrustedU2fPart()
{
    auto attempt = compoundAttempt([](const RegistrationDraft& draft) {
        static const TestCertificate stranger = selfSigned({}, TestKey::generate(CoseAlgorithm::Es256));
        return CborValue::Array{part("fido-u2f", fidoU2fStatement(draft, exampleLeaf())),
                                part("packed", packedStatement(draft, stranger))};
    });
    QVERIFY(outcome(attempt).verified.model.isTrusted);
    QVERIFY(!outcome(attempt).verified.model.isModelProved);
    attempt.policy.attestation.allowedModels = {exampleModel};
    QCOMPARE(outcome(attempt).step, QByteArray("model_not_allowed"));
}

void TestAttestation::takesAnchorsFromTheMetadata()
{
    const auto metadata = [](const QByteArray& identification, const QByteArray& root) {
        const QByteArray payload = R"({"no": 1, "nextUpdate": "2030-02-01", "entries": [{)" + identification +
                                   R"(, "metadataStatement": {"description": "Example Key 5",
                                   "attestationRootCertificates": [")" +
                                   root.toBase64() + R"("]}, "statusReports": [{"status": "FIDO_CERTIFIED"}]}]})";
        return std::make_shared<const Metadata>(Metadata::fromPayload(payload).take());
    };
    const QByteArray own = R"("aaguid": "c0ffee00-1122-3344-5566-778899aabbcc")";
    const QByteArray other = R"("aaguid": "c0ffee00-1122-3344-5566-778899aabbcd")";
    RegistrationAttempt attempt = strictAttempt("packed");
    attempt.policy.attestation.anchors = {};
    attempt.policy.attestation.metadata = metadata(own, exampleAuthority().der());
    QCOMPARE(outcome(attempt).step, QByteArray("accepted"));
    QCOMPARE(outcome(attempt).verified.model.description, u"Example Key 5"_s);
    attempt.policy.attestation.metadata = metadata(own, exampleTpmLeaf().der());
    QCOMPARE(outcome(attempt).step, QByteArray("attestation_trust"));
    // The anchors of another model are not this one's.
    attempt.policy.attestation.metadata = metadata(other, exampleAuthority().der());
    QCOMPARE(outcome(attempt).step, QByteArray("attestation_trust"));
    // U2F keys are found by their certificate's key, whatever AAGUID somebody puts in.
    const QByteArray byKey =
        R"("attestationCertificateKeyIdentifiers": [")" + exampleLeaf().certificate.keyIdentifier().toHex() + R"("])";
    RegistrationAttempt u2f = strictAttempt("fido-u2f");
    u2f.policy.attestation.anchors = {};
    u2f.policy.attestation.metadata = metadata(byKey, exampleAuthority().der());
    QCOMPARE(outcome(u2f).step, QByteArray("accepted"));
    QCOMPARE(outcome(u2f).verified.model.description, u"Example Key 5"_s);
    u2f.policy.attestation.metadata = metadata(own, exampleAuthority().der());
    QCOMPARE(outcome(u2f).step, QByteArray("attestation_trust"));
}

void TestAttestation::refusesPoliciesThatProveNothing()
{
    AttestationPolicy policy;
    QVERIFY(checkPolicy(policy));
    policy.deniedModels = {exampleModel};
    QVERIFY(!checkPolicy(policy));
    policy.acceptsNone = false;
    QVERIFY(!checkPolicy(policy));
    policy.acceptsSelf = false;
    QVERIFY(!checkPolicy(policy)); // Required, and clients are not asked.
    policy.conveyance = AttestationConveyance::Direct;
    QVERIFY(checkPolicy(policy));
    policy.allowedModels = {exampleModel};
    QVERIFY(checkPolicy(policy));
    policy.acceptsNone = true;
    QVERIFY(!checkPolicy(policy));
}

QTEST_GUILESS_MAIN(TestAttestation)
#include "tst_attestation.moc"
