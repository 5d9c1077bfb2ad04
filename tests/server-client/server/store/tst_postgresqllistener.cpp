#include "ear.h"
#include "fakes/postgresqlcluster.h"
#include "fakes/testdatabase.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patience = 30000;

qint64 listeners(Database& database)
{
    const auto count = database.read([](Transaction& transaction) -> Result<qint64> {
        return transaction
            .first(u"SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'keydesk listener'"_s)
            ->number(0);
    });
    return count ? *count : -1;
}

void endListeners()
{
    PostgresqlCluster::running().command(u"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                                         "WHERE application_name = 'keydesk listener'"_s);
}

/// Lets nobody connect any more; who is connected stays.
void setClosed(Database& database, bool isClosed)
{
    QVERIFY(database.write([&](Transaction& transaction) -> Result<int> {
        return transaction.run(u"UPDATE pg_database SET datallowconn = ? WHERE datname = current_database()"_s,
                               {isClosed ? u"false"_s : u"true"_s});
    }));
}

/// Two instances that hear each other before and after the breakage.
void isSurvived(const std::function<void()>& breakage)
{
    TestDatabase first(TestDatabase::Engine::Postgresql);
    const auto second = Database::open(first.settings());
    QVERIFY(second);
    Ear firstEar(*first);
    Ear secondEar(**second);
    Ear settingsEar(**second, u"settings"_s);
    for (Ear* ear : {&firstEar, &secondEar, &settingsEar})
        QTRY_COMPARE(ear->calls, 1);
    breakage();
    // Something may have been missed: everybody looks, whatever the topic.
    for (Ear* ear : {&firstEar, &secondEar, &settingsEar})
        QTRY_VERIFY_WITH_TIMEOUT(ear->calls > 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(listeners(*first), 2, patience);
    const int heard = secondEar.calls;
    QTRY_VERIFY(wake(*first));
    QTRY_VERIFY(secondEar.calls > heard);
}

} // namespace

class PostgresqlListenerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEndedConnectionIsSurvived() { isSurvived(&endListeners); }
    void aRestartIsSurvived()
    {
        isSurvived([] { PostgresqlCluster::running().restart(); });
    }
    void aCrashIsSurvived()
    {
        isSurvived([] { PostgresqlCluster::running().crash(); });
    }

    void eachLossIsSurvived()
    {
        TestDatabase database(TestDatabase::Engine::Postgresql);
        Ear ear(*database);
        for (int calls = 1; calls <= 4; ++calls) {
            QTRY_COMPARE_WITH_TIMEOUT(ear.calls, calls, patience);
            endListeners();
        }
    }

    void aServerThatLetsNobodyInIsTriedAgain()
    {
        TestDatabase first(TestDatabase::Engine::Postgresql);
        const auto second = Database::open(first.settings());
        QVERIFY(second);
        Ear firstEar(*first);
        Ear secondEar(**second);
        QTRY_COMPARE(firstEar.calls, 1);
        QTRY_COMPARE(secondEar.calls, 1);
        QVERIFY(wake(*first));
        QTRY_COMPARE(secondEar.calls, 2);
        setClosed(*first, true);
        auto opened = qScopeGuard([&] { setClosed(*first, false); });
        QVERIFY((*first).write([](Transaction& transaction) -> Result<void> {
            transaction.all(u"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                            "WHERE application_name = 'keydesk listener'"_s);
            return done();
        }));
        // The instance that commits hears itself; the other one not.
        const int heard = firstEar.calls;
        QVERIFY(wake(*first));
        QTRY_VERIFY(firstEar.calls > heard);
        QCOMPARE(secondEar.calls, 2);
        opened.dismiss();
        setClosed(*first, false);
        QTRY_VERIFY_WITH_TIMEOUT(secondEar.calls > 2, patience);
    }

    void anotherSchemaIsNotWoken()
    {
        TestDatabase here(TestDatabase::Engine::Postgresql);
        TestDatabase there(TestDatabase::Engine::Postgresql);
        const auto alsoHere = Database::open(here.settings());
        QVERIFY(alsoHere);
        Ear ear(*here);
        QTRY_COMPARE(ear.calls, 1);
        QVERIFY(wake(*there));
        QVERIFY(wake(**alsoHere)); // The server keeps the order.
        QTRY_VERIFY(ear.calls > 1);
        QCOMPARE(ear.calls, 2);
    }

    void onlySubscribersNeedAConnection()
    {
        TestDatabase database(TestDatabase::Engine::Postgresql);
        auto other = Database::open(database.settings()).take();
        QVERIFY(wake(*other));
        QTRY_COMPARE(listeners(*database), 0);
        {
            Ear ear(*other);
            Ear another(*other, u"settings"_s);
            QTRY_COMPARE(ear.calls, 1);
            QCOMPARE(listeners(*database), 1);
        }
        other.reset();
        QTRY_COMPARE(listeners(*database), 0);
    }
};

QTEST_GUILESS_MAIN(PostgresqlListenerTest)
#include "tst_postgresqllistener.moc"
