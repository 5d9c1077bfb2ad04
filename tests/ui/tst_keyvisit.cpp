#include "mainwindow.h"

#include "app/presenters/keyproofbench.h"
#include "app/presenters/registerkeybench.h"
#include "widgets/appearance.h"
#include "widgets/button.h"
#include "widgets/door.h"
#include "widgets/headerbar.h"
#include "widgets/language.h"
#include "widgets/passwordfield.h"

using namespace keydesk;

namespace {

/// The window on a panel whose tests say what its keys do.
struct Desk
{
    explicit Desk(PanelFixture& panel) : window({.panel = panel.panel, .appearance = appearance, .language = language})
    {
        window.resize(1280, 800);
        window.show();
        window.activateWindow();
        panel.panel.begin();
    }
    QWidget* focus() const { return window.focusWidget(); }
    void press(Qt::Key key) { QTest::keyClick(focus(), key); }
    void type(const QString& text) { QTest::keyClicks(focus(), text); }
    bool isAt(const QString& title)
    {
        return QTest::qWaitFor([&] { return window.windowTitle() == title + u" – Keydesk"_s; });
    }
    Button* button(const QString& text) const
    {
        for (Button* each : window.findChildren<Button*>()) {
            if (each->isVisible() && each->text() == text)
                return each;
        }
        return nullptr;
    }
    bool isAtField() const { return qobject_cast<PasswordField*>(focus()) != nullptr; }

    Appearance appearance;
    Language language;
    MainWindow window;
};

} // namespace

/// Visits with a security key, in the window and by the keyboard.
class KeyVisitTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aKeyIsRegisteredByTheKeyboardAlone()
    {
        RegisterKeyBench bench;
        Desk desk(bench);
        QTRY_VERIFY(bench.panel.welcome().view().mayStart);
        desk.press(Qt::Key_Return);
        QVERIFY(desk.isAt(u"Sign in"_s));
        desk.type(u"ada@example.org"_s);
        desk.press(Qt::Key_Tab);
        desk.type(u"correct horse"_s);
        desk.press(Qt::Key_Return);
        QVERIFY(bench.arrives(PanelPage::Code));
        QVERIFY(bench.enterCode());
        QTRY_VERIFY(qobject_cast<Door*>(desk.focus()) != nullptr);
        desk.press(Qt::Key_Tab); // The second door.
        desk.press(Qt::Key_Return);
        QVERIFY(desk.isAt(u"WebAuthn"_s));
        QTRY_VERIFY(desk.focus() != nullptr && desk.focus() == desk.button(u"Register security key"_s));
        desk.press(Qt::Key_Return);
        QVERIFY(bench.begins(u"chooseKey"_s));
        bench.devices.want(KeyAction::Insert);
        QVERIFY(desk.isAt(u"Insert your security key"_s));
        bench.take(FakeKeyDevices::usualKey());
        QVERIFY(bench.begins(u"makeCredential"_s));
        bench.devices.askPin({.key = {u"1"_s}, .triesLeft = 8});
        QVERIFY(desk.isAt(u"Enter the PIN of your key"_s));
        QTRY_VERIFY(desk.isAtField());
        desk.type(u"1234"_s);
        desk.press(Qt::Key_Return);
        QCOMPARE(bench.devices.pinsGiven, QList<QByteArray>{"1234"});
        bench.devices.want(KeyAction::Touch, {u"1"_s});
        QVERIFY(desk.isAt(u"Touch your security key"_s));
        desk.press(Qt::Key_Return); // As a key types that is touched too early.
        QCOMPARE(bench.devices.running(), 1);
        bench.devices.finish(bench.created());
        QVERIFY(desk.isAt(u"Your security key is registered"_s));
        desk.type(u"Key ring"_s); // Over the proposed name.
        desk.press(Qt::Key_Return);
        QVERIFY(desk.isAt(u"WebAuthn"_s));
        QTRY_COMPARE(bench.keys().size(), 1);
        QTRY_COMPARE(bench.keys().constFirst().name, u"Key ring"_s);
    }

    void oneSignsInWithTheKeyAlone()
    {
        KeyProofBench bench;
        Desk desk(bench);
        QTRY_VERIFY(bench.panel.welcome().view().mayStart);
        desk.press(Qt::Key_Return);
        QVERIFY(desk.isAt(u"Sign in"_s));
        QTest::mouseClick(desk.button(u"Sign in with a security key"_s), Qt::LeftButton);
        QVERIFY(bench.begins(u"makeAssertion"_s));
        bench.devices.want(KeyAction::Touch, {u"1"_s});
        QVERIFY(desk.isAt(u"Touch your security key"_s));
        bench.answer();
        QVERIFY(bench.arrives(PanelPage::Home));
    }

    void aKeyThatIsTakenOutIsAskedForAgain()
    {
        RegisterKeyBench bench;
        Desk desk(bench);
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        QVERIFY(bench.begins(u"makeCredential"_s));
        bench.devices.unplug({u"1"_s});
        QVERIFY(desk.isAt(u"The key was taken out"_s));
        QTRY_VERIFY(desk.focus() != nullptr && desk.focus() == desk.button(u"Try again"_s));
        desk.press(Qt::Key_Return);
        QVERIFY(bench.begins(u"chooseKey"_s));
    }

    void escapeCancelsWhatTheKeyWaitsFor()
    {
        RegisterKeyBench bench;
        Desk desk(bench);
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        QVERIFY(bench.begins(u"makeCredential"_s));
        bench.devices.want(KeyAction::Touch, {u"1"_s});
        QVERIFY(desk.isAt(u"Touch your security key"_s));
        desk.press(Qt::Key_Escape);
        QTRY_COMPARE(bench.devices.running(), 0);
        QTRY_VERIFY(bench.page().view().state == RegisterKeyView::State::Ended ||
                    bench.panel.view().page == PanelPage::KeyList);
    }

    void aTypedPinIsGoneWithThePerson()
    {
        RegisterKeyBench bench;
        Desk desk(bench);
        QVERIFY(bench.reach(FakeKeyDevices::usualKey()));
        QVERIFY(bench.begins(u"makeCredential"_s));
        bench.devices.askPin({.key = {u"1"_s}, .triesLeft = 8});
        QTRY_VERIFY(desk.isAtField());
        auto* field = qobject_cast<PasswordField*>(desk.focus());
        desk.type(u"12"_s);
        bench.panel.reset();
        QTRY_COMPARE(bench.page().view().prompt.ask, KeyPrompt::Ask::Nothing);
        QVERIFY(field->text().isEmpty());
        QTRY_COMPARE(bench.devices.running(), 0);
    }
};

QTEST_MAIN(KeyVisitTest)
#include "tst_keyvisit.moc"
