#include "panelfixture.h"

using namespace keydesk;
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
private:
    struct Bench : PanelFixture
    {
        Bench()
        {
            apis.offerKeys();
            apis.addKey(u"ada@example.org"_s, "ada's");
            apis.profile = {{Method::Password}, {Method::WebAuthn, Method::MailCode}};
        }
        KeyProofPresenter& page() { return panel.keyProof(); }
        const KeyProofView& view() { return page().view(); }
        /// Password, then the key.
        bool reach()
        {
            if (!start() || !enterPassword())
                return false;
            if (apis.profile.last().size() > 1) {
                if (!arrives(PanelPage::Code))
                    return false;
                panel.code().choose(Method::WebAuthn);
            }
            return arrives(PanelPage::KeyProof) && begins(u"makeAssertion"_s);
        }
        bool reachNameless()
        {
            if (!start())
                return false;
            panel.signIn().useKey();
            return arrives(PanelPage::KeyProof) && begins(u"makeAssertion"_s);
        }
        bool signInByKey()
        {
            if (!reachNameless())
                return false;
            answer();
            return arrives(PanelPage::Home) && QTest::qWaitFor([&] { return panel.home().view().isLoaded; });
        }
        void answer(const QByteArray& credential = "ada's")
        {
            devices.finish(AssertionAnswer{.ceremony = devices.last().request.ceremony,
                                           .credentialId = credential,
                                           .clientDataJson = "{}",
                                           .authenticatorData = "data",
                                           .signature = "signature"});
        }
        Error error(ErrorCode code) const { return {.code = code, .context = {}}; }
        bool isEnded(Problem problem)
        {
            return QTest::qWaitFor([&] {
                return view().state == State::Ended && view().problem == problem && view().activity == Activity::Idle &&
                       devices.running() == 0;
            });
        }
        /// Another try, which succeeds.
        bool retries()
        {
            page().retry();
            if (!begins(u"makeAssertion"_s))
                return false;
            answer();
            return arrives(PanelPage::Home);
        }
        int freshRequests() const { return apis.count(u"sendCode"_s); }
    };

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

    void keySaysWhoSignsIn()
    {
        Bench bench;
        QVERIFY(bench.reachNameless());
        QVERIFY(bench.view().isNameless);
        QVERIFY(!bench.view().canChooseAnother);
        QVERIFY(bench.devices.last().request.allowed.isEmpty());
        bench.devices.askPin({.key = {u"1"_s}});
        QCOMPARE(bench.view().prompt.ask, Ask::Pin);
        bench.page().enterPin(Bench::secret("1234"));
        QCOMPARE(bench.devices.pinsGiven, QList<QByteArray>{"1234"});
        bench.devices.askAccount({{.id = "other", .userHandle = {}}, {.id = "ada's", .userHandle = {}}});
        QCOMPARE(bench.view().prompt.accounts.size(), 2);
        bench.page().chooseAccount("ada's");
        QCOMPARE(bench.devices.accountChosen, "ada's");
        bench.answer();
        QVERIFY(bench.arrives(PanelPage::Home));
        QCOMPARE(bench.apis.signedIn, u"ada@example.org"_s);
    }

    void withoutTheCapabilityThereIsNoSuchDoor()
    {
        PanelFixture fixture;
        QVERIFY(fixture.start());
        QVERIFY(!fixture.panel.signIn().view().canUseKey);
        fixture.panel.signIn().useKey();
        QCOMPARE(fixture.apis.count(u"startSignIn"_s), 0);
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

    void troubleAtTheBeginningKeepsTheWish()
    {
        Bench bench;
        QVERIFY(bench.start());
        bench.apis.failNext(u"startSignIn"_s, bench.error(ErrorCode::Unreachable));
        bench.panel.signIn().useKey();
        QVERIFY(bench.arrives(PanelPage::Trouble));
        bench.panel.trouble().retry();
        QVERIFY(bench.arrives(PanelPage::KeyProof));
        QVERIFY(bench.view().isNameless);
    }

    void serviceThatAsksForNoKeyAnyMoreSaysSo()
    {
        Bench bench;
        QVERIFY(bench.start());
        bench.apis.failNext(u"startSignIn"_s, bench.error(ErrorCode::FactorsUnsatisfiable));
        bench.panel.signIn().useKey();
        QTRY_COMPARE(bench.panel.signIn().view().problem, SignInView::Problem::FactorsUnsatisfiable);
        QVERIFY(bench.enterPassword());
        QVERIFY(bench.arrives(PanelPage::Code));
    }

    void passwordAfterANamelessKeyNeedsNoName()
    {
        Bench bench;
        bench.apis.namelessProfile = {{Method::WebAuthn}, {Method::Password}};
        QVERIFY(bench.reachNameless());
        bench.answer();
        QVERIFY(bench.arrives(PanelPage::SignIn));
        QVERIFY(bench.panel.signIn().view().isNameless);
        QVERIFY(bench.panel.signIn().view().userName.isEmpty());
        bench.panel.signIn().submit({}, nullptr);
        QCOMPARE(bench.panel.signIn().view().problem, SignInView::Problem::PasswordMissing);
        bench.panel.signIn().submit({}, Bench::secret("correct horse"));
        QVERIFY(bench.arrives(PanelPage::Home));
    }

    void strongProofByKey()
    {
        Bench bench;
        bench.apis.stepUpMethods = {Method::WebAuthn};
        QVERIFY(bench.reach());
        bench.answer();
        QVERIFY(bench.arrives(PanelPage::Home) && bench.openKeys());
        bench.apis.needsStepUp = true;
        bench.panel.keyList().add();
        QVERIFY(bench.arrives(PanelPage::KeyProof) && bench.begins(u"makeAssertion"_s));
        QCOMPARE(bench.view().purpose, Purpose::StepUp);
        QVERIFY(!bench.view().isNameless);
        bench.answer();
        QVERIFY(bench.arrives(PanelPage::RegisterKey));
        QVERIFY(bench.begins(u"chooseKey"_s));
    }

    void refusedStrongProofLeadsToTheList()
    {
        Bench bench;
        bench.apis.stepUpMethods = {Method::WebAuthn, Method::SoftOtp}; // There is no phone.
        QVERIFY(bench.signInByKey());
        QVERIFY(bench.openKeys());
        bench.apis.needsStepUp = true;
        bench.apis.tries = 1;
        bench.panel.keyList().add();
        QVERIFY(bench.arrives(PanelPage::KeyProof) && bench.begins(u"makeAssertion"_s));
        bench.answer("somebody's");
        QVERIFY(bench.arrives(PanelPage::KeyList));
        QCOMPARE(bench.panel.keyList().view().notice, KeyListView::Notice::NotProved);
    }

    void anotherProofStaysAStepUp()
    {
        Bench bench;
        bench.apis.stepUpMethods = {Method::WebAuthn, Method::MailCode};
        QVERIFY(bench.signInByKey());
        QVERIFY(bench.openKeys());
        bench.apis.needsStepUp = true;
        bench.panel.keyList().add();
        QVERIFY(bench.arrives(PanelPage::Code));
        QCOMPARE(bench.panel.code().view().purpose, CodeView::Purpose::StepUp);
        QTRY_COMPARE(bench.panel.code().view().state, CodeView::State::Choosing);
        bench.panel.code().choose(Method::WebAuthn);
        QVERIFY(bench.arrives(PanelPage::KeyProof));
        bench.page().chooseAnother();
        QVERIFY(bench.arrives(PanelPage::Code));
        QCOMPARE(bench.panel.code().view().purpose, CodeView::Purpose::StepUp);
        QCOMPARE(bench.apis.count(u"startStepUp"_s), 1);
        bench.panel.code().choose(Method::WebAuthn);
        QVERIFY(bench.arrives(PanelPage::KeyProof));
        bench.page().back();
        QVERIFY(bench.arrives(PanelPage::KeyList));
        QCOMPARE(bench.panel.keyList().view().notice, KeyListView::Notice::None);
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
