#pragma once

#include <QFuture>
#include <QTest>

namespace keydesk {

/// Runs the event loop until the future is finished.
template <typename T>
bool waitFor(const QFuture<T>& future, int milliseconds = 20'000)
{
    return QTest::qWaitFor([&future] { return future.isFinished(); }, milliseconds);
}

} // namespace keydesk

/// Waits, and fails the test when the future ends without a result.
#define WAIT_FOR(future)                                                                                               \
    do {                                                                                                               \
        QVERIFY(keydesk::waitFor(future));                                                                             \
        QCOMPARE((future).resultCount(), 1);                                                                           \
    } while (false)
