#include "panelfixture.h"

using namespace keydesk;
using Problem = SignInView::Problem;

class TstSignInPresenter : public QObject
{
    Q_OBJECT
private:
    const QString m_ada = QStringLiteral("ada@example.org");

private Q_SLOTS:
    void saysWhatIsMissing()
    {
        QCOMPARE(SignInPresenter::missing(QStringLiteral("  "), true), Problem::UserNameMissing);
        QCOMPARE(SignInPresenter::missing(m_ada, false), Problem::PasswordMissing);
        QCOMPARE(SignInPresenter::missing(m_ada, true), Problem::None);
        PanelFixture fixture;
        QVERIFY(fixture.start());
        fixture.panel.signIn().submit(m_ada, nullptr);
        QCOMPARE(fixture.panel.signIn().view().problem, Problem::PasswordMissing);
        QCOMPARE(fixture.apis.count(QStringLiteral("startSignIn")), 0);
    }

    void rightPasswordLeadsToTheCodeInTheChosenLanguage()
    {
        PanelFixture fixture;
        QVERIFY(fixture.start());
        fixture.panel.chooseLanguage(QStringLiteral("tr"));
        fixture.panel.signIn().submit(u"  " + m_ada, fixture.secret("correct horse"));
        QVERIFY(fixture.arrives(PanelPage::Code));
        QCOMPARE(fixture.apis.lastLocale, QStringLiteral("tr"));
        QCOMPARE(fixture.panel.view().step, (FlowStep{2, 2}));
    }

    void wipedFieldTakesNothingFromThePresenter()
    {
        PanelFixture fixture;
        QVERIFY(fixture.start());
        QString typed = QString::fromLatin1("ada@example.org");
        fixture.panel.signIn().submit(typed, fixture.secret("wrong"));
        wipe(typed); // As the page does; a shared buffer would go with it.
        QTRY_COMPARE(fixture.panel.signIn().view().problem, Problem::NotMatched);
        QCOMPARE(fixture.panel.signIn().view().userName, m_ada);
    }

    void wrongPasswordCountsTriesInOneCeremony()
    {
        PanelFixture fixture;
        QVERIFY(fixture.start());
        QVERIFY(fixture.enterPassword("wrong"));
        QCOMPARE(fixture.panel.signIn().view().problem, Problem::NotMatched);
        QCOMPARE(fixture.panel.signIn().view().triesLeft, 4);
        QVERIFY(fixture.enterPassword("wrong again"));
        QCOMPARE(fixture.panel.signIn().view().triesLeft, 3);
        QCOMPARE(fixture.apis.count(QStringLiteral("startSignIn")), 1);
        QVERIFY(fixture.enterPassword());
        QVERIFY(fixture.arrives(PanelPage::Code));
    }

    void anotherNameBeginsAnotherCeremony()
    {
        PanelFixture fixture;
        QVERIFY(fixture.start());
        QVERIFY(fixture.enterPassword("wrong"));
        fixture.panel.signIn().submit(QStringLiteral("grace@example.org"), fixture.secret("correct horse"));
        QVERIFY(fixture.arrives(PanelPage::Code));
        QCOMPARE(fixture.apis.count(QStringLiteral("startSignIn")), 2);
        QCOMPARE(fixture.apis.count(QStringLiteral("cancelSignIn")), 1);
    }

    void expiredCeremonyIsBegunAgainWithoutAWord()
    {
        PanelFixture fixture;
        QVERIFY(fixture.start());
        QVERIFY(fixture.enterPassword("wrong"));
        fixture.clock.advance(std::chrono::minutes{11});
        QVERIFY(fixture.enterPassword());
        QVERIFY(fixture.arrives(PanelPage::Code));
    }

    void noTriesLeftSaysSoAndAllowsANewBeginning()
    {
        PanelFixture fixture;
        fixture.apis.tries = 1;
        QVERIFY(fixture.start());
        QVERIFY(fixture.enterPassword("wrong"));
        QCOMPARE(fixture.panel.signIn().view().problem, Problem::Ended);
        QVERIFY(fixture.enterPassword());
        QVERIFY(fixture.arrives(PanelPage::Code));
    }

    void everyRefusalStandsAtTheField_data()
    {
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<Problem>("problem");
        QTest::newRow("name") << ErrorCode::InvalidRequest << Problem::NotMatched;
        QTest::newRow("rate") << ErrorCode::RateLimited << Problem::TooOften;
        QTest::newRow("factors") << ErrorCode::FactorsUnsatisfiable << Problem::FactorsUnsatisfiable;
        QTest::newRow("closed") << ErrorCode::NoRegistrationProfile << Problem::Closed;
    }
    void everyRefusalStandsAtTheField()
    {
        QFETCH(ErrorCode, code);
        QFETCH(Problem, problem);
        PanelFixture fixture;
        QVERIFY(fixture.start());
        Error error;
        error.code = code;
        error.requestId = QStringLiteral("r-17");
        fixture.apis.failNext(QStringLiteral("startSignIn"), error);
        QVERIFY(fixture.enterPassword());
        QCOMPARE(fixture.page(), PanelPage::SignIn);
        QCOMPARE(fixture.panel.signIn().view().problem, problem);
        QCOMPARE(fixture.panel.signIn().view().requestId, QStringLiteral("r-17"));
        QCOMPARE(fixture.panel.signIn().view().userName, m_ada);
    }

    void troubleKeepsWhatWasTyped()
    {
        PanelFixture fixture;
        QVERIFY(fixture.start());
        fixture.apis.failNext(QStringLiteral("answerFactor"), {.code = ErrorCode::Unreachable, .context = {}});
        QVERIFY(fixture.enterPassword());
        QVERIFY(fixture.arrives(PanelPage::Trouble));
        QCOMPARE(fixture.panel.trouble().view().trouble.kind, Trouble::Kind::Unreachable);
        QVERIFY(fixture.panel.trouble().view().canRetry);
        fixture.panel.trouble().retry();
        QVERIFY(fixture.arrives(PanelPage::Code));
        QCOMPARE(fixture.apis.count(QStringLiteral("startSignIn")), 1);
    }

    void backFromTroubleKeepsTheNameAlone()
    {
        PanelFixture fixture;
        QVERIFY(fixture.start());
        fixture.apis.failNext(QStringLiteral("startSignIn"), {.code = ErrorCode::TimedOut, .context = {}});
        QVERIFY(fixture.enterPassword());
        QVERIFY(fixture.arrives(PanelPage::Trouble));
        fixture.panel.trouble().back();
        QVERIFY(fixture.arrives(PanelPage::SignIn));
        QCOMPARE(fixture.panel.signIn().view().userName, m_ada);
        QCOMPARE(fixture.panel.signIn().view().activity, Activity::Idle);
        QCOMPARE(fixture.apis.count(QStringLiteral("startSignIn")), 1);
    }

    void waitingIsHonestAndCanBeCancelled()
    {
        PanelFixture fixture;
        QVERIFY(fixture.start());
        fixture.apis.hold();
        fixture.panel.signIn().submit(m_ada, fixture.secret("correct horse"));
        QCOMPARE(fixture.panel.signIn().view().activity, Activity::Working);
        QTRY_COMPARE(fixture.panel.signIn().view().activity, Activity::Slow);
        fixture.panel.signIn().submit(m_ada, fixture.secret("correct horse")); // A second press changes nothing.
        QCOMPARE(fixture.apis.count(QStringLiteral("startSignIn")), 1);
        fixture.panel.signIn().cancel();
        QCOMPARE(fixture.panel.signIn().view().activity, Activity::Idle);
        fixture.apis.release();
        QCoreApplication::processEvents();
        QCOMPARE(fixture.page(), PanelPage::SignIn);
        QVERIFY(fixture.enterPassword());
        QVERIFY(fixture.arrives(PanelPage::Code));
    }

    void passwordAfterTheCodeIsNotAskedForTwice()
    {
        PanelFixture fixture;
        fixture.apis.profile = {{Method::MailCode}, {Method::Password}};
        QVERIFY(fixture.start());
        QVERIFY(fixture.enterPassword());
        QVERIFY(fixture.arrives(PanelPage::Code));
        QVERIFY(fixture.enterCode());
        QVERIFY(!fixture.apis.signedIn.isEmpty());
    }

    void wrongPasswordAfterTheCodeIsAskedForAtTheFixedName()
    {
        PanelFixture fixture;
        fixture.apis.profile = {{Method::MailCode}, {Method::Password}};
        QVERIFY(fixture.start());
        QVERIFY(fixture.enterPassword("wrong"));
        QVERIFY(fixture.arrives(PanelPage::Code));
        QTRY_COMPARE(fixture.panel.code().view().state, CodeView::State::Entering);
        fixture.panel.code().submit(fixture.secret(fixture.apis.sentCode));
        QVERIFY(fixture.arrives(PanelPage::SignIn));
        QTRY_COMPARE(fixture.panel.signIn().view().problem, Problem::NotMatched);
        QVERIFY(fixture.panel.signIn().view().isUserNameFixed);
        QVERIFY(fixture.enterPassword());
        QVERIFY(fixture.arrives(PanelPage::Home));
    }

    void nameIsForgottenAtAKioskOnly_data()
    {
        QTest::addColumn<bool>("isKiosk");
        QTest::newRow("kiosk") << true;
        QTest::newRow("own") << false;
    }
    void nameIsForgottenAtAKioskOnly()
    {
        QFETCH(bool, isKiosk);
        PanelFixture fixture(isKiosk);
        QVERIFY(fixture.start());
        QVERIFY(fixture.enterPassword("wrong"));
        fixture.panel.signIn().back();
        QCOMPARE(fixture.page(), PanelPage::Welcome);
        fixture.panel.welcome().start();
        QCOMPARE(fixture.panel.signIn().view().userName, isKiosk ? QString() : m_ada);
        QCOMPARE(fixture.panel.signIn().view().problem, Problem::None);
    }
};

QTEST_GUILESS_MAIN(TstSignInPresenter)
#include "tst_signinpresenter.moc"
