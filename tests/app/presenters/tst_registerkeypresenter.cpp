#include "registerkeybench.h"

using namespace keydesk;
using Bench = RegisterKeyBench;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using Ask = KeyPrompt::Ask;
using Problem = RegisterKeyView::Problem;
using State = RegisterKeyView::State;

/// Registering a key: insert, PIN, touch, stored.
class TstRegisterKeyPresenter : public QObject
{
    Q_OBJECT
private:
    static KeyDevice withPin(PinState pin)
    {
        KeyDevice key = FakeKeyDevices::usualKey();
        key.pin = pin;
        return key;
    }

private Q_SLOTS:
    void keyIsRegisteredAndStandsInTheList()
    {
        Bench bench;
        QVERIFY(bench.reach());
        QCOMPARE(bench.panel.view().step, (FlowStep{1, 4}));
        bench.devices.want(KeyAction::Insert);
        QCOMPARE(bench.view().prompt.ask, Ask::Insert);
        QCOMPARE(bench.view().prompt.keysPluggedIn, 0);
        bench.take(FakeKeyDevices::usualKey());
        QVERIFY(bench.begins(u"makeCredential"_s));
        QCOMPARE(bench.devices.last().key, KeyDeviceId{u"1"_s});
        QCOMPARE(bench.view().prompt.key->model, u"Example Key 5"_s); // Known before anything is created.
        bench.devices.askPin({.key = {u"1"_s}, .triesLeft = 8});
        QCOMPARE(bench.panel.view().step, (FlowStep{2, 4}));
        bench.page().enterPin(Bench::secret("1234"));
        bench.devices.want(KeyAction::Touch, {u"1"_s});
        QCOMPARE(bench.panel.view().step, (FlowStep{3, 4}));
        bench.devices.finish(bench.created());
        QVERIFY(bench.arrives(PanelPage::KeyRegistered));
        QCOMPARE(bench.panel.view().step, (FlowStep{4, 4}));
        QCOMPARE(bench.panel.keyRegistered().view().key.name, u"Example Key 5"_s);
        QTRY_COMPARE(bench.panel.keyRegistered().view().goodFactors, 1);
        QCOMPARE(bench.apis.count(u"cancelKeyRegistration"_s), 0);
        bench.panel.keyRegistered().finish(u" Ada's key "_s);
        QVERIFY(bench.arrives(PanelPage::KeyList));
        QTRY_COMPARE(bench.panel.keyList().view().keys.size(), 1);
        QCOMPARE(bench.panel.keyList().view().keys.constFirst().name, u"Ada's key"_s);
    }

    void severalBlinkAndTheTouchedOneIsUsed()
    {
        Bench bench;
        QVERIFY(bench.reach());
        bench.devices.plug(FakeKeyDevices::usualKey());
        bench.devices.plug(FakeKeyDevices::usualKey(u"2"_s));
        bench.devices.want(KeyAction::TouchOne);
        QCOMPARE(bench.view().prompt.ask, Ask::TouchOne);
        QCOMPARE(bench.view().prompt.keysPluggedIn, 2);
        bench.devices.finish(KeyDeviceId{u"2"_s});
        QVERIFY(bench.begins(u"makeCredential"_s));
        QCOMPARE(bench.devices.last().key, KeyDeviceId{u"2"_s});
    }

    void keyWithoutPinGetsOneFirst()
    {
        Bench bench;
        bench.apis.userVerification = Requirement::Required;
        QVERIFY(bench.reach(withPin(PinState::NotSet)));
        QCOMPARE(bench.view().prompt.ask, Ask::NewPin);
        QVERIFY(!bench.view().canSkipPin);
        bench.page().skipPin();
        QCOMPARE(bench.devices.count(u"makeCredential"_s), 0);
        bench.page().setPin({}, Bench::secret("12"), Bench::secret("12"));
        QCOMPARE(bench.view().prompt.pinProblem, KeyPrompt::PinProblem::TooShort);
        bench.page().setPin({}, Bench::secret("1234"), Bench::secret("1234"));
        QVERIFY(bench.begins(u"setPin"_s));
        bench.devices.finish(KeyDone());
        QVERIFY(bench.begins(u"makeCredential"_s));
        // It was typed a moment ago: the key has it for its first question, and for no other.
        bench.devices.askPin({.key = KeyDeviceId{u"1"_s}});
        QCOMPARE(bench.devices.pinsGiven, QList<QByteArray>{"1234"});
        bench.devices.askPin({.key = KeyDeviceId{u"1"_s}, .reason = PinRequest::Reason::Wrong, .triesLeft = 7});
        QCOMPARE(bench.view().prompt.ask, Ask::Pin);
        QCOMPARE(bench.devices.pinsGiven.size(), 1);
    }

    void pinMayBeSkippedWhereNobodyInsists()
    {
        Bench bench;
        QVERIFY(bench.reach(withPin(PinState::NotSet)));
        QVERIFY(bench.view().canSkipPin);
        bench.page().skipPin();
        QVERIFY(bench.begins(u"makeCredential"_s));
        QVERIFY(!bench.view().canSkipPin);
        bench.devices.finish(KeyFailure{.problem = KeyProblem::PinNotSet}); // The key itself insists.
        QCOMPARE(bench.view().prompt.ask, Ask::NewPin);
        QVERIFY(!bench.view().canSkipPin);
    }

    void keysThatNeedNoPinAreNotAskedForOne_data()
    {
        QTest::addColumn<PinState>("pin");
        QTest::addColumn<Requirement>("verification");
        QTest::newRow("cannot have one") << PinState::Unsupported << Requirement::Preferred;
        QTest::newRow("nobody wants it") << PinState::NotSet << Requirement::Discouraged;
        QTest::newRow("has one") << PinState::Set << Requirement::Required;
    }
    void keysThatNeedNoPinAreNotAskedForOne()
    {
        QFETCH(PinState, pin);
        QFETCH(Requirement, verification);
        Bench bench;
        bench.apis.userVerification = verification;
        QVERIFY(bench.reach(withPin(pin)));
        QVERIFY(bench.begins(u"makeCredential"_s));
    }

    void demandedChangeComesFirst()
    {
        Bench bench;
        QVERIFY(bench.reach(withPin(PinState::MustChange)));
        QCOMPARE(bench.view().prompt.ask, Ask::ChangePin);
        QVERIFY(bench.view().prompt.mustChange);
        QVERIFY(!bench.view().canSkipPin);
        bench.page().setPin(Bench::secret("1234"), Bench::secret("5678"), Bench::secret("5678"));
        QVERIFY(bench.begins(u"changePin"_s));
        bench.devices.finish(KeyDone());
        QVERIFY(bench.begins(u"makeCredential"_s));
        bench.devices.finish(KeyFailure{.problem = KeyProblem::PinMustChange});
        QCOMPARE(bench.view().prompt.ask, Ask::ChangePin);
    }

    void pausedKeyGoesOnByItself()
    {
        Bench bench;
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        QVERIFY(bench.begins(u"makeCredential"_s));
        bench.devices.finish(KeyFailure{.problem = KeyProblem::PinPaused, .triesLeft = 5});
        QCOMPARE(bench.view().prompt.ask, Ask::TakeOut);
        bench.devices.unplug({u"1"_s});
        QCOMPARE(bench.view().prompt.ask, Ask::PutBack);
        bench.devices.plug(FakeKeyDevices::usualKey(u"2"_s));
        QVERIFY(bench.begins(u"makeCredential"_s));
        QCOMPARE(bench.devices.last().key, KeyDeviceId{u"2"_s});
        QCOMPARE(bench.apis.count(u"startKeyRegistration"_s), 1);
    }

    void everyFailureOfTheKeyHasAWayOn_data()
    {
        QTest::addColumn<KeyProblem>("problem");
        for (int i = 0; i <= static_cast<int>(KeyProblem::Internal); ++i) {
            const auto problem = static_cast<KeyProblem>(i);
            const bool isMended = problem == KeyProblem::PinNotSet || problem == KeyProblem::PinMustChange ||
                                  problem == KeyProblem::PinPaused;
            if (!isMended)
                QTest::addRow("%d", i) << problem;
        }
    }
    void everyFailureOfTheKeyHasAWayOn()
    {
        QFETCH(KeyProblem, problem);
        Bench bench;
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        QVERIFY(bench.begins(u"makeCredential"_s));
        bench.devices.finish(KeyFailure{.problem = problem});
        QVERIFY(bench.isFailed(problem));
        QVERIFY(bench.view().canRetry);
        bench.page().retry();
        QVERIFY(bench.begins(u"chooseKey"_s));
        QCOMPARE(bench.view().state, State::Talking);
        QVERIFY(!bench.view().prompt.failure);
        QCOMPARE(bench.apis.count(u"startKeyRegistration"_s), 1); // The challenge was not used.
    }

    void pulledKeyIsAskedForAgain()
    {
        Bench bench;
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        QVERIFY(bench.begins(u"makeCredential"_s));
        bench.devices.unplug({u"1"_s});
        QVERIFY(bench.isFailed(KeyProblem::Removed));
        QVERIFY(!bench.view().prompt.key);
        bench.page().retry();
        QVERIFY(bench.begins(u"chooseKey"_s));
        bench.devices.want(KeyAction::Insert);
        QCOMPARE(bench.panel.view().step, (FlowStep{1, 4}));
    }

    void keyInTheWayOfItselfIsCaredFor()
    {
        Bench bench;
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        QVERIFY(bench.begins(u"makeCredential"_s));
        bench.devices.finish(KeyFailure{.problem = KeyProblem::PinBlocked, .triesLeft = 0});
        QVERIFY(bench.isFailed(KeyProblem::PinBlocked));
        bench.page().care();
        QVERIFY(bench.arrives(PanelPage::KeyCare));
        QTRY_VERIFY(!bench.apis.keyRegistration);
    }

    void refusalOfTheServiceNamesTheStep()
    {
        Bench bench;
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        QVERIFY(bench.begins(u"makeCredential"_s));
        Error error = bench.error(ErrorCode::AuthenticatorRefused);
        error.details = {{u"step"_s, u"attestation_untrusted"_s}};
        error.requestId = u"request-7"_s;
        bench.apis.failNext(u"finishKeyRegistration"_s, error);
        bench.devices.finish(bench.created());
        QVERIFY(bench.isEnded(Problem::Refused));
        QCOMPARE(bench.view().refusedStep, u"attestation_untrusted"_s);
        QCOMPARE(bench.view().requestId, u"request-7"_s);
        bench.page().retry();
        QTRY_COMPARE(bench.apis.count(u"startKeyRegistration"_s), 2); // The challenge is used up.
        QVERIFY(bench.begins(u"chooseKey"_s));
        QVERIFY(bench.view().refusedStep.isEmpty());
    }

    void limitIsSaidAtTheBeginningAndAtTheEnd()
    {
        Bench bench;
        QVERIFY(bench.signIn() && bench.openKeys());
        bench.apis.failNext(u"startKeyRegistration"_s, bench.error(ErrorCode::LimitReached));
        bench.panel.keyList().add();
        QVERIFY(bench.isEnded(Problem::LimitReached));
        QVERIFY(!bench.view().canRetry);
        QCOMPARE(bench.view().keysAllowed, 5);
        bench.page().retry();
        QCOMPARE(bench.apis.count(u"startKeyRegistration"_s), 1);
        bench.page().back();
        QVERIFY(bench.arrives(PanelPage::KeyList));
        QTRY_VERIFY(bench.panel.keyList().view().canAdd);
        QVERIFY(bench.beginKey());
        bench.take(FakeKeyDevices::usualKey());
        QVERIFY(bench.begins(u"makeCredential"_s));
        bench.apis.failNext(u"finishKeyRegistration"_s, bench.error(ErrorCode::LimitReached));
        bench.devices.finish(bench.created());
        QVERIFY(bench.isEnded(Problem::LimitReached));
    }

    void expiryBoundsTheBudgetAndEndsTheWaiting()
    {
        Bench bench;
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        QVERIFY(bench.begins(u"makeCredential"_s));
        QCOMPARE(bench.devices.last().budget, KeyDevices::defaultBudget);
        bench.devices.finish(KeyFailure{.problem = KeyProblem::TimedOut});
        QVERIFY(bench.isFailed(KeyProblem::TimedOut));
        bench.clock.advance(8min);
        bench.page().retry();
        QVERIFY(bench.begins(u"chooseKey"_s));
        QCOMPARE(bench.devices.last().budget, 2min);
        bench.clock.advance(2min);
        bench.devices.finish(KeyFailure{.problem = KeyProblem::TimedOut});
        QVERIFY(bench.isEnded(Problem::Expired));
        bench.page().retry();
        QTRY_COMPARE(bench.apis.count(u"startKeyRegistration"_s), 2);
        QVERIFY(bench.begins(u"chooseKey"_s));
    }

    void lateAnswerOfTheKeyIsExpired()
    {
        Bench bench;
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        QVERIFY(bench.begins(u"makeCredential"_s));
        bench.clock.advance(11min);
        bench.devices.finish(bench.created());
        QVERIFY(bench.isEnded(Problem::Expired));
    }

    void strongProofComesBackHere()
    {
        Bench bench;
        QVERIFY(bench.signIn() && bench.openPhones() && bench.registerPhone());
        bench.panel.registered().finish();
        QVERIFY(bench.arrives(PanelPage::Home) && bench.openKeys());
        bench.apis.needsStepUp = true;
        bench.panel.keyList().add();
        QVERIFY(bench.arrives(PanelPage::Code));
        QTRY_COMPARE(bench.panel.code().view().state, CodeView::State::Entering);
        const Phone phone = bench.apis.people[u"ada@example.org"_s].phones.constFirst();
        bench.panel.code().submit(Bench::secret(bench.apis.codeOfPhone(phone)));
        QVERIFY(bench.arrives(PanelPage::RegisterKey));
        QVERIFY(bench.begins(u"chooseKey"_s));
    }

    void lostAnswerIsFoundInTheList()
    {
        Bench bench;
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        QVERIFY(bench.begins(u"makeCredential"_s));
        bench.apis.failNext(u"finishKeyRegistration"_s, bench.error(ErrorCode::TimedOut));
        bench.devices.finish(bench.created());
        QVERIFY(bench.arrives(PanelPage::Trouble));
        bench.apis.addKey(u"ada@example.org"_s, "credential-1"); // It had arrived.
        bench.apis.keyRegistration.reset();
        bench.panel.trouble().retry();
        QVERIFY(bench.arrives(PanelPage::KeyRegistered));
        QCOMPARE(bench.keys().size(), 1);
    }

    void troubleAtTheBeginningIsOvercome()
    {
        Bench bench;
        QVERIFY(bench.signIn() && bench.openKeys());
        bench.apis.failNext(u"startKeyRegistration"_s, bench.error(ErrorCode::Unreachable));
        bench.panel.keyList().add();
        QVERIFY(bench.arrives(PanelPage::Trouble));
        bench.panel.trouble().retry();
        QVERIFY(bench.arrives(PanelPage::RegisterKey));
        QVERIFY(bench.begins(u"chooseKey"_s));
    }

    void namesAreUnique()
    {
        Bench bench;
        for (const char* id : {"a", "b"}) {
            bench.apis.addKey(u"ada@example.org"_s, id);
            bench.apis.people[u"ada@example.org"_s].keys.last().name = *id == 'a' ? u"example key 5"_s : u"Other"_s;
        }
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        QVERIFY(bench.begins(u"makeCredential"_s));
        bench.devices.finish(bench.created());
        QVERIFY(bench.arrives(PanelPage::KeyRegistered));
        QCOMPARE(bench.panel.keyRegistered().view().key.name, u"Example Key 5 2"_s);
    }

    void serviceNamesAKeyOfUnknownModel()
    {
        Bench bench;
        KeyDevice key = FakeKeyDevices::usualKey();
        key.model.clear();
        QVERIFY(bench.reach(key));
        QVERIFY(bench.begins(u"makeCredential"_s));
        bench.devices.finish(bench.created());
        QVERIFY(bench.arrives(PanelPage::KeyRegistered));
        QCOMPARE(bench.panel.keyRegistered().view().key.name, u"Key 1"_s);
    }

    void leavingEndsWhatRunsOnBothSides_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("back") << 0;
        QTest::newRow("signed out") << 1;
        QTest::newRow("idle") << 2;
    }
    void leavingEndsWhatRunsOnBothSides()
    {
        QFETCH(int, how);
        Bench bench;
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        QVERIFY(bench.begins(u"makeCredential"_s));
        if (how == 0)
            bench.page().back();
        else if (how == 1)
            bench.panel.fewFactors().leaveAnyway();
        else
            bench.panel.reset();
        QTRY_COMPARE(bench.devices.running(), 0);
        QTRY_VERIFY(!bench.apis.keyRegistration);
        QVERIFY(!bench.view().prompt.key);
        QCOMPARE(bench.view().state, State::Preparing);
        QVERIFY(bench.panel.view().page != PanelPage::RegisterKey);
    }

    void keyAtWorkIsNotIdle()
    {
        Bench bench;
        QVERIFY(bench.reach());
        QCOMPARE(bench.panel.view().idleTime, KeyDevices::defaultBudget);
        bench.take(withPin(PinState::NotSet));
        QCOMPARE(bench.view().prompt.ask, Ask::NewPin);
        QCOMPARE(bench.panel.view().idleTime, 180s);
    }
};

QTEST_GUILESS_MAIN(TstRegisterKeyPresenter)
#include "tst_registerkeypresenter.moc"
