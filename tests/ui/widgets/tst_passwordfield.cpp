#include "widgets/appearance.h"
#include "widgets/button.h"
#include "widgets/passwordfield.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

using namespace keydesk;

class PasswordFieldTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_appearance = std::make_unique<Appearance>(); }

    void init()
    {
        QGuiApplication::clipboard()->clear();
        m_field = std::make_unique<PasswordField>();
        m_field->resize(400, 56);
        m_field->show();
        QTest::keyClicks(m_field.get(), QStringLiteral("correct horse"));
    }

    void showsOnlyWhenAskedTo()
    {
        auto* show = m_field->findChild<Button*>();
        QCOMPARE(m_field->echoMode(), QLineEdit::Password);
        QCOMPARE(show->accessibleName(), QStringLiteral("Show the password"));
        QTest::mouseClick(show, Qt::LeftButton);
        QCOMPARE(m_field->echoMode(), QLineEdit::Normal);
        QCOMPARE(show->accessibleName(), QStringLiteral("Hide the password"));
        QTest::keyClick(show, Qt::Key_Space);
        QCOMPARE(m_field->echoMode(), QLineEdit::Password);
    }

    void hidesAgainWhenItIsTaken()
    {
        m_field->setShown(true);
        const Secret password = m_field->takeSecret();
        QVERIFY(password.equals("correct horse"));
        QVERIFY(m_field->text().isEmpty());
        QVERIFY(!m_field->isShown());
        QTest::keySequence(m_field.get(), QKeySequence::Undo);
        QVERIFY(m_field->text().isEmpty());
    }

    void wipesTheBufferItTypedInto()
    {
        // The one long-lived copy is the field's own buffer; where it stood, nothing may be left.
        const QString shared = m_field->text();
        const QChar* place = shared.constData();
        m_field->wipe();
        QVERIFY(m_field->text().isEmpty());
        for (int i = 0; i < 13; ++i)
            QCOMPARE(place[i], QChar(u'\0'));
    }

    void typingDoesNotMoveTheBuffer()
    {
        m_field->wipe();
        QTest::keyClicks(m_field.get(), QStringLiteral("a"));
        const QChar* before = m_field->text().constData();
        QTest::keyClicks(m_field.get(),
                         QStringLiteral(" long pass phrase of more than sixty-four letters, typed one by one"));
        QCOMPARE(m_field->text().constData(), before);
    }

    void aShownPasswordIsNotForTheClipboard()
    {
        m_field->setShown(true);
        m_field->selectAll();
        QTest::keySequence(m_field.get(), QKeySequence::Copy);
        QTest::keySequence(m_field.get(), QKeySequence::Cut);
        QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
        QCOMPARE(m_field->text(), QStringLiteral("correct horse"));
    }

private:
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<PasswordField> m_field;
};

QTEST_MAIN(PasswordFieldTest)
#include "tst_passwordfield.moc"
