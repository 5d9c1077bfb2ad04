#include "fakes/postgresqlcluster.h"
#include "fakes/testdatabase.h"
#include "store/postgresqladdress.h"

#include <QTest>
#include <latch>
#include <thread>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

Result<int> insert(Database& database, const QString& id)
{
    return database.write([&](Transaction& transaction) -> Result<int> {
        return transaction.run(u"INSERT INTO thing (id, number) VALUES (?, 0)"_s, {id});
    });
}

Result<qint64> count(Database& database)
{
    return database.read([](Transaction& transaction) -> Result<qint64> {
        return transaction.first(u"SELECT COUNT(*) FROM thing"_s)->number(0);
    });
}

qint64 backend(Transaction& transaction)
{
    return transaction.first(u"SELECT pg_backend_pid()"_s)->number(0);
}

void endBackend(qint64 process)
{
    PostgresqlCluster::running().command(u"SELECT pg_terminate_backend(%1, 5000)"_s.arg(process));
}

qint64 connections(Database& database)
{
    return *database.read([](Transaction& transaction) -> Result<qint64> {
        return transaction.first(u"SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'keydesk'"_s)
            ->number(0);
    });
}

} // namespace

class PostgresqlDatabaseTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<TestDatabase> withTable()
    {
        auto database = std::make_unique<TestDatabase>(TestDatabase::Engine::Postgresql);
        const auto made = (*database)->write([](Transaction& transaction) -> Result<int> {
            return transaction.run(u"CREATE TABLE thing (id TEXT NOT NULL PRIMARY KEY, number BIGINT)"_s);
        });
        return made ? std::move(database) : nullptr;
    }

private Q_SLOTS:
    void transactionsAreSerializable()
    {
        const auto database = withTable();
        const auto level = (*database)->write([](Transaction& transaction) -> Result<QString> {
            return transaction.first(u"SHOW transaction_isolation"_s)->text(0);
        });
        QCOMPARE(*level, u"serializable"_s);
        const auto reading = (*database)->read([](Transaction& transaction) -> Result<QString> {
            return QString(transaction.first(u"SHOW transaction_isolation"_s)->text(0) % u' ' %
                           transaction.first(u"SHOW transaction_read_only"_s)->text(0));
        });
        QCOMPARE(*reading, u"serializable on"_s);
    }

    /// Each looks at the other's row and writes its own: allowed one after the other, never at once.
    void writeSkewIsImpossible()
    {
        const auto database = withTable();
        QVERIFY(insert(**database, u"a"_s));
        QVERIFY(insert(**database, u"b"_s));
        std::latch bothHaveRead(2);
        std::atomic<int> runs{0};
        const auto claim = [&](const QString& own, const QString& other) {
            bool isFirstRun = true;
            return (*database)->write([&](Transaction& transaction) -> Result<bool> {
                ++runs;
                const bool isFree =
                    transaction.first(u"SELECT number FROM thing WHERE id = ?"_s, {other})->number(0) == 0;
                if (std::exchange(isFirstRun, false))
                    bothHaveRead.arrive_and_wait();
                if (isFree)
                    transaction.run(u"UPDATE thing SET number = 1 WHERE id = ?"_s, {own});
                return isFree;
            });
        };
        Result<bool> first = false;
        std::thread thread([&] { first = claim(u"a"_s, u"b"_s); });
        const Result<bool> second = claim(u"b"_s, u"a"_s);
        thread.join();
        QVERIFY(first && second);
        QCOMPARE(*first + *second, 1);
        QVERIFY(runs > 2);
    }

    void aDeadlockIsRepeated()
    {
        const auto database = withTable();
        QVERIFY(insert(**database, u"a"_s));
        QVERIFY(insert(**database, u"b"_s));
        std::latch bothHaveOne(2);
        const auto both = [&](const QString& first, const QString& second) {
            bool isFirstRun = true;
            return (*database)->write([&](Transaction& transaction) -> Result<int> {
                transaction.run(u"UPDATE thing SET number = number + 1 WHERE id = ?"_s, {first});
                if (std::exchange(isFirstRun, false))
                    bothHaveOne.arrive_and_wait();
                return transaction.run(u"UPDATE thing SET number = number + 1 WHERE id = ?"_s, {second});
            });
        };
        Result<int> other = 0;
        std::thread thread([&] { other = both(u"b"_s, u"a"_s); });
        const Result<int> one = both(u"a"_s, u"b"_s);
        thread.join();
        QVERIFY2(one, one ? "" : qPrintable(one.error().context));
        QVERIFY2(other, other ? "" : qPrintable(other.error().context));
        const auto sum = (*database)->read([](Transaction& transaction) -> Result<qint64> {
            return transaction.first(u"SELECT SUM(number)::bigint FROM thing"_s)->number(0);
        });
        QCOMPARE(*sum, 4);
    }

    void aLostConnectionIsOpenedAgain()
    {
        const auto database = withTable();
        const auto process =
            (*database)->read([](Transaction& transaction) -> Result<qint64> { return backend(transaction); });
        endBackend(*process);
        QVERIFY(insert(**database, u"a"_s));
        QCOMPARE(*count(**database), 1);
    }

    void aConnectionEndedForIdlingIsOpenedAgain()
    {
        const auto database = withTable();
        const auto process = (*database)->read([](Transaction& transaction) -> Result<qint64> {
            transaction.all(u"SET idle_session_timeout = '10ms'"_s);
            return backend(transaction);
        });
        TestDatabase other(TestDatabase::Engine::Postgresql);
        const auto isGone = [&] {
            return *other->read([&](Transaction& transaction) -> Result<bool> {
                return !transaction.first(u"SELECT 1 FROM pg_stat_activity WHERE pid = ?"_s, {*process});
            });
        };
        QTRY_VERIFY(isGone());
        QVERIFY(insert(**database, u"a"_s));
    }

    void aConnectionLostInATransactionRepeatsIt()
    {
        const auto database = withTable();
        int runs = 0;
        const Result<int> result = (*database)->write([&](Transaction& transaction) -> Result<int> {
            const int rows = transaction.run(u"INSERT INTO thing (id) VALUES ('a')"_s);
            if (++runs == 1)
                endBackend(backend(transaction));
            transaction.run(u"UPDATE thing SET number = ?"_s, {runs});
            return rows;
        });
        QVERIFY2(result, result ? "" : qPrintable(result.error().context));
        QCOMPARE(runs, 2);
        QCOMPARE(*count(**database), 1);
    }

    void aWriteWhoseCommitGotNoAnswerIsNotRepeated()
    {
        const auto database = withTable();
        int runs = 0;
        const Result<int> result = (*database)->write([&](Transaction& transaction) -> Result<int> {
            const int rows = transaction.run(u"INSERT INTO thing (id) VALUES ('a')"_s);
            ++runs;
            endBackend(backend(transaction));
            return rows; // COMMIT finds the connection gone.
        });
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Unavailable);
        QCOMPARE(runs, 1);
        QCOMPARE(*count(**database), 0);
    }

    void aRestartIsSurvived()
    {
        const auto database = withTable();
        QVERIFY(insert(**database, u"before"_s));
        std::atomic<bool> isEnding{false};
        std::atomic<int> acknowledged{0};
        std::thread writer([&] {
            for (int i = 0; !isEnding; ++i)
                acknowledged += insert(**database, QString::number(i)) ? 1 : 0;
        });
        PostgresqlCluster::running().restart();
        const int then = acknowledged;
        QTRY_VERIFY(acknowledged > then);
        isEnding = true;
        writer.join();
        QVERIFY(*count(**database) >= acknowledged + 1);
    }

    void aStoppedServerIsUnavailable()
    {
        const auto opened = Database::open({.url = u"postgresql:///postgres?host=/nonexistent"_s});
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Unavailable);
    }

    void aLockHeldTooLongIsUnavailable()
    {
        const auto database = withTable();
        QVERIFY(insert(**database, u"a"_s));
        DatabaseSettings settings = database->settings();
        settings.lockWait = std::chrono::milliseconds{200};
        const auto impatient = Database::open(settings);
        QVERIFY(impatient);
        const Result<void> held = (*database)->write([&](Transaction& transaction) -> Result<void> {
            transaction.run(u"UPDATE thing SET number = 1"_s);
            Result<int> refused = 0;
            std::thread([&] {
                refused = (*impatient)->write([](Transaction& other) -> Result<int> {
                    return other.run(u"UPDATE thing SET number = 2"_s);
                });
            }).join();
            return !refused && refused.error().code == ErrorCode::Unavailable ? done() : Result<void>(Error{});
        });
        QVERIFY(held);
        QVERIFY((*impatient)->write([](Transaction& transaction) -> Result<int> {
            return transaction.run(u"UPDATE thing SET number = 2"_s);
        }));
    }

    void aThreadsConnectionEndsWithIt()
    {
        const auto database = withTable();
        const qint64 before = connections(**database);
        std::thread([&] { QCOMPARE(connections(**database), before + 1); }).join();
        QTRY_COMPARE(connections(**database), before);
    }

    void thePasswordComesFromAFile()
    {
        PostgresqlCluster& cluster = PostgresqlCluster::running();
        cluster.command(u"CREATE ROLE guarded LOGIN PASSWORD 'it''s a \\pässword'"_s);
        cluster.command(u"CREATE SCHEMA guarded AUTHORIZATION guarded"_s);
        QString url = cluster.url() % u"&options=-csearch_path%3Dguarded"_s;
        url.replace(u"user=keydesk"_s, u"user=guarded"_s);
        QTemporaryDir folder;
        QFile file(folder.filePath(u"password"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        file.write("it's a \\p\xc3\xa4ssword\n");
        file.close();
        const auto opened = Database::open({.url = url, .passwordFile = file.fileName()});
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().context));
        QVERIFY(!Database::open({.url = url}));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("other\n");
        file.close();
        const auto wrong = Database::open({.url = url, .passwordFile = file.fileName()});
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, ErrorCode::Unavailable);
        QVERIFY(!wrong.error().context.contains(u"other"_s));
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        QVERIFY(!Database::open({.url = url, .passwordFile = file.fileName()}));
    }

    void withoutAdjustmentTheTimeIsTheServers()
    {
        TestDatabase database(TestDatabase::Engine::Postgresql);
        DatabaseSettings settings = database.settings();
        settings.adjustTime = {};
        const auto opened = Database::open(settings);
        QVERIFY(opened);
        const Instant before = SystemClock().now();
        const auto now = (*opened)->read([](Transaction& transaction) -> Result<Instant> { return transaction.now(); });
        QVERIFY(now);
        QVERIFY(*now >= before - std::chrono::seconds{1} && *now <= SystemClock().now() + std::chrono::seconds{1});
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("parts"); ///< Empty: refused.
        QTest::newRow("usual") << u"postgresql://keydesk@db.example.org:5433/keys"_s
                               << u"keydesk|db.example.org|5433|keys"_s;
        QTest::newRow("short") << u"postgresql://db/keys"_s << u"|db|-1|keys"_s;
        QTest::newRow("socket") << u"postgresql:///keys?host=/run/postgresql&user=keydesk"_s << u"||-1|keys"_s;
        QTest::newRow("other scheme") << u"postgres://db/keys"_s << u"|db|-1|keys"_s;
        QTest::newRow("password") << u"postgresql://keydesk:secret@db/keys"_s << QString();
        QTest::newRow("password as parameter") << u"postgresql://db/keys?password=secret"_s << QString();
        QTest::newRow("no database") << u"postgresql://db"_s << QString();
        QTest::newRow("second option smuggled in")
            << u"postgresql://db/keys?sslmode=require;sslmode=disable"_s << QString();
        QTest::newRow("option in a name") << u"postgresql://db/keys?a%20sslmode=disable"_s << QString();
    }
    void addresses()
    {
        QFETCH(QString, url);
        QFETCH(QString, parts);
        const auto address = PostgresqlAddress::parse(url);
        QCOMPARE(address.isOk(), !parts.isEmpty());
        if (address)
            QCOMPARE(QStringList({address->user, address->host, QString::number(address->port), address->database})
                         .join(u'|'),
                     parts);
    }

    void parametersReachLibpqQuoted()
    {
        const auto address =
            PostgresqlAddress::parse(u"postgresql://db/keys?sslmode=verify-full&sslrootcert=/a%20b/it's.pem"_s);
        QVERIFY(address);
        QVERIFY(address->options.endsWith(u";sslmode='verify-full';sslrootcert='/a b/it\\'s.pem'"_s));
    }
};

QTEST_GUILESS_MAIN(PostgresqlDatabaseTest)
#include "tst_postgresqldatabase.moc"
