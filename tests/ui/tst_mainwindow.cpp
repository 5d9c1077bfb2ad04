#include "app/presenters/panelfixture.h"
#include "mainwindow.h"
#include "widgets/appearance.h"
#include "widgets/button.h"
#include "widgets/codefield.h"
#include "widgets/door.h"
#include "widgets/headerbar.h"
#include "widgets/idleoverlay.h"
#include "widgets/language.h"
#include "widgets/passwordfield.h"
#include "widgets/qrview.h"
#include "widgets/secretview.h"
#include "widgets/stepbar.h"

#include <QLabel>
#include <QPaintEvent>
#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;

namespace {

/// Counts how often something is painted that fills more than half of its window.
class LargePaints : public QObject
{
public:
    LargePaints() { qApp->installEventFilter(this); }
    int count = 0;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        const auto* widget = qobject_cast<QWidget*>(watched);
        if (widget != nullptr && !widget->isWindow() && event->type() == QEvent::Paint &&
            area(static_cast<QPaintEvent*>(event)->rect().size()) > area(widget->window()->size()) / 2)
            ++count;
        return false;
    }

private:
    static int area(QSize size) { return size.width() * size.height(); }
};

} // namespace

/// The window on the real presenters, with a service in memory behind them: a visit by the keyboard.
class MainWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_panel = std::make_unique<PanelFixture>();
        m_appearance = std::make_unique<Appearance>();
        m_language = std::make_unique<Language>();
        m_window = std::make_unique<MainWindow>(
            MainWindow::Parts{.panel = m_panel->panel, .appearance = *m_appearance, .language = *m_language});
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_panel->panel.begin();
        QTRY_VERIFY(m_panel->panel.welcome().view().mayStart);
    }

    void cleanup()
    {
        m_window.reset();
        m_language.reset();
        m_appearance.reset();
        m_panel.reset();
    }

    void aPhoneIsRegisteredByTheKeyboardAlone()
    {
        QTest::keyClick(focus(), Qt::Key_Return); // Start
        QTRY_COMPARE(m_panel->page(), PanelPage::SignIn);
        QCOMPARE(m_window->windowTitle(), QStringLiteral("Sign in – Keydesk"));
        QTest::keyClicks(focus(), QStringLiteral("ada@example.org"));
        QTest::keyClick(focus(), Qt::Key_Tab);
        QTest::keyClicks(focus(), QStringLiteral("correct horse"));
        QTest::keyClick(focus(), Qt::Key_Return);
        QTRY_COMPARE(m_panel->page(), PanelPage::Code);
        QTRY_VERIFY(qobject_cast<CodeField*>(focus()) != nullptr);
        QTest::keyClicks(focus(), QString::fromLatin1(m_panel->apis.sentCode));
        QTest::keyClick(focus(), Qt::Key_Return);
        QTRY_COMPARE(m_panel->page(), PanelPage::Home);
        QTRY_VERIFY(qobject_cast<Door*>(focus()) != nullptr);
        QTest::keyClick(focus(), Qt::Key_Return);
        QTRY_COMPARE(m_panel->page(), PanelPage::PhoneList);
        QTRY_VERIFY(focus() == button(QStringLiteral("Register a phone")) && focus() != nullptr);
        QTest::keyClick(focus(), Qt::Key_Return); // Register a phone
        QTRY_COMPARE(m_panel->page(), PanelPage::GetApp);
        QTest::keyClick(focus(), Qt::Key_Return); // I have the app
        QTRY_COMPARE(m_panel->page(), PanelPage::Scan);
        QTRY_VERIFY(qobject_cast<CodeField*>(focus()) != nullptr);
        QTest::keyClicks(focus(), QString::fromLatin1(m_panel->apis.codeOfRegistration()));
        QTest::keyClick(focus(), Qt::Key_Return);
        QTRY_COMPARE(m_panel->page(), PanelPage::Registered);
        QTest::keyClick(focus(), Qt::Key_Return); // Done
        QTRY_COMPARE(m_panel->page(), PanelPage::Home);
        QCOMPARE(m_panel->apis.people[QStringLiteral("ada@example.org")].phones.size(), 1);
    }

    void anotherPageIsPaintedOnce()
    {
        LargePaints paints;
        QTest::keyClick(focus(), Qt::Key_Return);
        QTRY_COMPARE(m_panel->page(), PanelPage::SignIn);
        QTRY_VERIFY(paints.count > 0);
        QTest::keyClicks(focus(), QStringLiteral("ada"));
        QTest::keyClick(focus(), Qt::Key_Tab);
        QTRY_VERIFY(qobject_cast<PasswordField*>(focus()) != nullptr);
        QCOMPARE(paints.count, 1);
    }

    void aWrongPasswordIsSaidAtTheField()
    {
        signInWith(QStringLiteral("wrong"));
        auto* password = m_window->findChild<PasswordField*>();
        QTRY_COMPARE(focus(), password);
        QTRY_VERIFY(password->accessibleDescription().startsWith(QStringLiteral("That did not match.")));
    }

    void escapeGoesBack()
    {
        QTest::keyClick(focus(), Qt::Key_Return);
        QTRY_COMPARE(m_panel->page(), PanelPage::SignIn);
        QTest::keyClick(focus(), Qt::Key_Escape);
        QTRY_COMPARE(m_panel->page(), PanelPage::Welcome);
    }

    void theLanguageSwitchesWithEverythingTyped()
    {
        QTest::keyClick(focus(), Qt::Key_Return);
        QTRY_COMPARE(m_panel->page(), PanelPage::SignIn);
        QTest::keyClicks(focus(), QStringLiteral("ada"));
        m_panel->panel.chooseLanguage(QStringLiteral("tr"));
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("Oturum açın – Keydesk"));
        QVERIFY(button(QStringLiteral("Devam")) != nullptr);
        QCOMPARE(qobject_cast<QLineEdit*>(focus())->text(), QStringLiteral("ada"));
        QCOMPARE(QLocale().language(), QLocale::Turkish);
    }

    void theStepIsShown()
    {
        signInWith(QStringLiteral("correct horse"));
        QTRY_COMPARE(m_panel->page(), PanelPage::Code);
        const auto bars = m_window->findChildren<StepBar*>();
        const auto isShown = [&] {
            return std::any_of(bars.begin(), bars.end(), [](StepBar* bar) {
                return bar->isVisible() && bar->findChild<QLabel*>()->text() == QStringLiteral("Step 2 of 2");
            });
        };
        QTRY_VERIFY(isShown());
    }

    void nobodyThereClearsTheScreen()
    {
        QTest::keyClick(focus(), Qt::Key_Return);
        QTRY_COMPARE(m_panel->page(), PanelPage::SignIn);
        QTest::keyClicks(focus(), QStringLiteral("ada"));
        QTest::keyClick(focus(), Qt::Key_Tab);
        QTest::keyClicks(focus(), QStringLiteral("corr"));
        auto* password = m_window->findChild<PasswordField*>();
        m_panel->panel.showIdleCountdown(20s);
        auto* overlay = m_window->findChild<IdleOverlay*>();
        QTRY_VERIFY(overlay->isVisible());
        QCOMPARE(overlay->size(), m_window->size());
        QTest::keyClick(focus(), Qt::Key_Return); // I am still here
        QTRY_VERIFY(!overlay->isVisible());
        QCOMPARE(focus(), password);
        QCOMPARE(password->text(), QStringLiteral("corr"));

        m_panel->panel.showIdleCountdown(20s);
        m_panel->panel.reset();
        QTRY_COMPARE(m_panel->page(), PanelPage::Welcome);
        QVERIFY(!overlay->isVisible());
        for (QLineEdit* field : m_window->findChildren<QLineEdit*>())
            QVERIFY2(field->text().isEmpty(), qPrintable(field->accessibleName()));
    }

    void signingOutLeavesNothingOnAnyPage()
    {
        QVERIFY(m_panel->signIn());
        QVERIFY(m_panel->openPhones());
        QVERIFY(m_panel->beginScan());
        QVERIFY(m_panel->isReadyToScan());
        auto* secret = m_window->findChild<SecretView*>();
        QTRY_VERIFY(secret != nullptr && !secret->isEmpty());
        QTest::mouseClick(button(QStringLiteral("Sign out")), Qt::LeftButton);
        QTRY_COMPARE(m_panel->page(), PanelPage::FewFactors);
        QVERIFY(secret->isEmpty());
        QTest::mouseClick(button(QStringLiteral("Sign out anyway")), Qt::LeftButton);
        QTRY_COMPARE(m_panel->page(), PanelPage::SignedOut);
        QTRY_VERIFY(m_panel->apis.signedIn.isEmpty());
        QVERIFY(button(QStringLiteral("Sign out")) == nullptr);
    }

    void theLookFollowsThePerson()
    {
        m_panel->panel.chooseTheme(Theme::HighContrast);
        QTRY_COMPARE(tokensOf(m_window.get()).scheme, Scheme::HighContrast);
        m_panel->panel.chooseTextSize(TextSize::Large);
        QTRY_COMPARE(tokensOf(m_window.get()).textStep, 2); // A kiosk is one step up by itself.
        m_panel->panel.chooseTheme(Theme::Light);
        QTRY_COMPARE(tokensOf(m_window.get()).scheme, Scheme::Light);
    }

    void pagesAreMadeWhenTheyAreNeeded()
    {
        QVERIFY(m_window->findChild<QrView*>() == nullptr);
        QVERIFY(m_window->findChild<PasswordField*>() == nullptr);
    }

    void troubleKeepsWhatWasTyped()
    {
        m_panel->apis.failNext(QStringLiteral("startSignIn"), {.code = ErrorCode::Unreachable, .context = {}});
        signInWith(QStringLiteral("correct horse"));
        QTRY_COMPARE(m_panel->page(), PanelPage::Trouble);
        QCOMPARE(m_window->windowTitle(), QStringLiteral("No connection to the service – Keydesk"));
        QTest::keyClick(focus(), Qt::Key_Return); // Try again
        QTRY_COMPARE(m_panel->page(), PanelPage::Code);
    }

private:
    QWidget* focus() const { return m_window->focusWidget(); }

    void signInWith(const QString& password)
    {
        QTest::keyClick(focus(), Qt::Key_Return);
        QTRY_COMPARE(m_panel->page(), PanelPage::SignIn);
        QTest::keyClicks(focus(), QStringLiteral("ada@example.org"));
        QTest::keyClick(focus(), Qt::Key_Tab);
        QTest::keyClicks(focus(), password);
        QTest::keyClick(focus(), Qt::Key_Return);
    }

    Button* button(const QString& text) const
    {
        for (Button* each : m_window->findChildren<Button*>()) {
            if (each->isVisible() && each->text() == text)
                return each;
        }
        return nullptr;
    }

    std::unique_ptr<PanelFixture> m_panel;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
