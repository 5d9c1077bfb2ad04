#include "panelfixture.h"

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using Ask = KeyPrompt::Ask;
using Notice = KeyListView::Notice;
using Problem = KeyView::Problem;
using State = KeyView::State;

/// One registered key's page, the list around it, and the page after its registration.
class TstKeyPresenter : public QObject
{
    Q_OBJECT
private:
    struct Bench : PanelFixture
    {
        Bench() { apis.offerKeys(); }
        KeyPresenter& page() { return panel.key(); }
        const KeyView& view() { return page().view(); }
        const KeyListView& list() { return panel.keyList().view(); }
        FakeApis::Person& ada() { return apis.people[u"ada@example.org"_s]; }
        /// A person with these keys, at the page of the first.
        bool reach(const QList<QByteArray>& credentials = {"first", "second"})
        {
            for (const QByteArray& credential : credentials)
                apis.addKey(u"ada@example.org"_s, credential);
            if (!signIn() || !openKeys())
                return false;
            panel.keyList().open(list().keys.constFirst().id);
            return arrives(PanelPage::Key);
        }
        /// Removed on the service; now the key itself.
        bool beginClearing()
        {
            page().ask(KeyQuestion::Remove);
            page().confirm();
            return begins(u"chooseKey"_s) && view().state == State::Clearing;
        }
        /// The key is there and tells what is on it.
        void tell(const QList<QByteArray>& credentials)
        {
            devices.plug(FakeKeyDevices::usualKey());
            devices.finish(KeyDeviceId{u"1"_s});
            devices.askPin({.key = {u"1"_s}});
            page().enterPin(secret("1234"));
            QList<KeyCredential> contents;
            for (const QByteArray& credential : credentials)
                contents.append({.id = credential, .userHandle = {}});
            devices.finish(contents);
        }
        bool arrivesAtList(Notice notice)
        {
            return arrives(PanelPage::KeyList) && QTest::qWaitFor([&] { return list().isLoaded; }) &&
                   list().notice == notice && list().noticeName == u"Key 1"_s;
        }
        Error error(ErrorCode code) const { return {.code = code, .context = {}}; }
        bool isFailed(KeyProblem problem)
        {
            return QTest::qWaitFor([&] { return view().prompt.failure && view().prompt.failure->problem == problem; });
        }
    };

private Q_SLOTS:
    void listShowsLostOnesLastAndWhatIsPluggedIn()
    {
        Bench bench;
        for (const char* id : {"a", "b"})
            bench.apis.addKey(u"ada@example.org"_s, id);
        bench.ada().keys[0].isLost = true;
        QVERIFY(bench.signIn());
        QCOMPARE(bench.panel.home().view().doors.constLast().door, HomeView::Door::WebAuthn);
        QCOMPARE(bench.panel.home().view().doors.constLast().count, 2);
        QVERIFY(bench.openKeys());
        QCOMPARE(bench.list().keys.constLast().credentialId, "a");
        QCOMPARE(bench.list().keysAllowed, 5);
        QVERIFY(bench.list().canAdd);
        QCOMPARE(bench.list().keysPluggedIn, 0);
        bench.devices.plug(FakeKeyDevices::usualKey());
        QCOMPARE(bench.list().keysPluggedIn, 1);
        QCOMPARE(bench.list().pluggedModel, u"Example Key 5"_s);
        bench.devices.plug(FakeKeyDevices::usualKey(u"2"_s));
        QCOMPARE(bench.list().keysPluggedIn, 2);
        QVERIFY(bench.list().pluggedModel.isEmpty());
        bench.devices.unplug({u"1"_s});
        QCOMPARE(bench.list().keysPluggedIn, 1);
    }

    void listEndsAtTheLimitAndLeadsOn()
    {
        Bench bench;
        bench.ada().account.securityKeysAllowed = 1;
        bench.apis.addKey(u"ada@example.org"_s, "a");
        QVERIFY(bench.signIn() && bench.openKeys());
        QVERIFY(!bench.list().canAdd);
        bench.panel.keyList().add();
        QCOMPARE(bench.page().view().state, State::Overview);
        QCOMPARE(bench.panel.view().page, PanelPage::KeyList);
        bench.panel.keyList().open({u"nobody's"_s});
        QCOMPARE(bench.panel.view().page, PanelPage::KeyList);
        bench.panel.keyList().care();
        QVERIFY(bench.arrives(PanelPage::KeyCare));
    }

    void troubleOfTheListIsOvercome()
    {
        Bench bench;
        QVERIFY(bench.signIn());
        bench.apis.failNext(u"securityKeys"_s, bench.error(ErrorCode::Unreachable));
        bench.panel.home().open(HomeView::Door::WebAuthn);
        QVERIFY(bench.arrives(PanelPage::Trouble));
        bench.panel.trouble().retry();
        QVERIFY(bench.arrives(PanelPage::KeyList));
        QTRY_VERIFY(bench.list().isLoaded);
    }

    void serviceWithoutKeysHasNoDoor()
    {
        PanelFixture fixture;
        QVERIFY(fixture.signIn());
        QCOMPARE(fixture.panel.home().view().doors.size(), 1);
    }

    void isRenamed()
    {
        Bench bench;
        QVERIFY(bench.reach());
        bench.page().ask(KeyQuestion::Rename);
        bench.page().rename(u" "_s);
        QCOMPARE(bench.view().problem, Problem::NameMissing);
        bench.page().rename(QString(65, u'x'));
        QCOMPARE(bench.view().problem, Problem::NameTooLong);
        bench.apis.failNext(u"renameKey"_s, bench.error(ErrorCode::InvalidRequest));
        bench.page().rename(u"name"_s);
        QTRY_COMPARE(bench.view().problem, Problem::NameRefused);
        bench.page().rename(u" On my ring "_s);
        QTRY_VERIFY(bench.view().wasRenamed);
        QCOMPARE(bench.view().key.name, u"On my ring"_s);
        QCOMPARE(bench.view().question, KeyQuestion::None);
    }

    void nothingHappensWithoutAYes()
    {
        Bench bench;
        QVERIFY(bench.reach());
        bench.page().confirm();
        bench.page().ask(KeyQuestion::Remove);
        bench.page().dismiss();
        bench.page().confirm();
        QCOMPARE(bench.apis.count(u"removeKey"_s), 0);
        QCOMPARE(bench.apis.count(u"reportKeyLost"_s), 0);
    }

    void isRemovedHereAndOnTheKey()
    {
        Bench bench;
        QVERIFY(bench.reach());
        QVERIFY(bench.beginClearing());
        QCOMPARE(bench.ada().keys.size(), 1); // The service first.
        bench.devices.want(KeyAction::Insert);
        QCOMPARE(bench.view().prompt.ask, Ask::Insert);
        bench.tell({"other", "first"});
        QVERIFY(bench.begins(u"removeCredentials"_s));
        QCOMPARE(bench.devices.last().credentialIds, QList<QByteArray>{"first"});
        bench.devices.askPin({.key = {u"1"_s}}); // It was typed just now.
        QCOMPARE(bench.view().prompt.ask, Ask::Nothing);
        bench.devices.finish(KeyDone());
        QVERIFY(bench.arrivesAtList(Notice::Removed));
        QCOMPARE(bench.list().keys.size(), 1);
    }

    void anotherKeyIsNotMistakenForIt()
    {
        Bench bench;
        QVERIFY(bench.reach());
        QVERIFY(bench.beginClearing());
        KeyDevice other = FakeKeyDevices::usualKey();
        other.aaguid = QByteArray(16, 'b');
        bench.devices.plug(other);
        bench.devices.finish(other.id);
        QVERIFY(bench.isFailed(KeyProblem::DifferentKey));
        bench.page().retryClearing();
        QVERIFY(bench.begins(u"chooseKey"_s));
        bench.tell({"somebody's"});
        QVERIFY(bench.isFailed(KeyProblem::NoCredential));
        QCOMPARE(bench.devices.count(u"removeCredentials"_s), 0);
        bench.page().skipClearing();
        QVERIFY(bench.arrivesAtList(Notice::RemovedHere));
    }

    void keyThatCannotTellIsLeftAsItIs()
    {
        Bench bench;
        QVERIFY(bench.reach());
        QVERIFY(bench.beginClearing());
        KeyDevice old = FakeKeyDevices::usualKey();
        old.missing = {KeyAbility::CredentialList};
        bench.devices.plug(old);
        bench.devices.finish(old.id);
        QVERIFY(bench.isFailed(KeyProblem::NotSupported));
        QCOMPARE(bench.view().prompt.failure->missing, KeyAbility::CredentialList);
        bench.page().back();
        QVERIFY(bench.arrivesAtList(Notice::RemovedHere));
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
        QVERIFY(bench.beginClearing());
        bench.devices.finish(KeyFailure{.problem = problem});
        QVERIFY(bench.isFailed(problem));
        bench.page().retryClearing();
        QVERIFY(bench.begins(u"chooseKey"_s));
        bench.page().skipClearing();
        QVERIFY(bench.arrivesAtList(Notice::RemovedHere));
        QTRY_COMPARE(bench.devices.running(), 0);
    }

    void pausedKeyGoesOnByItself()
    {
        Bench bench;
        QVERIFY(bench.reach());
        QVERIFY(bench.beginClearing());
        bench.devices.plug(FakeKeyDevices::usualKey());
        bench.devices.finish(KeyDeviceId{u"1"_s});
        bench.devices.askPin({.key = {u"1"_s}});
        bench.devices.finish(KeyFailure{.problem = KeyProblem::PinPaused, .triesLeft = 5});
        QCOMPARE(bench.view().prompt.ask, Ask::TakeOut);
        bench.devices.unplug({u"1"_s});
        bench.devices.plug(FakeKeyDevices::usualKey(u"2"_s));
        QVERIFY(bench.begins(u"listCredentials"_s));
        QCOMPARE(bench.devices.last().relyingPartyId, u"example.org"_s);
    }

    void whatIsNotOnTheKeyNeedsNoKey_data()
    {
        QTest::addColumn<bool>("isLost");
        QTest::newRow("not discoverable") << false;
        QTest::newRow("lost") << true;
    }
    void whatIsNotOnTheKeyNeedsNoKey()
    {
        QFETCH(bool, isLost);
        Bench bench;
        bench.apis.addKey(u"ada@example.org"_s, "a");
        bench.ada().keys[0].isDiscoverable = isLost;
        bench.ada().keys[0].isLost = isLost;
        QVERIFY(bench.reach(isLost ? QList<QByteArray>() : QList<QByteArray>{"second"}));
        bench.page().ask(KeyQuestion::Remove);
        bench.page().confirm();
        QVERIFY(bench.arrivesAtList(isLost ? Notice::RemovedHere : Notice::Removed));
        QVERIFY(bench.devices.operations.isEmpty());
    }

    void lastFactorIsSaidBeforeAndKept()
    {
        Bench bench;
        QVERIFY(bench.reach({"first"}));
        QVERIFY(bench.view().isLastFactor);
        bench.page().ask(KeyQuestion::Remove);
        bench.page().confirm();
        QTRY_COMPARE(bench.view().problem, Problem::LastFactor);
        QCOMPARE(bench.view().question, KeyQuestion::None);
        QCOMPARE(bench.ada().keys.size(), 1);
        bench.page().ask(KeyQuestion::Lost);
        bench.page().confirm();
        QVERIFY(bench.arrivesAtList(Notice::Lost));
        QVERIFY(bench.list().keys.constFirst().isLost);
    }

    void removedMeanwhile()
    {
        Bench bench;
        QVERIFY(bench.reach());
        bench.ada().keys.removeFirst();
        bench.page().ask(KeyQuestion::Lost);
        bench.page().confirm();
        QTRY_COMPARE(bench.view().problem, Problem::Gone);
        bench.page().back();
        QVERIFY(bench.arrives(PanelPage::KeyList));
    }

    void strongProofThenOnWithTheRemoval()
    {
        Bench bench;
        bench.apis.stepUpMethods = {Method::MailCode};
        QVERIFY(bench.reach());
        bench.apis.needsStepUp = true;
        bench.page().ask(KeyQuestion::Remove);
        bench.page().confirm();
        QVERIFY(bench.arrives(PanelPage::Code));
        QTRY_COMPARE(bench.panel.code().view().state, CodeView::State::Entering);
        bench.panel.code().submit(Bench::secret(bench.apis.sentCode));
        QVERIFY(bench.arrives(PanelPage::Key));
        QVERIFY(bench.begins(u"chooseKey"_s));
        QCOMPARE(bench.view().state, State::Clearing);
    }

    void refusedProofChangesNothing()
    {
        Bench bench;
        bench.apis.stepUpMethods = {Method::MailCode};
        bench.apis.tries = 1;
        QVERIFY(bench.reach());
        bench.apis.needsStepUp = true;
        bench.page().ask(KeyQuestion::Remove);
        bench.page().confirm();
        QTRY_COMPARE(bench.panel.code().view().state, CodeView::State::Entering);
        bench.panel.code().submit(Bench::secret("999999"));
        QVERIFY(bench.arrives(PanelPage::KeyList));
        QCOMPARE(bench.list().notice, Notice::NotProved);
        QCOMPARE(bench.ada().keys.size(), 2);
    }

    void troubleKeepsTheWish()
    {
        Bench bench;
        QVERIFY(bench.reach());
        bench.apis.failNext(u"removeKey"_s, bench.error(ErrorCode::Unreachable));
        bench.page().ask(KeyQuestion::Remove);
        bench.page().confirm();
        QVERIFY(bench.arrives(PanelPage::Trouble));
        bench.panel.trouble().back();
        QVERIFY(bench.arrives(PanelPage::Key));
        QCOMPARE(bench.view().question, KeyQuestion::Remove);
        bench.page().confirm();
        QVERIFY(bench.begins(u"chooseKey"_s));
    }

    void idleEndsTheClearing()
    {
        Bench bench;
        QVERIFY(bench.reach());
        QVERIFY(bench.beginClearing());
        QCOMPARE(bench.panel.view().idleTime, KeyDevices::defaultBudget);
        bench.panel.reset();
        QTRY_COMPARE(bench.devices.running(), 0);
        QVERIFY(bench.view().key.name.isEmpty());
    }

    void newKeyIsNamedByItsOwner()
    {
        Bench bench;
        bench.apis.addKey(u"ada@example.org"_s, "a");
        QVERIFY(bench.signIn() && bench.openKeys());
        Q_EMIT bench.panel.registerKey().registered(bench.ada().keys.constFirst());
        KeyRegisteredPresenter& page = bench.panel.keyRegistered();
        page.enter();
        QTRY_VERIFY(page.view().isCounted);
        QCOMPARE(page.view().goodFactors, 1);
        QVERIFY(page.view().canAddKey);
        QVERIFY(page.view().canAddPhone);
        page.finish({});
        QCOMPARE(page.view().problem, Problem::NameMissing);
        page.finish(QString(65, u'x'));
        QCOMPARE(page.view().problem, Problem::NameTooLong);
        bench.apis.failNext(u"renameKey"_s, bench.error(ErrorCode::Conflict));
        page.finish(u"taken"_s);
        QTRY_COMPARE(page.view().problem, Problem::NameRefused);
        page.finish(u"On my ring"_s);
        QTRY_COMPARE(page.view().key.name, u"On my ring"_s);
        QCOMPARE(bench.ada().keys.constFirst().name, u"On my ring"_s);
        const int renamings = bench.apis.count(u"renameKey"_s);
        page.finish(u" On my ring "_s); // It has this name.
        QCOMPARE(bench.apis.count(u"renameKey"_s), renamings);
        bench.ada().keys.clear();
        page.finish(u"other"_s);
        QTRY_COMPARE(page.view().problem, Problem::Gone);
    }
};

QTEST_GUILESS_MAIN(TstKeyPresenter)
#include "tst_keypresenter.moc"
