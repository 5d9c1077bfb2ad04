#include "base/random.h"
#include "base/secret.h"

#include <QTest>
#include <type_traits>

using namespace keydesk;

static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret>);

class TestSecret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takeOverwritesTheSharedBytes();
    void takeTextOverwritesTheSharedText();
    void takeTextHoldsUtf8();
    void wipeCoversTheTailOfShortenedText();
    void wipeLeavesLiteralsAlone();
    void movedSecretIsEmpty();
    void cloneIsAnotherBuffer();
    void comparisonNeedsAllBytes();
    void emptySecretWorks();
    void randomSecretsDiffer();
};

void TestSecret::takeOverwritesTheSharedBytes()
{
    QByteArray source = QByteArray("correct horse").append(" battery");
    const QByteArray other = source; // Shares the buffer.
    const Secret secret = Secret::take(source);
    QCOMPARE(secret.view(), QByteArrayView("correct horse battery"));
    QVERIFY(source.isEmpty());
    QCOMPARE(other, QByteArray(21, '\0'));
}

void TestSecret::takeTextOverwritesTheSharedText()
{
    QString source = QStringLiteral("correct horse").append(QStringLiteral(" battery"));
    const QString other = source;
    const Secret secret = Secret::takeText(source);
    QCOMPARE(secret.view(), QByteArrayView("correct horse battery"));
    QVERIFY(source.isEmpty());
    QCOMPARE(other, QString(21, QChar::Null));
}

void TestSecret::takeTextHoldsUtf8()
{
    QString source = QStringLiteral(u"ş€😀");
    source.detach();
    QCOMPARE(Secret::takeText(source).view(), QByteArrayView("\xc5\x9f\xe2\x82\xac\xf0\x9f\x98\x80"));
}

void TestSecret::wipeCoversTheTailOfShortenedText()
{
    QString text = QStringLiteral("secret tail");
    text.detach();
    const char16_t* start = reinterpret_cast<const char16_t*>(text.constData());
    text.truncate(2);
    const QString keepsBufferAlive = text;
    wipe(text);
    for (int i = 0; i < 11; ++i)
        QCOMPARE(start[i], u'\0');
}

void TestSecret::wipeLeavesLiteralsAlone()
{
    QByteArray bytes = QByteArrayLiteral("literal");
    QString text = QStringLiteral("literal");
    wipe(bytes); // Literals stand in read-only memory: writing there would crash.
    wipe(text);
    QVERIFY(bytes.isEmpty());
    QVERIFY(text.isEmpty());
}

void TestSecret::movedSecretIsEmpty()
{
    Secret first = Secret::copyOf("one");
    Secret second = std::move(first);
    QVERIFY(first.isEmpty()); // NOLINT(bugprone-use-after-move): that is what is tested.
    second = Secret::copyOf("two");
    QCOMPARE(second.view(), QByteArrayView("two"));
    Secret& same = second;
    second = std::move(same);
    QCOMPARE(second.view(), QByteArrayView("two"));
}

void TestSecret::cloneIsAnotherBuffer()
{
    Secret first = Secret::copyOf("one");
    const Secret second = first.clone();
    first.clear();
    QVERIFY(first.isEmpty());
    QCOMPARE(second.view(), QByteArrayView("one"));
}

void TestSecret::comparisonNeedsAllBytes()
{
    const Secret secret = Secret::copyOf("123456");
    QVERIFY(secret.equals("123456"));
    QVERIFY(!secret.equals("123457"));
    QVERIFY(!secret.equals("12345"));
    QVERIFY(!secret.equals("1234567"));
    QVERIFY(!secret.equals({}));
}

void TestSecret::emptySecretWorks()
{
    QByteArray none;
    QString noText;
    QVERIFY(Secret::take(none).isEmpty());
    QVERIFY(Secret::takeText(noText).isEmpty());
    QVERIFY(Secret().equals({}));
    QVERIFY(Secret().clone().isEmpty());
}

void TestSecret::randomSecretsDiffer()
{
    SystemRandom random;
    const Secret first = Secret::random(random, 32);
    QCOMPARE(first.size(), std::size_t(32));
    QVERIFY(!first.equals(Secret::random(random, 32).view()));
}

QTEST_GUILESS_MAIN(TestSecret)
#include "tst_secret.moc"
