#include "phonebench.h"

#include "virtual/phone/oathtool.h"

#include <QTest>
#include <thread>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestSoftOtpMethod : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void provesWithTheCodeOfAnyPhone();
    void acceptsOathtoolsCode();
    void acceptsACodeOnce();
    void acceptsNoCodeOfAnEarlierStep();
    void ofSixteenEqualCodesOneIsAccepted();
    void followsADriftingPhone();
    void forgivesAPhoneThatWasSetRight();
    void neverExplains_data();
    void neverExplains();
    void refusesThoseWhoHaveNoPhone();
    void oneUnreadableSeedDoesNotLockOutTheOtherPhone();
    void sendsNothing();
    void isOfferedToThoseWhoHaveAPhone();
    void isOfferedToNobodyAsToSomebody();
    void showsWhenAPhoneWasUsed();
};

void TestSoftOtpMethod::provesWithTheCodeOfAnyPhone()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s, true);
    const auto first = bench.registered(ada);
    const auto second = bench.registered(ada);
    bench.database.clock().advance(30s);
    QCOMPARE(bench.signIn(u"ada"_s, bench.code(second.app))->credentialId, second.phone.id.value);
    QCOMPARE(bench.signIn(u"ada"_s, bench.code(first.app))->credentialId, first.phone.id.value);
    QCOMPARE(bench.softOtp.method(), Method::SoftOtp);
    QCOMPARE(bench.factors.method(Method::SoftOtp), &bench.softOtp);
}

void TestSoftOtpMethod::acceptsOathtoolsCode()
{
    PhoneBench bench;
    const auto registered = bench.registered(bench.caller(u"ada"_s));
    const Oathtool tool{.secret = base32(registered.app.account().secret->view())};
    for (int signIn = 0; signIn < 5; ++signIn) {
        bench.database.clock().advance(61s);
        QVERIFY(bench.signIn(u"ada"_s, Secret::copyOf(tool.at(bench.database.clock().now()))).isOk());
    }
}

void TestSoftOtpMethod::acceptsACodeOnce()
{
    PhoneBench bench;
    const auto registered = bench.registered(bench.caller(u"ada"_s));
    bench.database.clock().advance(30s);
    const Secret code = bench.code(registered.app);
    QVERIFY(bench.signIn(u"ada"_s, code).isOk());
    const auto again = bench.signIn(u"ada"_s, code);
    QCOMPARE(again.error().code, ErrorCode::CodeRefused);
    QVERIFY(again.error().details.isEmpty());
    bench.database.clock().advance(30s); // Its neighbourhood still covers it.
    QVERIFY(!bench.signIn(u"ada"_s, code).isOk());
}

void TestSoftOtpMethod::acceptsNoCodeOfAnEarlierStep()
{
    PhoneBench bench;
    const auto registered = bench.registered(bench.caller(u"ada"_s));
    bench.database.clock().advance(30s);
    const Secret earlier = bench.code(registered.app);
    bench.database.clock().advance(30s);
    QVERIFY(bench.signIn(u"ada"_s, bench.code(registered.app)).isOk());
    QVERIFY(!bench.signIn(u"ada"_s, earlier).isOk());
}

void TestSoftOtpMethod::ofSixteenEqualCodesOneIsAccepted()
{
    PhoneBench bench;
    const auto registered = bench.registered(bench.caller(u"ada"_s));
    bench.database.clock().advance(30s);
    std::atomic<int> accepted{0};
    std::atomic<int> refused{0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 16; ++i) {
            threads.emplace_back([&] {
                const auto answer = bench.signIn(u"ada"_s, bench.code(registered.app));
                if (answer)
                    ++accepted;
                else if (answer.error().code == ErrorCode::CodeRefused)
                    ++refused;
            });
        }
    }
    QCOMPARE(accepted, 1);
    QCOMPARE(refused, 15);
}

void TestSoftOtpMethod::followsADriftingPhone()
{
    PhoneBench bench;
    auto registered = bench.registered(bench.caller(u"ada"_s));
    auto offset = 0s;
    for (int month = 0; month < 24; ++month) { // Half a second a day.
        bench.database.clock().advance(24h * 30);
        registered.app.setClockOffset(offset -= 5s);
        QVERIFY2(bench.signIn(u"ada"_s, bench.code(registered.app)).isOk(), qPrintable(QString::number(month)));
    }
    const auto phones = bench.service.phones(bench.caller(u"ada"_s));
    QVERIFY(std::chrono::abs(phones->constFirst().clockOffset - offset) <= 45s);
}

void TestSoftOtpMethod::forgivesAPhoneThatWasSetRight()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const auto registration = bench.started(ada);
    VirtualPhone phone = bench.scanned(*registration, {.clockOffset = -200s});
    QVERIFY(!bench.service.verifyRegistration(ada, registration->id, bench.code(phone)).isOk());
    bench.database.clock().advance(30s);
    QVERIFY(bench.service.verifyRegistration(ada, registration->id, bench.code(phone)).isOk());
    phone.setClockOffset(0s);
    bench.database.clock().advance(30s);
    QVERIFY(bench.signIn(u"ada"_s, bench.code(phone)).isOk());
    QCOMPARE(bench.service.phones(ada)->constFirst().clockOffset, 0s);
}

void TestSoftOtpMethod::neverExplains_data()
{
    QTest::addColumn<AppHabits>("habits");
    QTest::newRow("slow") << AppHabits{.clockOffset = -200s};
    QTest::newRow("eight digits") << AppHabits{.digits = 8};
    QTest::newRow("SHA-256") << AppHabits{.hash = Hash::Sha256};
    QTest::newRow("60 seconds") << AppHabits{.period = 60s};
}

void TestSoftOtpMethod::neverExplains()
{
    QFETCH(AppHabits, habits);
    PhoneBench bench;
    const auto registered = bench.registered(bench.caller(u"ada"_s));
    bench.database.clock().advance(30s);
    const VirtualPhone misbehaving(registered.app.account(), habits);
    const auto answer = bench.signIn(u"ada"_s, bench.code(misbehaving));
    QCOMPARE(answer.error().code, ErrorCode::CodeRefused);
    QVERIFY(answer.error().details.isEmpty());
    // A second one in a row does not help either: drift is proved at registration only.
    bench.database.clock().advance(30s);
    QVERIFY(!bench.signIn(u"ada"_s, bench.code(misbehaving)).isOk());
}

void TestSoftOtpMethod::refusesThoseWhoHaveNoPhone()
{
    PhoneBench bench;
    QCOMPARE(bench.signIn(u"ada"_s, Secret::copyOf("123456")).error().code, ErrorCode::CodeRefused);
    const auto nobody =
        bench.softOtp.check(bench.caller(u"ada"_s), {std::nullopt, u"nobody"_s, {}, u"en"_s}, Secret::copyOf("123456"));
    QCOMPARE(nobody.error().code, ErrorCode::CodeRefused);
    QVERIFY(nobody.error().details.isEmpty());
    QVERIFY(!bench.signIn(u"ada"_s, Secret()).isOk());
    QVERIFY(!bench.signIn(u"ada"_s, Secret::copyOf(QByteArray(100'000, '0'))).isOk());
}

void TestSoftOtpMethod::oneUnreadableSeedDoesNotLockOutTheOtherPhone()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s, true);
    const auto damaged = bench.registered(ada);
    const auto whole = bench.registered(ada);
    QVERIFY(bench.database->write([&](Transaction& transaction) -> Result<void> {
        const auto sealed =
            transaction.first(u"SELECT secret FROM phone_capabilities WHERE phone_id = ?"_s, {whole.phone.id.value});
        transaction.run(u"UPDATE phone_capabilities SET secret = ? WHERE phone_id = ?"_s,
                        {sealed->bytes(0), damaged.phone.id.value});
        return done();
    }));
    bench.database.clock().advance(30s);
    // The seed that was copied does not open in the other row; its own phone goes on working.
    QCOMPARE(bench.signIn(u"ada"_s, bench.code(whole.app))->credentialId, whole.phone.id.value);
    QVERIFY(!bench.signIn(u"ada"_s, bench.code(damaged.app)).isOk());
}

void TestSoftOtpMethod::sendsNothing()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    bench.registered(ada);
    const FactorSubject subject{bench.person(u"ada"_s), u"ada"_s, {}, u"en"_s};
    const auto sent =
        bench.database->write([&](Transaction& transaction) { return bench.softOtp.send(transaction, ada, subject); });
    QVERIFY(sent.isOk());
    QVERIFY(!*sent);
    QVERIFY(bench.database->read([&](Transaction& transaction) -> Result<void> {
        if (bench.softOtp.pending(transaction, subject) || !bench.softOtp.hint(transaction, subject).isEmpty())
            return Error{};
        return done();
    }));
}

void TestSoftOtpMethod::isOfferedToThoseWhoHaveAPhone()
{
    PhoneBench bench;
    const auto isOffered = [&](const QString& userName) {
        const FactorSubject subject{bench.person(userName), userName, {}, {}};
        return *bench.database->read(
            [&](Transaction& transaction) -> Result<bool> { return bench.softOtp.isAvailable(transaction, subject); });
    };
    QVERIFY(!isOffered(u"ada"_s));
    const auto phone = bench.registered(bench.caller(u"ada"_s)).phone;
    QVERIFY(isOffered(u"ada"_s));
    QVERIFY(!isOffered(u"grace"_s));
    QVERIFY(bench.service.reportLost(bench.caller(u"ada"_s), phone.id).isOk());
    QVERIFY(!isOffered(u"ada"_s));
}

void TestSoftOtpMethod::isOfferedToNobodyAsToSomebody()
{
    PhoneBench bench;
    const auto offers = [&] {
        QList<bool> answers;
        for (int i = 0; i < 50; ++i) {
            answers.append(*bench.database->read([&](Transaction& transaction) -> Result<bool> {
                return bench.softOtp.isAvailable(transaction, {std::nullopt, u"nobody%1"_s.arg(i), {}, {}});
            }));
        }
        return answers;
    };
    // A name that nobody has looks like one of the people, the same one each time.
    QVERIFY(!offers().contains(true));
    bench.registered(bench.caller(u"ada"_s));
    QCOMPARE(offers(), offers());
    bench.registered(bench.caller(u"grace"_s));
    bench.registered(bench.caller(u"alan"_s));
    QVERIFY(!offers().contains(false));
}

void TestSoftOtpMethod::showsWhenAPhoneWasUsed()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const auto registered = bench.registered(ada);
    bench.database.clock().advance(1h);
    QVERIFY(!bench.service.phones(ada)->constFirst().lastUsed);
    QVERIFY(bench.signIn(u"ada"_s, bench.code(registered.app)).isOk());
    QVERIFY(std::chrono::abs(*bench.service.phones(ada)->constFirst().lastUsed - bench.database.clock().now()) < 5s);
}

QTEST_GUILESS_MAIN(TestSoftOtpMethod)
#include "tst_softotpmethod.moc"
