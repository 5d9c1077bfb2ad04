#include "panelfixture.h"

#include "protocol/otpauthuri.h"

using namespace keydesk;
using namespace std::chrono_literals;
using Problem = ScanView::Problem;
using State = ScanView::State;

class TstScanPresenter : public QObject
{
    Q_OBJECT
private:
    static bool reachScan(PanelFixture& fixture)
    {
        return fixture.signIn() && fixture.openPhones() && fixture.beginScan() && fixture.isReadyToScan();
    }
    static void meetTrouble(PanelFixture& fixture)
    {
        fixture.apis.failNext(QStringLiteral("verifyRegistration"), Error{.code = ErrorCode::Unreachable});
        fixture.panel.scan().submit(fixture.secret(fixture.apis.codeOfRegistration()));
        QVERIFY(fixture.arrives(PanelPage::Trouble));
    }
    using End = void (*)(PanelFixture&); ///< A way in which a visit ends.

private Q_SLOTS:
    void showsTheCodeAndManualEntry()
    {
        PanelFixture fixture;
        QVERIFY(reachScan(fixture));
        const ScanView& view = fixture.panel.scan().view();
        QCOMPARE(view.account, QStringLiteral("ada@example.org"));
        QCOMPARE(view.issuer, QStringLiteral("Example Corp"));
        const QByteArray groups = view.secretGroups->view().toByteArray();
        QCOMPARE(groups.size(), 32 + 7);
        QVERIFY(fromBase32(groups)->equals(fixture.apis.registration->secret->view()));
        for (int i = 4; i < groups.size(); i += 5)
            QCOMPARE(groups[i], ' ');
        QCOMPARE(view.code, QrMatrix::encode(fixture.apis.registration->uri->view()));
        QVERIFY(view.isTimeBased);
        QVERIFY(!view.canCopy);
    }

    void copyingIsForOwnComputers()
    {
        PanelFixture fixture(false);
        QVERIFY(reachScan(fixture));
        QVERIFY(fixture.panel.scan().view().canCopy);
    }

    void rightCodeRegisters()
    {
        PanelFixture fixture;
        QVERIFY(fixture.signIn() && fixture.openPhones());
        QVERIFY(fixture.registerPhone());
        const RegisteredView& view = fixture.panel.registered().view();
        QCOMPARE(view.phone.name, QStringLiteral("Phone 1"));
        QCOMPARE(view.goodFactors, 1);
        QVERIFY(view.canAddAnother);
        QCOMPARE(fixture.apis.count(QStringLiteral("cancelRegistration")), 0);
        QVERIFY(!fixture.panel.scan().view().secretGroups);
    }

    void refusedCodeIsExplained()
    {
        PanelFixture fixture;
        QVERIFY(reachScan(fixture));
        ScanPresenter& scan = fixture.panel.scan();
        scan.submit(fixture.secret(fixture.apis.codeOfRegistration(-210s)));
        QTRY_COMPARE(scan.view().problem, Problem::Refused);
        QCOMPARE(scan.view().refusal->reason, CodeRefusal::Reason::ClockOff);
        QCOMPARE(scan.view().refusal->offset, -210s);
        QVERIFY(scan.view().refusal->nextCodeProvesDrift);
        QCOMPARE(scan.view().triesLeft, 2);
        QCOMPARE(scan.view().state, State::Ready);
        QVERIFY(scan.view().secretGroups);
        scan.submit(fixture.secret("12"));
        QCOMPARE(scan.view().problem, Problem::CodeMissing);
        QVERIFY(!scan.view().refusal);
        scan.submit(fixture.secret(fixture.apis.codeOfRegistration()));
        QVERIFY(fixture.arrives(PanelPage::Registered));
    }

    void lastTryTakesTheSecretAwayAndANewOneIsOneButtonAway()
    {
        PanelFixture fixture;
        fixture.apis.registrationTries = 1;
        QVERIFY(reachScan(fixture));
        ScanPresenter& scan = fixture.panel.scan();
        scan.submit(fixture.secret("00000000"));
        QTRY_COMPARE(scan.view().state, State::OutOfTries);
        QVERIFY(!scan.view().secretGroups);
        QVERIFY(scan.view().code.isEmpty());
        scan.renew();
        QVERIFY(fixture.isReadyToScan());
        QCOMPARE(fixture.apis.count(QStringLiteral("startRegistration")), 2);
    }

    void renewingMakesTheOldSecretVoid()
    {
        PanelFixture fixture;
        QVERIFY(reachScan(fixture));
        const PhoneId first = fixture.apis.registration->id;
        fixture.panel.scan().renew();
        QVERIFY(fixture.isReadyToScan());
        QCOMPARE(fixture.apis.count(QStringLiteral("cancelRegistration")), 1);
        QVERIFY(fixture.apis.registration->id != first);
    }

    void leavingMakesTheSecretVoid()
    {
        PanelFixture fixture;
        QVERIFY(reachScan(fixture));
        fixture.panel.scan().back();
        QCOMPARE(fixture.page(), PanelPage::GetApp);
        QVERIFY(!fixture.apis.registration);
        QVERIFY(!fixture.panel.scan().view().secretGroups);
    }

    void endingTheVisitMakesTheSecretVoidFirst_data()
    {
        QTest::addColumn<End>("end");
        const auto add = [](const char* name, End end) { QTest::newRow(name) << end; };
        add("left alone", [](PanelFixture& fixture) { fixture.panel.reset(); });
        add("sign-out", [](PanelFixture& fixture) { fixture.signOut(); });
        add("window closed", [](PanelFixture& fixture) { fixture.panel.close(); });
        add("sign-out in trouble", [](PanelFixture& fixture) {
            meetTrouble(fixture);
            fixture.panel.signOut();
        });
        add("begun anew in trouble", [](PanelFixture& fixture) {
            meetTrouble(fixture);
            fixture.panel.trouble().startOver();
        });
        add("left alone while a code is checked", [](PanelFixture& fixture) {
            fixture.apis.hold();
            fixture.panel.scan().submit(fixture.secret(fixture.apis.codeOfRegistration()));
            fixture.panel.reset();
            fixture.apis.release();
        });
    }
    void endingTheVisitMakesTheSecretVoidFirst()
    {
        QFETCH(End, end);
        PanelFixture fixture;
        QVERIFY(reachScan(fixture));
        end(fixture);
        QVERIFY(!fixture.apis.registration);
        QCOMPARE(fixture.apis.count(QStringLiteral("cancelRegistration")), 1);
        QCOMPARE(fixture.apis.count(QStringLiteral("signOut")), 1);
        QVERIFY(fixture.apis.calls.indexOf(QStringLiteral("cancelRegistration")) <
                fixture.apis.calls.indexOf(QStringLiteral("signOut")));
        QVERIFY(!fixture.panel.scan().view().secretGroups);
    }

    void expiredRegistrationIsSaid()
    {
        PanelFixture fixture;
        QVERIFY(reachScan(fixture));
        fixture.clock.advance(16min);
        fixture.panel.scan().submit(fixture.secret(fixture.apis.codeOfRegistration()));
        QTRY_COMPARE(fixture.panel.scan().view().state, State::Expired);
    }

    void limitIsSaid()
    {
        PanelFixture fixture;
        QVERIFY(fixture.signIn() && fixture.openPhones());
        fixture.apis.failNext(QStringLiteral("startRegistration"), Error{.code = ErrorCode::LimitReached});
        QVERIFY(fixture.beginScan());
        QTRY_COMPARE(fixture.panel.scan().view().state, State::LimitReached);
        QCOMPARE(fixture.panel.scan().view().phonesAllowed, 3);
    }

    void troubleKeepsTheSecretAndTheTypedCode()
    {
        PanelFixture fixture;
        QVERIFY(reachScan(fixture));
        const PhoneId id = fixture.apis.registration->id;
        meetTrouble(fixture);
        QCOMPARE(fixture.apis.registration->id, id);
        fixture.panel.trouble().retry();
        QVERIFY(fixture.arrives(PanelPage::Registered));
        QCOMPARE(fixture.panel.registered().view().phone.id, id);
    }

    void lostAnswerOfASuccessIsFound()
    {
        PanelFixture fixture;
        QVERIFY(reachScan(fixture));
        const PhoneId id = fixture.apis.registration->id;
        const QByteArray code = fixture.apis.codeOfRegistration();
        fixture.apis.failNext(QStringLiteral("verifyRegistration"), Error{.code = ErrorCode::TimedOut});
        fixture.panel.scan().submit(fixture.secret(code));
        QVERIFY(fixture.arrives(PanelPage::Trouble));
        (void)fixture.apis.verifyRegistration(id, fixture.secret(code)); // It had reached the service.
        fixture.panel.trouble().retry();
        QVERIFY(fixture.arrives(PanelPage::Registered));
        QCOMPARE(fixture.panel.registered().view().phone.id, id);
    }

    void backFromTroubleLeavesAndMakesTheSecretVoid()
    {
        PanelFixture fixture;
        QVERIFY(reachScan(fixture));
        meetTrouble(fixture);
        fixture.panel.trouble().back();
        QVERIFY(fixture.arrives(PanelPage::GetApp));
        QVERIFY(!fixture.apis.registration);
    }

    void secondPhoneNeedsAStrongProof()
    {
        PanelFixture fixture;
        QVERIFY(fixture.signIn() && fixture.openPhones() && fixture.registerPhone());
        const Phone first = fixture.panel.registered().view().phone;
        fixture.apis.needsStepUp = true;
        fixture.panel.registered().addAnother();
        QVERIFY(fixture.arrives(PanelPage::GetApp));
        fixture.panel.getApp().next();
        QVERIFY(fixture.arrives(PanelPage::Code));
        CodePresenter& code = fixture.panel.code();
        QTRY_COMPARE(code.view().state, CodeView::State::Entering);
        QCOMPARE(code.view().purpose, CodeView::Purpose::StepUp);
        QCOMPARE(code.view().chosen->hint, first.name);
        fixture.clock.advance(30s);
        code.submit(fixture.secret(fixture.apis.codeOfPhone(first)));
        QVERIFY(fixture.arrives(PanelPage::Scan));
        QVERIFY(fixture.isReadyToScan());
    }

    void strongProofNotGivenLeadsBack()
    {
        PanelFixture fixture;
        QVERIFY(fixture.signIn() && fixture.openPhones() && fixture.registerPhone());
        fixture.apis.needsStepUp = true;
        fixture.apis.tries = 1;
        fixture.panel.registered().addAnother();
        fixture.panel.getApp().next();
        QVERIFY(fixture.arrives(PanelPage::Code));
        QTRY_COMPARE(fixture.panel.code().view().state, CodeView::State::Entering);
        fixture.panel.code().submit(fixture.secret("000000"));
        QVERIFY(fixture.arrives(PanelPage::PhoneList));
        QCOMPARE(fixture.panel.phoneList().view().notice, PhoneListView::Notice::NotProved);
        QCOMPARE(fixture.panel.scan().view().state, State::Preparing);
    }
};

QTEST_GUILESS_MAIN(TstScanPresenter)
#include "tst_scanpresenter.moc"
