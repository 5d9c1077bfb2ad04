#include "fakes/testdatabase.h"

#include <QTest>
#include <thread>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

Result<void> makeTable(Database& database)
{
    return database.write([](Transaction& transaction) -> Result<void> {
        transaction.run(u"CREATE TABLE thing (id TEXT NOT NULL PRIMARY KEY, number BIGINT, bytes BYTEA)"_s);
        return done();
    });
}

Result<int> insert(Database& database, const QString& id, qint64 number)
{
    return database.write([&](Transaction& transaction) -> Result<int> {
        return transaction.run(u"INSERT INTO thing (id, number) VALUES (?, ?)"_s, {id, number});
    });
}

Result<qint64> count(Database& database)
{
    return database.read([](Transaction& transaction) -> Result<qint64> {
        return transaction.first(u"SELECT COUNT(*) FROM thing"_s)->number(0);
    });
}

} // namespace

/// The contract of store/database.h, on both engines.
class DatabaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void valuesComeBackAsTheyWere()
    {
        TestDatabase database;
        QVERIFY(makeTable(*database));
        const QString text = u"Çağrı 'ığüşöç' \\ \" ? $1 😀"_s;
        const QByteArray bytes = QByteArray::fromHex("00ff27005c3f");
        QVERIFY(database->write([&](Transaction& transaction) -> Result<void> {
            transaction.run(u"INSERT INTO thing (id, number, bytes) VALUES (?, ?, ?)"_s,
                            {text, Q_INT64_C(-9007199254740993), bytes});
            transaction.run(u"INSERT INTO thing (id, number, bytes) VALUES (?, ?, ?)"_s,
                            {QString(), QVariant(), QByteArray()});
            transaction.run(u"INSERT INTO thing (id, number, bytes) VALUES (?, ?, ?)"_s, {u"b"_s, true, QVariant()});
            return done();
        }));
        QVERIFY(database->read([&](Transaction& transaction) -> Result<void> {
            const auto row =
                transaction.first(u"SELECT id, number, bytes FROM thing WHERE id = ? AND bytes = ?"_s, {text, bytes});
            if (!row || row->text(0) != text || row->number(1) != Q_INT64_C(-9007199254740993) ||
                row->bytes(2) != bytes)
                return Error{ErrorCode::Internal, u"other values came back"_s};
            const auto empty = transaction.first(u"SELECT number, bytes FROM thing WHERE id = ?"_s, {u""_s});
            if (!empty || !empty->isNull(0) || empty->optionalInstant(0) || empty->isNull(1) ||
                !empty->bytes(1).isEmpty())
                return Error{ErrorCode::Internal, u"NULL and empty are confused"_s};
            if (!transaction.first(u"SELECT number FROM thing WHERE id = 'b' AND bytes IS NULL"_s)->boolean(0))
                return Error{ErrorCode::Internal, u"a boolean is lost"_s};
            return done();
        }));
    }

    void badTextIsRefusedAndNothingWritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("NUL") << QString::fromUtf16(u"a\0b", 3);
        QTest::newRow("lone surrogate") << QString(QChar(0xd800));
    }

    void badTextIsRefusedAndNothingWritten()
    {
        QFETCH(QString, text);
        TestDatabase database;
        QVERIFY(makeTable(*database));
        const Result<int> result = database->write([&](Transaction& transaction) -> Result<int> {
            transaction.run(u"INSERT INTO thing (id) VALUES ('first')"_s);
            return transaction.run(u"INSERT INTO thing (id) VALUES (?)"_s, {text});
        });
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::InvalidRequest);
        QCOMPARE(*count(*database), 0);
    }

    void anErrorRollsBack()
    {
        TestDatabase database;
        QVERIFY(makeTable(*database));
        const Result<void> result = database->write([&](Transaction& transaction) -> Result<void> {
            transaction.run(u"INSERT INTO thing (id) VALUES ('a')"_s);
            return Error{ErrorCode::NotFound, u"said the rules"_s};
        });
        QCOMPARE(result.error().code, ErrorCode::NotFound);
        QCOMPARE(*count(*database), 0);
    }

    void tryInsertGoesOnAfterADuplicate()
    {
        TestDatabase database;
        QVERIFY(makeTable(*database));
        const Result<bool> result = database->write([&](Transaction& transaction) -> Result<bool> {
            const bool first = transaction.tryInsert(u"INSERT INTO thing (id) VALUES (?)"_s, {u"a"_s});
            const bool second = transaction.tryInsert(u"INSERT INTO thing (id) VALUES (?)"_s, {u"a"_s});
            transaction.run(u"INSERT INTO thing (id) VALUES (?)"_s, {u"b"_s});
            return first && !second;
        });
        QVERIFY(result && *result);
        QCOMPARE(*count(*database), 2);
    }

    void aCallWithTooFewValuesDoesNotTakeTheLastOnes()
    {
        TestDatabase database;
        QVERIFY(makeTable(*database));
        QVERIFY(insert(*database, u"a"_s, 1));
        QVERIFY(database->write([](Transaction& transaction) -> Result<int> {
            return transaction.run(u"UPDATE thing SET number = ? WHERE id = ?"_s, {2, u"a"_s});
        }));
        const Result<int> changed = database->write([](Transaction& transaction) -> Result<int> {
            return transaction.run(u"UPDATE thing SET number = ? WHERE id = ?"_s, {3});
        });
        QVERIFY(!changed || *changed == 0);
    }

    void aDuplicateIsAConflict()
    {
        TestDatabase database;
        QVERIFY(makeTable(*database));
        QVERIFY(insert(*database, u"a"_s, 1));
        const Result<int> again = insert(*database, u"a"_s, 2);
        QCOMPARE(again.error().code, ErrorCode::Conflict);
        QVERIFY2(!again.error().context.contains(u"'a'"), "values stay out of the log");
    }

    void aDefectiveStatementIsInternalEvenWhenSwallowed()
    {
        TestDatabase database;
        QVERIFY(makeTable(*database));
        const Result<void> result = database->write([&](Transaction& transaction) -> Result<void> {
            transaction.run(u"INSERT INTO thing (id) VALUES ('a')"_s);
            try {
                transaction.run(u"INSERT INTO nothing (id) VALUES ('a')"_s);
            } catch (const DatabaseFailure&) {
            }
            return done();
        });
        QCOMPARE(result.error().code, ErrorCode::Internal);
        QCOMPARE(*count(*database), 0);
        QVERIFY(insert(*database, u"a"_s, 1));
    }

    void readsDoNotWriteAndSeeOneSnapshot()
    {
        TestDatabase database;
        QVERIFY(makeTable(*database));
        QVERIFY(!database->read([](Transaction& transaction) -> Result<int> {
            return transaction.run(u"INSERT INTO thing (id) VALUES ('a')"_s);
        }));
        const Result<bool> same = database->read([&](Transaction& transaction) -> Result<bool> {
            const qint64 before = transaction.first(u"SELECT COUNT(*) FROM thing"_s)->number(0);
            std::thread([&] { QVERIFY(insert(*database, u"b"_s, 1)); }).join();
            return before == transaction.first(u"SELECT COUNT(*) FROM thing"_s)->number(0);
        });
        QVERIFY(same && *same);
        QCOMPARE(*count(*database), 1);
    }

    void transactionsDoNotNest()
    {
        TestDatabase database;
        QVERIFY(makeTable(*database));
        const Result<void> inWrite = database->write(
            [&](Transaction&) -> Result<void> { return count(*database) ? done() : Result<void>(Error{}); });
        QVERIFY(!inWrite);
        const Result<void> twice = database->write([&](Transaction&) -> Result<void> {
            const Result<int> inner = insert(*database, u"a"_s, 1);
            return inner ? done() : Result<void>(inner.error());
        });
        QCOMPARE(twice.error().code, ErrorCode::Internal);
        QVERIFY(!database->read([&](Transaction&) -> Result<qint64> { return count(*database); }));
        QVERIFY(insert(*database, u"a"_s, 1));
    }

    void theTimeIsTheClocksAndStandsInATransaction()
    {
        TestDatabase database;
        const auto time = [&](Transaction& transaction) -> Result<Instant> {
            const Instant first = transaction.now();
            database.clock().advance(std::chrono::hours{1});
            return transaction.now() == first ? Result<Instant>(first) : Result<Instant>(Error{});
        };
        const Result<Instant> first = database->write(time);
        const Result<Instant> second = database->read(time);
        QVERIFY(first && second);
        QCOMPARE(toMilliseconds(*first), toMilliseconds(FakeClock::start));
        QCOMPARE(toMilliseconds(*second), toMilliseconds(FakeClock::start + std::chrono::hours{1}));
    }

    void manyThreadsLoseNothing()
    {
        TestDatabase database;
        QVERIFY(makeTable(*database));
        QVERIFY(insert(*database, u"counter"_s, 0));
        std::atomic<int> failed{0};
        std::vector<std::thread> threads;
        for (int thread = 0; thread < 8; ++thread) {
            threads.emplace_back([&, thread] {
                for (int i = 0; i < 25; ++i) {
                    const Result<void> result = database->write([&](Transaction& transaction) -> Result<void> {
                        const qint64 number =
                            transaction.first(u"SELECT number FROM thing WHERE id = 'counter'"_s)->number(0);
                        transaction.run(u"INSERT INTO thing (id, number) VALUES (?, ?)"_s,
                                        {QString::number(thread * 1000 + i), number});
                        transaction.run(u"UPDATE thing SET number = ? WHERE id = 'counter'"_s, {number + 1});
                        return done();
                    });
                    failed += result ? 0 : 1;
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(failed.load(), 0);
        const Result<qint64> distinct = database->read([](Transaction& transaction) -> Result<qint64> {
            return transaction.first(u"SELECT COUNT(DISTINCT number) FROM thing WHERE id <> 'counter'"_s)->number(0);
        });
        QCOMPARE(*distinct, 200);
    }

    void whatWasWrittenIsThereAfterReopening()
    {
        TestDatabase database;
        QVERIFY(makeTable(*database));
        QVERIFY(insert(*database, u"a"_s, 1));
        database.reopen();
        QCOMPARE(*count(*database), 1);
    }
};

QTEST_GUILESS_MAIN(DatabaseTest)
#include "tst_database.moc"
