#include "base/random.h"
#include "fakes/testdatabase.h"
#include "store/housekeeping.h"
#include "store/idempotencystore.h"

#include <QTest>
#include <thread>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using State = IdempotencyStore::State;

class IdempotencyStoreTest : public QObject
{
    Q_OBJECT

private:
    SystemRandom m_random;
    Sealer m_sealer{KeyRing::create(m_random), m_random};
    const IdempotentRequest m_request{u"key-1234"_s, InstallationId{u"i"_s}, UserId{u"u"_s}, "POST /phones {}"};
    const Secret m_answer = Secret::copyOf("{\"secret\":\"JBSWY3DPEHPK3PXP\"}");

    static State stateOf(const Result<IdempotencyStore::Beginning>& beginning)
    {
        if (!beginning)
            qFatal("%s", qPrintable(beginning.error().context));
        return beginning->state;
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void aRequestSentAgainGetsTheFirstAnswer()
    {
        TestDatabase database;
        IdempotencyStore store(*database, m_sealer);
        QVERIFY(stateOf(store.begin(m_request)) == State::New);
        QVERIFY(stateOf(store.begin(m_request)) == State::StillRunning);
        QVERIFY(store.finish(m_request, m_answer));
        database.clock().advance(std::chrono::hours{23});
        const auto again = store.begin(m_request);
        QVERIFY(stateOf(again) == State::Finished);
        QVERIFY(again->response->equals(m_answer.view()));
    }

    void theKeyOfAnotherRequestIsAMismatch()
    {
        TestDatabase database;
        IdempotencyStore store(*database, m_sealer);
        QVERIFY(stateOf(store.begin(m_request)) == State::New);
        IdempotentRequest other = m_request;
        other.contents = "DELETE /phones/1";
        QVERIFY(stateOf(store.begin(other)) == State::Mismatch);
        QVERIFY(store.finish(m_request, m_answer));
        QVERIFY(stateOf(store.begin(other)) == State::Mismatch);
    }

    void keysOfOthersAreOthers_data()
    {
        QTest::addColumn<QString>("installation");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("key");
        QTest::newRow("installation") << u"j"_s << u"u"_s << u"key-1234"_s;
        QTest::newRow("user") << u"i"_s << u"v"_s << u"key-1234"_s;
        QTest::newRow("nobody yet") << u"i"_s << QString() << u"key-1234"_s;
        QTest::newRow("key") << u"i"_s << u"u"_s << u"key-1235"_s;
        QTest::newRow("moved border") << u"iu"_s << QString() << u"key-1234"_s;
    }
    void keysOfOthersAreOthers()
    {
        QFETCH(QString, installation);
        QFETCH(QString, user);
        QFETCH(QString, key);
        TestDatabase database;
        IdempotencyStore store(*database, m_sealer);
        QVERIFY(stateOf(store.begin(m_request)) == State::New);
        QVERIFY(stateOf(store.begin({key, InstallationId{installation}, UserId{user}, m_request.contents})) ==
                State::New);
    }

    void anAbandonedKeyMayBeUsedAgain()
    {
        TestDatabase database;
        IdempotencyStore store(*database, m_sealer);
        QVERIFY(stateOf(store.begin(m_request)) == State::New);
        QVERIFY(store.abandon(m_request));
        QVERIFY(stateOf(store.begin(m_request)) == State::New);
        QVERIFY(store.finish(m_request, m_answer));
        QVERIFY(store.abandon(m_request)); // Too late: it is finished.
        QVERIFY(stateOf(store.begin(m_request)) == State::Finished);
    }

    void whatADeadInstanceBeganMayBeginAgain()
    {
        TestDatabase database;
        IdempotencyStore store(*database, m_sealer);
        QVERIFY(stateOf(store.begin(m_request)) == State::New);
        database.clock().advance(std::chrono::seconds{61});
        QVERIFY(stateOf(store.begin(m_request)) == State::New);
        QVERIFY(stateOf(store.begin(m_request)) == State::StillRunning);
    }

    void afterADayAllIsForgotten()
    {
        TestDatabase database;
        IdempotencyStore store(*database, m_sealer);
        Housekeeping housekeeping;
        IdempotencyStore::registerWith(housekeeping);
        QVERIFY(stateOf(store.begin(m_request)) == State::New);
        QVERIFY(store.finish(m_request, m_answer));
        QCOMPARE(*housekeeping.run(*database), 0);
        database.clock().advance(std::chrono::hours{24} + std::chrono::seconds{1});
        QCOMPARE(*housekeeping.run(*database), 1);
        QVERIFY(stateOf(store.begin(m_request)) == State::New);
    }

    void anAnswerIsSealedToItsRow()
    {
        TestDatabase database;
        IdempotencyStore store(*database, m_sealer);
        IdempotentRequest other = m_request;
        other.key = u"key-5678"_s;
        for (const IdempotentRequest& request : {m_request, other}) {
            QVERIFY(stateOf(store.begin(request)) == State::New);
            QVERIFY(store.finish(request, m_answer));
        }
        const auto rows = database->read([](Transaction& transaction) -> Result<QList<Row>> {
            return transaction.all(u"SELECT id, response FROM idempotency"_s);
        });
        QVERIFY(rows && rows->size() == 2);
        QVERIFY(!rows->first().bytes(1).contains("JBSW"));
        QVERIFY(!rows->first().text(0).contains(u"key"_s));
        QVERIFY(database->write([&](Transaction& transaction) -> Result<int> {
            return transaction.run(u"UPDATE idempotency SET response = ? WHERE id = ?"_s,
                                   {rows->at(0).bytes(1), rows->at(1).text(0)});
        }));
        int opened = 0;
        for (const IdempotentRequest& request : {m_request, other})
            opened += store.begin(request) ? 1 : 0;
        QCOMPARE(opened, 1);
    }

    void ofManyAtOnceOneBegins()
    {
        TestDatabase database;
        IdempotencyStore store(*database, m_sealer);
        std::atomic<int> begun{0};
        std::atomic<int> running{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&] {
                const auto beginning = store.begin(m_request);
                begun += beginning && beginning->state == State::New ? 1 : 0;
                running += beginning && beginning->state == State::StillRunning ? 1 : 0;
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(begun.load(), 1);
        QCOMPARE(running.load(), 7);
    }
};

QTEST_GUILESS_MAIN(IdempotencyStoreTest)
#include "tst_idempotencystore.moc"
