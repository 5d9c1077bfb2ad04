#include "base/wipingallocator.h"
#include "fakes/fakeapis.h"
#include "fakes/fakekeydevices.h"
#include "fakes/memoryscan.h"
#include "kiosk/lockdown.h"
#include "mainwindow.h"
#include "widgets/appearance.h"
#include "widgets/language.h"

#include <QLineEdit>
#include <QTest>

using namespace keydesk;

/// The whole face on a service in memory: what a person typed and saw is nowhere in this process after the visit. The
/// way over the network is looked through end to end.
class TstNothingStays : public QObject
{
    Q_OBJECT
private:
    FakeClock m_clock;
    std::unique_ptr<FakeApis> m_apis;
    FakeKeyDevices m_devices;
    std::unique_ptr<PanelSession> m_session;
    std::unique_ptr<PanelPresenter> m_panel;
    std::unique_ptr<MainWindow> m_window;

    bool arrives(PanelPage page)
    {
        return QTest::qWaitFor([&] { return m_panel->view().page == page; });
    }
    QList<QLineEdit*> fields() const
    {
        QList<QLineEdit*> fields = m_window->findChildren<QLineEdit*>();
        fields.removeIf([](const QLineEdit* field) { return !field->isVisible() || !field->isEnabled(); });
        return fields;
    }
    static void type(QLineEdit* field, const HiddenText& text)
    {
        field->setFocus();
        for (int i = 0; i < text.length(); ++i)
            QTest::keyClick(field, text.at(i));
    }
    bool typeCode(const HiddenText& code)
    {
        if (!QTest::qWaitFor([&] { return fields().size() == 1; }))
            return false;
        QLineEdit* field = fields().constFirst();
        type(field, code);
        QTest::keyClick(field, Qt::Key_Return);
        return true;
    }

private Q_SLOTS:
    void init()
    {
        if (!wipesFreedMemory())
            QSKIP("Not under sanitizers.");
        m_apis = std::make_unique<FakeApis>(m_clock);
        m_session = std::make_unique<PanelSession>(
            PanelSession::Start{.isKiosk = true, .languages = {QStringLiteral("en")}, .language = QStringLiteral("en")},
            m_clock);
        m_panel = std::make_unique<PanelPresenter>(PanelParts{.service = *m_apis,
                                                              .signIn = *m_apis,
                                                              .account = *m_apis,
                                                              .phones = *m_apis,
                                                              .keys = *m_apis,
                                                              .devices = m_devices,
                                                              .session = *m_session});
    }

    void afterAVisit_data()
    {
        QTest::addColumn<bool>("isSignedOut");
        QTest::newRow("signed out") << true;
        QTest::newRow("idle") << false;
    }
    void afterAVisit()
    {
        QFETCH(bool, isSignedOut);
        Language language;
        Appearance appearance;
        const LockDown lockDown;
        m_window = std::make_unique<MainWindow>(
            MainWindow::Parts{.panel = *m_panel, .appearance = appearance, .language = language});
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_panel->begin();
        QTRY_VERIFY(m_panel->welcome().view().mayStart);
        m_panel->welcome().start();

        const HiddenText password;
        m_apis->people[QStringLiteral("ada@example.org")].password = password.text();
        QTRY_COMPARE(fields().size(), 2);
        QTest::keyClicks(fields().constFirst(), QStringLiteral("ada@example.org"));
        type(fields().constLast(), password);
        QVERIFY(password.copies() >= 2); // The service's and the field's: the scan sees what is there.
        QTest::keyClick(fields().constLast(), Qt::Key_Return);

        QVERIFY(arrives(PanelPage::Code));
        QTRY_VERIFY(!m_apis->sentCode.isEmpty());
        const HiddenText mailCode = HiddenText::of(m_apis->sentCode);
        QVERIFY(typeCode(mailCode));

        QVERIFY(arrives(PanelPage::Home));
        m_panel->home().open(HomeView::Door::Authenticator);
        QVERIFY(arrives(PanelPage::PhoneList));
        QTRY_VERIFY(m_panel->phoneList().view().canAdd);
        m_panel->phoneList().add();
        m_panel->getApp().next();
        QTRY_COMPARE(m_panel->scan().view().state, ScanView::State::Ready);
        const HiddenText groups = HiddenText::of(m_panel->scan().view().secretGroups->view());
        const HiddenText seed = HiddenText::of(base32(m_apis->registration->secret->view()));
        QVERIFY(groups.copies() > 0);
        const HiddenText appCode = HiddenText::of(m_apis->codeOfRegistration());
        QVERIFY(typeCode(appCode));
        QVERIFY(arrives(PanelPage::Registered));

        if (isSignedOut) {
            m_panel->signOut();
            QVERIFY(arrives(PanelPage::FewFactors));
            m_panel->fewFactors().leaveAnyway();
            QVERIFY(arrives(PanelPage::SignedOut));
            QTRY_COMPARE(m_panel->signedOut().view().activity, Activity::Idle);
        } else {
            m_panel->reset();
            QVERIFY(arrives(PanelPage::Welcome));
        }
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        // What the service in memory knows is its own affair.
        m_apis->people.clear();
        m_apis->sentCode.clear();
        m_apis->registration.reset();

        QCOMPARE(password.copies(), 0);
        QCOMPARE(mailCode.copies(), 0);
        QCOMPARE(seed.copies(), 0);
        QCOMPARE(groups.copies(), 0);
        QCOMPARE(appCode.copies(), 0);
    }

    void cleanup()
    {
        m_window.reset();
        m_panel.reset();
        m_session.reset();
        m_apis.reset();
    }
};

QTEST_MAIN(TstNothingStays)
#include "tst_nothingstays.moc"
