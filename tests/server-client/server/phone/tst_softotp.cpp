#include "phone/registrationcode.h"
#include "virtual/phone/oathtool.h"

#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;
using Kind = CodeFinding::Kind;
using Reason = CodeRefusal::Reason;
using std::chrono::milliseconds;

Q_DECLARE_METATYPE(std::chrono::milliseconds)

namespace {

const QByteArray seed = "12345678901234567890";
const QByteArray seed32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
constexpr Instant noon{1'800'000'000s}; // The beginning of a time step of 30 and of 60 seconds.
constexpr Instant someTime = noon + 10s;

QByteArray codeAt(Instant time)
{
    return Oathtool{.secret = seed32}.at(time);
}

std::optional<AcceptedCode> accept(const QByteArray& code, Instant now, milliseconds offset = 0ms)
{
    return acceptedCode(seed, {}, code, now, offset);
}

/// A registration begun at the moment, and a code typed for it.
CodeVerdict judged(const QByteArray& code, Instant now, Instant started, std::optional<DriftCandidate> candidate = {})
{
    StoredSoftOtp softOtp;
    softOtp.candidate = candidate;
    StoredPhone phone;
    phone.started = started;
    return judge(RegistrationCode::examine(seed, code, now), phone, softOtp);
}

} // namespace

class TestSoftOtp : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void acceptsTheStandardsCodes_data();
    void acceptsTheStandardsCodes();
    void acceptsTheNeighbouringSteps_data();
    void acceptsTheNeighbouringSteps();
    void acceptsAPhoneWhoseOffsetIsKnown();
    void acceptsADriftingPhoneThatWasSetRight();
    void followsASlowDrift();
    void neverFollowsFartherThanItSearches();
    void hasNoCodesBefore1970();
    void findsWhatTheAppDid_data();
    void findsWhatTheAppDid();
    void estimatesTheClock_data();
    void estimatesTheClock();
    void recognisesNothingBeyondTenMinutes();
    void ignoresSpaces();
    void enrolmentIsNotStricterThanSignIn();
    void tellsAnEarlyReadCodeFromASlowClock();
    void twoCodesInARowProveADrift_data();
    void twoCodesInARowProveADrift();
    void theSameCodeTwiceProvesNothing();
    void twoCodesThatDisagreeProveNothing();
    void aCodeFromTheFutureIsNotAcceptedLater();
    void onlyWrongLengthIsFree();
};

void TestSoftOtp::acceptsTheStandardsCodes_data()
{
    QTest::addColumn<qint64>("time");
    QTest::addColumn<QByteArray>("code");
    // RFC 6238 appendix B, SHA-1, eight digits.
    QTest::newRow("59") << qint64{59} << QByteArray("94287082");
    QTest::newRow("1111111109") << qint64{1'111'111'109} << QByteArray("07081804");
    QTest::newRow("1111111111") << qint64{1'111'111'111} << QByteArray("14050471");
    QTest::newRow("1234567890") << qint64{1'234'567'890} << QByteArray("89005924");
    QTest::newRow("2000000000") << qint64{2'000'000'000} << QByteArray("69279037");
    QTest::newRow("20000000000") << qint64{20'000'000'000} << QByteArray("65353130");
}

void TestSoftOtp::acceptsTheStandardsCodes()
{
    QFETCH(qint64, time);
    QFETCH(QByteArray, code);
    const auto accepted = acceptedCode(seed, {.digits = 8}, code, Instant{std::chrono::seconds{time}}, 0ms);
    QVERIFY(accepted);
    QCOMPARE(accepted->step, time / 30);
    QCOMPARE(accepted->clockOffset, 0ms);
}

void TestSoftOtp::acceptsTheNeighbouringSteps_data()
{
    QTest::addColumn<int>("steps");
    QTest::addColumn<bool>("isAccepted");
    QTest::newRow("-2") << -2 << false;
    QTest::newRow("-1") << -1 << true;
    QTest::newRow("0") << 0 << true;
    QTest::newRow("1") << 1 << true;
    QTest::newRow("2") << 2 << false;
}

void TestSoftOtp::acceptsTheNeighbouringSteps()
{
    QFETCH(int, steps);
    QTEST(accept(codeAt(someTime + steps * 30s), someTime).has_value(), "isAccepted");
}

void TestSoftOtp::acceptsAPhoneWhoseOffsetIsKnown()
{
    for (const auto moment : {0s, 5s, 10s, 15s, 20s, 25s, 29s}) {
        const Instant now = noon + moment;
        QVERIFY(accept(codeAt(now - 200s), now, -200s));
        QVERIFY(accept(codeAt(now - 230s), now, -200s));
        QVERIFY(accept(codeAt(now - 170s), now, -200s));
        QVERIFY(!accept(codeAt(now - 290s), now, -200s));
        QVERIFY(!accept(codeAt(now - 110s), now, -200s));
    }
}

void TestSoftOtp::acceptsADriftingPhoneThatWasSetRight()
{
    const auto accepted = accept(codeAt(someTime), someTime, -200s);
    QVERIFY(accepted);
    QCOMPARE(accepted->clockOffset, 0ms);
}

void TestSoftOtp::followsASlowDrift()
{
    // A clock that loses four seconds from one sign-in to the next is never refused, however far it has come.
    milliseconds known = 0ms;
    milliseconds clock = 0ms;
    for (int signIn = 0; signIn < 100; ++signIn) {
        const Instant now = someTime + signIn * 86'407s;
        clock -= 4s;
        const auto accepted = accept(codeAt(now + clock), now, known);
        QVERIFY2(accepted, qPrintable(QString::number(signIn)));
        known = accepted->clockOffset;
    }
    QVERIFY(std::chrono::abs(known - clock) <= 45s);
}

void TestSoftOtp::neverFollowsFartherThanItSearches()
{
    const auto accepted = accept(codeAt(someTime - 10min - 20s), someTime, -10min);
    QVERIFY(accepted);
    QCOMPARE(accepted->clockOffset, milliseconds{-10min});
}

void TestSoftOtp::hasNoCodesBefore1970()
{
    const QByteArray zeroth = codeAt(Instant{});
    QVERIFY(accept(zeroth, Instant{}, 0ms));
    QVERIFY(accept(zeroth, Instant{}, -200s)); // Its own time counts beside the known offset.
    QCOMPARE(findCode(seed, zeroth, Instant{}).step, 0);
    QCOMPARE(findCode(seed, "000000", Instant{}).kind, Kind::Unknown);
}

void TestSoftOtp::findsWhatTheAppDid_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char* name, const Oathtool& app, milliseconds offset, Kind kind) {
        QTest::newRow(name) << app.at(someTime + offset) << kind;
    };
    row("right", {.secret = seed32}, 0s, Kind::AnotherTime);
    row("slow", {.secret = seed32}, -200s, Kind::AnotherTime);
    row("ten minutes fast", {.secret = seed32}, 10min, Kind::AnotherTime);
    row("eight digits", {.secret = seed32, .digits = 8}, 0s, Kind::EightDigits);
    row("eight digits, slow", {.secret = seed32, .digits = 8}, -90s, Kind::EightDigits);
    row("SHA-256", {.secret = seed32, .hash = "sha256"}, 0s, Kind::OtherHash);
    row("SHA-512", {.secret = seed32, .hash = "sha512"}, 40s, Kind::OtherHash);
    row("SHA-256 and 60 s", {.secret = seed32, .hash = "sha256", .period = 60}, 0s, Kind::OtherHash);
    row("60 s", {.secret = seed32, .period = 60}, 0s, Kind::LongPeriod);
    row("60 s, slow", {.secret = seed32, .period = 60}, -9min, Kind::LongPeriod);
    row("another secret", {.secret = "JBSWY3DPEHPK3PXP"}, 0s, Kind::Unknown);
    for (const char* text : {"", "12345", "1234567", "123456789", "12345a", "١٢٣", "abcdefgh", "-12345"})
        QTest::newRow(text) << QByteArray(text) << Kind::WrongLength;
    QTest::newRow("NUL") << QByteArray("12345\0", 6) << Kind::WrongLength;
}

void TestSoftOtp::findsWhatTheAppDid()
{
    QFETCH(QByteArray, code);
    QTEST(findCode(seed, code, someTime).kind, "kind");
}

void TestSoftOtp::estimatesTheClock_data()
{
    QTest::addColumn<milliseconds>("offset");
    for (const auto offset : {-600s, -200s, -61s, -30s, 0s, 45s, 300s, 599s})
        QTest::addRow("%lld s", static_cast<long long>(offset.count())) << milliseconds{offset};
}

void TestSoftOtp::estimatesTheClock()
{
    QFETCH(milliseconds, offset);
    for (const auto moment : {0s, 1s, 14s, 15s, 29s}) {
        const Instant now = noon + moment;
        const auto finding = findCode(seed, codeAt(now + offset), now);
        QCOMPARE(finding.kind, Kind::AnotherTime);
        QVERIFY(std::chrono::abs(finding.clockOffset - offset) <= 15s);
        QCOMPARE(finding.step, stepOf(now + offset));
    }
}

void TestSoftOtp::recognisesNothingBeyondTenMinutes()
{
    for (const std::chrono::minutes offset : {-11min, 11min, 1440min, -1440min})
        QCOMPARE(findCode(seed, codeAt(someTime + offset), someTime).kind, Kind::Unknown);
}

void TestSoftOtp::ignoresSpaces()
{
    QCOMPARE(typedCode(Secret::copyOf(" 123 456 ")).view(), QByteArrayView("123456"));
    QCOMPARE(typedCode(Secret::copyOf("")).view().size(), 0);
    QCOMPARE(typedCode(Secret::copyOf(QByteArray(100'000, '1'))).size(), std::size_t{16});
}

void TestSoftOtp::enrolmentIsNotStricterThanSignIn()
{
    for (int seconds = -120; seconds <= 120; ++seconds) {
        const QByteArray code = hotp(seed, static_cast<quint64>(stepOf(someTime + std::chrono::seconds{seconds})));
        QCOMPARE(judged(code, someTime, someTime - 5s).accepted.has_value(), accept(code, someTime).has_value());
    }
}

void TestSoftOtp::tellsAnEarlyReadCodeFromASlowClock()
{
    const QByteArray code = codeAt(someTime - 70s);
    // The registration had begun when this code was on the screen: it may have been read then.
    QCOMPARE(judged(code, someTime, someTime - 5min).refusal.reason, Reason::PreviousCode);
    // It had not: there was no such account, so the phone's clock is behind.
    const auto slow = judged(code, someTime, someTime - 20s).refusal;
    QCOMPARE(slow.reason, Reason::ClockOff);
    QVERIFY(std::chrono::abs(slow.offset + 70s) <= 20s);
    QVERIFY(slow.nextCodeProvesDrift);
    // Nobody types for three minutes.
    const auto verySlow = judged(codeAt(someTime - 200s), someTime, someTime - 10min).refusal;
    QCOMPARE(verySlow.reason, Reason::ClockOff);
    QVERIFY(std::chrono::abs(verySlow.offset + 200s) <= 20s);
    // Nobody types a code before it is shown.
    const auto fast = judged(codeAt(someTime + 65s), someTime, someTime - 10min).refusal;
    QCOMPARE(fast.reason, Reason::ClockOff);
    QVERIFY(fast.offset > 0s);
}

void TestSoftOtp::twoCodesInARowProveADrift_data()
{
    QTest::addColumn<milliseconds>("clock");
    QTest::addColumn<milliseconds>("between");
    for (const auto clock : {-595s, -200s, -70s, 65s, 200s, 595s}) {
        for (const auto between : {30s, 12s, 47s, 60s})
            QTest::addRow("%lld s, typed %lld s later", static_cast<long long>(clock.count()),
                          static_cast<long long>(between.count()))
                << milliseconds{clock} << milliseconds{between};
    }
}

void TestSoftOtp::twoCodesInARowProveADrift()
{
    QFETCH(milliseconds, clock);
    QFETCH(milliseconds, between);
    const Instant first = noon + 25s; // The next code follows within 12 seconds.
    const Instant started = first - 10s;
    const auto refused = judged(codeAt(first + clock), first, started);
    QVERIFY(!refused.accepted);
    QVERIFY(refused.candidate);
    const Instant second = first + between;
    if (stepOf(second + clock) == stepOf(first + clock))
        return; // Still the same code: theSameCodeTwiceProvesNothing.
    const auto accepted = judged(codeAt(second + clock), second, started, refused.candidate).accepted;
    QVERIFY(accepted);
    QCOMPARE(accepted->step, stepOf(second + clock));
    QVERIFY2(std::chrono::abs(accepted->clockOffset - clock) <= 30s,
             qPrintable(QString::number(accepted->clockOffset.count())));
    // And sign-in takes the codes of this phone from then on.
    for (const auto later : {30s, 3601s, 86'415s})
        QVERIFY(accept(codeAt(second + later + clock), second + later, accepted->clockOffset));
}

void TestSoftOtp::theSameCodeTwiceProvesNothing()
{
    const QByteArray code = codeAt(someTime - 200s);
    const auto first = judged(code, someTime, someTime - 10s);
    const auto second = judged(code, someTime + 5s, someTime - 10s, first.candidate);
    QVERIFY(!second.accepted);
    QCOMPARE(second.refusal.reason, Reason::AlreadyUsed);
}

void TestSoftOtp::twoCodesThatDisagreeProveNothing()
{
    const auto first = judged(codeAt(someTime - 200s), someTime, someTime - 10s);
    const auto second = judged(codeAt(someTime + 200s), someTime + 30s, someTime - 10s, first.candidate);
    QVERIFY(!second.accepted);
    QCOMPARE(second.refusal.reason, Reason::ClockOff);
    QVERIFY(second.candidate);
    QCOMPARE(second.candidate->step, stepOf(someTime + 200s));
    // An older code than the one before is no next one.
    const auto older = judged(codeAt(someTime - 230s), someTime, someTime - 10s, first.candidate);
    QVERIFY(!older.accepted);
}

void TestSoftOtp::aCodeFromTheFutureIsNotAcceptedLater()
{
    const QByteArray early = codeAt(someTime + 70s);
    const auto first = judged(early, someTime, someTime - 10s);
    QCOMPARE(first.refusal.reason, Reason::ClockOff);
    // Its time has come, but it proved that the clock is fast: the next code is wanted, with which the offset is known.
    const auto again = judged(early, someTime + 60s, someTime - 10s, first.candidate);
    QVERIFY(!again.accepted);
    QCOMPARE(again.refusal.reason, Reason::AlreadyUsed);
    const auto next = judged(codeAt(someTime + 30s + 70s), someTime + 30s, someTime - 10s, first.candidate);
    QVERIFY(next.accepted);
    QVERIFY(std::chrono::abs(next.accepted->clockOffset - 70s) <= 20s);
}

void TestSoftOtp::onlyWrongLengthIsFree()
{
    QVERIFY(!judged("12345", someTime, someTime).costsTry);
    QVERIFY(judged("123456", someTime, someTime).costsTry);
    QVERIFY(judged(codeAt(someTime - 200s), someTime, someTime).costsTry);
}

QTEST_GUILESS_MAIN(TestSoftOtp)
#include "tst_softotp.moc"
