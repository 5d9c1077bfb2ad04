#include "base/wipingheap.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <thread>

using namespace keydesk;

namespace {

/// Made at run time, so that the text itself stands nowhere in the program; XOR, so that the needle is no copy either.
QByteArray marker(char number)
{
    QByteArray text(32, '\0');
    for (qsizetype i = 0; i < text.size(); ++i)
        text[i] = static_cast<char>(('A' + (i * 7 + number) % 26));
    return text;
}

/// How often the bytes stand in writable memory that is no stack, apart from the one copy at "needle" itself.
int occurrences(QByteArrayView needle)
{
    QFile maps(QStringLiteral("/proc/self/maps"));
    QFile memory(QStringLiteral("/proc/self/mem"));
    if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return -1;
    int found = 0;
    const QByteArrayList lines = maps.readAll().split('\n');
    static QByteArray window; // One buffer that stays, so that no scan finds the rests of the scan before.
    for (const QByteArray& line : lines) {
        const QByteArrayList words = line.simplified().split(' ');
        if (words.size() < 2 || !words[1].startsWith("rw") || line.contains("[stack") || line.contains("[v"))
            continue;
        const QByteArrayList ends = words[0].split('-');
        const quint64 start = ends[0].toULongLong(nullptr, 16);
        const quint64 end = ends[1].toULongLong(nullptr, 16);
        if (end - start > 64 * 1024 * 1024)
            continue;
        window.resize(static_cast<qsizetype>(end - start));
        window.fill('\0');
        memory.seek(static_cast<qint64>(start));
        const qint64 size = memory.read(window.data(), window.size());
        for (qsizetype at = window.indexOf(needle); at >= 0 && at < size; at = window.indexOf(needle, at + 1)) {
            const quint64 address = start + static_cast<quint64>(at);
            const auto own = reinterpret_cast<quint64>(needle.data());
            const auto first = reinterpret_cast<quint64>(window.constData());
            const bool isScan = address >= first && address < first + static_cast<quint64>(window.capacity());
            if (address != own && !isScan)
                ++found;
        }
    }
    window.fill('\0');
    return found;
}

} // namespace

class TestWipingHeap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void scanFindsWhatLives();
    void freedBytesAreGone();
    void growingLeavesNothingBehind();
    void shrinkingLeavesNothingBehind();
    void freedTextAndJsonAreGone();
    void reallocationKeepsItsPromises();
    void threadsMayUseIt();
};

void TestWipingHeap::initTestCase()
{
#if defined(__SANITIZE_ADDRESS__)
    QSKIP("a sanitizer's allocator is in charge");
#endif
    wipeFreedMemory();
}

void TestWipingHeap::scanFindsWhatLives()
{
    const QByteArray needle = marker(1);
    const auto kept = std::make_unique<QByteArray>(needle.constData(), needle.size());
    QVERIFY(occurrences(needle) >= 1);
}

void TestWipingHeap::freedBytesAreGone()
{
    const QByteArray needle = marker(2);
    for (const int size : {40, 400, 4000, 40'000, 400'000}) {
        char* piece = static_cast<char*>(malloc(static_cast<std::size_t>(size)));
        memcpy(piece, needle.constData(), 32);
        memcpy(piece + size - 32, needle.constData(), 32);
        asm volatile("" : : "r"(piece) : "memory"); // The compiler must not know that nobody reads it.
        free(piece);
    }
    QCOMPARE(occurrences(needle), 0);
}

void TestWipingHeap::growingLeavesNothingBehind()
{
    const QByteArray needle = marker(3);
    {
        QByteArray growing;
        for (int i = 0; i < 2000; ++i)
            growing.append(needle.constData(), needle.size());
        QCOMPARE(growing.size(), 64'000);
    }
    QCOMPARE(occurrences(needle), 0);
}

void TestWipingHeap::shrinkingLeavesNothingBehind()
{
    const QByteArray needle = marker(4);
    QByteArray shrinking(1000, ' ');
    for (int i = 0; i < 10; ++i)
        shrinking.append(needle.constData(), needle.size());
    shrinking.truncate(1000);
    shrinking.squeeze();
    QCOMPARE(occurrences(needle), 0);
}

void TestWipingHeap::freedTextAndJsonAreGone()
{
    const QByteArray needle = marker(5);
    {
        const QJsonObject object{{QStringLiteral("password"), QString::fromLatin1(needle)}};
        const QByteArray json = QJsonDocument(object).toJson();
        const QString text = QJsonDocument::fromJson(json).object()[QStringLiteral("password")].toString();
        QCOMPARE(text.size(), needle.size());
    }
    QByteArray wide;
    for (const char byte : needle)
        wide.append(byte).append('\0');
    QCOMPARE(occurrences(needle), 0);
    QCOMPARE(occurrences(wide), 0);
}

void TestWipingHeap::reallocationKeepsItsPromises()
{
    char* piece = static_cast<char*>(realloc(nullptr, 10));
    memcpy(piece, "0123456789", 10);
    for (const std::size_t size : {20U, 5000U, 3'000'000U, 10U}) {
        piece = static_cast<char*>(realloc(piece, size));
        QVERIFY(piece != nullptr);
        QCOMPARE(memcmp(piece, "0123456789", 10), 0);
    }
    QVERIFY(realloc(piece, 0) == nullptr);
    free(nullptr);
}

void TestWipingHeap::threadsMayUseIt()
{
    const auto work = [] {
        QList<QByteArray> pieces;
        for (int i = 0; i < 20'000; ++i) {
            pieces.append(QByteArray(i % 3000, 'x'));
            if (pieces.size() > 50)
                pieces.remove(i % 50);
        }
    };
    std::thread first(work);
    std::thread second(work);
    first.join();
    second.join();
}

QTEST_GUILESS_MAIN(TestWipingHeap)
#include "tst_wipingheap.moc"
