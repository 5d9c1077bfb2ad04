#include "fakes/testdatabase.h"
#include "store/migrations.h"

#include <QDir>
#include <QTest>
#include <thread>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using Dialect = SqlEngine::Dialect;

class MigrationsTest : public QObject
{
    Q_OBJECT

private:
    static Result<QList<Row>> versions(Database& database)
    {
        return database.read([](Transaction& transaction) -> Result<QList<Row>> {
            return transaction.all(u"SELECT number, name, applied FROM schema_version ORDER BY number"_s);
        });
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void everyStepIsAppliedOnce()
    {
        TestDatabase database;
        const QStringList files = QDir(QStringLiteral(KEYDESK_SOURCE_DIR "/server-client/server/store/migrations"))
                                      .entryList(QDir::Files, QDir::Name);
        const auto before = versions(*database);
        QVERIFY(before);
        QCOMPARE(before->size(), files.size());
        for (qsizetype i = 0; i < files.size(); ++i) {
            QCOMPARE(before->at(i).text(1), files.at(i));
            QCOMPARE(before->at(i).number(0), files.at(i).left(4).toLongLong());
        }
        database.clock().advance(std::chrono::hours{1});
        database.reopen();
        const auto after = versions(*database);
        QCOMPARE(after->size(), before->size());
        QCOMPARE(after->first().number(2), before->first().number(2));
    }

    void aDatabaseOfANewerProgramIsRefused()
    {
        TestDatabase database;
        QVERIFY(database->write([](Transaction& transaction) -> Result<int> {
            return transaction.run(
                u"INSERT INTO schema_version (number, name, applied) VALUES (9000, '9000_later.sql', 0)"_s);
        }));
        database.close();
        const auto opened = Database::open(database.settings());
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Conflict);
        QVERIFY(opened.error().context.contains(u"9000"_s));
    }

    void whoOnlyLooksChangesNothing()
    {
        TestDatabase database;
        database.close();
        DatabaseSettings looking = database.settings();
        looking.mayChangeSchema = false;
        QVERIFY(Database::open(looking));
        database.reopen();
        QVERIFY(database->write([](Transaction& transaction) -> Result<int> {
            return transaction.run(
                u"DELETE FROM schema_version WHERE number = (SELECT MAX(number) FROM schema_version)"_s);
        }));
        database.close();
        const auto refused = Database::open(looking);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QVERIFY(refused.error().context.contains(u"older"_s));
    }

    void instancesThatStartAtOnceApplyThemOnce()
    {
        TestDatabase::Engine engine = TestDatabase().engine();
        TestDatabase database(engine);
        // Back to nothing.
        const QString drop = engine == TestDatabase::Engine::Sqlite ? QString() : u" CASCADE"_s;
        const auto tables = database->read([&](Transaction& transaction) -> Result<QList<Row>> {
            return transaction.all(
                engine == TestDatabase::Engine::Sqlite
                    ? u"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"_s
                    : u"SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"_s);
        });
        QVERIFY(tables && tables->size() > 3);
        if (engine == TestDatabase::Engine::Sqlite) {
            database.close();
            QVERIFY(QFile::remove(database.file()));
        } else {
            for (const Row& table : *tables)
                QVERIFY(database->write([&](Transaction& transaction) -> Result<int> {
                    return transaction.run(u"DROP TABLE "_s % table.text(0) % drop);
                }));
            database.close();
        }
        std::atomic<int> opened{0};
        QStringList problems;
        std::mutex mutex;
        std::vector<std::thread> instances;
        for (int i = 0; i < 4; ++i) {
            instances.emplace_back([&] {
                const auto instance = Database::open(database.settings());
                opened += instance ? 1 : 0;
                const std::lock_guard lock(mutex);
                if (!instance)
                    problems.append(instance.error().context);
            });
        }
        for (std::thread& instance : instances)
            instance.join();
        QVERIFY2(opened == 4, qPrintable(problems.join(u'\n')));
    }

    void stepsBecomeStatements()
    {
        const QString step =
            u"-- A step; with a comment.\nCREATE TABLE a (\n  id {{serial}}, -- the key;\n  b {{bytes}}\n);\n\n"
            "INSERT INTO a (b) VALUES (';x');  \nSELECT 1;"_s;
        QCOMPARE(statementsOf(step, Dialect::Sqlite),
                 (QStringList{u"CREATE TABLE a (\n  id INTEGER PRIMARY KEY AUTOINCREMENT, \n  b BLOB\n)"_s,
                              u"INSERT INTO a (b) VALUES (';x')"_s, u"SELECT 1"_s}));
        QVERIFY(statementsOf(step, Dialect::Postgresql).first().contains(u"b BYTEA"_s));
        QVERIFY(statementsOf(step, Dialect::Postgresql).first().contains(u"id BIGINT GENERATED"_s));
    }
};

QTEST_GUILESS_MAIN(MigrationsTest)
#include "tst_migrations.moc"
