#include "kiosk/idlewatch.h"

#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace keydesk;
using namespace std::chrono_literals;

class TstIdleWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsDownAndThenEnds()
    {
        IdleWatch watch(1500ms);
        QSignalSpy counting(&watch, &IdleWatch::countingDown);
        QSignalSpy expired(&watch, &IdleWatch::expired);
        watch.setLimit(50ms);
        QVERIFY(expired.wait());
        QCOMPARE(counting.size(), 2);
        QCOMPARE(counting[0][0].value<std::chrono::seconds>(), 2s);
        QCOMPARE(counting[1][0].value<std::chrono::seconds>(), 1s);
    }

    void countdownForPeopleTakesTwentySeconds()
    {
        IdleWatch watch;
        QSignalSpy counting(&watch, &IdleWatch::countingDown);
        watch.setLimit(10ms);
        QVERIFY(counting.wait());
        QCOMPARE(counting[0][0].value<std::chrono::seconds>(), 20s);
    }

    void touchEndsTheCountdown_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("key") << 0;
        QTest::newRow("button") << 1;
        QTest::newRow("movement") << 2;
    }
    void touchEndsTheCountdown()
    {
        QFETCH(int, kind);
        QWidget window;
        window.resize(100, 100);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        IdleWatch watch(60s);
        QSignalSpy counting(&watch, &IdleWatch::countingDown);
        QSignalSpy stopped(&watch, &IdleWatch::stopped);
        watch.setLimit(200ms);
        QVERIFY(counting.wait());
        if (kind == 0)
            QTest::keyClick(&window, Qt::Key_Tab);
        else if (kind == 1)
            QTest::mouseClick(window.windowHandle(), Qt::LeftButton, {}, {20, 20});
        else
            QTest::mouseMove(window.windowHandle(), {30, 30});
        QTRY_COMPARE(stopped.size(), 1);
        counting.clear();
        QVERIFY(counting.wait()); // The limit runs anew.
    }

    void restingMouseIsNobody()
    {
        QWidget window;
        window.resize(100, 100);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTest::mouseMove(window.windowHandle(), {30, 30});
        QCoreApplication::processEvents();
        IdleWatch watch(60s);
        QSignalSpy counting(&watch, &IdleWatch::countingDown);
        QSignalSpy stopped(&watch, &IdleWatch::stopped);
        watch.setLimit(50ms);
        QTest::mouseMove(window.windowHandle(), {30, 31});
        QVERIFY(counting.wait());
        QTest::mouseMove(window.windowHandle(), {30, 31});
        QVERIFY(counting.wait());
        QCOMPARE(stopped.size(), 0);
    }

    void sameLimitAgainChangesNothing()
    {
        IdleWatch watch(60s);
        QSignalSpy counting(&watch, &IdleWatch::countingDown);
        QSignalSpy stopped(&watch, &IdleWatch::stopped);
        watch.setLimit(50ms);
        QVERIFY(counting.wait());
        watch.setLimit(50ms);
        QCOMPARE(stopped.size(), 0);
        watch.setLimit(0ms);
        QCOMPARE(stopped.size(), 1);
    }
};

QTEST_MAIN(TstIdleWatch)
#include "tst_idlewatch.moc"
