#include "attempts.h"
#include "violations.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

template <typename T>
QByteArray outcome(const Result<T>& result)
{
    return result ? QByteArray("accepted") : result.error().details[u"step"_s].toString().toLatin1();
}

QByteArray outcome(const RegistrationAttempt& attempt)
{
    return outcome(verifyRegistration(attempt.created(), attempt.expected, attempt.policy));
}

QByteArray outcome(const AssertionAttempt& attempt)
{
    return outcome(verifyAssertion(attempt.answer(), attempt.record, attempt.expected));
}

/// How many were tried, and how many of them refused with the right step.
struct Count
{
    int tried = 0;
    int right = 0;

    QByteArray text() const
    {
        return tried ? QByteArray::number(right) + " of " + QByteArray::number(tried) : QByteArray("-");
    }
};

struct Row
{
    CeremonyStep step;
    QByteArray ceremony;
    QByteArray what;
    Count own;
    Count w3c;
};

template <typename Attempt>
void tryOut(const Violation<Attempt>& violation, Attempt attempt, Count& count, const QByteArray& where)
{
    violation.apply(attempt);
    const QByteArray result = outcome(attempt);
    ++count.tried;
    if (result == stepName(violation.step).toLatin1())
        ++count.right;
    else
        qWarning("%s, %s: %s instead of %s", where.constData(), violation.what.constData(), result.constData(),
                 qPrintable(stepName(violation.step)));
}

} // namespace

class TestChecklists : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void startsFromWhatIsAccepted();
    void refusesEachViolationOfARegistration();
    void refusesEachViolationOfAnAssertion();
    void refusesSelfAttestationWhereItIsNotAcceptable();
    void everyStepWasBroken();
    void tellsWhatTheCounterDid_data();
    void tellsWhatTheCounterDid();
    void toleratesUnknownExtensions();
    void takesTheUserFromTheHandle();
    void acceptsTheNativeAppsOrigin();
    void acceptsAByteOrderMark();
    void acceptsAFrameThatIsExpected();

private:
    QList<Row> m_rows;
};

void TestChecklists::startsFromWhatIsAccepted()
{
    for (const char* format : {"none", "packed", "tpm", "android-key", "apple", "fido-u2f"})
        QCOMPARE(outcome(ownAttempt(format)), QByteArray("accepted"));
    for (const W3cCase& each : w3cCases()) {
        QCOMPARE(outcome(w3cAttempt(each)), QByteArray("accepted"));
        QCOMPARE(outcome(w3cAssertion(each)), QByteArray("accepted"));
    }
    QCOMPARE(outcome(ownAssertion()), QByteArray("accepted"));
}

void TestChecklists::refusesEachViolationOfARegistration()
{
    const QByteArrayList formats{"none", "packed", "tpm", "android-key", "apple", "fido-u2f"};
    for (const auto& violation : registrationViolations()) {
        Row row{violation.step, "registration", violation.what, {}, {}};
        for (const QByteArray& format : violation.formats.isEmpty() ? formats : violation.formats)
            tryOut(violation, ownAttempt(format), row.own, "own " + format);
        for (const W3cCase& each : w3cCases()) {
            const RegistrationAttempt attempt = w3cAttempt(each);
            if (violation.needsOwnKeys)
                break;
            const bool isSelf = each.name.startsWith("packed-self");
            const bool isCertifiedOnly =
                violation.formats.contains("apple") || violation.step == CeremonyStep::ModelDenied;
            // A frame is no violation of a case that is made in one.
            if ((!violation.formats.isEmpty() && !violation.formats.contains(attempt.format)) ||
                (isSelf && isCertifiedOnly) || (each.isFramed() && violation.step == CeremonyStep::CrossOrigin))
                continue;
            tryOut(violation, attempt, row.w3c, each.name);
        }
        m_rows.append(row);
    }
    for (const Row& row : std::as_const(m_rows)) {
        QCOMPARE(row.own.right, row.own.tried);
        QCOMPARE(row.w3c.right, row.w3c.tried);
    }
}

void TestChecklists::refusesEachViolationOfAnAssertion()
{
    for (const auto& violation : assertionViolations()) {
        Row row{violation.step, "assertion", violation.what, {}, {}};
        tryOut(violation, ownAssertion(), row.own, "own");
        for (const W3cCase& each : w3cCases()) {
            if (!each.isFramed() || violation.step != CeremonyStep::CrossOrigin)
                tryOut(violation, w3cAssertion(each), row.w3c, each.name);
        }
        QCOMPARE(row.own.right, row.own.tried);
        QCOMPARE(row.w3c.right, row.w3c.tried);
        m_rows.append(row);
    }
}

void TestChecklists::refusesSelfAttestationWhereItIsNotAcceptable()
{
    Row row{CeremonyStep::AttestationSelf, "registration", "attestation is wanted", {}, {}};
    const Violation<RegistrationAttempt> violation{
        row.step, row.what, [](RegistrationAttempt& attempt) { attempt.policy.attestation.acceptsSelf = false; }};
    tryOut(violation, ownAttempt("packed", true), row.own, "own");
    for (const W3cCase& each : w3cCases()) {
        if (each.name.startsWith("packed-self"))
            tryOut(violation, w3cAttempt(each), row.w3c, each.name);
    }
    QCOMPARE(row.own.right + row.w3c.right, 2);
    m_rows.append(row);
}

void TestChecklists::everyStepWasBroken()
{
    qInfo("%-24s %-13s %-42s %-10s %s", "step", "ceremony", "violation", "own keys", "W3C's cases");
    for (const Row& row : std::as_const(m_rows))
        qInfo("%-24s %-13s %-42s %-10s %s", qPrintable(stepName(row.step)), row.ceremony.constData(),
              row.what.constData(), row.own.text().constData(), row.w3c.text().constData());
    for (const CeremonyStep step : everyCeremonyStep()) {
        const bool isBroken =
            std::any_of(m_rows.cbegin(), m_rows.cend(), [&](const Row& row) { return row.step == step; });
        // The counter is told, not refused.
        QVERIFY2(isBroken != (step == CeremonyStep::Counter), qPrintable(stepName(step)));
    }
}

void TestChecklists::tellsWhatTheCounterDid_data()
{
    QTest::addColumn<quint32>("before");
    QTest::addColumn<quint32>("now");
    QTest::addColumn<int>("outcome");
    const auto row = [](quint32 before, quint32 now, CounterOutcome outcome) {
        QTest::addRow("%u, then %u", before, now) << before << now << static_cast<int>(outcome);
    };
    row(0, 0, CounterOutcome::Unused);
    row(0, 1, CounterOutcome::Grew);
    row(6, 7, CounterOutcome::Grew);
    row(6, 4'294'967'295, CounterOutcome::Grew);
    row(7, 7, CounterOutcome::DidNotGrow);
    row(7, 6, CounterOutcome::DidNotGrow);
    row(7, 0, CounterOutcome::DidNotGrow);
    row(4'294'967'295, 0, CounterOutcome::DidNotGrow);
}

void TestChecklists::tellsWhatTheCounterDid()
{
    QFETCH(quint32, before);
    QFETCH(quint32, now);
    AssertionAttempt attempt = ownAssertion();
    attempt.record->counter = before;
    attempt.draft.authenticator.counter = now;
    const auto verified = verifyAssertion(attempt.answer(), attempt.record, attempt.expected);
    QVERIFY(verified);
    QTEST(static_cast<int>(verified->counterOutcome), "outcome");
    QCOMPARE(verified->counter, now);
}

void TestChecklists::toleratesUnknownExtensions()
{
    const QByteArray extensions = QByteArray::fromHex("a268756e6b6e6f776e318201f568756e6b6e6f776e32fb3ff0000000000000");
    RegistrationAttempt registration = ownAttempt("packed");
    registration.draft.authenticator.extensions = extensions;
    QCOMPARE(outcome(registration), QByteArray("accepted"));
    AssertionAttempt assertion = ownAssertion();
    assertion.draft.authenticator.extensions = extensions;
    QCOMPARE(outcome(assertion), QByteArray("accepted"));
}

void TestChecklists::takesTheUserFromTheHandle()
{
    AssertionAttempt attempt = ownAssertion(); // Nobody is known, the handle is there.
    QVERIFY(!attempt.expected.userHandle);
    QCOMPARE(outcome(attempt), QByteArray("accepted"));
    attempt.expected.userHandle = attempt.record->userHandle; // Known, and the key tells the same.
    QCOMPARE(outcome(attempt), QByteArray("accepted"));
    attempt.afterwards = [](AssertionAnswer& answer) { answer.userHandle.clear(); }; // Known, and the key is silent.
    QCOMPARE(outcome(attempt), QByteArray("accepted"));
}

void TestChecklists::acceptsTheNativeAppsOrigin()
{
    RegistrationAttempt attempt = ownAttempt("packed");
    attempt.expected.client = ClientKind::NativeApp;
    attempt.draft.clientData = edited(attempt.draft.clientData, {{u"origin"_s, u"https://app.example.org"_s}});
    QCOMPARE(outcome(attempt), QByteArray("accepted"));
}

void TestChecklists::acceptsAByteOrderMark()
{
    RegistrationAttempt attempt = ownAttempt("packed");
    attempt.draft.clientData.prepend("\xef\xbb\xbf");
    QCOMPARE(outcome(attempt), QByteArray("accepted"));
}

void TestChecklists::acceptsAFrameThatIsExpected()
{
    AssertionAttempt attempt = ownAssertion();
    attempt.draft.clientData = edited(attempt.draft.clientData,
                                      {{u"crossOrigin"_s, true}, {u"topOrigin"_s, u"https://intranet.example.org"_s}});
    QCOMPARE(outcome(attempt), QByteArray("cross_origin"));
    attempt.expected.relyingParty.origins.mayBeFramed = true;
    QCOMPARE(outcome(attempt), QByteArray("top_origin"));
    attempt.expected.relyingParty.origins.topOrigins = {u"https://intranet.example.org"_s};
    QCOMPARE(outcome(attempt), QByteArray("accepted"));
    // A browser that does not name the page.
    attempt.draft.clientData = edited(attempt.draft.clientData, {{u"topOrigin"_s, QJsonValue()}});
    QCOMPARE(outcome(attempt), QByteArray("accepted"));
}

QTEST_GUILESS_MAIN(TestChecklists)
#include "tst_checklists.moc"
