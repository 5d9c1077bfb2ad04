#include "http/connectioncount.h"

#include <QTest>
#include <thread>
#include <vector>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

class TestConnectionCount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void total();
    void perClient();
    void subscribersOfIpv6CountOnce();
    void movedPlaceCountsOnce();
    void fromManyThreads();
};

void TestConnectionCount::total()
{
    ConnectionCount count(2, 10);
    auto first = count.enter();
    const auto second = count.enter();
    QVERIFY(first && second);
    QVERIFY(!count.enter());
    first.reset();
    QVERIFY(count.enter());
}

void TestConnectionCount::perClient()
{
    ConnectionCount count(10, 2);
    const QHostAddress ada(u"192.0.2.1"_s);
    auto first = count.enter();
    auto second = count.enter();
    auto third = count.enter();
    QVERIFY(first->countFor(ada));
    QVERIFY(second->countFor(ada));
    QVERIFY(!third->countFor(ada));
    QVERIFY(third->countFor(QHostAddress(u"192.0.2.2"_s)));
    first.reset();
    QVERIFY(count.enter()->countFor(ada));
}

void TestConnectionCount::subscribersOfIpv6CountOnce()
{
    ConnectionCount count(10, 1);
    auto first = count.enter();
    auto second = count.enter();
    QVERIFY(first->countFor(QHostAddress(u"2001:db8:0:1::1"_s)));
    QVERIFY(!second->countFor(QHostAddress(u"2001:db8:0:1:ffff::2"_s)));
    QVERIFY(second->countFor(QHostAddress(u"2001:db8:0:2::1"_s)));
}

void TestConnectionCount::movedPlaceCountsOnce()
{
    ConnectionCount count(10, 1);
    auto place = count.enter();
    QVERIFY(place->countFor(QHostAddress(u"192.0.2.1"_s)));
    {
        const ConnectionCount::Place moved = std::move(*place);
        place.reset();
        QCOMPARE(count.size(), 1);
    }
    QCOMPARE(count.size(), 0);
    QVERIFY(count.enter()->countFor(QHostAddress(u"192.0.2.1"_s)));
}

void TestConnectionCount::fromManyThreads()
{
    ConnectionCount count(3, 2);
    std::vector<std::thread> threads;
    std::atomic<int> most{0};
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int round = 0; round < 2000; ++round) {
                auto place = count.enter();
                if (place && place->countFor(QHostAddress(u"192.0.2.1"_s)))
                    most = std::max(most.load(), count.size());
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    QVERIFY(most <= 3);
    QCOMPARE(count.size(), 0);
}

QTEST_APPLESS_MAIN(TestConnectionCount)
#include "tst_connectioncount.moc"
