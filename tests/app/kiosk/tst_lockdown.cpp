#include "kiosk/lockdown.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QVBoxLayout>
#include <QWindow>

using namespace keydesk;

class TstLockDown : public QObject
{
    Q_OBJECT
private:
    /// A window with text in it, where everything is tried that could write the clipboard.
    struct Window
    {
        Window()
        {
            auto* column = new QVBoxLayout(&widget);
            column->addWidget(&field);
            column->addWidget(&label);
            field.setText(QStringLiteral("ada@example.org and more"));
            label.setText(QStringLiteral("JBSW Y3DP EHPK 3PXP"));
            label.setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
            widget.resize(300, 120);
            widget.show();
            field.setFocus();
        }
        /// Pulling at marked text would begin a drag, which on a real display waits for a drop.
        void tryEverything(bool mayDrag)
        {
            for (QWidget* each : {static_cast<QWidget*>(&field), static_cast<QWidget*>(&label)}) {
                each->setFocus();
                QTest::keySequence(each, QKeySequence::SelectAll);
                QTest::keySequence(each, QKeySequence::Copy);
                QTest::keyClick(each, Qt::Key_Home);
                QTest::keyClick(each, Qt::Key_Right, Qt::ShiftModifier);
                QTest::keyClick(each, Qt::Key_Insert, Qt::ControlModifier);
                if (!mayDrag && each == &label)
                    label.setSelection(0, 0);
                const QPoint left(4, each->height() / 2);
                const QPoint right(each->width() / 2, each->height() / 2);
                QTest::mousePress(each, Qt::LeftButton, {}, left);
                sendMove(each, right, Qt::LeftButton);
                QTest::mouseRelease(each, Qt::LeftButton, {}, right);
                QTest::mouseDClick(each, Qt::LeftButton, {}, left);
                QTest::mouseClick(each, Qt::LeftButton, Qt::ShiftModifier, right);
                QTest::mouseClick(each, Qt::MiddleButton, {}, left);
            }
            label.setFocus();
            field.setFocus(Qt::TabFocusReason); // Marks all.
            field.setCursorPosition(2);
            QTest::keyClick(&field, Qt::Key_K, Qt::ControlModifier);
            QTest::keyClick(&field, Qt::Key_U, Qt::ControlModifier);
            QTest::keySequence(&field, QKeySequence::SelectAll);
            QTest::keySequence(&field, QKeySequence::Cut);
            QTest::keyClick(&field, Qt::Key_Delete, Qt::ShiftModifier);
        }
        static void sendMove(QWidget* to, QPoint position, Qt::MouseButtons buttons)
        {
            QMouseEvent move(QEvent::MouseMove, position, to->mapToGlobal(position), Qt::NoButton, buttons,
                             Qt::NoModifier);
            QCoreApplication::sendEvent(to, &move);
        }
        QWidget widget;
        QLineEdit field;
        QLabel label;
    };

    /// What stands in the clipboard and in the primary selection, if there is one.
    static QStringList clipboard()
    {
        const QClipboard* clipboard = QGuiApplication::clipboard();
        return {clipboard->text(), clipboard->supportsSelection() ? clipboard->text(QClipboard::Selection) : QString()};
    }
    static QStringList mark()
    {
        QClipboard* clipboard = QGuiApplication::clipboard();
        clipboard->setText(QStringLiteral("mark"));
        if (clipboard->supportsSelection())
            clipboard->setText(QStringLiteral("mark too"), QClipboard::Selection);
        return TstLockDown::clipboard();
    }

private Q_SLOTS:
    void withoutItTheClipboardIsWritten()
    {
        Window window;
        QVERIFY(QTest::qWaitForWindowExposed(&window.widget));
        const QStringList marked = mark();
        window.tryEverything(false);
        const QStringList written = clipboard();
        QVERIFY(written[0] != marked[0]);
        QVERIFY(written[1] != marked[1] || written[1].isEmpty());
    }

    void clipboardIsNeverWritten()
    {
        const LockDown lockDown;
        Window window;
        QVERIFY(QTest::qWaitForWindowExposed(&window.widget));
        const QStringList marked = mark();
        window.tryEverything(true);
        QCOMPARE(clipboard(), marked);
        QVERIFY(window.field.text().startsWith(u"ad"));
    }

    void nothingIsPastedIn()
    {
        QGuiApplication::clipboard()->setText(QStringLiteral("from somewhere"));
        const LockDown lockDown;
        Window window;
        QVERIFY(QTest::qWaitForWindowExposed(&window.widget));
        window.field.clear();
        QTest::keySequence(&window.field, QKeySequence::Paste);
        QTest::keyClick(&window.field, Qt::Key_Insert, Qt::ShiftModifier);
        QVERIFY(window.field.text().isEmpty());
    }

    void typingAndClickingStillWork()
    {
        const LockDown lockDown;
        Window window;
        QVERIFY(QTest::qWaitForWindowExposed(&window.widget));
        window.field.clear();
        QTest::keyClicks(&window.field, QStringLiteral("grace"));
        QCOMPARE(window.field.text(), QStringLiteral("grace"));
        window.widget.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window.widget));
        window.label.setFocus();
        QTest::mouseClick(&window.field, Qt::LeftButton);
        QVERIFY(window.field.hasFocus());
    }

    void windowDoesNotCloseFromOutside()
    {
        const LockDown lockDown;
        Window window;
        QVERIFY(QTest::qWaitForWindowExposed(&window.widget));
        QVERIFY(!window.widget.windowHandle()->close());
        QCoreApplication::processEvents();
        QVERIFY(window.widget.isVisible());
    }

    void menusDoClose()
    {
        const LockDown lockDown;
        Window window;
        QVERIFY(QTest::qWaitForWindowExposed(&window.widget));
        QWidget menu(&window.widget, Qt::Popup);
        menu.show();
        QVERIFY(QTest::qWaitForWindowExposed(&menu));
        QVERIFY(menu.close());
    }

    void thereIsNoContextMenu()
    {
        const LockDown lockDown;
        Window window;
        QVERIFY(QTest::qWaitForWindowExposed(&window.widget));
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {5, 5}, window.field.mapToGlobal(QPoint(5, 5)));
        QCoreApplication::sendEvent(&window.field, &event);
        QVERIFY(QApplication::activePopupWidget() == nullptr);
    }
};

QTEST_MAIN(TstLockDown)
#include "tst_lockdown.moc"
