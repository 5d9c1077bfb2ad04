#include "fakes/testdatabase.h"
#include "store/housekeeping.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

class HousekeepingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void whatIsLaterRunsAlthoughSomethingFailed()
    {
        TestDatabase database;
        Housekeeping housekeeping;
        int chores = 0;
        housekeeping.add(u"DELETE FROM no_such_table WHERE expires < ?"_s);
        housekeeping.add(u"DELETE FROM outbox WHERE created < ?"_s);
        housekeeping.add([&]() -> Result<void> {
            ++chores;
            return Error{.context = u"the second failure"_s};
        });
        housekeeping.add([&]() -> Result<void> {
            ++chores;
            return done();
        });
        const auto rows = housekeeping.run(*database);
        QVERIFY(!rows);
        QVERIFY2(rows.error().context.contains(u"no_such_table"_s), qPrintable(rows.error().context));
        QCOMPARE(chores, 2);
    }

    void aFailedChoreIsReported()
    {
        TestDatabase database;
        Housekeeping housekeeping;
        housekeeping.add([]() -> Result<void> { return Error{.context = u"dust"_s}; });
        QCOMPARE(housekeeping.run(*database).error().context, u"dust"_s);
    }
};

QTEST_GUILESS_MAIN(HousekeepingTest)
#include "tst_housekeeping.moc"
