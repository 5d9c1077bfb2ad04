#include "signinstand.h"

#include "protocol/phone.h"

#include <QTest>
#include <thread>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

CodeRefusal::Reason reasonOf(const Result<SignInProgress>& result)
{
    return CodeRefusal::fromDetails(result.error().details).reason;
}

QByteArray anotherThan(const QByteArray& code)
{
    return code == "000000" ? "000001" : "000000";
}

} // namespace

/// Codes by mail and SMS: six digits, once, five minutes, five tries, a few re-sends.
class SentCodesTest : public QObject
{
    Q_OBJECT

    static SignInStep atCode(SignInStand& stand)
    {
        stand.addProfile({{Method::Password}, {Method::MailCode}});
        stand.addUser(u"ada"_s);
        return stand.answer(stand.start(u"ada"_s)->step, Method::Password, SignInStand::rightPassword())->step;
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void resendingIsLimited()
    {
        SignInStand stand;
        const SignInStep step = atCode(stand);
        auto refused = stand.sendCode(step, Method::MailCode);
        QCOMPARE(codeOf(refused), ErrorCode::RateLimited);
        QVERIFY(refused.error().retryAfter > 27s && refused.error().retryAfter <= 31s);

        int sendsLeft = 3;
        for (const auto wait : {31s, 61s, 61s}) {
            stand.advance(wait - 4s);
            QCOMPARE(codeOf(stand.sendCode(step, Method::MailCode)), ErrorCode::RateLimited);
            stand.advance(4s);
            const auto sent = stand.sendCode(step, Method::MailCode);
            QVERIFY(sent);
            QCOMPARE(sent->step.delivery->sendsLeft, --sendsLeft);
            QCOMPARE(sent->step.delivery->resendAfter, 60s);
        }
        QCOMPARE(stand.newMessages().size(), 4);
        stand.advance(2min);
        refused = stand.sendCode(step, Method::MailCode);
        QCOMPARE(codeOf(refused), ErrorCode::RateLimited);
        QVERIFY(refused.error().retryAfter > 0s);
        QVERIFY(stand.newMessages().isEmpty());
    }

    void aNewCodeVoidsTheOldOne()
    {
        SignInStand stand;
        const SignInStep step = atCode(stand);
        const QByteArray first = stand.newCode();
        stand.advance(31s);
        QVERIFY(stand.sendCode(step, Method::MailCode));
        const QByteArray second = stand.newCode();
        if (first == second) // One in a million.
            return;
        const auto refused = stand.answer(step, Method::MailCode, first);
        QCOMPARE(codeOf(refused), ErrorCode::CodeRefused);
        QCOMPARE(reasonOf(refused), CodeRefusal::Reason::PreviousCode);
        QVERIFY(stand.answer(step, Method::MailCode, second)->step.isDone);
    }

    void aCodeLivesFiveMinutes()
    {
        SignInStand stand;
        const SignInStep step = atCode(stand);
        const QByteArray code = stand.newCode();
        stand.advance(5min + 1s);
        const auto refused = stand.answer(step, Method::MailCode, code);
        QCOMPARE(codeOf(refused), ErrorCode::CodeRefused);
        QCOMPARE(reasonOf(refused), CodeRefusal::Reason::PreviousCode);
        QVERIFY(stand.sendCode(step, Method::MailCode));
        QVERIFY(stand.answer(step, Method::MailCode, stand.newCode())->step.isDone);
    }

    void theMessageEndsWithTheCode()
    {
        SignInStand stand;
        const SignInStep step = atCode(stand);
        const auto message = stand.newMessages().first();
        QVERIFY(message.expires);
        QCOMPARE(*message.expires, step.delivery->expires);
    }

    void aCodeHasFiveTries()
    {
        SignInPolicy policy;
        policy.ceremonyTries = 50;
        policy.wrongPerPlace.burst = 50;
        SignInStand stand(policy);
        const SignInStep step = atCode(stand);
        const QByteArray code = stand.newCode();
        for (int i = 0; i < 5; ++i)
            QCOMPARE(codeOf(stand.answer(step, Method::MailCode, anotherThan(code))), ErrorCode::CodeRefused);
        QCOMPARE(codeOf(stand.answer(step, Method::MailCode, code)), ErrorCode::CodeRefused);
        stand.advance(31s);
        QVERIFY(stand.sendCode(step, Method::MailCode));
        QVERIFY(stand.answer(step, Method::MailCode, stand.newCode())->step.isDone);
    }

    void codesAreTakenAsPeopleTypeThem()
    {
        SignInStand stand;
        const SignInStep step = atCode(stand);
        const QByteArray code = stand.newCode();
        QVERIFY(stand.answer(step, Method::MailCode, ' ' + code.left(3) + " - " + code.mid(3) + ' ')->step.isDone);
    }

    void whatIsNoCodeIsSaidToBeNone_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::newRow("letters") << QByteArray("abcdef");
        QTest::newRow("five digits") << QByteArray("12345");
        QTest::newRow("seven digits") << QByteArray("1234567");
        QTest::newRow("other digits") << QByteArray("١٢٣٤٥٦");
        QTest::newRow("very long") << QByteArray(60'000, '1');
        QTest::newRow("only spaces") << QByteArray("   ");
        QTest::newRow("NUL") << QByteArray("123456\0", 7);
    }

    void whatIsNoCodeIsSaidToBeNone()
    {
        QFETCH(QByteArray, typed);
        SignInStand stand;
        const auto refused = stand.answer(atCode(stand), Method::MailCode, typed);
        QCOMPARE(codeOf(refused), ErrorCode::CodeRefused);
        QCOMPARE(reasonOf(refused), CodeRefusal::Reason::WrongLength);
        QCOMPARE(refused.error().details.value(u"triesLeft"_s).toInt(), 4);
    }

    void aCodeIsAcceptedOnce()
    {
        SignInStand stand;
        const SignInStep step = atCode(stand);
        const QByteArray code = stand.newCode();
        FactorSubject subject;
        subject.user = *stand.store().read([&](Transaction& transaction) -> Result<std::optional<User>> {
            return stand.directory.findByName(transaction, u"ada"_s);
        });
        subject.preparedName = u"ada"_s;
        subject.ceremony = step.ceremony;

        std::atomic<int> accepted{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 12; ++i)
            threads.emplace_back([&] {
                if (stand.mail.check(stand.kiosk, subject, Secret::copyOf(code)))
                    ++accepted;
            });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(int(accepted), 1);
    }

    void withoutASendThereIsNoRightCode()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password, Method::SmsCode}});
        stand.addUser(u"ada"_s);
        const SignInStep step = stand.start(u"ada"_s)->step;
        QCOMPARE(codeOf(stand.answer(step, Method::SmsCode, "000000")), ErrorCode::CodeRefused);
    }

    void manyCeremoniesDoNotSendManyCodes()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password}, {Method::MailCode}});
        stand.addUser(u"ada"_s);
        SignInStep step;
        for (int i = 0; i < 11; ++i)
            step = stand.answer(stand.start(u"ada"_s)->step, Method::Password, SignInStand::rightPassword())->step;
        QCOMPARE(stand.newMessages().size(), 10);
        QVERIFY(!step.delivery); // The person can ask when it is allowed again.
        QCOMPARE(codeOf(stand.sendCode(step, Method::MailCode)), ErrorCode::RateLimited);
        stand.advance(5min);
        QVERIFY(stand.sendCode(step, Method::MailCode));
        QVERIFY(stand.answer(step, Method::MailCode, stand.newCode())->step.isDone);
    }
};

QTEST_GUILESS_MAIN(SentCodesTest)
#include "tst_sentcodes.moc"
