#include "audit/auditcheckpoints.h"
#include "base/digest.h"
#include "base/random.h"
#include "fakes/testdatabase.h"

#include <QJsonDocument>
#include <QTest>
#include <thread>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

Caller kiosk()
{
    Caller caller;
    caller.requestId = u"r1"_s;
    caller.address = u"192.0.2.7"_s;
    caller.installation = InstallationId{u"i1"_s};
    caller.installationName = u"Kiosk 1"_s;
    caller.installationPlace = u"IT office, ground floor"_s;
    caller.userName = u"ada"_s;
    return caller;
}

Result<void> append(Database& database, const QString& event, const QJsonObject& details = {})
{
    return database.write([&](Transaction& transaction) -> Result<void> {
        AuditLog::append(transaction, kiosk(),
                         {.event = event, .subject = UserId{u"u1"_s}, .subjectName = u"grace"_s, .details = details});
        return done();
    });
}

AuditVerdict verdict(Database& database, const QString& expectedHead = {})
{
    const auto result = database.read(
        [&](Transaction& transaction) -> Result<AuditVerdict> { return AuditLog::verify(transaction, expectedHead); });
    AuditVerdict failed;
    failed.problem = result ? QString() : result.error().context;
    return result ? *result : failed;
}

Result<int> tamper(Database& database, const QString& sql, const QVariantList& values = {})
{
    return database.write([&](Transaction& transaction) -> Result<int> { return transaction.run(sql, values); });
}

/// What somebody does who can write the database and knows how the chain is made.
void computeAnew(Database& database)
{
    QVERIFY(database.write([](Transaction& transaction) -> Result<void> {
        QString previous = AuditLog::originHash();
        const QList<AuditRecord> records = AuditLog::records(transaction, 0, 1000);
        for (const AuditRecord& record : records) {
            const QString hash = AuditLog::chainedHash(record, previous);
            transaction.run(u"UPDATE audit_record SET hash = ? WHERE number = ?"_s, {hash, record.number});
            previous = hash;
        }
        transaction.run(u"UPDATE audit_head SET hash = ?, number = ?"_s, {previous, records.last().number});
        return done();
    }));
}

} // namespace

class AuditLogTest : public QObject
{
    Q_OBJECT

private:
    SystemRandom m_random;
    Sealer m_sealer{KeyRing::create(m_random), m_random};

    void fill(Database& database, int records)
    {
        for (int i = 1; i <= records; ++i)
            QVERIFY(append(database, u"phone.registered"_s, {{u"phone"_s, i}}));
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void aRecordSaysWhoDidWhatToWhomWhere()
    {
        TestDatabase database;
        QVERIFY(append(*database, u"phone.lost"_s, {{u"name"_s, u"Çağrı's \"phone\"\n"_s}, {u"count"_s, 3}}));
        const auto records = database->read([](Transaction& transaction) -> Result<QList<AuditRecord>> {
            return AuditLog::records(transaction, 0, 10);
        });
        QVERIFY(records && records->size() == 1);
        const AuditRecord& record = records->first();
        QCOMPARE(record.number, 1);
        QVERIFY(record.time >= FakeClock::start && record.time - FakeClock::start < std::chrono::seconds{5});
        QCOMPARE(record.event, u"phone.lost"_s);
        QCOMPARE(record.actor, u"ada"_s);
        QCOMPARE(record.subject, u"grace"_s);
        QCOMPARE(record.installation, u"Kiosk 1"_s);
        QCOMPARE(record.address, u"192.0.2.7"_s);
        QCOMPARE(record.requestId, u"r1"_s);
        QCOMPARE(record.details, (QJsonObject{{u"name"_s, u"Çağrı's \"phone\"\n"_s},
                                              {u"count"_s, 3},
                                              {u"subjectId"_s, u"u1"_s},
                                              {u"installationId"_s, u"i1"_s},
                                              {u"installationPlace"_s, u"IT office, ground floor"_s}}));
    }

    void theHashIsTheOneThatTheHeaderDescribes()
    {
        const AuditRecord record{.number = 2,
                                 .time = instantFrom(1767607210123),
                                 .event = u"user.added"_s,
                                 .actor = u"service"_s,
                                 .subject = u"çağrı"_s,
                                 .installation = {},
                                 .address = u"::1"_s,
                                 .requestId = u"r"_s,
                                 .details = {{u"b"_s, u"\t/\u001f"_s}, {u"a"_s, true}},
                                 .hash = {}};
        const QByteArray canonical =
            "{\"actor\":\"service\",\"address\":\"::1\",\"details\":{\"a\":true,\"b\":\"\\t/\\u001f\"},"
            "\"event\":\"user.added\",\"installation\":\"\",\"number\":2,\"previous\":\"ab\",\"requestId\":\"r\","
            "\"subject\":\"\xc3\xa7"
            "a\xc4\x9fr\xc4\xb1\",\"time\":1767607210123}";
        QCOMPARE(AuditLog::chainedHash(record, u"ab"_s), QString::fromLatin1(digest(Hash::Sha256, canonical).toHex()));
    }

    void anUntouchedLogIsIntact()
    {
        TestDatabase database;
        QVERIFY2(verdict(*database).isIntact, qPrintable(verdict(*database).problem));
        QCOMPARE(verdict(*database).head, AuditLog::originHash());
        fill(*database, 5);
        const AuditVerdict whole = verdict(*database);
        QVERIFY2(whole.isIntact, qPrintable(whole.problem));
        QCOMPARE(whole.records, 5);
        QCOMPARE(whole.head.size(), 64);
        fill(*database, 2);
        QVERIFY(verdict(*database, whole.head).isIntact); // It has only grown since.
        QVERIFY(verdict(*database, u' ' % whole.head.toUpper()).isIntact);
    }

    void anEventOfARolledBackChangeIsNotRecorded()
    {
        TestDatabase database;
        QVERIFY(!database->write([](Transaction& transaction) -> Result<void> {
            AuditLog::append(transaction, kiosk(), {.event = u"phone.removed"_s});
            return Error{ErrorCode::LastFactor, u"said the rules"_s};
        }));
        QCOMPARE(verdict(*database).records, 0);
    }

    void tamperingShows_data()
    {
        QTest::addColumn<QStringList>("changes");
        QTest::addColumn<qint64>("firstBroken");
        QTest::newRow("edited event") << QStringList{u"UPDATE audit_record SET event = 'nothing' WHERE number = 3"_s}
                                      << qint64{3};
        QTest::newRow("edited time") << QStringList{u"UPDATE audit_record SET time = time + 1 WHERE number = 1"_s}
                                     << qint64{1};
        QTest::newRow("edited details") << QStringList{u"UPDATE audit_record SET details = '{}' WHERE number = 6"_s}
                                        << qint64{6};
        QTest::newRow("edited address") << QStringList{u"UPDATE audit_record SET address = '' WHERE number = 2"_s}
                                        << qint64{2};
        QTest::newRow("deleted in the middle")
            << QStringList{u"DELETE FROM audit_record WHERE number = 4"_s} << qint64{4};
        QTest::newRow("deleted and renumbered") << QStringList{u"DELETE FROM audit_record WHERE number = 4"_s,
                                                               u"UPDATE audit_record SET number = 4 WHERE number = 5"_s,
                                                               u"UPDATE audit_record SET number = 5 WHERE number = 6"_s}
                                                << qint64{4};
        QTest::newRow("first deleted") << QStringList{u"DELETE FROM audit_record WHERE number = 1"_s} << qint64{1};
        QTest::newRow("truncated") << QStringList{u"DELETE FROM audit_record WHERE number > 4"_s} << qint64{5};
        QTest::newRow("reordered") << QStringList{u"UPDATE audit_record SET number = 99 WHERE number = 2"_s,
                                                  u"UPDATE audit_record SET number = 2 WHERE number = 3"_s,
                                                  u"UPDATE audit_record SET number = 3 WHERE number = 99"_s}
                                   << qint64{2};
        QTest::newRow("inserted before the first")
            << QStringList{u"UPDATE audit_record SET number = 0 WHERE number = 1"_s} << qint64{1};
        QTest::newRow("head deleted") << QStringList{u"DELETE FROM audit_head"_s} << qint64{7};
    }
    void tamperingShows()
    {
        QFETCH(QStringList, changes);
        TestDatabase database;
        fill(*database, 6);
        for (const QString& change : changes)
            QVERIFY(tamper(*database, change));
        const AuditVerdict broken = verdict(*database);
        QVERIFY(!broken.isIntact);
        QVERIFY(!broken.problem.isEmpty());
        QTEST(broken.firstBroken, "firstBroken");
    }

    void aTruncationWithTheHeadMovedShowsAgainstAnExternalHead()
    {
        TestDatabase database;
        fill(*database, 6);
        const QString noted = verdict(*database).head;
        QVERIFY(tamper(*database, u"DELETE FROM audit_record WHERE number > 4"_s));
        computeAnew(*database);
        QVERIFY(verdict(*database).isIntact); // That is why heads are noted elsewhere.
        QVERIFY(!verdict(*database, noted).isIntact);
    }

    void aRecomputedLogShowsAgainstASignedCheckpoint()
    {
        TestDatabase database;
        AuditCheckpoints checkpoints(*database, m_sealer);
        fill(*database, 4);
        const auto checkpoint = checkpoints.signIfDue();
        QVERIFY(checkpoint && *checkpoint);
        QCOMPARE((*checkpoint)->number, 4);
        fill(*database, 2);
        QVERIFY(checkpoints.verify({})->isIntact);
        QVERIFY(checkpoints.verify((*checkpoint)->head)->isIntact);

        QVERIFY(tamper(*database, u"UPDATE audit_record SET actor = 'alan' WHERE number = 2"_s));
        computeAnew(*database);
        QVERIFY2(verdict(*database).isIntact, qPrintable(verdict(*database).problem));
        const auto broken = checkpoints.verify({});
        QVERIFY(broken && !broken->isIntact);
        QCOMPARE(broken->firstBroken, 4);
    }

    void aTruncationBelowACheckpointShows()
    {
        TestDatabase database;
        AuditCheckpoints checkpoints(*database, m_sealer);
        fill(*database, 4);
        QVERIFY(*checkpoints.signIfDue());
        QVERIFY(tamper(*database, u"DELETE FROM audit_record WHERE number > 2"_s));
        computeAnew(*database);
        QVERIFY2(verdict(*database).isIntact, qPrintable(verdict(*database).problem));
        QVERIFY(!checkpoints.verify({})->isIntact);
    }

    void aForgedCheckpointShows_data()
    {
        QTest::addColumn<QString>("change");
        QTest::newRow("head")
            << u"UPDATE audit_checkpoint SET head = (SELECT hash FROM audit_record WHERE number = 2)"_s;
        QTest::newRow("number") << u"UPDATE audit_checkpoint SET number = 2"_s;
        QTest::newRow("time") << u"UPDATE audit_checkpoint SET time = time + 1"_s;
        QTest::newRow("key deleted") << u"DELETE FROM audit_key"_s;
        QTest::newRow("key of another row")
            << u"UPDATE audit_key SET sealed = (SELECT signature FROM audit_checkpoint)"_s;
    }
    void aForgedCheckpointShows()
    {
        QFETCH(QString, change);
        TestDatabase database;
        AuditCheckpoints checkpoints(*database, m_sealer);
        fill(*database, 3);
        QVERIFY(*checkpoints.signIfDue());
        QVERIFY(checkpoints.verify({})->isIntact);
        QVERIFY(tamper(*database, change));
        QVERIFY(!checkpoints.verify({})->isIntact);
    }

    void checkpointsComeWhenDueAndCanBeCheckedElsewhere()
    {
        TestDatabase database;
        AuditCheckpoints checkpoints(*database, m_sealer);
        QVERIFY(!checkpoints.signIfDue()->has_value());
        QCOMPARE(checkpoints.publicKey().error().code, ErrorCode::NotFound);
        fill(*database, 9);
        QVERIFY(!checkpoints.signIfDue(10)->has_value());
        fill(*database, 1);
        const auto due = checkpoints.signIfDue(10);
        QVERIFY(due && due->has_value());
        QVERIFY(!checkpoints.signIfDue(10)->has_value());
        QVERIFY(!checkpoints.signIfDue()->has_value());

        const auto key = checkpoints.publicKey();
        QVERIFY(key);
        const QByteArray message = "{\"head\":\"" + (*due)->head.toLatin1() +
                                   "\",\"number\":10,\"time\":" + QByteArray::number(toMilliseconds((*due)->time)) +
                                   '}';
        QVERIFY(key->verifies(message, (*due)->signature));
    }

    void threadsAppendWithoutAGap()
    {
        TestDatabase database;
        constexpr int threadCount = 8;
        constexpr int each = 20;
        std::atomic<int> failed{0};
        std::vector<std::thread> threads;
        for (int thread = 0; thread < threadCount; ++thread) {
            threads.emplace_back([&, thread] {
                for (int i = 0; i < each; ++i)
                    failed +=
                        append(*database, u"sign_in.succeeded"_s, {{u"thread"_s, thread}, {u"turn"_s, i}}) ? 0 : 1;
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(failed.load(), 0);
        const AuditVerdict whole = verdict(*database);
        QVERIFY2(whole.isIntact, qPrintable(whole.problem));
        QCOMPARE(whole.records, threadCount * each);
    }

    void recordsComeInPages()
    {
        TestDatabase database;
        fill(*database, 5);
        const auto page = database->read([](Transaction& transaction) -> Result<QList<AuditRecord>> {
            return AuditLog::records(transaction, 2, 2);
        });
        QCOMPARE(page->size(), 2);
        QCOMPARE(page->first().number, 3);
        QCOMPARE(page->last().number, 4);
    }
};

QTEST_GUILESS_MAIN(AuditLogTest)
#include "tst_auditlog.moc"
