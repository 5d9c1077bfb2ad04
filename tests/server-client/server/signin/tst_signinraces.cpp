#include "signinstand.h"

#include <QTest>
#include <latch>
#include <thread>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The same call from many threads at the same moment.
template <typename Function>
QList<Result<SignInProgress>> inParallel(int count, Function function)
{
    std::vector<std::optional<Result<SignInProgress>>> results(count);
    std::latch ready(count);
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i)
        threads.emplace_back([&, i] {
            ready.arrive_and_wait();
            results[i] = function(i);
        });
    for (std::thread& thread : threads)
        thread.join();
    QList<Result<SignInProgress>> all;
    for (auto& result : results)
        all.append(*result);
    return all;
}

} // namespace

/// What holds one after the other holds at the same time too.
class SignInRacesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void sixteenRightAnswersMakeOneToken()
    {
        SignInPolicy policy;
        policy.ceremonyTries = 100; // so that the tries do not help
        policy.wrongPerPlace.burst = 100;
        SignInStand stand(policy);
        stand.addProfile({{Method::Password}});
        stand.addUser(u"ada"_s);
        const SignInStep step = stand.start(u"ada"_s)->step;
        const auto results =
            inParallel(16, [&](int) { return stand.answer(step, Method::Password, SignInStand::rightPassword()); });
        int tokens = 0;
        for (const auto& result : results) {
            if (result)
                tokens += result->accessToken ? 1 : 0;
            else
                QCOMPARE(result.error().code, ErrorCode::CeremonyEnded);
        }
        QCOMPARE(tokens, 1);
        QCOMPARE(stand.count(u"access_tokens"_s), 1);
        QCOMPARE(stand.auditEvents(), QStringList{u"sign_in.succeeded"_s});
    }

    void sixteenRightPasswordsMoveOneFactorOn()
    {
        SignInPolicy policy;
        policy.ceremonyTries = 100;
        policy.wrongPerPlace.burst = 100;
        SignInStand stand(policy);
        stand.addProfile({{Method::Password}, {Method::MailCode}});
        stand.addUser(u"ada"_s);
        const SignInStep step = stand.start(u"ada"_s)->step;
        const auto results =
            inParallel(16, [&](int) { return stand.answer(step, Method::Password, SignInStand::rightPassword()); });
        std::optional<SignInStep> next;
        for (const auto& result : results) {
            if (result) {
                QVERIFY(!next);
                next = result->step;
            } else {
                QVERIFY(result.error().code == ErrorCode::Conflict || result.error().code == ErrorCode::InvalidRequest);
            }
        }
        QVERIFY(next);
        const auto messages = stand.newMessages();
        QCOMPARE(messages.size(), 1);
        const auto finished =
            stand.answer(*next, Method::MailCode, messages.first().variables.value(u"code"_s).toLatin1());
        QVERIFY(finished);
        // Answers that came too late cost no try.
        QCOMPARE(finished->step.triesLeft, 100);
    }

    void fiftyWrongAnswersAreFiveTries()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password}});
        stand.addUser(u"ada"_s);
        const SignInStep step = stand.start(u"ada"_s)->step;
        const quint64 before = stand.directory.passwordChecks();
        const auto results = inParallel(
            50, [&](int i) { return stand.answer(step, Method::Password, "guess " + QByteArray::number(i)); });
        int refused = 0;
        for (const auto& result : results) {
            QVERIFY(!result);
            if (result.error().code == ErrorCode::SignInRefused)
                ++refused;
            else
                QCOMPARE(result.error().code, ErrorCode::CeremonyEnded);
        }
        QCOMPARE(refused, 5);
        QCOMPARE(stand.directory.passwordChecks() - before, quint64(5));
        QCOMPARE(stand.auditEvents().count(u"sign_in.refused"_s), 5);
        QCOMPARE(stand.auditEvents().count(u"sign_in.ended"_s), 1);
    }

    void guessesOverManyCeremoniesAreLimitedTogether()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password}});
        stand.addUser(u"ada"_s);
        QList<SignInStep> steps;
        for (int i = 0; i < 8; ++i)
            steps.append(stand.start(u"ada"_s)->step);
        const quint64 before = stand.directory.passwordChecks();
        const auto results =
            inParallel(40, [&](int i) { return stand.answer(steps[i % 8], Method::Password, "guess"); });
        int refused = 0;
        for (const auto& result : results) {
            QVERIFY(!result);
            refused += result.error().code == ErrorCode::SignInRefused ? 1 : 0;
        }
        QVERIFY2(refused <= 10, qPrintable(QString::number(refused)));
        QVERIFY(refused >= 5);
        QCOMPARE(stand.directory.passwordChecks() - before, quint64(refused));
    }

    void oneCodeIsSentAtATime()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password, Method::MailCode}});
        stand.addUser(u"ada"_s);
        const SignInStep step = stand.start(u"ada"_s)->step;
        const auto results = inParallel(12, [&](int) { return stand.sendCode(step, Method::MailCode); });
        int sent = 0;
        for (const auto& result : results) {
            if (result)
                ++sent;
            else
                QCOMPARE(result.error().code, ErrorCode::RateLimited);
        }
        QCOMPARE(sent, 1);
        QCOMPARE(stand.newMessages().size(), 1);
    }

    void aStepUpIsFinishedOnce()
    {
        SignInPolicy policy;
        policy.ceremonyTries = 100;
        policy.wrongPerPlace.burst = 100;
        SignInStand stand(policy);
        stand.addProfile({{Method::Password}});
        const User ada = stand.addUser(u"ada"_s);
        stand.strong.give(ada.id, u"phone"_s);
        const Caller caller = *stand.authenticate(stand.kiosk, stand.signIn(stand.kiosk, u"ada"_s));
        const SignInStep step = stand.service.startStepUp(caller)->step;
        const auto results =
            inParallel(12, [&](int) { return stand.answer(caller, step, Method::SoftOtp, StrongMethod::word()); });
        int finished = 0;
        for (const auto& result : results)
            finished += result ? 1 : 0;
        QCOMPARE(finished, 1);
        QCOMPARE(stand.auditEvents().count(u"step_up.succeeded"_s), 1);
    }
};

QTEST_GUILESS_MAIN(SignInRacesTest)
#include "tst_signinraces.moc"
