#include "fakes/postgresqlcluster.h"
#include "fakes/testdatabase.h"

#include <QProcess>
#include <QSet>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

/// An acknowledged write is there after the death of whoever wrote it.
class DurabilityTest : public QObject
{
    Q_OBJECT

private:
    /// The numbers that a writer had acknowledged when it was killed.
    static QSet<qint64> killedWriter(const QString& url, qsizetype after)
    {
        QProcess writer;
        writer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        writer.start(QStringLiteral(KEYDESK_DURABILITY_WRITER), {url});
        QByteArray output;
        while (output.count('\n') < after && writer.waitForReadyRead(30000))
            output += writer.readAll();
        writer.kill(); // SIGKILL
        writer.waitForFinished();
        output += writer.readAll();
        QSet<qint64> acknowledged;
        for (const QByteArray& line : output.first(output.lastIndexOf('\n') + 1).trimmed().split('\n'))
            acknowledged.insert(line.toLongLong());
        return acknowledged;
    }

    static QSet<qint64> written(Database& database)
    {
        QSet<qint64> numbers;
        const auto rows = database.read([](Transaction& transaction) -> Result<QList<Row>> {
            return transaction.all(u"SELECT number FROM written"_s);
        });
        for (const Row& row : *rows)
            numbers.insert(row.number(0));
        return numbers;
    }

    static Result<int> makeTable(Database& database)
    {
        return database.write([](Transaction& transaction) -> Result<int> {
            return transaction.run(u"CREATE TABLE written (number BIGINT NOT NULL PRIMARY KEY)"_s);
        });
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void killedAtAnyMoment_data()
    {
        QTest::addColumn<int>("after");
        for (const int after : {1, 7, 50, 400})
            QTest::newRow(qPrintable(QString::number(after))) << after;
    }
    void killedAtAnyMoment()
    {
        QFETCH(int, after);
        TestDatabase database;
        QVERIFY(makeTable(*database));
        const QString url = database.settings().url;
        database.close();
        const QSet<qint64> acknowledged = killedWriter(url, after);
        QVERIFY(acknowledged.size() >= after);
        database.reopen();
        const QSet<qint64> found = written(*database);
        QVERIFY2((acknowledged - found).isEmpty(),
                 qPrintable(u"%1 acknowledged writes are lost"_s.arg((acknowledged - found).size())));
        // Not more than one per thread beyond what was acknowledged.
        QVERIFY((found - acknowledged).size() <= 4);
    }

    /// PostgreSQL's own death, with all its processes.
    void theServerKilledToo()
    {
        TestDatabase database;
        if (database.engine() == TestDatabase::Engine::Sqlite)
            return; // It has no server: killedAtAnyMoment() was all.
        QVERIFY(makeTable(*database));
        const QString url = database.settings().url;
        database.close();
        const QSet<qint64> acknowledged = killedWriter(url, 200);
        PostgresqlCluster::running().crash();
        database.reopen();
        QVERIFY((acknowledged - written(*database)).isEmpty());
    }
};

QTEST_GUILESS_MAIN(DurabilityTest)
#include "tst_durability.moc"
