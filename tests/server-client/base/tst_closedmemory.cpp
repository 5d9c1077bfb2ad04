#include "base/closedmemory.h"

#include <QTest>
#include <sys/prctl.h>
#include <sys/resource.h>

using namespace keydesk;

class TestClosedMemory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nobodyElseReadsIt()
    {
        QCOMPARE(prctl(PR_GET_DUMPABLE), 1);
        closeMemory();
        QCOMPARE(prctl(PR_GET_DUMPABLE), 0);
        rlimit limit{};
        QCOMPARE(getrlimit(RLIMIT_CORE, &limit), 0);
        QCOMPARE(limit.rlim_cur, rlim_t{0});
        QCOMPARE(limit.rlim_max, rlim_t{0});
    }
};

QTEST_GUILESS_MAIN(TestClosedMemory)
#include "tst_closedmemory.moc"
