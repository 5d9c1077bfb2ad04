#include "base/result.h"
#include "base/whendone.h"

#include <QPromise>
#include <QSignalSpy>
#include <QTest>

using namespace keydesk;

class TestWhenDone : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsOnceWithTheResult();
    void callsForAFutureThatWasDoneBefore();
    void staysSilentWhenItsContextIsGone();
    void staysSilentWithoutAResult();
};

void TestWhenDone::callsOnceWithTheResult()
{
    QPromise<Result<int>> promise;
    promise.start();
    QObject context;
    QList<int> seen;
    whenDone(promise.future(), &context, [&](const Result<int>& result) { seen.append(*result); });
    promise.addResult(Result<int>(7));
    QVERIFY(seen.isEmpty());
    promise.finish();
    QTRY_COMPARE(seen, QList<int>{7});
}

void TestWhenDone::callsForAFutureThatWasDoneBefore()
{
    QPromise<Result<int>> promise;
    promise.start();
    promise.addResult(Result<int>(7));
    promise.finish();
    QObject context;
    QList<int> seen;
    whenDone(promise.future(), &context, [&](const Result<int>& result) { seen.append(*result); });
    QTRY_COMPARE(seen, QList<int>{7});
}

void TestWhenDone::staysSilentWhenItsContextIsGone()
{
    QPromise<Result<int>> promise;
    promise.start();
    auto* context = new QObject;
    QList<int> seen;
    whenDone(promise.future(), context, [&](const Result<int>& result) { seen.append(*result); });
    promise.addResult(Result<int>(7));
    promise.finish();
    delete context;

    QObject other;
    bool isOver = false;
    whenDone(promise.future(), &other, [&](const Result<int>&) { isOver = true; });
    QTRY_VERIFY(isOver);
    QVERIFY(seen.isEmpty());
}

void TestWhenDone::staysSilentWithoutAResult()
{
    QPromise<Result<int>> promise;
    promise.start();
    QObject context;
    bool wasCalled = false;
    whenDone(promise.future(), &context, [&](const Result<int>&) { wasCalled = true; });
    QFutureWatcher<Result<int>> watcher;
    QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
    watcher.setFuture(promise.future());
    promise.finish();
    QVERIFY(finished.wait());
    QVERIFY(!wasCalled);
}

QTEST_GUILESS_MAIN(TestWhenDone)
#include "tst_whendone.moc"
