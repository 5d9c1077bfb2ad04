#include "base/random.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <array>

using namespace keydesk;

namespace {

/// Gives the bytes 0, 1, 2, … 255, 0, …
class CountingRandom final : public Random
{
public:
    void fill(std::span<std::byte> bytes) override
    {
        for (std::byte& byte : bytes)
            byte = static_cast<std::byte>(m_next++);
    }

private:
    quint8 m_next = 0;
};

} // namespace

class TestRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opaqueIdsAreTwentyTwoCharactersAndDiffer();
    void digitsHaveNoBias();
    void systemBytesAreSpread();
};

void TestRandom::opaqueIdsAreTwentyTwoCharactersAndDiffer()
{
    static const QRegularExpression form(QStringLiteral("^[A-Za-z0-9_-]{22}$"));
    SystemRandom random;
    QSet<QString> seen;
    for (int i = 0; i < 1000; ++i) {
        const QString id = random.opaqueId();
        QVERIFY(form.match(id).hasMatch());
        seen.insert(id);
    }
    QCOMPARE(seen.size(), 1000);
}

void TestRandom::digitsHaveNoBias()
{
    CountingRandom random;
    std::array<int, 10> counts{};
    for (const char digit : random.digits(2500)) // Ten times through all usable bytes.
        ++counts[static_cast<std::size_t>(digit - '0')];
    for (const int count : counts)
        QCOMPARE(count, 250);
}

void TestRandom::systemBytesAreSpread()
{
    SystemRandom random;
    QSet<char> values;
    for (const char byte : random.bytes(4096))
        values.insert(byte);
    QVERIFY(values.size() > 250);
}

QTEST_GUILESS_MAIN(TestRandom)
#include "tst_random.moc"
