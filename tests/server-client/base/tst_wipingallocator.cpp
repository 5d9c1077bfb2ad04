#include "base/secret.h"
#include "fakes/memoryscan.h"
#include "base/wipingallocator.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QTest>
#include <memory>

using namespace keydesk;

class TstWipingAllocator : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!wipesFreedMemory())
            QSKIP("Not under sanitizers.");
    }

    void scanFindsWhatIsThere()
    {
        const HiddenText hidden;
        QCOMPARE(hidden.copies(), 0);
        const QString text = hidden.text();
        QCOMPARE(hidden.copies(), 1);
        const QByteArray latin = text.toLatin1();
        QCOMPARE(hidden.copies(), 2);
    }

    void freedTextIsGone()
    {
        const HiddenText hidden;
        {
            const QString text = hidden.text();
            const QByteArray bytes = text.toUtf8();
            QVERIFY(hidden.copies() > 0);
        }
        QCOMPARE(hidden.copies(), 0);
    }

    void growingBufferLeavesNothingBehind()
    {
        const HiddenText hidden;
        {
            QByteArray bytes;
            for (int i = 0; i < hidden.length(); ++i)
                bytes.append(hidden.at(i));
            for (int i = 0; i < 300'000; ++i)
                bytes.append('x'); // Moves several times, at last out of the heap.
            std::unique_ptr<char, decltype(&std::free)> block(static_cast<char*>(std::malloc(64)), &std::free);
            std::memcpy(block.get(), bytes.constData(), hidden.length());
            for (size_t size = 64; size < (size_t{1} << 22); size *= 2)
                block.reset(static_cast<char*>(std::realloc(block.release(), size)));
            QVERIFY(hidden.copies() > 0);
        }
        QCOMPARE(hidden.copies(), 0);
    }

    void reallocKeepsTheContents()
    {
        std::unique_ptr<char, decltype(&std::free)> block(static_cast<char*>(std::realloc(nullptr, 10)), &std::free);
        std::memcpy(block.get(), "keydesk", 8);
        for (const size_t size : {100'000UL, 3'000'000UL, 2'000UL, 8UL}) {
            block.reset(static_cast<char*>(std::realloc(block.release(), size)));
            QCOMPARE(QByteArray(block.get()), QByteArray("keydesk"));
        }
    }

    void parsedAnswerIsGone()
    {
        const HiddenText hidden;
        {
            const QByteArray json = "{\"secret\": \"" + hidden.text().toUtf8() + "\"}";
            const QJsonObject object = QJsonDocument::fromJson(json).object();
            QCOMPARE(object[QStringLiteral("secret")].toString().size(), hidden.length());
        }
        QCOMPARE(hidden.copies(), 0);
    }

    void typedPasswordIsGoneFromTheLineEdit_data()
    {
        QTest::addColumn<QLineEdit::EchoMode>("mode");
        QTest::newRow("password") << QLineEdit::Password;
        QTest::newRow("shown") << QLineEdit::Normal;
    }
    void typedPasswordIsGoneFromTheLineEdit()
    {
        QFETCH(QLineEdit::EchoMode, mode);
        const HiddenText hidden;
        QLineEdit field;
        field.setEchoMode(mode);
        field.show();
        QVERIFY(QTest::qWaitForWindowExposed(&field));
        for (int i = 0; i < hidden.length(); ++i)
            QTest::keyClick(&field, hidden.at(i));
        QVERIFY(hidden.copies() > 0);
        QString text = field.text();
        field.clear();
        {
            const Secret secret = Secret::takeText(text);
            QCOMPARE(secret.size(), static_cast<std::size_t>(hidden.length()));
        }
        QCoreApplication::processEvents();
        QCOMPARE(hidden.copies(), 0);
    }
};

QTEST_MAIN(TstWipingAllocator)
#include "tst_wipingallocator.moc"
