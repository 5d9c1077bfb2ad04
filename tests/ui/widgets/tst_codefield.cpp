#include "widgets/appearance.h"
#include "widgets/codefield.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using namespace keydesk;

class CodeFieldTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_appearance = std::make_unique<Appearance>(); }

    void init()
    {
        m_appearance->setWish({});
        QGuiApplication::clipboard()->clear();
        m_field = std::make_unique<CodeField>();
        m_field->setAccessibleName(QStringLiteral("Code"));
        m_field->resize(400, 64);
        m_field->show();
        m_field->activateWindow();
        m_field->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(m_field.get()));
    }

    void takesSixDigitsAndNoMore()
    {
        QSignalSpy changes(m_field.get(), &CodeField::digitsChanged);
        QTest::keyClicks(m_field.get(), QStringLiteral("12a3-45678"));
        QCOMPARE(m_field->text(), QStringLiteral("123456"));
        QCOMPARE(changes.last().first().toInt(), 6);
    }

    void takesEightWhereAnAppMayMakeThem()
    {
        m_field->setMostDigits(8);
        const int before = m_field->sizeHint().width();
        QTest::keyClicks(m_field.get(), QStringLiteral("12345678"));
        QCOMPARE(m_field->digits(), 8);
        QVERIFY(m_field->sizeHint().width() > before); // A box appears for each.
    }

    void takesAPastedCodeWithSpaces_data()
    {
        QTest::addColumn<QString>("pasted");
        QTest::newRow("plain") << QStringLiteral("407182");
        QTest::newRow("spaced") << QStringLiteral("407 182");
        QTest::newRow("wide") << QStringLiteral(" 4 0 7 - 1 8 2\n");
        QTest::newRow("with words") << QStringLiteral("Your code: 407182.");
        QTest::newRow("Arabic-Indic") << QString::fromUtf8("٤٠٧١٨٢");
    }

    void takesAPastedCodeWithSpaces()
    {
        QFETCH(const QString, pasted);
        QGuiApplication::clipboard()->setText(pasted);
        QTest::keySequence(m_field.get(), QKeySequence::Paste);
        QCOMPARE(m_field->text(), QStringLiteral("407182"));
    }

    void correctsDigitByDigit()
    {
        QTest::keyClicks(m_field.get(), QStringLiteral("111111"));
        QTest::keyClick(m_field.get(), Qt::Key_Home);
        QTest::keyClicks(m_field.get(), QStringLiteral("40"));
        QCOMPARE(m_field->text(), QStringLiteral("401111"));
        QTest::keyClick(m_field.get(), Qt::Key_Backspace);
        QCOMPARE(m_field->text(), QStringLiteral("41111"));
    }

    void aClickGoesToItsBox()
    {
        QTest::keyClicks(m_field.get(), QStringLiteral("123456"));
        QTest::mouseClick(m_field.get(), Qt::LeftButton, {}, QPoint(94, 32)); // The second box.
        QCOMPARE(m_field->cursorPosition(), 1);
        QTest::mouseClick(m_field.get(), Qt::LeftButton, {}, QPoint(395, 32));
        QVERIFY(m_field->cursorPosition() >= 5);
    }

    void isOneFieldForTheScreenReader()
    {
        QTest::keyClicks(m_field.get(), QStringLiteral("123"));
        QAccessibleInterface* seen = QAccessible::queryAccessibleInterface(m_field.get());
        QCOMPARE(seen->role(), QAccessible::EditableText);
        QCOMPARE(seen->text(QAccessible::Name), QStringLiteral("Code"));
        QCOMPARE(seen->text(QAccessible::Value), QStringLiteral("123"));
        QCOMPARE(seen->childCount(), 0);
        QVERIFY(seen->state().editable);
    }

    void leavesNothingBehind()
    {
        QTest::keyClicks(m_field.get(), QStringLiteral("407182"));
        const Secret code = m_field->takeSecret();
        QVERIFY(code.equals("407182"));
        QCOMPARE(m_field->digits(), 0);
        QTest::keySequence(m_field.get(), QKeySequence::Undo);
        QCOMPARE(m_field->digits(), 0);
        QVERIFY(!m_field->isUndoAvailable());
    }

    void atAKioskNothingReachesTheClipboard()
    {
        m_appearance->setWish({.isKiosk = true});
        QTest::keyClicks(m_field.get(), QStringLiteral("407182"));
        m_field->selectAll();
        QTest::keySequence(m_field.get(), QKeySequence::Copy);
        QTest::keySequence(m_field.get(), QKeySequence::Cut);
        QTest::keyClick(m_field.get(), Qt::Key_Insert, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
        QCOMPARE(m_field->digits(), 6);
    }

    void digitsRunLeftToRightInAMirroredPage()
    {
        QWidget parent;
        parent.setLayoutDirection(Qt::RightToLeft);
        parent.resize(600, 100);
        auto* field = new CodeField(&parent);
        field->setGeometry(0, 0, 600, 64);
        parent.show();
        QTest::keyClicks(field, QStringLiteral("12"));
        const QRect second = field->property("focusArea").toRect(); // The third box, which is next.
        QTest::keyClick(field, Qt::Key_Home);
        const QRect first = field->property("focusArea").toRect();
        QVERIFY(first.left() < second.left());
        QVERIFY(first.left() > 100); // The block stands at the right, where the page begins.
    }

private:
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<CodeField> m_field;
};

QTEST_MAIN(CodeFieldTest)
#include "tst_codefield.moc"
