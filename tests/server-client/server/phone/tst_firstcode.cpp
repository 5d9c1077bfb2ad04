#include "phonebench.h"

#include "virtual/phone/oathtool.h"

#include <QTest>
#include <thread>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Reason = CodeRefusal::Reason;

namespace {

CodeRefusal refusalOf(const Error& error)
{
    return CodeRefusal::fromDetails(error.details);
}

Secret secret(const QByteArray& text)
{
    return Secret::copyOf(text);
}

} // namespace

/// The code that ends a registration: accepted once, refused with the reason, tries counted.
class TestFirstCode : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void explainsARefusedCode_data();
    void explainsARefusedCode();
    void twoCodesInARowKeepTheOffset();
    void acceptsWhatOathtoolShows();
    void aCodeOfTheWrongLengthIsFree();
    void endsAfterTheLastTry();
    void isVerifiedOnlyOnce();
    void ofSixteenEqualCodesOneIsAccepted();
};

void TestFirstCode::explainsARefusedCode_data()
{
    QTest::addColumn<AppHabits>("habits");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<int>("offset");
    QTest::newRow("slow clock") << AppHabits{.clockOffset = -200s} << Reason::ClockOff << -200;
    QTest::newRow("fast clock") << AppHabits{.clockOffset = 500s} << Reason::ClockOff << 500;
    QTest::newRow("clock off by an hour") << AppHabits{.clockOffset = 3600s} << Reason::Unknown << 0;
    QTest::newRow("eight digits") << AppHabits{.digits = 8} << Reason::EightDigits << 0;
    QTest::newRow("SHA-256") << AppHabits{.hash = Hash::Sha256} << Reason::OtherHash << 0;
    QTest::newRow("SHA-512") << AppHabits{.hash = Hash::Sha512} << Reason::OtherHash << 0;
    QTest::newRow("60 seconds") << AppHabits{.period = 60s} << Reason::LongPeriod << 0;
}

void TestFirstCode::explainsARefusedCode()
{
    QFETCH(AppHabits, habits);
    QFETCH(int, offset);
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const auto registration = bench.started(ada);
    const auto answer =
        bench.service.verifyRegistration(ada, registration->id, bench.code(bench.scanned(*registration, habits)));
    QCOMPARE(answer.error().code, ErrorCode::CodeRefused);
    const CodeRefusal refusal = refusalOf(answer.error());
    QTEST(refusal.reason, "reason");
    QCOMPARE(refusal.triesLeft, 9);
    QCOMPARE(refusal.nextCodeProvesDrift, refusal.reason == Reason::ClockOff);
    QVERIFY(std::abs(refusal.offset.count() - offset) <= 20);
    QVERIFY(bench.service.phones(ada)->isEmpty());
    QVERIFY(bench.auditEvents().contains(u"phone.code_refused"_s));
    // The person puts it right and goes on with the same registration.
    QVERIFY(bench.service.verifyRegistration(ada, registration->id, bench.code(bench.scanned(*registration))).isOk());
}

void TestFirstCode::twoCodesInARowKeepTheOffset()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const auto registration = bench.started(ada);
    const VirtualPhone slow = bench.scanned(*registration, {.clockOffset = -200s});
    const auto first = bench.service.verifyRegistration(ada, registration->id, bench.code(slow));
    QCOMPARE(refusalOf(first.error()).reason, Reason::ClockOff);
    const auto again = bench.service.verifyRegistration(ada, registration->id, bench.code(slow));
    QCOMPARE(refusalOf(again.error()).reason, Reason::AlreadyUsed);
    bench.database.clock().advance(30s);
    const auto phone = bench.service.verifyRegistration(ada, registration->id, bench.code(slow));
    QVERIFY(phone.isOk());
    QVERIFY(std::chrono::abs(phone->clockOffset + 200s) <= 20s);
    // The codes that proved it are used, the next one signs in.
    QVERIFY(!bench.signIn(u"ada"_s, bench.code(slow)).isOk());
    bench.database.clock().advance(30s);
    QVERIFY(bench.signIn(u"ada"_s, bench.code(slow)).isOk());
}

void TestFirstCode::acceptsWhatOathtoolShows()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const auto registration = bench.started(ada);
    const Oathtool tool{.secret = base32(registration->secret->view())};
    const QByteArray code = tool.at(bench.database.clock().now());
    QVERIFY(bench.service.verifyRegistration(ada, registration->id, secret(code.left(3) + ' ' + code.mid(3))).isOk());
}

void TestFirstCode::aCodeOfTheWrongLengthIsFree()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const auto registration = bench.started(ada);
    for (const QByteArray& code : {QByteArray(), QByteArray("12345"), QByteArray("abcdef"), QByteArray(10'000, '1'),
                                   QByteArray("1\0002345", 6)}) {
        const auto answer = bench.service.verifyRegistration(ada, registration->id, secret(code));
        QCOMPARE(answer.error().code, ErrorCode::CodeRefused);
        QCOMPARE(refusalOf(answer.error()).reason, Reason::WrongLength);
        QCOMPARE(refusalOf(answer.error()).triesLeft, 10);
    }
}

void TestFirstCode::endsAfterTheLastTry()
{
    PhoneBench bench({.registrationTries = 3});
    const Caller ada = bench.caller(u"ada"_s);
    const auto registration = bench.started(ada);
    const VirtualPhone other = bench.scanned(*bench.started(bench.caller(u"grace"_s)));
    for (const int left : {2, 1}) {
        const auto answer = bench.service.verifyRegistration(ada, registration->id, bench.code(other));
        QCOMPARE(answer.error().code, ErrorCode::CodeRefused);
        QCOMPARE(refusalOf(answer.error()).reason, Reason::Unknown);
        QCOMPARE(refusalOf(answer.error()).triesLeft, left);
    }
    const auto last = bench.service.verifyRegistration(ada, registration->id, bench.code(other));
    QCOMPARE(last.error().code, ErrorCode::CeremonyEnded);
    QCOMPARE(refusalOf(last.error()).triesLeft, 0);
    // Now the right code comes too late.
    const auto late = bench.service.verifyRegistration(ada, registration->id, bench.code(bench.scanned(*registration)));
    QCOMPARE(late.error().code, ErrorCode::CeremonyEnded);
    QVERIFY(bench.service.phones(ada)->isEmpty());
}

void TestFirstCode::isVerifiedOnlyOnce()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const auto registration = bench.started(ada);
    const VirtualPhone phone = bench.scanned(*registration);
    QVERIFY(bench.service.verifyRegistration(ada, registration->id, bench.code(phone)).isOk());
    QCOMPARE(bench.service.verifyRegistration(ada, registration->id, bench.code(phone)).error().code,
             ErrorCode::Conflict);
    QCOMPARE(bench.service.cancelRegistration(ada, registration->id).error().code, ErrorCode::Conflict);
    QCOMPARE(bench.service.phones(ada)->size(), 1);
    // The code of the registration is used up for signing in, too.
    QCOMPARE(bench.signIn(u"ada"_s, bench.code(phone)).error().code, ErrorCode::CodeRefused);
}

void TestFirstCode::ofSixteenEqualCodesOneIsAccepted()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const auto registration = bench.started(ada);
    const VirtualPhone phone = bench.scanned(*registration);
    std::atomic<int> accepted{0};
    std::atomic<int> conflicts{0};
    std::vector<std::jthread> threads;
    for (int i = 0; i < 16; ++i) {
        threads.emplace_back([&] {
            const auto answer = bench.service.verifyRegistration(ada, registration->id, bench.code(phone));
            if (answer)
                ++accepted;
            else if (answer.error().code == ErrorCode::Conflict)
                ++conflicts;
        });
    }
    threads.clear();
    QCOMPARE(accepted, 1);
    QCOMPARE(conflicts, 15);
    QCOMPARE(bench.mails().size(), 1);
}

QTEST_GUILESS_MAIN(TestFirstCode)
#include "tst_firstcode.moc"
