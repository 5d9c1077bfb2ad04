#include "ear.h"
#include "fakes/testdatabase.h"

#include <QSemaphore>
#include <QTest>
#include <thread>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString fence = u"fence"_s;

/// Two instances of the service on one database. SQLite has one instance: there the second is the first.
struct Instances
{
    Instances()
    {
        if (database.engine() == TestDatabase::Engine::Postgresql)
            other = Database::open(database.settings()).take();
    }
    Database& first() { return *database; }
    Database& second() { return other ? *other : *database; }

    TestDatabase database;
    std::unique_ptr<Database> other;
};

/// Waits until the fence's instance has heard all that was woken before.
void waitForAll(Database& from, Ear& fenceEar)
{
    const int before = fenceEar.calls;
    QVERIFY(wake(from, fence));
    QTRY_VERIFY(fenceEar.calls > before);
}

} // namespace

class WakeupsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void aSubscriberIsCalledOnceAtFirst();
    void aCommitWakesEveryInstance();
    void aRolledBackChangeWakesNobody();
    void onlyTheTopicIsWoken();
    void aRepeatedWriteWakesOnce();
    void aBurstBecomesFewCalls();
    void aCommitWaitsForNoSubscriber();
    void nothingIsCalledAfterTheEnd();
    void theEndWaitsForACallUnderWay();
};

void WakeupsTest::aSubscriberIsCalledOnceAtFirst()
{
    Instances instances;
    Ear fenceEar(instances.second(), fence);
    QTRY_COMPARE(fenceEar.calls, 1);
    Ear ear(instances.second());
    QTRY_COMPARE(ear.calls, 1);
    waitForAll(instances.first(), fenceEar);
    QCOMPARE(ear.calls, 1);
}

void WakeupsTest::aCommitWakesEveryInstance()
{
    Instances instances;
    Ear first(instances.first());
    Ear second(instances.second());
    QTRY_COMPARE(first.calls, 1);
    QTRY_COMPARE(second.calls, 1);
    QVERIFY(wake(instances.first()));
    QTRY_COMPARE(first.calls, 2);
    QTRY_COMPARE(second.calls, 2);
    QVERIFY(wake(instances.second()));
    QTRY_COMPARE(first.calls, 3);
    QTRY_COMPARE(second.calls, 3);
}

void WakeupsTest::aRolledBackChangeWakesNobody()
{
    Instances instances;
    Ear first(instances.first());
    Ear second(instances.second());
    Ear firstFence(instances.first(), fence);
    Ear secondFence(instances.second(), fence);
    for (Ear* ear : {&first, &second, &firstFence, &secondFence})
        QTRY_COMPARE(ear->calls, 1);
    const auto refused = instances.first().write([](Transaction& transaction) -> Result<void> {
        transaction.wake(earTopic);
        return Error{ErrorCode::Conflict, u"said the rules"_s};
    });
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
    const auto failed = instances.first().write([](Transaction& transaction) -> Result<int> {
        transaction.wake(earTopic);
        return transaction.run(u"INSERT INTO nowhere (id) VALUES (1)"_s);
    });
    QCOMPARE(failed.error().code, ErrorCode::Internal);
    waitForAll(instances.first(), firstFence);
    waitForAll(instances.first(), secondFence);
    QCOMPARE(first.calls, 1);
    QCOMPARE(second.calls, 1);
}

void WakeupsTest::onlyTheTopicIsWoken()
{
    Instances instances;
    Ear ear(instances.second());
    Ear longer(instances.second(), earTopic + u".more"_s);
    QTRY_COMPARE(longer.calls, 1);
    QTRY_COMPARE(ear.calls, 1);
    QVERIFY(wake(instances.first(), earTopic + u".more"_s));
    QTRY_COMPARE(longer.calls, 2);
    QCOMPARE(ear.calls, 1);
}

void WakeupsTest::aRepeatedWriteWakesOnce()
{
    Instances instances;
    Ear ear(instances.second());
    Ear fenceEar(instances.second(), fence);
    QTRY_COMPARE(ear.calls, 1);
    QVERIFY(instances.first().write([](Transaction& transaction) -> Result<void> {
        for (int i = 0; i < 1000; ++i)
            transaction.wake(earTopic);
        return done();
    }));
    waitForAll(instances.first(), fenceEar);
    QCOMPARE(ear.calls, 2);
}

void WakeupsTest::aBurstBecomesFewCalls()
{
    Instances instances;
    constexpr int burst = 1000;
    QSemaphore begun;
    QSemaphore mayEnd;
    std::atomic<int> calls{0};
    const auto subscription = instances.second().subscribe(earTopic, [&] {
        ++calls;
        begun.release();
        mayEnd.acquire();
    });
    QVERIFY(begun.tryAcquire(1, 20000)); // Busy with the first call.
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&] {
                for (int j = 0; j < burst / 8; ++j)
                    QVERIFY(wake(instances.first()));
            });
        }
    }
    QCOMPARE(calls, 1);
    mayEnd.release(burst);
    Ear fenceEar(instances.second(), fence);
    waitForAll(instances.first(), fenceEar);
    QVERIFY(calls >= 2);
    // All in one; few more if the last were still under way.
    QVERIFY2(calls < 20, qPrintable(QString::number(calls)));
}

void WakeupsTest::aCommitWaitsForNoSubscriber()
{
    Instances instances;
    QSemaphore begun;
    QSemaphore mayEnd;
    const auto subscription = instances.first().subscribe(earTopic, [&] {
        begun.release();
        mayEnd.acquire();
    });
    QVERIFY(begun.tryAcquire(1, 20000));
    QVERIFY(wake(instances.first()));
    QVERIFY(wake(instances.second()));
    QCOMPARE(begun.available(), 0);
    mayEnd.release(10);
    QVERIFY(begun.tryAcquire(1, 20000));
}

void WakeupsTest::nothingIsCalledAfterTheEnd()
{
    Instances instances;
    Ear fenceEar(instances.second(), fence);
    Ear ear(instances.second());
    QTRY_COMPARE(ear.calls, 1);
    ear.subscription.reset();
    QVERIFY(wake(instances.first()));
    waitForAll(instances.first(), fenceEar);
    QCOMPARE(ear.calls, 1);
}

void WakeupsTest::theEndWaitsForACallUnderWay()
{
    Instances instances;
    QSemaphore begun;
    QSemaphore mayEnd;
    std::atomic<bool> hasEnded{false};
    auto subscription = instances.first().subscribe(earTopic, [&] {
        begun.release();
        mayEnd.acquire();
        std::this_thread::sleep_for(std::chrono::milliseconds{50}); // Longer than an end that does not wait.
        hasEnded = true;
    });
    QVERIFY(begun.tryAcquire(1, 20000));
    mayEnd.release();
    subscription.reset();
    QVERIFY(hasEnded);
}

QTEST_GUILESS_MAIN(WakeupsTest)
#include "tst_wakeups.moc"
