#include "presenters/keytalk.h"

#include "fakes/fakekeydevices.h"

#include <QSignalSpy>
#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using Ask = KeyPrompt::Ask;
using PinProblem = KeyPrompt::PinProblem;

namespace {

SharedSecret pin(const char* text)
{
    return share(Secret::copyOf(QByteArrayView(text)));
}

KeyFailure failure(KeyProblem problem, std::optional<int> triesLeft = {})
{
    return {.problem = problem, .triesLeft = triesLeft};
}

} // namespace

/// What the person is asked while something is done with a key.
class TstKeyTalk : public QObject
{
    Q_OBJECT
private:
    struct Bench
    {
        Bench() { devices.plug(key); }
        void assertion() { talk.follow(devices.makeAssertion({}), {}); }
        void listing()
        {
            talk.follow(devices.listCredentials(key.id, u"example.org"_s), {.key = key.id, .keepsPin = true});
        }
        Ask ask() const { return talk.prompt().ask; }
        PinProblem problem() const { return talk.prompt().pinProblem; }

        FakeKeyDevices devices;
        KeyTalk talk{devices};
        KeyDevice key = FakeKeyDevices::usualKey();
    };

private Q_SLOTS:
    void actionsBecomeQuestions()
    {
        Bench bench;
        bench.assertion();
        QCOMPARE(bench.ask(), Ask::Nothing);
        const QList<std::pair<KeyAction, Ask>> expected{{KeyAction::Insert, Ask::Insert},
                                                        {KeyAction::TouchOne, Ask::TouchOne},
                                                        {KeyAction::Wait, Ask::Nothing},
                                                        {KeyAction::Touch, Ask::Touch},
                                                        {KeyAction::TakeOut, Ask::TakeOut},
                                                        {KeyAction::PutBack, Ask::PutBack},
                                                        {KeyAction::FollowSystem, Ask::FollowSystem}};
        for (const auto& [action, ask] : expected) {
            bench.devices.want(action, action == KeyAction::Touch ? bench.key.id : KeyDeviceId());
            QCOMPARE(bench.ask(), ask);
            QCOMPARE(bench.talk.prompt().timeLeft.has_value(), ask != Ask::Nothing);
            QCOMPARE(bench.talk.prompt().keysPluggedIn, 1);
        }
    }

    void timeCountsDownByTheBudget()
    {
        Bench bench;
        bench.talk.follow(bench.devices.makeAssertion({}), {.budget = 90s});
        QCOMPARE(bench.talk.running(), 90s);
        bench.devices.want(KeyAction::Touch, bench.key.id);
        QCOMPARE(bench.talk.prompt().timeLeft, 90s);
        QTRY_VERIFY(bench.talk.prompt().timeLeft <= 88s);
        bench.devices.finish(KeyDone());
        QVERIFY(!bench.talk.prompt().timeLeft);
        QCOMPARE(bench.talk.running(), 0s);
    }

    void factsStayUpToDate()
    {
        Bench bench;
        bench.assertion();
        bench.devices.want(KeyAction::Touch, bench.key.id);
        QCOMPARE(bench.talk.prompt().key, bench.key);
        KeyDevice changed = bench.key;
        changed.freeSlots = 3;
        bench.devices.plug(changed);
        QCOMPARE(bench.talk.prompt().key->freeSlots, 3);
        bench.devices.plug(FakeKeyDevices::usualKey(u"2"_s));
        QCOMPARE(bench.talk.prompt().keysPluggedIn, 2);
        bench.devices.unplug({u"2"_s});
        QCOMPARE(bench.talk.prompt().keysPluggedIn, 1);
    }

    void pinRulesSpendNoTry_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<PinProblem>("problem");
        QTest::newRow("nothing") << QByteArray() << PinProblem::Missing;
        QTest::newRow("short") << QByteArray("123") << PinProblem::TooShort;
        QTest::newRow("letters, not bytes") << QByteArray("şğü") << PinProblem::TooShort;
        QTest::newRow("long") << QByteArray(64, '1') << PinProblem::TooLong;
        QTest::newRow("fits") << QByteArray("1234") << PinProblem::None;
    }
    void pinRulesSpendNoTry()
    {
        QFETCH(QByteArray, typed);
        QFETCH(PinProblem, problem);
        Bench bench;
        bench.assertion();
        bench.devices.askPin({.key = bench.key.id, .triesLeft = 8});
        QCOMPARE(bench.ask(), Ask::Pin);
        QCOMPARE(bench.talk.prompt().triesLeft, 8);
        bench.talk.answerPin(share(Secret::copyOf(typed)));
        QCOMPARE(bench.problem(), problem);
        const bool isSent = problem == PinProblem::None;
        QCOMPARE(bench.ask(), isSent ? Ask::Nothing : Ask::Pin);
        QCOMPARE(bench.devices.pinsGiven.size(), isSent ? 1 : 0);
    }

    void wrongPinIsAskedForAgain()
    {
        Bench bench;
        bench.assertion();
        bench.devices.askPin({.key = bench.key.id});
        bench.talk.answerPin(pin("0000"));
        bench.devices.askPin({.key = bench.key.id, .reason = PinRequest::Reason::Wrong, .triesLeft = 7});
        QCOMPARE(bench.problem(), PinProblem::Wrong);
        QCOMPARE(bench.talk.prompt().triesLeft, 7);
        QCOMPARE(bench.talk.prompt().key->triesLeft, 7); // Beside it on the page.
        bench.devices.askPin({.key = bench.key.id, .reason = PinRequest::Reason::FingerNotKnown});
        QVERIFY(bench.talk.prompt().fingerNotKnown);
        QCOMPARE(bench.problem(), PinProblem::None);
        QCOMPARE(bench.devices.pinsGiven.size(), 1);
    }

    void pinNobodyAskedForIsNotSent()
    {
        Bench bench;
        bench.talk.answerPin(pin("1234"));
        bench.assertion();
        bench.talk.answerPin(pin("1234"));
        bench.talk.setPin({}, pin("1234"), pin("1234"));
        QVERIFY(bench.devices.pinsGiven.isEmpty());
        QCOMPARE(bench.devices.operations.size(), 1);
    }

    void pinIsComposedLetterByLetter()
    {
        Bench bench;
        bench.assertion();
        bench.devices.askPin({.key = bench.key.id});
        bench.talk.answerPin(pin("123g\xcc\x86")); // g and a breve are one letter: ğ.
        QCOMPARE(bench.devices.pinsGiven, QList<QByteArray>{"123ğ"});
    }

    void onlyOfferedAccountsAreChosen()
    {
        Bench bench;
        bench.assertion();
        bench.devices.askAccount({{.id = "a", .userHandle = {}, .userName = u"ada@example.org"_s},
                                  {.id = "b", .userHandle = {}, .userName = u"grace@example.org"_s}});
        QCOMPARE(bench.ask(), Ask::Account);
        QCOMPARE(bench.talk.prompt().accounts.size(), 2);
        bench.talk.chooseAccount("c");
        QVERIFY(bench.devices.accountChosen.isEmpty());
        bench.talk.chooseAccount("b");
        QCOMPARE(bench.devices.accountChosen, "b");
        QVERIFY(bench.talk.prompt().accounts.isEmpty());
    }

    void newPinIsCheckedInTheForm()
    {
        Bench bench;
        bench.key.pin = PinState::NotSet;
        bench.key.minimumPinLength = 6;
        bench.devices.plug(bench.key);
        QSignalSpy set(&bench.talk, &KeyTalk::pinSet);
        bench.talk.askNewPin(bench.key);
        QCOMPARE(bench.ask(), Ask::NewPin);
        bench.talk.setPin({}, {}, {});
        QCOMPARE(bench.problem(), PinProblem::Missing);
        bench.talk.setPin({}, pin("12345"), pin("12345"));
        QCOMPARE(bench.problem(), PinProblem::TooShort);
        bench.talk.setPin({}, pin("123456"), pin("123457"));
        QCOMPARE(bench.problem(), PinProblem::NotRepeated);
        QVERIFY(bench.devices.operations.isEmpty());
        bench.talk.setPin({}, pin("123456"), pin("123456"));
        QCOMPARE(bench.devices.last().name, u"setPin"_s);
        QVERIFY(bench.devices.last().pin->equals("123456"));
        bench.devices.finish(failure(KeyProblem::PinRefused));
        QCOMPARE(bench.ask(), Ask::NewPin);
        QCOMPARE(bench.problem(), PinProblem::Refused);
        bench.talk.setPin({}, pin("836251"), pin("836251"));
        bench.devices.finish(KeyDone());
        QCOMPARE(set.size(), 1);
    }

    void changedPinIsCheckedInTheForm()
    {
        Bench bench;
        bench.key.pin = PinState::MustChange;
        bench.devices.plug(bench.key);
        bench.talk.askChangePin(bench.key);
        QVERIFY(bench.talk.prompt().mustChange);
        bench.talk.setPin({}, pin("5678"), pin("5678"));
        QCOMPARE(bench.problem(), PinProblem::CurrentMissing);
        bench.talk.setPin(pin("1234"), pin("1234"), pin("1234"));
        QCOMPARE(bench.problem(), PinProblem::Unchanged);
        bench.talk.setPin(pin("1234"), pin("5678"), pin("5678"));
        QCOMPARE(bench.devices.last().name, u"changePin"_s);
        bench.devices.finish(failure(KeyProblem::PinWrong, 7));
        QCOMPARE(bench.ask(), Ask::ChangePin);
        QCOMPARE(bench.problem(), PinProblem::Wrong);
        QCOMPARE(bench.talk.prompt().triesLeft, 7);
        QVERIFY(bench.talk.prompt().mustChange);
    }

    void formEndsWithItsKey()
    {
        Bench bench;
        QSignalSpy finished(&bench.talk, &KeyTalk::finished);
        bench.talk.askNewPin(bench.key);
        bench.devices.unplug(bench.key.id);
        QCOMPARE(finished.size(), 1);
        QCOMPARE(bench.talk.prompt().failure->problem, KeyProblem::Removed);
        QCOMPARE(bench.ask(), Ask::Nothing);
    }

    void pausedKeyIsWaitedFor()
    {
        Bench bench;
        QSignalSpy finished(&bench.talk, &KeyTalk::finished);
        QSignalSpy returned(&bench.talk, &KeyTalk::keyReturned);
        bench.devices.plug(FakeKeyDevices::usualKey(u"other"_s));
        bench.assertion();
        bench.devices.askPin({.key = bench.key.id});
        bench.devices.finish(failure(KeyProblem::PinPaused, 5));
        QCOMPARE(bench.ask(), Ask::TakeOut);
        QCOMPARE(bench.talk.prompt().triesLeft, 5);
        QCOMPARE(bench.problem(), PinProblem::Wrong);
        QVERIFY(bench.talk.running() > 0s);
        bench.devices.unplug(bench.key.id);
        QCOMPARE(bench.ask(), Ask::PutBack);
        bench.devices.plug(FakeKeyDevices::usualKey(u"other"_s)); // Was there before.
        QCOMPARE(bench.ask(), Ask::PutBack);
        KeyDevice again = FakeKeyDevices::usualKey(u"3"_s);
        again.state = KeyDevice::State::Reading;
        bench.devices.plug(again);
        QVERIFY(returned.isEmpty());
        again.state = KeyDevice::State::Ready;
        bench.devices.plug(again);
        QCOMPARE(returned.size(), 1);
        QCOMPARE(bench.talk.prompt().key, again);
        QVERIFY(finished.isEmpty());
    }

    void keyThatComesBackUselessIsAFailure()
    {
        Bench bench;
        bench.talk.awaitReturn(bench.key, failure(KeyProblem::PinPaused, 5));
        bench.devices.unplug(bench.key.id);
        KeyDevice again = FakeKeyDevices::usualKey(u"3"_s);
        again.state = KeyDevice::State::Unusable;
        again.problem = KeyProblem::HeldByAnother;
        bench.devices.plug(again);
        QCOMPARE(bench.talk.prompt().failure->problem, KeyProblem::HeldByAnother);
        QCOMPARE(bench.talk.running(), 0s);
    }

    void provedPinIsTypedOnceForTwo()
    {
        Bench bench;
        bench.listing();
        bench.devices.askPin({.key = bench.key.id});
        bench.talk.answerPin(pin("1234"));
        bench.devices.finish(QList<KeyCredential>());
        bench.listing();
        bench.devices.askPin({.key = bench.key.id});
        QCOMPARE(bench.ask(), Ask::Nothing);
        QCOMPARE(bench.devices.pinsGiven, (QList<QByteArray>{"1234", "1234"}));
        // One try only: no program may use them up by itself.
        bench.devices.askPin({.key = bench.key.id, .reason = PinRequest::Reason::Wrong, .triesLeft = 7});
        QCOMPARE(bench.ask(), Ask::Pin);
        QCOMPARE(bench.devices.pinsGiven.size(), 2);
    }

    void keptPinIsForgotten_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("the page is left") << 0;
        QTest::newRow("the key is taken out") << 1;
        QTest::newRow("something else is done") << 2;
        QTest::newRow("it was not proved") << 3;
    }
    void keptPinIsForgotten()
    {
        QFETCH(int, how);
        Bench bench;
        bench.listing();
        bench.devices.askPin({.key = bench.key.id});
        const SharedSecret typed = pin("1234");
        bench.talk.answerPin(typed);
        bench.devices.finish(how == 3 ? KeyOutcome(failure(KeyProblem::Refused)) : KeyOutcome(QList<KeyCredential>()));
        if (how == 0)
            bench.talk.stop();
        if (how == 1) {
            bench.devices.unplug(bench.key.id);
            bench.devices.plug(bench.key);
        }
        if (how == 2) {
            bench.assertion();
            bench.devices.finish(KeyDone());
        }
        bench.devices.operations.clear(); // They hold what they were given.
        QCOMPARE(typed.use_count(), 1);
        bench.listing();
        bench.devices.askPin({.key = bench.key.id});
        QCOMPARE(bench.ask(), Ask::Pin);
    }

    void stopCancelsAndIsQuiet()
    {
        Bench bench;
        QSignalSpy finished(&bench.talk, &KeyTalk::finished);
        QSignalSpy changed(&bench.talk, &KeyTalk::changed);
        bench.assertion();
        bench.devices.want(KeyAction::Touch, bench.key.id);
        bench.talk.stop();
        changed.clear();
        QTRY_COMPARE(bench.devices.running(), 0);
        bench.devices.unplug(bench.key.id);
        QVERIFY(finished.isEmpty());
        QVERIFY(changed.isEmpty());
        QCOMPARE(bench.ask(), Ask::Nothing);
        QVERIFY(!bench.talk.prompt().key);
    }

    void anotherOperationEndsTheOneBefore()
    {
        Bench bench;
        bench.assertion();
        bench.assertion();
        QTRY_COMPARE(bench.devices.running(), 1);
        QVERIFY(!bench.talk.prompt().failure);
    }
};

QTEST_GUILESS_MAIN(TstKeyTalk)
#include "tst_keytalk.moc"
