#include "keycarebench.h"

using namespace keydesk;
using Bench = KeyCareBench;
using namespace Qt::Literals::StringLiterals;
using Ask = KeyPrompt::Ask;
using Kind = KeyContent::Kind;
using Notice = KeyCareView::Notice;
using Problem = KeyCareView::Problem;
using State = KeyCareView::State;

/// What is on a plugged-in key, beside what is registered; and cleaning up both.
class TstKeyContents : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contentsAreCompared()
    {
        Bench bench;
        QVERIFY(bench.openContents());
        QCOMPARE(bench.devices.last().relyingPartyId, u"example.org"_s);
        QCOMPARE(bench.view().contents.size(), 5);
        QCOMPARE(bench.content("both").kind, Kind::Registered);
        QCOMPARE(bench.content("both").key->name, u"Key 1"_s);
        QCOMPARE(bench.content("mine").kind, Kind::OnKeyOnly);
        QCOMPARE(bench.content("unnamed").kind, Kind::OnKeyOnly);
        QCOMPARE(bench.content("other").kind, Kind::OnKeyForOther);
        QCOMPARE(bench.content("here").kind, Kind::HereOnly);
        for (const char* id : {"both", "unnamed", "other", "here"})
            QVERIFY2(!bench.content(id).isChosen, id);
        QVERIFY(bench.content("mine").isChosen);
        QCOMPARE(bench.view().chosen, 1);
    }

    void hereOnlyIsWhatAKeyOfThisModelShouldHold_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("of another model") << 0;
        QTest::newRow("not kept on a key") << 1;
        QTest::newRow("lost") << 2;
    }
    void hereOnlyIsWhatAKeyOfThisModelShouldHold()
    {
        QFETCH(int, what);
        Bench bench;
        bench.apis.addKey(u"ada@example.org"_s, "here");
        SecurityKey& key = bench.keys().first();
        key.aaguid = QByteArray(16, what == 0 ? 'b' : 'a');
        key.isDiscoverable = what != 1;
        key.isLost = what == 2;
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        bench.page().startContents();
        QVERIFY(bench.begins(u"listCredentials"_s));
        bench.devices.finish(QList<KeyCredential>());
        QVERIFY(bench.view().isListed);
        QVERIFY(bench.view().contents.isEmpty());
        bench.page().cleanUp();
        QCOMPARE(bench.devices.count(u"removeCredentials"_s), 0);
    }

    void whatWasLostIsLeftOver()
    {
        Bench bench;
        bench.apis.addKey(u"ada@example.org"_s, "lost");
        bench.keys().first().isLost = true;
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        bench.page().startContents();
        QVERIFY(bench.begins(u"listCredentials"_s));
        bench.devices.finish(QList{Bench::credential("lost", u"ada@example.org"_s)});
        QCOMPARE(bench.content("lost").kind, Kind::OnKeyOnly);
        QVERIFY(bench.content("lost").key->isLost);
        QVERIFY(bench.content("lost").isChosen);
        bench.page().cleanUp();
        QVERIFY(bench.begins(u"removeCredentials"_s));
        QCOMPARE(bench.devices.last().credentialIds, QList<QByteArray>{"lost"});
        QCOMPARE(bench.keys().size(), 1); // The list keeps what was reported.
    }

    void longNamesAreComparedAsTheKeyKeepsThem()
    {
        Bench bench;
        const QString name = QString(70, u'x') % u"@example.org"_s;
        FakeApis::Person person = bench.apis.people.take(u"ada@example.org"_s);
        person.account.userName = name;
        bench.apis.people.insert(u"ada@example.org"_s, person);
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        bench.page().startContents();
        QVERIFY(bench.begins(u"listCredentials"_s));
        bench.devices.finish(QList{Bench::credential("mine", name.left(64))});
        QVERIFY(bench.content("mine").isChosen);
    }

    void onlyTheUselessIsChosen()
    {
        Bench bench;
        QVERIFY(bench.openContents());
        for (const char* id : {"both", "other", "unnamed", "here"})
            bench.page().choose(bench.indexOf(id), true);
        QVERIFY(!bench.content("both").isChosen);
        QVERIFY(!bench.content("other").isChosen);
        QVERIFY(bench.content("unnamed").isChosen);
        QVERIFY(bench.content("here").isChosen);
        QCOMPARE(bench.view().chosen, 3);
        bench.page().choose(-1, true);
        bench.page().choose(99, true);
        bench.page().choose(bench.indexOf("mine"), false);
        QCOMPARE(bench.view().chosen, 2);
    }

    void bothSidesAreCleanedInOneAction()
    {
        Bench bench;
        QVERIFY(bench.openContents());
        bench.page().choose(bench.indexOf("here"), true);
        bench.page().cleanUp();
        QVERIFY(bench.begins(u"removeCredentials"_s));
        QCOMPARE(bench.devices.last().credentialIds, QList<QByteArray>{"mine"});
        QCOMPARE(bench.keys().size(), 1);
        bench.devices.askPin({.key = {u"1"_s}}); // Typed for the list.
        QCOMPARE(bench.devices.pinsGiven, (QList<QByteArray>{"1234", "1234"}));
        bench.devices.finish(KeyDone());
        QCOMPARE(bench.view().notice, Notice::CleanedUp);
        QCOMPARE(bench.view().contents.size(), 3);
        QCOMPARE(bench.view().chosen, 0);
        QCOMPARE(bench.view().state, State::Contents);
    }

    void strongProofThenOnWithTheCleaning()
    {
        Bench bench;
        bench.apis.stepUpMethods = {Method::MailCode};
        QVERIFY(bench.openContents());
        bench.page().choose(bench.indexOf("here"), true);
        bench.apis.needsStepUp = true;
        bench.page().cleanUp();
        QVERIFY(bench.arrives(PanelPage::Code));
        QTRY_COMPARE(bench.panel.code().view().state, CodeView::State::Entering);
        bench.panel.code().submit(Bench::secret(bench.apis.sentCode));
        QVERIFY(bench.arrives(PanelPage::KeyCare));
        QVERIFY(bench.begins(u"removeCredentials"_s));
        QCOMPARE(bench.keys().size(), 1);
        bench.devices.finish(KeyDone());
        QCOMPARE(bench.view().notice, Notice::CleanedUp);
    }

    void unprovedCleaningLeavesThePageAsItWas()
    {
        Bench bench;
        bench.apis.stepUpMethods = {Method::MailCode};
        QVERIFY(bench.openContents());
        bench.page().choose(bench.indexOf("here"), true);
        bench.apis.needsStepUp = true;
        bench.page().cleanUp();
        QVERIFY(bench.arrives(PanelPage::Code));
        QTRY_COMPARE(bench.panel.code().view().state, CodeView::State::Entering);
        bench.panel.code().back();
        QVERIFY(bench.arrives(PanelPage::KeyCare));
        QCOMPARE(bench.view().contents.size(), 5);
        QCOMPARE(bench.view().chosen, 2);
        bench.apis.needsStepUp = false;
        bench.page().cleanUp();
        QVERIFY(bench.begins(u"removeCredentials"_s));
    }

    void refusedRemovalIsSaidAndTheRestIsDone()
    {
        Bench bench;
        QVERIFY(bench.openContents());
        bench.page().choose(bench.indexOf("here"), true);
        bench.apis.failNext(u"removeKey"_s, bench.error(ErrorCode::LastFactor));
        bench.page().cleanUp();
        QVERIFY(bench.begins(u"removeCredentials"_s));
        bench.devices.finish(KeyDone());
        QCOMPARE(bench.view().problem, Problem::NotCleaned);
        QVERIFY(bench.view().isLastFactor);
        QCOMPARE(bench.view().notice, Notice::None);
        QVERIFY(bench.indexOf("here") >= 0);
        QCOMPARE(bench.indexOf("mine"), -1);
    }

    void failedCleaningIsTriedAgain()
    {
        Bench bench;
        QVERIFY(bench.openContents());
        bench.page().cleanUp();
        QVERIFY(bench.begins(u"removeCredentials"_s));
        bench.devices.finish(KeyFailure{.problem = KeyProblem::NotAnswering});
        QVERIFY(bench.isFailed(KeyProblem::NotAnswering));
        bench.page().retry();
        QVERIFY(bench.begins(u"removeCredentials"_s));
        bench.devices.askPin({.key = {u"1"_s}}); // Not proved by what failed.
        QCOMPARE(bench.view().prompt.ask, Ask::Pin);
        bench.devices.unplug({u"1"_s});
        QVERIFY(bench.isFailed(KeyProblem::Removed));
        bench.page().retry();
        QCOMPARE(bench.view().state, State::Waiting);
        QVERIFY(bench.begins(u"chooseKey"_s));
    }

    void keyTakenOutUnderItsContentsIsWaitedFor()
    {
        Bench bench;
        QVERIFY(bench.openContents());
        bench.devices.unplug({u"1"_s});
        QCOMPARE(bench.view().state, State::Waiting);
        QVERIFY(bench.view().contents.isEmpty());
    }

    void pausedInTheListGoesOnByItself()
    {
        Bench bench;
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        bench.page().startContents();
        QVERIFY(bench.begins(u"listCredentials"_s));
        bench.devices.finish(KeyFailure{.problem = KeyProblem::PinPaused, .triesLeft = 5});
        bench.devices.unplug({u"1"_s});
        bench.devices.plug(FakeKeyDevices::usualKey(u"2"_s));
        QVERIFY(bench.begins(u"listCredentials"_s));
        QCOMPARE(bench.devices.last().key, KeyDeviceId{u"2"_s});
    }
};

QTEST_GUILESS_MAIN(TstKeyContents)
#include "tst_keycontents.moc"
