#include "keyproofbench.h"

using namespace keydesk;
using Bench = KeyProofBench;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using Ask = KeyPrompt::Ask;
using Problem = KeyProofView::Problem;
using Purpose = KeyProofView::Purpose;
using State = KeyProofView::State;

/// A security key as a factor of the sign-in, as all of it, and as a strong proof.
class TstKeyProofPresenter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyChoiceIsAskedForAtOnce()
    {
        Bench bench;
        bench.apis.profile = {{Method::Password}, {Method::WebAuthn}};
        QVERIFY(bench.reach());
        QCOMPARE(bench.view().purpose, Purpose::SignIn);
        QVERIFY(!bench.view().isNameless);
        QVERIFY(!bench.view().canChooseAnother);
        QCOMPARE(bench.panel.view().step, (FlowStep{2, 2}));
        QCOMPARE(bench.devices.last().request.allowed.size(), 1);
        bench.devices.want(KeyAction::Touch, {u"1"_s});
        QCOMPARE(bench.view().prompt.ask, Ask::Touch);
        bench.answer();
        QVERIFY(bench.arrives(PanelPage::Home));
        QCOMPARE(bench.freshRequests(), 0);
        QCOMPARE(bench.view().state, State::Preparing); // Emptied.
    }

    void oneOfSeveralIsChosenAndLeftAgain()
    {
        Bench bench;
        QVERIFY(bench.reach());
        QVERIFY(bench.view().canChooseAnother);
        bench.page().chooseAnother();
        QVERIFY(bench.arrives(PanelPage::Code));
        QTRY_COMPARE(bench.devices.running(), 0);
        QCOMPARE(bench.panel.code().view().state, CodeView::State::Choosing);
        QCOMPARE(bench.panel.code().view().choices.size(), 2);
        bench.panel.code().choose(Method::MailCode);
        QVERIFY(bench.enterCode());
    }

    void keyNobodyTouchedIsAskedAgainWithTheSameRequest()
    {
        Bench bench;
        QVERIFY(bench.reach());
        const QByteArray challenge = bench.devices.last().request.challenge;
        bench.page().chooseAnother();
        QVERIFY(bench.arrives(PanelPage::Code));
        bench.panel.code().choose(Method::WebAuthn);
        QVERIFY(bench.begins(u"makeAssertion"_s));
        QCOMPARE(bench.devices.last().request.challenge, challenge);
    }

    void passwordMayFollowTheKey()
    {
        Bench bench;
        bench.apis.profile = {{Method::Password}, {Method::WebAuthn, Method::Password}};
        QVERIFY(bench.start() && bench.enterPassword());
        QVERIFY(bench.arrives(PanelPage::SignIn));
        QTRY_VERIFY(bench.panel.signIn().view().isUserNameFixed || bench.panel.signIn().view().canUseKey);
        bench.panel.signIn().useKey();
        QVERIFY(bench.arrives(PanelPage::KeyProof) && bench.begins(u"makeAssertion"_s));
        QCOMPARE(bench.apis.count(u"startSignIn"_s), 1); // In the sign-in under way.
        bench.page().chooseAnother();
        QVERIFY(bench.arrives(PanelPage::SignIn));
        QVERIFY(bench.enterPassword());
        QVERIFY(bench.arrives(PanelPage::Home));
    }

    void unknownKeyIsRefusedAndAnotherMayTry()
    {
        Bench bench;
        QVERIFY(bench.reachNameless());
        bench.answer("somebody's");
        QVERIFY(bench.isEnded(Problem::Refused));
        QCOMPARE(bench.view().triesLeft, 4);
        QVERIFY(bench.retries());
        QCOMPARE(bench.freshRequests(), 1);
    }

    void outOfTriesEndsAtTheSignIn()
    {
        Bench bench;
        bench.apis.tries = 1;
        QVERIFY(bench.reachNameless());
        bench.answer("somebody's");
        QVERIFY(bench.arrives(PanelPage::SignIn));
        QCOMPARE(bench.panel.signIn().view().problem, SignInView::Problem::Ended);
    }

    void tooOftenSaysWhen()
    {
        Bench bench;
        QVERIFY(bench.reach());
        Error error = bench.error(ErrorCode::RateLimited);
        error.retryAfter = 42s;
        bench.apis.failNext(u"answerFactor"_s, error);
        bench.answer();
        QVERIFY(bench.isEnded(Problem::TooOften));
        QCOMPARE(bench.view().retryIn, 42s);
        bench.apis.failNext(u"sendCode"_s, error);
        bench.page().retry();
        QVERIFY(bench.isEnded(Problem::TooOften));
        QVERIFY(bench.retries());
    }

    void everyFailureOfTheKeyHasAWayOn_data()
    {
        QTest::addColumn<KeyProblem>("problem");
        for (int i = 0; i <= static_cast<int>(KeyProblem::Internal); ++i)
            QTest::addRow("%d", i) << static_cast<KeyProblem>(i);
    }
    void everyFailureOfTheKeyHasAWayOn()
    {
        QFETCH(KeyProblem, problem);
        Bench bench;
        QVERIFY(bench.reach());
        bench.devices.finish(KeyFailure{.problem = problem});
        QVERIFY(bench.isEnded(Problem::Key));
        QCOMPARE(bench.view().prompt.failure->problem, problem);
        QVERIFY(bench.view().canChooseAnother);
        QVERIFY(bench.retries());
        QCOMPARE(bench.freshRequests(), 1);
    }

    void pausedKeyGoesOnByItself()
    {
        Bench bench;
        QVERIFY(bench.reach());
        bench.devices.plug(FakeKeyDevices::usualKey());
        bench.devices.askPin({.key = {u"1"_s}});
        bench.devices.finish(KeyFailure{.problem = KeyProblem::PinPaused, .triesLeft = 5});
        QCOMPARE(bench.view().prompt.ask, Ask::TakeOut);
        bench.devices.unplug({u"1"_s});
        bench.devices.plug(FakeKeyDevices::usualKey(u"2"_s));
        QVERIFY(bench.begins(u"makeAssertion"_s));
        QCOMPARE(bench.devices.last().key, KeyDeviceId{u"2"_s});
        bench.answer();
        QVERIFY(bench.arrives(PanelPage::Home));
    }

    void budgetEndsWithTheRequest()
    {
        Bench bench;
        QVERIFY(bench.reach());
        QCOMPARE(bench.devices.last().budget, KeyDevices::defaultBudget);
        QCOMPARE(bench.panel.view().idleTime, KeyDevices::defaultBudget);
        bench.clock.advance(9min);
        bench.page().chooseAnother();
        bench.panel.code().choose(Method::WebAuthn);
        QVERIFY(bench.begins(u"makeAssertion"_s));
        QCOMPARE(bench.devices.last().budget, 1min);
        bench.clock.advance(2min);
        bench.answer();
        QVERIFY(bench.arrives(PanelPage::SignIn));
        QCOMPARE(bench.panel.signIn().view().problem, SignInView::Problem::Ended);
    }

    void troubleDoesNotAskForASecondTouch()
    {
        Bench bench;
        QVERIFY(bench.reach());
        bench.apis.failNext(u"answerFactor"_s, bench.error(ErrorCode::Unreachable));
        bench.answer();
        QVERIFY(bench.arrives(PanelPage::Trouble));
        // The service has not seen the answer.
        bench.panel.trouble().retry();
        QTRY_COMPARE(bench.apis.count(u"answerFactor"_s), 3);
        QCOMPARE(bench.devices.count(u"makeAssertion"_s), 1);
        QVERIFY(bench.arrives(PanelPage::Home));
    }

    void backFromTroubleOffersAnotherTry()
    {
        Bench bench;
        QVERIFY(bench.reach());
        bench.devices.finish(KeyFailure{.problem = KeyProblem::NoCredential});
        bench.apis.failNext(u"sendCode"_s, bench.error(ErrorCode::Unreachable));
        bench.page().retry();
        QVERIFY(bench.arrives(PanelPage::Trouble));
        bench.panel.trouble().back();
        QVERIFY(bench.arrives(PanelPage::KeyProof));
        QVERIFY(bench.isEnded(Problem::Key));
        QCOMPARE(bench.view().prompt.failure->problem, KeyProblem::Cancelled);
        QVERIFY(bench.retries());
    }

    void retryAfterTroubleFetchesTheRequest()
    {
        Bench bench;
        QVERIFY(bench.reach());
        bench.devices.finish(KeyFailure{.problem = KeyProblem::TimedOut});
        bench.apis.failNext(u"sendCode"_s, bench.error(ErrorCode::TimedOut));
        bench.page().retry();
        QVERIFY(bench.arrives(PanelPage::Trouble));
        bench.panel.trouble().retry();
        QVERIFY(bench.begins(u"makeAssertion"_s));
        bench.answer();
        QVERIFY(bench.arrives(PanelPage::Home));
    }

    void waitingForTheServiceCanBeCancelled()
    {
        Bench bench;
        QVERIFY(bench.reach());
        bench.apis.hold();
        bench.answer();
        QCOMPARE(bench.view().state, State::Checking);
        QTRY_COMPARE(bench.view().activity, Activity::Slow);
        bench.page().cancel();
        QVERIFY(bench.isEnded(Problem::Key));
        QCOMPARE(bench.view().prompt.failure->problem, KeyProblem::Cancelled);
        bench.apis.release();
        QVERIFY(bench.retries());
    }

    void backEndsTheSignIn()
    {
        Bench bench;
        QVERIFY(bench.reachNameless());
        bench.page().back();
        QVERIFY(bench.arrives(PanelPage::SignIn));
        QTRY_COMPARE(bench.devices.running(), 0);
        QCOMPARE(bench.apis.count(u"cancelSignIn"_s), 1);
        QVERIFY(bench.enterPassword());
        QVERIFY(bench.arrives(PanelPage::Code));
    }

    void idleEndsTheOperation()
    {
        Bench bench;
        QVERIFY(bench.reach());
        bench.panel.reset();
        QTRY_COMPARE(bench.devices.running(), 0);
        QCOMPARE(bench.page().view().state, State::Preparing);
        QCOMPARE(bench.page().running(), 0s);
    }
};

QTEST_GUILESS_MAIN(TstKeyProofPresenter)
#include "tst_keyproofpresenter.moc"
