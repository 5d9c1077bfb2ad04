#include "kiosk/lockdown.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>
#include <qpa/qwindowsysteminterface.h>

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
        void tryEverything()
        {
            for (QWidget* each : {static_cast<QWidget*>(&field), static_cast<QWidget*>(&label)}) {
                each->setFocus();
                QTest::keySequence(each, QKeySequence::SelectAll);
                QTest::keySequence(each, QKeySequence::Copy);
                QTest::keyClick(each, Qt::Key_Insert, Qt::ControlModifier);
                const QPoint left(4, each->height() / 2);
                const QPoint right(each->width() / 2, each->height() / 2);
                QTest::mousePress(each, Qt::LeftButton, {}, left);
                sendMove(each, right, Qt::LeftButton);
                QTest::mouseRelease(each, Qt::LeftButton, {}, right);
                QTest::mouseDClick(each, Qt::LeftButton, {}, left);
                QTest::mouseClick(each, Qt::LeftButton, Qt::ShiftModifier, right);
                QTest::mouseClick(each, Qt::MiddleButton, {}, left);
            }
            field.setFocus();
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

private Q_SLOTS:
    void withoutItTheClipboardIsWritten()
    {
        Window window;
        QVERIFY(QTest::qWaitForWindowExposed(&window.widget));
        QSignalSpy written(QGuiApplication::clipboard(), &QClipboard::changed);
        window.tryEverything();
        QVERIFY(!written.isEmpty());
    }

    void clipboardIsNeverWritten()
    {
        const LockDown lockDown;
        Window window;
        QVERIFY(QTest::qWaitForWindowExposed(&window.widget));
        QSignalSpy written(QGuiApplication::clipboard(), &QClipboard::changed);
        window.tryEverything();
        QCOMPARE(written.size(), 0);
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
        window.label.setFocus();
        QTest::mouseClick(&window.field, Qt::LeftButton);
        QVERIFY(window.field.hasFocus());
    }

    void windowDoesNotCloseFromOutside()
    {
        const LockDown lockDown;
        Window window;
        QVERIFY(QTest::qWaitForWindowExposed(&window.widget));
        QWindowSystemInterface::handleCloseEvent(window.widget.windowHandle());
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
