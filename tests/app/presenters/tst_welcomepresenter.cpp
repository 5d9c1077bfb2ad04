#include "panelfixture.h"

#include <QSignalSpy>

using namespace keydesk;
using Service = WelcomeView::Service;

namespace {

/// Appends the states that the page shows, each once in a row.
void follow(const WelcomePresenter& welcome, QList<Service>& seen)
{
    QObject::connect(&welcome, &WelcomePresenter::viewChanged, &welcome, [&seen](const WelcomeView& view) {
        if (seen.isEmpty() || seen.last() != view.service)
            seen.append(view.service);
    });
}

} // namespace

class TstWelcomePresenter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void startWaitsForTheService()
    {
        PanelFixture fixture;
        WelcomePresenter& welcome = fixture.panel.welcome();
        fixture.apis.hold();
        fixture.panel.begin();
        QCOMPARE(welcome.view().service, Service::Looking);
        welcome.start();
        QCOMPARE(fixture.page(), PanelPage::Welcome);
        fixture.apis.release();
        QTRY_COMPARE(welcome.view().service, Service::Ready);
        QCOMPARE(welcome.view().installationName, QStringLiteral("Lobby"));
        QCOMPARE(welcome.view().organisation, QStringLiteral("Example Corp"));
        welcome.start();
        QCOMPARE(fixture.page(), PanelPage::SignIn);
    }

    void closedServiceIsSaidAndLetsNobodyIn()
    {
        PanelFixture fixture;
        fixture.apis.description.isOpen = false;
        fixture.panel.begin();
        QTRY_COMPARE(fixture.panel.welcome().view().service, Service::Closed);
        fixture.panel.welcome().start();
        QCOMPARE(fixture.page(), PanelPage::Welcome);
    }

    void unreachableServiceIsSaidAndTriedAgain()
    {
        PanelFixture fixture;
        fixture.apis.failNext(QStringLiteral("describe"), {.code = ErrorCode::CertificateWrong, .context = {}});
        fixture.panel.begin();
        WelcomePresenter& welcome = fixture.panel.welcome();
        QTRY_COMPARE(welcome.view().service, Service::Missing);
        QCOMPARE(welcome.view().trouble->kind, Trouble::Kind::CertificateWrong);
        QVERIFY(!welcome.view().mayStart);
        welcome.retry();
        QTRY_COMPARE(welcome.view().service, Service::Ready);
        QVERIFY(!welcome.view().trouble);
    }

    void tooOldProgramIsSaid()
    {
        PanelFixture fixture;
        fixture.apis.description.minimumClient = QStringLiteral("99.0.0");
        fixture.panel.begin();
        QTRY_COMPARE(fixture.panel.welcome().view().service, Service::Missing);
        QCOMPARE(fixture.panel.welcome().view().trouble->kind, Trouble::Kind::VersionTooOld);
    }

    void notEnrolledInstallationTakesACode()
    {
        PanelFixture fixture(false);
        fixture.apis.enrolled.reset();
        fixture.panel.begin();
        QTRY_COMPARE(fixture.panel.welcome().view().service, Service::NotEnrolled);
        fixture.panel.welcome().enrol();
        QCOMPARE(fixture.page(), PanelPage::Enrolment);
        EnrolmentPresenter& enrolment = fixture.panel.enrolment();

        enrolment.submit(QStringLiteral("  "));
        QCOMPARE(enrolment.view().problem, EnrolmentView::Problem::CodeMissing);
        enrolment.submit(QStringLiteral("WRONG"));
        QTRY_COMPARE(enrolment.view().problem, EnrolmentView::Problem::CodeWrong);
        enrolment.submit(u' ' + fixture.apis.enrolmentCode + u' ');
        QVERIFY(fixture.arrives(PanelPage::Welcome));
        QCOMPARE(fixture.panel.welcome().view().service, Service::Ready);
        QCOMPARE(fixture.panel.welcome().view().installationPlace, QStringLiteral("Room 12"));
    }

    void enrolmentGoesOnAfterTroubleWithTheSameCode()
    {
        PanelFixture fixture(false);
        fixture.apis.enrolled.reset();
        fixture.panel.begin();
        fixture.panel.welcome().enrol();
        fixture.apis.failNext(QStringLiteral("enrol"), {.code = ErrorCode::Unreachable, .context = {}});
        fixture.panel.enrolment().submit(fixture.apis.enrolmentCode);
        QVERIFY(fixture.arrives(PanelPage::Trouble));
        fixture.panel.trouble().retry();
        QVERIFY(fixture.arrives(PanelPage::Welcome));
        QVERIFY(fixture.apis.enrolled);
    }

    void handedInCodeEnrolsWithoutAQuestion()
    {
        PanelFixture fixture(false);
        fixture.apis.enrolled.reset();
        fixture.panel.welcome().setEnrolmentCode(fixture.apis.enrolmentCode);
        fixture.panel.begin();
        QTRY_COMPARE(fixture.panel.welcome().view().service, Service::Ready);
        QCOMPARE(fixture.apis.count(QStringLiteral("enrol")), 1);
    }

    void wrongHandedInCodeIsNotTriedForEver()
    {
        PanelFixture fixture(false);
        fixture.apis.enrolled.reset();
        fixture.panel.welcome().setEnrolmentCode(QStringLiteral("WRONG"));
        fixture.panel.begin();
        QTRY_COMPARE(fixture.panel.welcome().view().service, Service::NotEnrolled);
        fixture.panel.welcome().retry();
        QTRY_COMPARE(fixture.apis.count(QStringLiteral("describe")), 2);
        QCOMPARE(fixture.apis.count(QStringLiteral("enrol")), 1);
    }

    void handedInCodeIsNeverAskedForMeanwhile()
    {
        PanelFixture fixture(false);
        fixture.apis.enrolled.reset();
        WelcomePresenter& welcome = fixture.panel.welcome();
        welcome.setEnrolmentCode(fixture.apis.enrolmentCode);
        QList<Service> seen;
        follow(welcome, seen);
        fixture.apis.hold();
        fixture.panel.begin();
        for (int calls = 1; calls <= 3; ++calls) { // One waits for the other: describe, load, enrol.
            QTRY_COMPARE(fixture.apis.calls.size(), calls);
            fixture.apis.release();
            if (calls < 3)
                fixture.apis.hold();
        }
        QTRY_COMPARE(welcome.view().service, Service::Ready);
        QCOMPARE(seen, QList<Service>({Service::Looking, Service::OpeningKey, Service::Enrolling, Service::Ready}));
    }

    void keyOutOfReachIsSaidAndAskedForAgain()
    {
        PanelFixture fixture(false);
        fixture.panel.welcome().setEnrolmentCode(fixture.apis.enrolmentCode);
        fixture.apis.failNext(QStringLiteral("load"), {.code = ErrorCode::KeyOutOfReach, .context = {}});
        fixture.panel.begin();
        WelcomePresenter& welcome = fixture.panel.welcome();
        QTRY_COMPARE(welcome.view().service, Service::Missing);
        QCOMPARE(welcome.view().trouble->kind, Trouble::Kind::KeyOutOfReach);
        QVERIFY(!welcome.view().mayStart);
        QVERIFY(welcome.view().mayEnrol);
        QCOMPARE(welcome.view().helpDesk, QStringLiteral("Call 4242"));
        QCOMPARE(fixture.apis.count(QStringLiteral("enrol")), 0); // It may be enrolled; the code may be used.
        welcome.retry();
        QTRY_COMPARE(welcome.view().service, Service::Ready);
        QVERIFY(!welcome.view().trouble);
        QCOMPARE(fixture.apis.count(QStringLiteral("enrol")), 0);
    }

    void keyOutOfReachCanBeReplaced()
    {
        PanelFixture fixture(false);
        fixture.apis.enrolled.reset();
        fixture.apis.failNext(QStringLiteral("load"), {.code = ErrorCode::KeyOutOfReach, .context = {}});
        fixture.panel.begin();
        WelcomePresenter& welcome = fixture.panel.welcome();
        QTRY_COMPARE(welcome.view().service, Service::Missing);
        welcome.enrol();
        QCOMPARE(fixture.page(), PanelPage::Enrolment);
        fixture.panel.enrolment().submit(fixture.apis.enrolmentCode);
        QVERIFY(fixture.arrives(PanelPage::Welcome));
        QCOMPARE(welcome.view().service, Service::Ready);
        QVERIFY(!welcome.view().trouble);
    }

    void silentKeychainNeedNotBeWaitedFor()
    {
        PanelFixture fixture(false);
        fixture.apis.hold();
        fixture.panel.begin();
        WelcomePresenter& welcome = fixture.panel.welcome();
        fixture.apis.release();
        fixture.apis.hold();
        QTRY_COMPARE(welcome.view().service, Service::OpeningKey);
        QTRY_COMPARE(welcome.view().activity, Activity::Slow);
        welcome.cancel();
        QCOMPARE(welcome.view().service, Service::Missing);
        QCOMPARE(welcome.view().trouble->kind, Trouble::Kind::KeyOutOfReach);
        QCOMPARE(welcome.view().activity, Activity::Idle);
        QVERIFY(welcome.view().mayEnrol);
    }

    void handedInCodeUnderWayIsNotAskedForWhenTheWaitIsCancelled()
    {
        PanelFixture fixture(false);
        fixture.apis.enrolled.reset();
        WelcomePresenter& welcome = fixture.panel.welcome();
        welcome.setEnrolmentCode(fixture.apis.enrolmentCode);
        fixture.apis.hold();
        fixture.panel.begin();
        for (int calls = 1; calls < 3; ++calls) {
            QTRY_COMPARE(fixture.apis.calls.size(), calls);
            fixture.apis.release();
            fixture.apis.hold();
        }
        QTRY_COMPARE(welcome.view().service, Service::Enrolling);
        welcome.cancel();
        QCOMPARE(welcome.view().service, Service::Missing);
        QCOMPARE(welcome.view().trouble->kind, Trouble::Kind::TooSlow);
        fixture.apis.release();
        welcome.retry();
        QTRY_COMPARE(welcome.view().service, Service::Ready);
    }

    void damagedKeyIsAsGoodAsNone()
    {
        PanelFixture fixture(false);
        fixture.apis.enrolled.reset();
        fixture.apis.failNext(QStringLiteral("load"), {.code = ErrorCode::InstallationUnknown, .context = {}});
        fixture.panel.welcome().setEnrolmentCode(fixture.apis.enrolmentCode);
        QList<Service> seen;
        follow(fixture.panel.welcome(), seen);
        fixture.panel.begin();
        QTRY_COMPARE(fixture.panel.welcome().view().service, Service::Ready);
        QCOMPARE(fixture.apis.count(QStringLiteral("enrol")), 1);
        QVERIFY(!seen.contains(Service::Missing));
    }

    void handedInCodeIsKeptWhileItsKeyCannotBe()
    {
        PanelFixture fixture(false);
        fixture.apis.enrolled.reset();
        fixture.panel.welcome().setEnrolmentCode(fixture.apis.enrolmentCode);
        fixture.apis.failNext(QStringLiteral("enrol"), {.code = ErrorCode::KeyOutOfReach, .context = {}});
        fixture.panel.begin();
        WelcomePresenter& welcome = fixture.panel.welcome();
        QTRY_COMPARE(welcome.view().service, Service::Missing);
        QCOMPARE(welcome.view().trouble->kind, Trouble::Kind::KeyOutOfReach);
        welcome.retry();
        QTRY_COMPARE(welcome.view().service, Service::Ready);
        QCOMPARE(fixture.apis.count(QStringLiteral("enrol")), 2);
    }

    void typedCodeIsKeptWhileItsKeyCannotBe()
    {
        PanelFixture fixture(false);
        fixture.apis.enrolled.reset();
        fixture.panel.begin();
        fixture.panel.welcome().enrol();
        fixture.apis.failNext(QStringLiteral("enrol"), {.code = ErrorCode::KeyOutOfReach, .context = {}});
        fixture.panel.enrolment().submit(fixture.apis.enrolmentCode);
        QVERIFY(fixture.arrives(PanelPage::Trouble));
        QCOMPARE(fixture.panel.trouble().view().trouble.kind, Trouble::Kind::KeyOutOfReach);
        QVERIFY(fixture.panel.trouble().view().canRetry);
        fixture.panel.trouble().retry();
        QVERIFY(fixture.arrives(PanelPage::Welcome));
        QTRY_COMPARE(fixture.panel.welcome().view().service, Service::Ready);
    }

    void choicesShowAtOnce()
    {
        PanelFixture fixture;
        fixture.panel.begin();
        WelcomePresenter& welcome = fixture.panel.welcome();
        QSignalSpy changes(&welcome, &WelcomePresenter::viewChanged);
        welcome.chooseLanguage(QStringLiteral("tr"));
        QCOMPARE(welcome.view().language, QStringLiteral("tr"));
        QCOMPARE(fixture.panel.view().language, QStringLiteral("tr"));
        welcome.chooseTheme(Theme::HighContrast);
        QCOMPARE(fixture.panel.view().theme, Theme::HighContrast);
        welcome.chooseTextSize(TextSize::Large);
        QCOMPARE(fixture.panel.view().textSize, TextSize::Large);
        QCOMPARE(changes.size(), 3);
        welcome.chooseLanguage(QStringLiteral("xx"));
        QCOMPARE(welcome.view().language, QStringLiteral("tr"));
    }
};

QTEST_GUILESS_MAIN(TstWelcomePresenter)
#include "tst_welcomepresenter.moc"
