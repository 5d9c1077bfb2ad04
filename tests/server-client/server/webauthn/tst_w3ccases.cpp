#include "w3ccases.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray stepOf(const Error& error)
{
    return error.details[u"step"_s].toString().toLatin1();
}

} // namespace

class TestW3cCases : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void acceptsEveryRegistration();
    void acceptsEveryAssertion();
    void refusesFramesUnlessExpected();
    void tellsWhatTheRegistrationSays();
    void trustsTheAuthorityInItsTimeOnly();
    void wantsAndroidToTellTheKeysUse();
};

void TestW3cCases::acceptsEveryRegistration()
{
    QCOMPARE(w3cCases().size(), 15);
    int accepted = 0;
    for (const W3cCase& each : w3cCases()) {
        const auto verified = verifyRegistration(each.created, each.registration, each.policy);
        if (!verified)
            qWarning("%s: %s", each.name.constData(), qPrintable(verified.error().context));
        else
            ++accepted;
    }
    qInfo("registrations accepted: %d of 15", accepted);
    QCOMPARE(accepted, 15);
}

void TestW3cCases::acceptsEveryAssertion()
{
    int accepted = 0;
    for (const W3cCase& each : w3cCases()) {
        const auto verified = verifyAssertion(each.answer, each.record, each.assertion);
        if (!verified)
            qWarning("%s: %s", each.name.constData(), qPrintable(verified.error().context));
        else
            ++accepted;
    }
    qInfo("assertions accepted: %d of 15", accepted);
    QCOMPARE(accepted, 15);
}

void TestW3cCases::refusesFramesUnlessExpected()
{
    int framed = 0;
    for (const W3cCase& each : w3cCases()) {
        RegistrationExpectation registration = each.registration;
        registration.relyingParty.origins.mayBeFramed = false;
        AssertionExpectation assertion = each.assertion;
        assertion.relyingParty = registration.relyingParty;
        const auto created = verifyRegistration(each.created, registration, each.policy);
        const auto answered = verifyAssertion(each.answer, each.record, assertion);
        QCOMPARE(created.isOk(), !each.isFramed());
        QCOMPARE(answered.isOk(), !each.isFramed());
        if (!each.isFramed())
            continue;
        ++framed;
        QCOMPARE(stepOf(created.error()), QByteArray("cross_origin"));
        QCOMPARE(stepOf(answered.error()), QByteArray("cross_origin"));
    }
    QCOMPARE(framed, 2);
}

void TestW3cCases::tellsWhatTheRegistrationSays()
{
    for (const W3cCase& each : w3cCases()) {
        const auto verified = verifyRegistration(each.created, each.registration, each.policy);
        QVERIFY(verified);
        QCOMPARE(verified->credentialId, each.created.credentialId);
        QCOMPARE(verified->publicKey, each.record.publicKey);
        QCOMPARE(verified->isBackupEligible, each.record.isBackupEligible);
        QCOMPARE(verified->counter, 0u);
        QVERIFY(each.name.startsWith(verified->attestationFormat.toLatin1()));
        const bool isCertified = !each.name.startsWith("none") && !each.name.startsWith("packed-self");
        QCOMPARE(verified->attestationType == AttestationType::Certified, isCertified);
        QCOMPARE(verified->model.isTrusted, isCertified);
        // U2F keys sign no AAGUID.
        QCOMPARE(verified->model.isModelProved, isCertified && verified->attestationFormat != u"fido-u2f"_s);
    }
}

void TestW3cCases::trustsTheAuthorityInItsTimeOnly()
{
    for (const W3cCase& each : w3cCases()) {
        RegistrationExpectation early = each.registration;
        early.now = Instant{std::chrono::sys_days{std::chrono::year{2023} / 12 / 31}};
        const auto verified = verifyRegistration(each.created, early, each.policy);
        const bool isCertified = !each.name.startsWith("none") && !each.name.startsWith("packed-self");
        QCOMPARE(verified.isOk(), !isCertified);
        if (isCertified)
            QCOMPARE(stepOf(verified.error()), QByteArray("attestation_trust"));
    }
}

void TestW3cCases::wantsAndroidToTellTheKeysUse()
{
    for (W3cCase each : w3cCases()) {
        if (!each.name.startsWith("android-key"))
            continue;
        each.policy.attestation.rules = {};
        const auto verified = verifyRegistration(each.created, each.registration, each.policy);
        QVERIFY(!verified);
        QCOMPARE(stepOf(verified.error()), QByteArray("attestation_key_use"));
        return;
    }
    QFAIL("no such case");
}

QTEST_GUILESS_MAIN(TestW3cCases)
#include "tst_w3ccases.moc"
