#include "panelfixture.h"

using namespace keydesk;
using namespace std::chrono_literals;
using Problem = CodeView::Problem;
using State = CodeView::State;

class TstCodePresenter : public QObject
{
    Q_OBJECT
private:
    static bool reachCode(PanelFixture& fixture)
    {
        return fixture.start() && fixture.enterPassword() && fixture.arrives(PanelPage::Code);
    }
    static bool isEntering(PanelFixture& fixture)
    {
        return QTest::qWaitFor([&] { return fixture.panel.code().view().state == State::Entering; });
    }

private Q_SLOTS:
    void onlyMethodIsUsedWithoutAQuestion()
    {
        PanelFixture fixture;
        QVERIFY(reachCode(fixture));
        QVERIFY(isEntering(fixture));
        const CodeView& view = fixture.panel.code().view();
        QVERIFY(view.isSent);
        QCOMPARE(view.chosen->hint, QStringLiteral("a•••@example.org"));
        QVERIFY(!view.canChooseAnother);
        QCOMPARE(view.resendIn, 30s);
        QCOMPARE(fixture.apis.count(QStringLiteral("sendCode")), 1);
    }

    void severalMethodsAreChosenFrom()
    {
        PanelFixture fixture;
        fixture.apis.profile = {{Method::Password}, {Method::MailCode, Method::SmsCode}};
        QVERIFY(reachCode(fixture));
        CodePresenter& code = fixture.panel.code();
        QCOMPARE(code.view().state, State::Choosing);
        QCOMPARE(code.view().choices.size(), 2);
        QCOMPARE(fixture.apis.count(QStringLiteral("sendCode")), 0);
        code.choose(Method::SmsCode);
        QCOMPARE(code.view().state, State::Sending);
        QVERIFY(isEntering(fixture));
        QCOMPARE(code.view().chosen->method, Method::SmsCode);
        code.chooseAnother();
        QCOMPARE(code.view().state, State::Choosing);
        code.choose(Method::MailCode);
        QVERIFY(isEntering(fixture));
        QCOMPARE(fixture.apis.count(QStringLiteral("sendCode")), 2);
        QVERIFY(fixture.enterCode());
    }

    void goingBackToTheSameMethodSendsNothingNew()
    {
        PanelFixture fixture;
        fixture.apis.profile = {{Method::Password}, {Method::MailCode, Method::SmsCode}};
        QVERIFY(reachCode(fixture));
        fixture.panel.code().choose(Method::MailCode);
        QVERIFY(isEntering(fixture));
        fixture.panel.code().chooseAnother();
        fixture.panel.code().choose(Method::MailCode);
        QCOMPARE(fixture.panel.code().view().state, State::Entering);
        QCOMPARE(fixture.apis.count(QStringLiteral("sendCode")), 1);
    }

    void refusedCodeTellsTheTriesLeft()
    {
        PanelFixture fixture;
        QVERIFY(reachCode(fixture));
        QVERIFY(isEntering(fixture));
        CodePresenter& code = fixture.panel.code();
        code.submit(fixture.secret("123"));
        QCOMPARE(code.view().problem, Problem::CodeMissing);
        code.submit(fixture.secret("000000"));
        QTRY_COMPARE(code.view().problem, Problem::Refused);
        QCOMPARE(code.view().triesLeft, 4);
        QCOMPARE(code.view().state, State::Entering);
        QVERIFY(fixture.enterCode());
    }

    void lastTryLeadsToANewBeginning()
    {
        PanelFixture fixture;
        fixture.apis.tries = 1;
        QVERIFY(reachCode(fixture));
        QVERIFY(isEntering(fixture));
        fixture.panel.code().submit(fixture.secret("000000"));
        QVERIFY(fixture.arrives(PanelPage::SignIn));
        QCOMPARE(fixture.panel.signIn().view().problem, SignInView::Problem::Ended);
        QVERIFY(fixture.panel.signIn().view().userName.contains(u"ada"));
    }

    void oldCodeIsSaidToBeOld()
    {
        PanelFixture fixture;
        QVERIFY(reachCode(fixture));
        QVERIFY(isEntering(fixture));
        fixture.clock.advance(6min);
        fixture.panel.code().submit(fixture.secret("000000"));
        QTRY_COMPARE(fixture.panel.code().view().problem, Problem::Expired);
    }

    void resendWaitsAndCountsDown()
    {
        PanelFixture fixture;
        fixture.apis.resendAfter = 1s;
        QVERIFY(reachCode(fixture));
        QVERIFY(isEntering(fixture));
        CodePresenter& code = fixture.panel.code();
        const QByteArray first = fixture.apis.sentCode;
        code.resend();
        QCOMPARE(code.view().problem, Problem::TooSoon);
        QTRY_COMPARE(code.view().resendIn, 0s);
        code.resend();
        QTRY_VERIFY(fixture.apis.sentCode != first && code.view().activity == Activity::Idle);
        QCOMPARE(code.view().problem, Problem::None);
        QVERIFY(fixture.enterCode());
    }

    void resendEnds()
    {
        PanelFixture fixture;
        fixture.apis.resendAfter = 0s;
        QVERIFY(reachCode(fixture));
        CodePresenter& code = fixture.panel.code();
        for (int sent = 1; sent <= 2; ++sent) {
            QTRY_VERIFY(code.view().canResend && code.view().activity == Activity::Idle);
            code.resend();
            QTRY_COMPARE(fixture.apis.count(QStringLiteral("sendCode")), sent + 1);
        }
        QTRY_VERIFY(!code.view().canResend);
    }

    void tooManySendsLeaveTheMethods()
    {
        PanelFixture fixture;
        fixture.apis.failNext(QStringLiteral("sendCode"), {.code = ErrorCode::LimitReached, .context = {}});
        QVERIFY(reachCode(fixture));
        QTRY_COMPARE(fixture.panel.code().view().problem, Problem::NoMoreSends);
        QCOMPARE(fixture.panel.code().view().state, State::Choosing);
    }

    void troubleWhileSendingIsRetried()
    {
        PanelFixture fixture;
        fixture.apis.failNext(QStringLiteral("sendCode"), {.code = ErrorCode::Busy, .context = {}, .retryAfter = 3s});
        QVERIFY(reachCode(fixture));
        QVERIFY(fixture.arrives(PanelPage::Trouble));
        QCOMPARE(fixture.panel.trouble().view().retryIn, 3s);
        fixture.panel.trouble().retry();
        QVERIFY(fixture.arrives(PanelPage::Code));
        QVERIFY(fixture.enterCode());
    }

    void troubleWhileSendingLeavesAButton()
    {
        PanelFixture fixture;
        fixture.apis.failNext(QStringLiteral("sendCode"), {.code = ErrorCode::Unreachable, .context = {}});
        QVERIFY(reachCode(fixture));
        QVERIFY(fixture.arrives(PanelPage::Trouble));
        fixture.panel.trouble().back();
        QVERIFY(fixture.arrives(PanelPage::Code));
        QCOMPARE(fixture.panel.code().view().state, State::Choosing);
        fixture.panel.code().choose(Method::MailCode);
        QVERIFY(fixture.enterCode());
    }

    void troubleWhileCheckingKeepsTheCode()
    {
        PanelFixture fixture;
        QVERIFY(reachCode(fixture));
        QVERIFY(isEntering(fixture));
        fixture.apis.failNext(QStringLiteral("answerFactor"), {.code = ErrorCode::TimedOut, .context = {}});
        fixture.panel.code().submit(fixture.secret(fixture.apis.sentCode));
        QVERIFY(fixture.arrives(PanelPage::Trouble));
        fixture.panel.trouble().retry();
        QVERIFY(fixture.arrives(PanelPage::Home));
    }

    void backEndsTheCeremony()
    {
        PanelFixture fixture;
        QVERIFY(reachCode(fixture));
        QVERIFY(isEntering(fixture));
        fixture.panel.code().back();
        QCOMPARE(fixture.page(), PanelPage::SignIn);
        QCOMPARE(fixture.apis.count(QStringLiteral("cancelSignIn")), 1);
        QVERIFY(fixture.enterPassword());
        QVERIFY(fixture.arrives(PanelPage::Code));
        QVERIFY(fixture.enterCode());
    }

    void thirdFactorIsAnotherQuestionOnTheSamePage()
    {
        PanelFixture fixture;
        fixture.apis.profile = {{Method::Password}, {Method::MailCode}, {Method::SmsCode}};
        QVERIFY(reachCode(fixture));
        QVERIFY(isEntering(fixture));
        QCOMPARE(fixture.panel.view().step, (FlowStep{2, 3}));
        fixture.panel.code().submit(fixture.secret(fixture.apis.sentCode));
        QTRY_COMPARE(fixture.panel.view().step, (FlowStep{3, 3}));
        QTRY_VERIFY(fixture.panel.code().view().chosen &&
                    fixture.panel.code().view().chosen->method == Method::SmsCode);
        QVERIFY(fixture.enterCode());
    }
};

QTEST_GUILESS_MAIN(TstCodePresenter)
#include "tst_codepresenter.moc"
