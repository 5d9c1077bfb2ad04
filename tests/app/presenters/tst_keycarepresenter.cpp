#include "keycarebench.h"

using namespace keydesk;
using Bench = KeyCareBench;
using namespace Qt::Literals::StringLiterals;
using Ask = KeyPrompt::Ask;
using Notice = KeyCareView::Notice;
using PinProblem = KeyPrompt::PinProblem;
using Problem = KeyCareView::Problem;
using State = KeyCareView::State;

/// A plugged-in key itself: PIN, contents, reset.
class TstKeyCarePresenter : public QObject
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
    void factsAreShownAndStayUpToDate()
    {
        Bench bench;
        QVERIFY(bench.reach());
        QCOMPARE(bench.view().state, State::Waiting);
        bench.devices.want(KeyAction::Insert);
        QCOMPARE(bench.view().prompt.ask, Ask::Insert);
        bench.devices.plug(FakeKeyDevices::usualKey());
        bench.devices.finish(KeyDeviceId{u"1"_s});
        QCOMPARE(bench.view().state, State::Overview);
        KeyDevice key = FakeKeyDevices::usualKey();
        key.freeSlots = 3;
        bench.devices.plug(key);
        QCOMPARE(bench.view().prompt.key, key);
        bench.devices.unplug(key.id);
        QCOMPARE(bench.view().state, State::Waiting);
        QVERIFY(bench.begins(u"chooseKey"_s));
        bench.page().back();
        QVERIFY(bench.arrives(PanelPage::KeyList));
        QTRY_COMPARE(bench.devices.running(), 0);
    }

    void pinIsSet()
    {
        Bench bench;
        QVERIFY(bench.reach(withPin(PinState::NotSet)));
        bench.page().startPin();
        QCOMPARE(bench.view().state, State::Pin);
        QCOMPARE(bench.view().prompt.ask, Ask::NewPin);
        bench.page().setPin({}, Bench::secret("1234"), Bench::secret("12345"));
        QCOMPARE(bench.view().prompt.pinProblem, PinProblem::NotRepeated);
        bench.page().setPin({}, Bench::secret("1234"), Bench::secret("1234"));
        QVERIFY(bench.begins(u"setPin"_s));
        bench.devices.finish(KeyDone());
        QCOMPARE(bench.view().state, State::Overview);
        QCOMPARE(bench.view().notice, Notice::PinSet);
    }

    void pinIsChanged()
    {
        Bench bench;
        QVERIFY(bench.reach(withPin(PinState::Set)));
        bench.page().startPin();
        QCOMPARE(bench.view().prompt.ask, Ask::ChangePin);
        bench.page().setPin(Bench::secret("0000"), Bench::secret("5678"), Bench::secret("5678"));
        bench.devices.finish(KeyFailure{.problem = KeyProblem::PinWrong, .triesLeft = 7});
        QCOMPARE(bench.view().prompt.ask, Ask::ChangePin);
        QCOMPARE(bench.view().prompt.pinProblem, PinProblem::Wrong);
        bench.page().setPin(Bench::secret("1234"), Bench::secret("5678"), Bench::secret("5678"));
        bench.devices.finish(KeyDone());
        QCOMPARE(bench.view().notice, Notice::PinChanged);
        bench.page().startPin();
        QCOMPARE(bench.view().notice, Notice::None);
        bench.page().back();
        QCOMPARE(bench.view().state, State::Overview);
    }

    void pinThatCannotBeChangedIsExplained_data()
    {
        QTest::addColumn<PinState>("pin");
        QTest::addColumn<KeyProblem>("problem");
        QTest::newRow("blocked") << PinState::Blocked << KeyProblem::PinBlocked;
        QTest::newRow("unsupported") << PinState::Unsupported << KeyProblem::NotSupported;
    }
    void pinThatCannotBeChangedIsExplained()
    {
        QFETCH(PinState, pin);
        QFETCH(KeyProblem, problem);
        Bench bench;
        QVERIFY(bench.reach(withPin(pin)));
        bench.page().startPin();
        QVERIFY(bench.isFailed(problem));
        bench.page().back();
        QCOMPARE(bench.view().state, State::Overview);
        QCOMPARE(bench.view().problem, Problem::None);
    }

    void pausedKeyIsWaitedFor()
    {
        Bench bench;
        QVERIFY(bench.reach(withPin(PinState::Paused)));
        bench.page().startPin();
        QCOMPARE(bench.view().prompt.ask, Ask::TakeOut);
        bench.devices.unplug({u"1"_s});
        QCOMPARE(bench.view().prompt.ask, Ask::PutBack);
        bench.devices.plug(FakeKeyDevices::usualKey(u"2"_s));
        QCOMPARE(bench.view().prompt.ask, Ask::ChangePin);
        QCOMPARE(bench.view().prompt.key->id, KeyDeviceId{u"2"_s});
    }

    void keyThatCannotTellSaysSo()
    {
        Bench bench;
        KeyDevice old = FakeKeyDevices::usualKey();
        old.missing = {KeyAbility::CredentialList, KeyAbility::Reset};
        QVERIFY(bench.reach(old));
        bench.page().startContents();
        QVERIFY(bench.isFailed(KeyProblem::NotSupported));
        QCOMPARE(bench.view().prompt.failure->missing, KeyAbility::CredentialList);
        bench.page().back();
        QCOMPARE(bench.view().state, State::Overview);
        bench.page().askReset();
        QVERIFY(bench.isFailed(KeyProblem::NotSupported));
        QCOMPARE(bench.view().prompt.failure->missing, KeyAbility::Reset);
    }

    void everyFailureOfTheKeyHasAWayOn_data()
    {
        QTest::addColumn<KeyProblem>("problem");
        for (int i = 0; i <= static_cast<int>(KeyProblem::Internal); ++i)
            if (static_cast<KeyProblem>(i) != KeyProblem::PinPaused)
                QTest::addRow("%d", i) << static_cast<KeyProblem>(i);
    }
    void everyFailureOfTheKeyHasAWayOn()
    {
        QFETCH(KeyProblem, problem);
        Bench bench;
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        bench.page().startContents();
        QVERIFY(bench.begins(u"listCredentials"_s));
        bench.devices.finish(KeyFailure{.problem = problem});
        QVERIFY(bench.isFailed(problem));
        QCOMPARE(bench.view().state, State::Contents);
        bench.page().retry();
        QVERIFY(bench.begins(u"listCredentials"_s));
        bench.page().back();
        QCOMPARE(bench.view().state, State::Overview);
        QTRY_COMPARE(bench.devices.running(), 0);
    }

    void waitingForAKeyEndsAndBeginsAgain()
    {
        Bench bench;
        QVERIFY(bench.reach());
        bench.devices.finish(KeyFailure{.problem = KeyProblem::TimedOut});
        QVERIFY(bench.isFailed(KeyProblem::TimedOut));
        QCOMPARE(bench.view().state, State::Waiting);
        bench.page().retry();
        QVERIFY(bench.begins(u"chooseKey"_s));
    }

    void troubleWithTheServiceIsOvercome()
    {
        Bench bench;
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        bench.apis.failNext(u"securityKeys"_s, bench.error(ErrorCode::Unreachable));
        bench.page().startContents();
        QVERIFY(bench.arrives(PanelPage::Trouble));
        bench.panel.trouble().retry();
        QVERIFY(bench.arrives(PanelPage::KeyCare));
        QVERIFY(bench.begins(u"listCredentials"_s));
        bench.page().back();
        bench.apis.failNext(u"securityKeys"_s, bench.error(ErrorCode::Unreachable));
        bench.page().startContents();
        QVERIFY(bench.arrives(PanelPage::Trouble));
        bench.panel.trouble().back();
        QVERIFY(bench.arrives(PanelPage::KeyCare));
        QCOMPARE(bench.view().state, State::Overview);
    }

    void resetIsGuided()
    {
        Bench bench;
        QVERIFY(bench.reach(withPin(PinState::Blocked)));
        bench.page().confirmReset();
        QCOMPARE(bench.devices.count(u"reset"_s), 0);
        bench.page().askReset();
        QCOMPARE(bench.view().state, State::AskReset);
        bench.page().back();
        QCOMPARE(bench.view().state, State::Overview);
        bench.page().askReset();
        bench.page().confirmReset();
        QVERIFY(bench.begins(u"reset"_s));
        QCOMPARE(bench.view().state, State::Reset);
        bench.devices.want(KeyAction::TakeOut, {u"1"_s});
        QCOMPARE(bench.view().prompt.ask, Ask::TakeOut);
        bench.devices.unplug({u"1"_s});
        bench.devices.want(KeyAction::PutBack);
        QCOMPARE(bench.view().prompt.ask, Ask::PutBack);
        QCOMPARE(bench.view().state, State::Reset);
        bench.devices.plug(FakeKeyDevices::usualKey(u"2"_s));
        bench.devices.want(KeyAction::Touch, {u"2"_s});
        QCOMPARE(bench.view().prompt.ask, Ask::Touch);
        bench.devices.finish(KeyDone());
        QCOMPARE(bench.view().notice, Notice::WasReset);
        QCOMPARE(bench.view().state, State::Overview);
        QCOMPARE(bench.view().prompt.key->id, KeyDeviceId{u"2"_s});
    }

    void resetThatCameTooLateIsTriedAgain()
    {
        Bench bench;
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        bench.page().askReset();
        bench.page().confirmReset();
        bench.devices.unplug({u"1"_s});
        bench.devices.plug(FakeKeyDevices::usualKey(u"2"_s));
        bench.devices.want(KeyAction::Wait, {u"2"_s});
        bench.devices.finish(KeyFailure{.problem = KeyProblem::ResetTooLate});
        QVERIFY(bench.isFailed(KeyProblem::ResetTooLate));
        bench.page().retry();
        QVERIFY(bench.begins(u"reset"_s));
        QCOMPARE(bench.devices.last().key, KeyDeviceId{u"2"_s});
    }

    void leavingForgetsEverything()
    {
        Bench bench;
        QVERIFY(bench.openContents());
        bench.page().cleanUp();
        QVERIFY(bench.begins(u"removeCredentials"_s));
        bench.panel.reset();
        QTRY_COMPARE(bench.devices.running(), 0);
        QVERIFY(bench.view().contents.isEmpty());
        QCOMPARE(bench.view().state, State::Waiting);
        bench.devices.unplug({u"1"_s});
        QCOMPARE(bench.devices.running(), 0);
    }
};

QTEST_GUILESS_MAIN(TstKeyCarePresenter)
#include "tst_keycarepresenter.moc"
