#include "pages/codepage.h"
#include "pages/homepage.h"
#include "pages/phonelistpage.h"
#include "pages/phonepage.h"
#include "pages/registeredpage.h"
#include "pages/scanpage.h"
#include "pages/signinpage.h"
#include "pages/troublepage.h"
#include "pages/welcomepage.h"
#include "samples/stage.h"
#include "widgets/button.h"
#include "widgets/codefield.h"
#include "widgets/door.h"
#include "widgets/notice.h"
#include "widgets/passwordfield.h"
#include "widgets/qrview.h"
#include "widgets/secretview.h"

#include <QSignalSpy>
#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;

/// Pages as a person uses them: with the mouse and with keys.
class PagesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_stage = std::make_unique<Stage>();
        m_stage->resize(1280, 800);
    }

    void signInByKeysAlone()
    {
        auto* page = open<SignInPage>("signin", "empty");
        QSignalSpy submitted(page, &SignInPage::submitted);
        QTest::keyClicks(m_stage->focusWidget(), QStringLiteral("ada@example.org"));
        QVERIFY(!page->primary()->isReady());
        QTest::keyClick(m_stage->focusWidget(), Qt::Key_Return); // On to the password.
        auto* password = page->findChild<PasswordField*>();
        QCOMPARE(m_stage->focusWidget(), password);
        QTest::keyClicks(password, QStringLiteral("correct horse"));
        QVERIFY(page->primary()->isReady());
        QTest::keyClick(password, Qt::Key_Return);
        QCOMPARE(submitted.count(), 1);
        QCOMPARE(submitted.first().at(0).toString(), QStringLiteral("ada@example.org"));
        QVERIFY(submitted.first().at(1).value<SharedSecret>()->equals("correct horse"));
        QVERIFY(password->text().isEmpty());
    }

    void aWaitingButtonLeadsToWhatIsMissing()
    {
        auto* page = open<SignInPage>("signin", "empty");
        QSignalSpy submitted(page, &SignInPage::submitted);
        QTest::keyClicks(m_stage->focusWidget(), QStringLiteral("ada"));
        QTest::mouseClick(page->primary(), Qt::LeftButton);
        QCOMPARE(submitted.count(), 0);
        QCOMPARE(m_stage->focusWidget(), page->findChild<PasswordField*>());
        QCOMPARE(page->primary()->accessibleDescription(), QStringLiteral("Type your password first."));
    }

    void aRefusalStandsAtTheField()
    {
        auto* page = open<SignInPage>("signin", "typed");
        SignInView view{.userName = QStringLiteral("ada@example.org"), .activity = Activity::Working};
        page->render(view);
        QVERIFY(!page->primary()->isReady());
        view.activity = Activity::Idle;
        view.problem = SignInView::Problem::NotMatched;
        view.triesLeft = 1;
        page->render(view);
        auto* password = page->findChild<PasswordField*>();
        QCOMPARE(m_stage->focusWidget(), password);
        QVERIFY(password->accessibleDescription().contains(QStringLiteral("1 try left.")));
        QVERIFY(page->findChild<Notice*>()->isVisible());
        QCOMPARE(page->findChild<Field*>()->text(), QStringLiteral("ada@example.org")); // Not typed again.
    }

    void waitingIsHonestAndCanBeCancelled()
    {
        auto* page = open<SignInPage>("signin", "typed");
        QSignalSpy cancelled(page, &PageFrame::cancelChosen);
        QSignalSpy back(page, &PageFrame::backChosen);
        SignInView view{.userName = QStringLiteral("ada@example.org"), .activity = Activity::Working};
        page->render(view);
        QCOMPARE(page->back()->text(), QStringLiteral("Back"));
        view.activity = Activity::Slow;
        page->render(view);
        QCOMPARE(page->back()->text(), QStringLiteral("Cancel"));
        QTest::mouseClick(page->back(), Qt::LeftButton);
        QVERIFY(page->goBack());
        QCOMPARE(cancelled.count(), 2);
        QCOMPARE(back.count(), 0);
        view.activity = Activity::Idle;
        page->render(view);
        QVERIFY(page->goBack());
        QCOMPARE(back.count(), 1);
    }

    void aCodeIsTypedAndSent()
    {
        auto* page = open<CodePage>("code", "sms");
        QSignalSpy submitted(page, &CodePage::submitted);
        auto* field = page->findChild<CodeField*>();
        QCOMPARE(m_stage->focusWidget(), field);
        QTest::keyClicks(field, QStringLiteral("40718"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(submitted.count(), 0);
        QTest::keyClicks(field, QStringLiteral("2"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(submitted.count(), 1);
        QVERIFY(submitted.first().first().value<SharedSecret>()->equals("407182"));
    }

    void aWayIsChosenByKeys()
    {
        auto* page = open<CodePage>("code", "choosing");
        QSignalSpy chosen(page, &CodePage::methodChosen);
        QTest::keyClick(m_stage->focusWidget(), Qt::Key_Tab);
        QTest::keyClick(m_stage->focusWidget(), Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().first().value<Method>(), Method::SmsCode);
    }

    void anotherCodeOnlyAfterAWhile()
    {
        auto* page = open<CodePage>("code", "mail");
        QSignalSpy resend(page, &CodePage::resendWanted);
        Button* button = find(page, QStringLiteral("New code in 40 s"));
        QVERIFY(button != nullptr && !button->isReady());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(resend.count(), 0);
        CodeView view{.choices = {{Method::MailCode, {}}},
                      .chosen = MethodChoice{Method::MailCode, {}},
                      .isSent = true,
                      .canResend = true};
        page->render(view);
        QTest::mouseClick(find(page, QStringLiteral("Send a new code")), Qt::LeftButton);
        QCOMPARE(resend.count(), 1);
    }

    void aRefusedCodeIsExplained()
    {
        auto* page = open<ScanPage>("scan", "clock");
        auto* notice = visible<Notice>(page);
        QVERIFY(notice != nullptr);
        QVERIFY(notice->spoken().contains(QStringLiteral("Your phone’s clock is 3 min 20 s slow.")));
        QVERIFY(notice->spoken().contains(QStringLiteral("4 tries left.")));
        QVERIFY(page->findChild<CodeField*>()->accessibleDescription().contains(QStringLiteral("slow")));
    }

    void theSecretIsOnTheScanPageOnlyWhileItIsNeeded()
    {
        auto* page = open<ScanPage>("scan", "ready");
        QVERIFY(page->findChild<SecretView*>()->spelled().contains(QStringLiteral("J B S W")));
        page->clear();
        QVERIFY(page->findChild<SecretView*>()->isEmpty());
        QCOMPARE(page->findChild<CodeField*>()->digits(), 0);
    }

    void copyIsAbsentAtAKiosk()
    {
        auto* kiosk = open<ScanPage>("scan", "ready");
        QVERIFY(find(kiosk, QStringLiteral("Copy the key")) == nullptr);
        auto* desk = open<ScanPage>("scan", "copy");
        QVERIFY(find(desk, QStringLiteral("Copy the key")) != nullptr);
    }

    void anExpiredCodeHasAWayOn()
    {
        auto* page = open<ScanPage>("scan", "expired");
        QSignalSpy renew(page, &ScanPage::renewWanted);
        QTest::keyClick(m_stage->focusWidget(), Qt::Key_Return);
        QCOMPARE(renew.count(), 1);
        QVERIFY(!page->findChild<QrView*>()->isVisible());
    }

    void homeOpensItsDoors()
    {
        auto* page = open<HomePage>("home", "1");
        QSignalSpy opened(page, &HomePage::opened);
        for (Door* door : page->findChildren<Door*>())
            QTest::mouseClick(door, Qt::LeftButton);
        QTest::mouseClick(find(page, QStringLiteral("Add a security key")), Qt::LeftButton);
        QCOMPARE(opened.count(), 3);
        QCOMPARE(opened.at(0).first().value<HomeView::Door>(), HomeView::Door::Authenticator);
        QCOMPARE(opened.at(1).first().value<HomeView::Door>(), HomeView::Door::WebAuthn);
        QCOMPARE(opened.at(2).first().value<HomeView::Door>(), HomeView::Door::WebAuthn);
    }

    void homeAsksForAPhoneFirst()
    {
        auto* page = open<HomePage>("home", "0");
        QSignalSpy opened(page, &HomePage::opened);
        QTest::mouseClick(find(page, QStringLiteral("Add a phone")), Qt::LeftButton);
        QCOMPARE(opened.first().first().value<HomeView::Door>(), HomeView::Door::Authenticator);
    }

    void aKeyMayStandForUserNameAndPassword()
    {
        auto* page = open<SignInPage>("signin", "key");
        QSignalSpy wanted(page, &SignInPage::keyWanted);
        QTest::mouseClick(find(page, QStringLiteral("Sign in with a security key")), Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
    }

    void afterTheKeyOnlyThePasswordIsAskedFor()
    {
        auto* page = open<SignInPage>("signin", "nameless");
        QSignalSpy submitted(page, &SignInPage::submitted);
        QVERIFY(!page->findChild<Field*>()->isVisible());
        QTest::keyClicks(m_stage->focusWidget(), QStringLiteral("correct horse"));
        QTest::keyClick(m_stage->focusWidget(), Qt::Key_Return);
        QCOMPARE(submitted.count(), 1);
        QCOMPARE(submitted.first().at(0).toString(), QString());
    }

    void aPhoneIsOpenedFromTheList()
    {
        auto* page = open<PhoneListPage>("phonelist", "two");
        QSignalSpy opened(page, &PhoneListPage::opened);
        QTest::mouseClick(page->findChildren<Door*>().at(1), Qt::LeftButton);
        QCOMPARE(opened.first().first().value<PhoneId>().value, QStringLiteral("Old phone"));
        auto* full = open<PhoneListPage>("phonelist", "full");
        QVERIFY(!full->primary()->isReady());
        QCOMPARE(full->primary()->toolTip(), QStringLiteral("3 phones are allowed. Remove one first."));
    }

    void aPhoneIsRenamed()
    {
        auto* page = open<PhonePage>("phone", "rename");
        QSignalSpy renamed(page, &PhonePage::renamed);
        auto* field = page->findChild<Field*>();
        QCOMPARE(m_stage->focusWidget(), field);
        field->selectAll();
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(renamed.count(), 0); // A name is missing.
        QTest::keyClicks(field, QStringLiteral("Work phone"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(renamed.first().first().toString(), QStringLiteral("Work phone"));
    }

    void losingNeedsOneMoreClickButNoReturnKey()
    {
        auto* page = open<PhonePage>("phone", "lost");
        QSignalSpy confirmed(page, &PhonePage::confirmed);
        QSignalSpy dismissed(page, &PhonePage::dismissed);
        QTest::keyClick(m_stage->focusWidget(), Qt::Key_Return);
        QCOMPARE(confirmed.count(), 0);
        QCOMPARE(dismissed.count(), 1);
        QTest::mouseClick(page->primary(), Qt::LeftButton);
        QCOMPARE(confirmed.count(), 1);
    }

    void theNewPhoneGetsAName()
    {
        auto* page = open<RegisteredPage>("registered", "one");
        QSignalSpy started(page, &RegisteredPage::renamingStarted);
        QSignalSpy renamed(page, &RegisteredPage::renamed);
        QTest::mouseClick(find(page, QStringLiteral("Rename")), Qt::LeftButton);
        QCOMPARE(started.count(), 1);
        RegisteredView view{.isRenaming = true};
        view.phone.name = QStringLiteral("Phone");
        page->render(view);
        QTest::keyClicks(m_stage->focusWidget(), QStringLiteral("Mine")); // Over the marked old name.
        QTest::keyClick(m_stage->focusWidget(), Qt::Key_Return);
        QCOMPARE(renamed.first().first().toString(), QStringLiteral("Mine"));
    }

    void troubleAlwaysHasAWayOn()
    {
        for (const Sample& sample : samples()) {
            if (sample.page != QStringLiteral("trouble"))
                continue;
            auto* page = static_cast<TroublePage*>(m_stage->show(sample));
            QVERIFY2(page->primary()->isVisible() && page->primary()->isReady(), qPrintable(sample.name()));
            QSignalSpy ways[]{QSignalSpy(page, &TroublePage::retried), QSignalSpy(page, &TroublePage::signInWanted),
                              QSignalSpy(page, &TroublePage::enrolmentWanted),
                              QSignalSpy(page, &TroublePage::startedOver)};
            QTest::keyClick(page->primary(), Qt::Key_Space);
            int taken = 0;
            for (const QSignalSpy& way : ways)
                taken += static_cast<int>(way.count());
            QCOMPARE(taken, 1);
        }
    }

    void languageComesFirstAtAKiosk()
    {
        auto* page = open<WelcomePage>("welcome", "kiosk");
        QSignalSpy language(page, &WelcomePage::languageChosen);
        QSignalSpy theme(page, &WelcomePage::themeChosen);
        QTest::mouseClick(find(page, QStringLiteral("Türkçe")), Qt::LeftButton);
        QCOMPARE(language.first().first().toString(), QStringLiteral("tr"));
        QTest::mouseClick(find(page, QStringLiteral("High contrast")), Qt::LeftButton);
        QCOMPARE(theme.first().first().value<Theme>(), Theme::HighContrast);
    }

    void theLanguageSwitchesAtOnce()
    {
        auto* page = open<SignInPage>("signin", "typed");
        m_stage->language().use(QStringLiteral("tr"));
        m_stage->settle();
        QCOMPARE(page->title(), QStringLiteral("Oturum açın"));
        QCOMPARE(page->primary()->text(), QStringLiteral("Devam"));
        QCOMPARE(page->findChild<Field*>()->text(), QStringLiteral("ada@example.org")); // Typed text stays.
        QCOMPARE(page->findChild<PasswordField*>()->accessibleName(), QStringLiteral("Parola"));
        m_stage->language().use(QStringLiteral("en"));
    }

    void helpStandsBesideOrBehindAQuestionMark()
    {
        auto* page = open<SignInPage>("signin", "empty");
        auto* help = page->findChild<HelpPanel*>();
        QVERIFY(help->isVisible());
        QVERIFY(find(page, QStringLiteral("?")) == nullptr);
        m_stage->resize(1000, 700);
        m_stage->settle();
        QVERIFY(!help->isVisible());
        Button* mark = find(page, QStringLiteral("?"));
        QVERIFY(mark != nullptr);
        QTest::mouseClick(mark, Qt::LeftButton);
        m_stage->settle();
        QVERIFY(help->isVisible());
        page->toggleHelp();
        m_stage->settle();
        QVERIFY(!help->isVisible());
        m_stage->resize(1280, 800);
    }

    void backStandsWhereReadingBegins()
    {
        auto* page = open<SignInPage>("signin", "empty");
        const auto x = [&](QWidget* w) { return w->mapTo(page, QPoint()).x(); };
        QVERIFY(x(page->back()) < x(page->primary()));
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        m_stage->settle();
        QVERIFY(x(page->back()) > x(page->primary()));
        QVERIFY(x(page->findChild<HelpPanel*>()) < x(page->findChild<Field*>()));
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    }

private:
    template <typename Page>
    Page* open(const char* page, const char* state)
    {
        for (const Sample& sample : samples()) {
            if (sample.page == QLatin1String(page) && sample.state == QLatin1String(state))
                return static_cast<Page*>(m_stage->show(sample));
        }
        qFatal("no sample %s-%s", page, state);
    }

    static Button* find(QWidget* page, const QString& text)
    {
        for (Button* button : page->findChildren<Button*>()) {
            if (button->isVisible() && button->text() == text)
                return button;
        }
        return nullptr;
    }

    template <typename Widget>
    static Widget* visible(QWidget* page)
    {
        for (Widget* widget : page->findChildren<Widget*>()) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }

    std::unique_ptr<Stage> m_stage;
};

QTEST_MAIN(PagesTest)
#include "tst_pages.moc"
