#include "store/databasefailure.h"

#include <QSqlError>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

/// Native codes from https://sqlite.org/rescode.html and appendix A of PostgreSQL's manual.
class DatabaseFailureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void codes_data()
    {
        QTest::addColumn<bool>("isSqlite");
        QTest::addColumn<QString>("native");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("marks"); ///< u: unique, r: may retry, l: connection lost.
        const auto row = [](const char* name, bool isSqlite, const QString& native, ErrorCode code,
                            const QString& marks = {}) {
            QTest::newRow(name) << isSqlite << native << int(code) << marks;
        };
        row("SQLite primary key", true, u"1555"_s, ErrorCode::Conflict, u"u"_s);
        row("SQLite unique", true, u"2067"_s, ErrorCode::Conflict, u"u"_s);
        row("SQLite rowid", true, u"2579"_s, ErrorCode::Conflict, u"u"_s);
        row("SQLite foreign key", true, u"787"_s, ErrorCode::Conflict);
        row("SQLite not null", true, u"1299"_s, ErrorCode::Internal);
        row("SQLite check", true, u"275"_s, ErrorCode::Internal);
        row("SQLite syntax", true, u"1"_s, ErrorCode::Internal);
        row("SQLite busy", true, u"5"_s, ErrorCode::Unavailable);
        row("SQLite busy snapshot", true, u"517"_s, ErrorCode::Unavailable);
        row("SQLite full", true, u"13"_s, ErrorCode::Unavailable);
        row("SQLite fsync failed", true, u"1034"_s, ErrorCode::Unavailable);
        row("SQLite write failed", true, u"778"_s, ErrorCode::Unavailable);
        row("SQLite read-only", true, u"8"_s, ErrorCode::Unavailable);
        row("SQLite corrupt", true, u"11"_s, ErrorCode::Unavailable);
        row("SQLite cannot open", true, u"14"_s, ErrorCode::Unavailable);
        row("SQLite too big", true, u"18"_s, ErrorCode::TooLarge);
        row("PostgreSQL unique", false, u"23505"_s, ErrorCode::Conflict, u"u"_s);
        row("PostgreSQL foreign key", false, u"23503"_s, ErrorCode::Conflict);
        row("PostgreSQL not null", false, u"23502"_s, ErrorCode::Internal);
        row("PostgreSQL syntax", false, u"42601"_s, ErrorCode::Internal);
        row("PostgreSQL serialization", false, u"40001"_s, ErrorCode::Unavailable, u"r"_s);
        row("PostgreSQL deadlock", false, u"40P01"_s, ErrorCode::Unavailable, u"r"_s);
        row("PostgreSQL lock time-out", false, u"55P03"_s, ErrorCode::Unavailable);
        row("PostgreSQL shutting down", false, u"57P01"_s, ErrorCode::Unavailable, u"rl"_s);
        row("PostgreSQL crashed", false, u"57P02"_s, ErrorCode::Unavailable, u"rl"_s);
        row("PostgreSQL starting", false, u"57P03"_s, ErrorCode::Unavailable, u"rl"_s);
        row("PostgreSQL idled too long", false, u"57P05"_s, ErrorCode::Unavailable, u"rl"_s);
        row("PostgreSQL idled in a transaction", false, u"25P03"_s, ErrorCode::Unavailable, u"rl"_s);
        row("PostgreSQL silence", false, QString(), ErrorCode::Unavailable, u"rl"_s);
        row("PostgreSQL connection failure", false, u"08006"_s, ErrorCode::Unavailable, u"rl"_s);
        row("PostgreSQL statement time-out", false, u"57014"_s, ErrorCode::Unavailable);
        row("PostgreSQL disk full", false, u"53100"_s, ErrorCode::Unavailable);
        row("PostgreSQL too many connections", false, u"53300"_s, ErrorCode::Unavailable);
        row("PostgreSQL I/O", false, u"58030"_s, ErrorCode::Unavailable);
        row("PostgreSQL standby", false, u"25006"_s, ErrorCode::Unavailable);
        row("PostgreSQL wrong password", false, u"28P01"_s, ErrorCode::Unavailable);
        row("PostgreSQL bad text", false, u"22021"_s, ErrorCode::InvalidRequest);
        row("PostgreSQL too large", false, u"54000"_s, ErrorCode::TooLarge);
    }
    void codes()
    {
        QFETCH(bool, isSqlite);
        QFETCH(QString, native);
        QFETCH(QString, marks);
        const QSqlError error(u"driver"_s, u"text with 'value'"_s, QSqlError::StatementError, native);
        const DatabaseFailure failure =
            isSqlite ? sqliteFailure(error, u"SELECT 1"_s) : postgresqlFailure(error, u"SELECT 1"_s);
        QTEST(int(failure.error.code), "code");
        QCOMPARE(failure.isUniqueViolation, marks.contains(u'u'));
        QCOMPARE(failure.mayRetry, marks.contains(u'r'));
        QCOMPARE(failure.isConnectionLost, marks.contains(u'l'));
        QCOMPARE(failure.error.retryAfter.count() > 0, failure.error.code == ErrorCode::Unavailable);
        QVERIFY(failure.error.context.contains(u"SELECT 1"_s));
    }
};

QTEST_APPLESS_MAIN(DatabaseFailureTest)
#include "tst_databasefailure.moc"
