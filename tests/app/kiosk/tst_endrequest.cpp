#include "kiosk/endrequest.h"

#include <QSignalSpy>
#include <QTest>
#include <csignal>
#include <thread>

using namespace keydesk;

class TstEndRequest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void signalReachesTheLoop_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGHUP") << SIGHUP;
    }
    void signalReachesTheLoop()
    {
        QFETCH(int, number);
        EndRequest request;
        QSignalSpy requested(&request, &EndRequest::requested);
        QCOMPARE(std::raise(number), 0);
        QVERIFY(requested.isEmpty()); // Not in the handler.
        QVERIFY(requested.wait());
    }

    void signalOfAnotherThreadCounts()
    {
        EndRequest request;
        QSignalSpy requested(&request, &EndRequest::requested);
        std::jthread([] { std::raise(SIGTERM); }).join();
        QTRY_COMPARE(requested.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TstEndRequest)
#include "tst_endrequest.moc"
