#include "fakes/testdatabase.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Another program with the same file.
class OtherProgram
{
public:
    explicit OtherProgram(const QString& file) : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s))
    {
        m_database.setDatabaseName(file);
        if (!m_database.open())
            qFatal("Cannot open %s", qPrintable(file));
    }
    ~OtherProgram()
    {
        m_database = {};
        QSqlDatabase::removeDatabase(u"other"_s);
    }
    void run(const QString& sql)
    {
        if (!QSqlQuery(m_database).exec(sql))
            qFatal("Cannot run %s", qPrintable(sql));
    }

private:
    QSqlDatabase m_database;
};

/// No file of this process can grow beyond the size: writes fail as on a full disk.
class SmallFiles
{
public:
    explicit SmallFiles(rlim_t bytes)
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SmallFiles()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before{};
    void (*m_handler)(int);
};

Result<int> insert(Database& database, const QString& id, const QByteArray& bytes = {})
{
    return database.write([&](Transaction& transaction) -> Result<int> {
        return transaction.run(u"INSERT INTO thing (id, bytes) VALUES (?, ?)"_s, {id, bytes});
    });
}

qint64 count(Database& database)
{
    return *database.read([](Transaction& transaction) -> Result<qint64> {
        return transaction.first(u"SELECT COUNT(*) FROM thing"_s)->number(0);
    });
}

QString setting(Database& database, const QString& name, bool inWrite)
{
    const auto read = [&](Transaction& transaction) -> Result<QString> {
        return transaction.first(u"PRAGMA "_s % name)->text(0);
    };
    const Result<QString> value = inWrite ? database.write(read) : database.read(read);
    return value ? *value : value.error().context;
}

} // namespace

class SqliteDatabaseTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<TestDatabase> withTable()
    {
        auto database = std::make_unique<TestDatabase>(TestDatabase::Engine::Sqlite);
        const auto made = (*database)->write([](Transaction& transaction) -> Result<int> {
            return transaction.run(u"CREATE TABLE thing (id TEXT NOT NULL PRIMARY KEY, bytes BLOB)"_s);
        });
        return made ? std::move(database) : nullptr;
    }

private Q_SLOTS:
    void theFilesAreTheServicesAlone()
    {
        const auto database = withTable();
        for (const QString& suffix : {u""_s, u"-wal"_s, u"-shm"_s}) {
            struct stat status
            {
            };
            QCOMPARE(stat(QFile::encodeName(database->file() % suffix).constData(), &status), 0);
            QCOMPARE(int(status.st_mode & 0777), 0600);
        }
    }

    void everyConnectionIsDurable()
    {
        const auto database = withTable();
        for (const bool inWrite : {false, true}) {
            QCOMPARE(setting(**database, u"journal_mode"_s, inWrite), u"wal"_s);
            QCOMPARE(setting(**database, u"synchronous"_s, inWrite), u"2"_s); // FULL
            QCOMPARE(setting(**database, u"foreign_keys"_s, inWrite), u"1"_s);
        }
    }

    void aLockedDatabaseIsUnavailableForAsLongAsItIs()
    {
        const auto database = withTable();
        database->close();
        DatabaseSettings settings = database->settings();
        settings.lockWait = std::chrono::milliseconds{100};
        const auto opened = Database::open(settings);
        QVERIFY(opened);
        OtherProgram other(database->file());
        other.run(u"BEGIN IMMEDIATE"_s);
        const Result<int> locked = insert(**opened, u"a"_s);
        QVERIFY(!locked);
        QCOMPARE(locked.error().code, ErrorCode::Unavailable);
        QVERIFY(locked.error().retryAfter.count() > 0);
        QCOMPARE(count(**opened), 0); // Readers are not locked out.
        other.run(u"ROLLBACK"_s);
        QVERIFY(insert(**opened, u"a"_s));
        QCOMPARE(count(**opened), 1);
    }

    void aFullDiskIsUnavailableAndLosesNothing()
    {
        const auto database = withTable();
        QVERIFY(insert(**database, u"before"_s, QByteArray(100000, 'x')));
        {
            const SmallFiles limit(256 * 1024);
            const Result<int> full = insert(**database, u"large"_s, QByteArray(1000000, 'x'));
            QVERIFY(!full);
            QCOMPARE(full.error().code, ErrorCode::Unavailable);
            QVERIFY(full.error().retryAfter.count() > 0);
        }
        QCOMPARE(count(**database), 1);
        QVERIFY(insert(**database, u"after"_s, QByteArray(1000000, 'x')));
        database->reopen();
        QCOMPARE(count(**database), 2);
    }

    void whoFillsTheDiskHarmsNobodyElse()
    {
        const auto database = withTable();
        const SmallFiles limit(2 * 1024 * 1024);
        std::atomic<int> small{0};
        std::atomic<int> large{0};
        std::vector<std::thread> threads;
        for (int thread = 0; thread < 8; ++thread) {
            threads.emplace_back([&, thread] {
                for (int i = 0; i < 5; ++i) {
                    const bool isLarge = thread == 0;
                    const Result<int> result =
                        insert(**database, u"%1-%2"_s.arg(thread).arg(i), QByteArray(isLarge ? 4000000 : 10, 'x'));
                    (isLarge ? large : small) += result ? 1 : 0;
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(small.load(), 35);
        QCOMPARE(large.load(), 0);
        QCOMPARE(count(**database), 35);
    }

    void refusedWritesDoNotHarmTheirNeighbours()
    {
        const auto database = withTable();
        QVERIFY(insert(**database, u"taken"_s));
        std::atomic<int> good{0};
        std::atomic<int> conflicts{0};
        std::atomic<int> refused{0};
        std::vector<std::thread> threads;
        for (int thread = 0; thread < 9; ++thread) {
            threads.emplace_back([&, thread] {
                for (int i = 0; i < 30; ++i) {
                    const QString id = thread % 3 == 1 ? u"taken"_s : u"%1-%2"_s.arg(thread).arg(i);
                    const Result<int> result = (*database)->write([&](Transaction& transaction) -> Result<int> {
                        const int rows = transaction.run(u"INSERT INTO thing (id) VALUES (?)"_s, {id});
                        if (thread % 3 == 2)
                            return Error{ErrorCode::LimitReached, u"said the rules"_s};
                        return rows;
                    });
                    good += result ? 1 : 0;
                    conflicts += !result && result.error().code == ErrorCode::Conflict ? 1 : 0;
                    refused += !result && result.error().code == ErrorCode::LimitReached ? 1 : 0;
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(good.load(), 90);
        QCOMPARE(conflicts.load(), 90);
        QCOMPARE(refused.load(), 90);
        QCOMPARE(count(**database), 91);
    }

    void aFileThatIsNoDatabaseIsRefused()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"letter.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(5000, 'x'));
        file.close();
        const auto opened = Database::open({.url = u"sqlite:"_s % file.fileName()});
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Unavailable);
        QVERIFY(!Database::open({.url = u"sqlite:/no/such/folder/keydesk.db"_s}));
        QVERIFY(!Database::open({.url = u"mysql://localhost"_s}));
    }

    void withoutAClockTheTimeIsTheSystems()
    {
        QTemporaryDir folder;
        const auto opened = Database::open({.url = u"sqlite:"_s % folder.filePath(u"keydesk.db"_s)});
        QVERIFY(opened);
        const Instant before = SystemClock().now();
        const auto now = (*opened)->read([](Transaction& transaction) -> Result<Instant> { return transaction.now(); });
        QVERIFY(now && *now >= before && *now <= SystemClock().now());
    }
};

QTEST_GUILESS_MAIN(SqliteDatabaseTest)
#include "tst_sqlitedatabase.moc"
