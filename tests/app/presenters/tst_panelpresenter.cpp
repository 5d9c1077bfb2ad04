#include "panelfixture.h"

#include <QSignalSpy>

using namespace keydesk;
using namespace std::chrono_literals;

class TstPanelPresenter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void firstVisitEndsWithARegisteredPhoneAndNothingLeft()
    {
        PanelFixture fixture;
        QVERIFY(fixture.signIn());
        QCOMPARE(fixture.panel.view().personName, QStringLiteral("Ada Lovelace"));
        QCOMPARE(fixture.panel.home().view().goodFactors, 0);
        QCOMPARE(fixture.panel.home().view().doors.size(), 1);
        QVERIFY(fixture.openPhones());
        QVERIFY(fixture.registerPhone());
        fixture.panel.registered().finish();
        QTRY_COMPARE(fixture.panel.home().view().goodFactors, 1);
        QSignalSpy cleared(&fixture.panel, &PanelPresenter::cleared);
        fixture.signOut();
        QCOMPARE(fixture.page(), PanelPage::SignedOut);
        QCOMPARE(cleared.size(), 1);
        QTRY_COMPARE(fixture.panel.signedOut().view().activity, Activity::Idle);
        QVERIFY(fixture.panel.signedOut().view().wasRevoked);
        QVERIFY(fixture.apis.signedIn.isEmpty());
        QVERIFY(fixture.panel.view().personName.isEmpty());
        QVERIFY(!fixture.panel.view().canSignOut);
        QVERIFY(!fixture.panel.home().view().isLoaded);
        QVERIFY(fixture.panel.phoneList().view().phones.isEmpty());
        fixture.panel.signedOut().startAgain();
        QCOMPARE(fixture.page(), PanelPage::Welcome);
    }

    void leftHomePageIsEmpty()
    {
        PanelFixture fixture;
        QVERIFY(fixture.signIn() && fixture.openPhones());
        QVERIFY(fixture.panel.home().view().displayName.isEmpty());
        fixture.panel.phoneList().back();
        QTRY_COMPARE(fixture.panel.home().view().displayName, QStringLiteral("Ada Lovelace"));
    }

    void lostPhoneIsReplacedInOneVisit()
    {
        PanelFixture fixture;
        QVERIFY(fixture.signIn() && fixture.openPhones() && fixture.registerPhone());
        fixture.panel.registered().finish();
        QVERIFY(fixture.openPhones());
        fixture.panel.phoneList().open(fixture.panel.phoneList().view().phones.first().id, PhoneQuestion::Lost);
        fixture.panel.phone().confirm();
        QVERIFY(fixture.arrives(PanelPage::PhoneList));
        QTRY_VERIFY(fixture.panel.phoneList().view().canAdd);
        QVERIFY(fixture.registerPhone());
        QCOMPARE(fixture.panel.registered().view().goodFactors, 1);
    }

    void languageFollowsIntoTheMails()
    {
        PanelFixture fixture;
        QVERIFY(fixture.signIn());
        QCOMPARE(fixture.apis.count(QStringLiteral("setLocale")), 0);
        fixture.panel.chooseLanguage(QStringLiteral("tr"));
        QTRY_COMPARE(fixture.apis.people[QStringLiteral("ada@example.org")].account.locale, QStringLiteral("tr"));
    }

    void languageChosenBeforeTheSignInFollows()
    {
        PanelFixture fixture;
        fixture.panel.chooseLanguage(QStringLiteral("tr"));
        QVERIFY(fixture.signIn());
        QTRY_COMPARE(fixture.apis.people[QStringLiteral("ada@example.org")].account.locale, QStringLiteral("tr"));
    }

    void resetForgetsEverything()
    {
        PanelFixture fixture;
        QVERIFY(fixture.signIn() && fixture.openPhones() && fixture.beginScan() && fixture.isReadyToScan());
        fixture.panel.chooseLanguage(QStringLiteral("tr"));
        fixture.panel.chooseTheme(Theme::Dark);
        fixture.panel.showIdleCountdown(20s);
        QCOMPARE(fixture.panel.view().idleCountdown, 20s);
        QSignalSpy cleared(&fixture.panel, &PanelPresenter::cleared);
        fixture.panel.reset();
        QCOMPARE(fixture.page(), PanelPage::Welcome);
        QCOMPARE(cleared.size(), 1);
        QVERIFY(!fixture.panel.view().idleCountdown);
        QVERIFY(fixture.apis.signedIn.isEmpty());
        QVERIFY(!fixture.apis.registration);
        QVERIFY(!fixture.panel.scan().view().secretGroups);
        QCOMPARE(fixture.panel.view().language, QStringLiteral("en"));
        QCOMPARE(fixture.panel.view().theme, Theme::System);
        QTRY_VERIFY(fixture.panel.welcome().view().mayStart);
        fixture.panel.welcome().start();
        QVERIFY(fixture.panel.signIn().view().userName.isEmpty());
    }

    void resetEndsASignInUnderWay()
    {
        PanelFixture fixture;
        QVERIFY(fixture.start() && fixture.enterPassword() && fixture.arrives(PanelPage::Code));
        fixture.panel.reset();
        QCOMPARE(fixture.page(), PanelPage::Welcome);
        QCOMPARE(fixture.apis.count(QStringLiteral("cancelSignIn")), 1);
        QVERIFY(fixture.panel.code().view().choices.isEmpty());
    }

    void resetDuringACallIgnoresItsAnswer()
    {
        PanelFixture fixture;
        QVERIFY(fixture.start());
        fixture.apis.hold();
        fixture.panel.signIn().submit(QStringLiteral("ada@example.org"), fixture.secret("correct horse"));
        fixture.panel.reset();
        fixture.apis.release();
        QTRY_VERIFY(fixture.panel.welcome().view().mayStart);
        QCOMPARE(fixture.page(), PanelPage::Welcome);
    }

    void closingSignsOutFirst()
    {
        PanelFixture fixture;
        QVERIFY(fixture.signIn());
        QSignalSpy closed(&fixture.panel, &PanelPresenter::closed);
        fixture.panel.close();
        QVERIFY(fixture.apis.signedIn.isEmpty());
        QVERIFY(closed.wait(1000));
        QCOMPARE(fixture.apis.count(QStringLiteral("signOut")), 1);
    }

    void closingDoesNotWaitForEver()
    {
        PanelFixture fixture;
        QVERIFY(fixture.signIn());
        fixture.apis.hold();
        QSignalSpy closed(&fixture.panel, &PanelPresenter::closed);
        fixture.panel.close();
        QVERIFY(closed.wait());
    }

    void closingWithNobodyThereIsQuick()
    {
        PanelFixture fixture;
        QVERIFY(fixture.start());
        QSignalSpy closed(&fixture.panel, &PanelPresenter::closed);
        fixture.panel.close();
        QVERIFY(closed.wait(1000));
        QCOMPARE(fixture.apis.count(QStringLiteral("signOut")), 0);
    }

    void expiredTokenLeadsToTheSignIn()
    {
        PanelFixture fixture;
        QVERIFY(fixture.signIn());
        fixture.apis.failNext(QStringLiteral("account"), Error{.code = ErrorCode::TokenInvalid});
        fixture.panel.home().open(HomeView::Door::Authenticator);
        QVERIFY(fixture.arrives(PanelPage::Trouble));
        const TroubleView& view = fixture.panel.trouble().view();
        QCOMPARE(view.trouble.kind, Trouble::Kind::SignInExpired);
        QVERIFY(view.canSignInAgain);
        QVERIFY(!view.canRetry);
        QVERIFY(!view.canGoBack);
        QVERIFY(fixture.panel.view().personName.isEmpty());
        fixture.panel.trouble().signInAgain();
        QCOMPARE(fixture.page(), PanelPage::SignIn);
        QVERIFY(fixture.enterPassword() && fixture.arrives(PanelPage::Code) && fixture.enterCode());
    }

    void revokedInstallationCanEnrolAgain()
    {
        PanelFixture fixture;
        QVERIFY(fixture.start());
        fixture.apis.failNext(QStringLiteral("startSignIn"), Error{.code = ErrorCode::InstallationUnknown});
        QVERIFY(fixture.enterPassword());
        QVERIFY(fixture.arrives(PanelPage::Trouble));
        QVERIFY(fixture.panel.trouble().view().canEnrol);
        fixture.panel.trouble().enrol();
        QCOMPARE(fixture.page(), PanelPage::Enrolment);
        fixture.panel.enrolment().submit(fixture.apis.enrolmentCode);
        QVERIFY(fixture.arrives(PanelPage::Welcome));
    }

    void unreachableServiceOnHomeIsRetried()
    {
        PanelFixture fixture;
        fixture.apis.failNext(QStringLiteral("account"), Error{.code = ErrorCode::Unreachable});
        QVERIFY(fixture.start() && fixture.enterPassword() && fixture.arrives(PanelPage::Code));
        QTRY_COMPARE(fixture.panel.code().view().state, CodeView::State::Entering);
        fixture.panel.code().submit(fixture.secret(fixture.apis.sentCode));
        QVERIFY(fixture.arrives(PanelPage::Trouble));
        QVERIFY(fixture.panel.view().canSignOut);
        fixture.panel.trouble().retry();
        QVERIFY(fixture.arrives(PanelPage::Home));
        QTRY_VERIFY(fixture.panel.home().view().isLoaded);
    }

    void startOverIsAWayOutOfEveryTrouble()
    {
        PanelFixture fixture;
        QVERIFY(fixture.signIn());
        fixture.apis.failNext(QStringLiteral("account"), Error{.code = ErrorCode::ProtocolMismatch});
        fixture.panel.home().open(HomeView::Door::Authenticator);
        QVERIFY(fixture.arrives(PanelPage::Trouble));
        QCOMPARE(fixture.panel.trouble().view().trouble.kind, Trouble::Kind::VersionTooOld);
        QVERIFY(!fixture.panel.trouble().view().canRetry);
        fixture.panel.trouble().startOver();
        QCOMPARE(fixture.page(), PanelPage::Welcome);
        QVERIFY(fixture.apis.signedIn.isEmpty());
    }

    void busyServiceCountsDown()
    {
        PanelFixture fixture;
        QVERIFY(fixture.signIn());
        Error busy{.code = ErrorCode::Busy};
        busy.retryAfter = 1s;
        fixture.apis.failNext(QStringLiteral("account"), busy);
        fixture.panel.home().open(HomeView::Door::Authenticator);
        QVERIFY(fixture.arrives(PanelPage::Trouble));
        QCOMPARE(fixture.panel.trouble().view().retryIn, 1s);
        QTRY_COMPARE(fixture.panel.trouble().view().retryIn, 0s);
    }

    void unreachableServiceDoesNotStopASignOut()
    {
        PanelFixture fixture;
        QVERIFY(fixture.signIn());
        fixture.apis.failNext(QStringLiteral("signOut"), Error{.code = ErrorCode::Unreachable});
        fixture.signOut();
        QCOMPARE(fixture.page(), PanelPage::SignedOut);
        QTRY_VERIFY(!fixture.panel.signedOut().view().wasRevoked);
    }

    void everyPageSaysHowLongItWaits()
    {
        PanelFixture kiosk;
        QCOMPARE(kiosk.panel.view().idleTime, 0s);
        QVERIFY(kiosk.start());
        QVERIFY(kiosk.panel.view().idleTime > 0s);
        PanelFixture own(false);
        QVERIFY(own.start());
        QCOMPARE(own.panel.view().idleTime, 0s);
    }

    void doorsThatTheServiceLacksAreAbsent()
    {
        PanelFixture fixture;
        fixture.apis.description.capabilities = {QStringLiteral("sign_in")};
        QVERIFY(fixture.signIn());
        QVERIFY(fixture.panel.home().view().doors.isEmpty());
    }

    void storesWithoutAnAddressAreAbsent()
    {
        PanelFixture fixture;
        fixture.apis.description.branding.appStore.clear();
        QVERIFY(fixture.signIn() && fixture.openPhones());
        fixture.panel.phoneList().add();
        QCOMPARE(fixture.panel.getApp().view().stores.size(), 1);
        QCOMPARE(fixture.panel.getApp().view().stores.first().store, GetAppView::Store::PlayStore);
        QVERIFY(!fixture.panel.getApp().view().stores.first().code.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TstPanelPresenter)
#include "tst_panelpresenter.moc"
