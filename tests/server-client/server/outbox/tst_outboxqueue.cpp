#include "outboxtest.h"
#include "store/housekeeping.h"

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

/// Messages in their table: sealed, claimed by one instance at a time, tried with growing pauses, cleared away.
class OutboxQueueTest : public OutboxTest
{
    Q_OBJECT

private Q_SLOTS:
    void aMessageIsSealedInItsRow()
    {
        TestDatabase database;
        const MessageId id = enqueue(*database, codeMail());
        const Row row = rowOf(*database, id);
        QCOMPARE(row.text(0), u"waiting"_s);
        for (const QByteArray& secret : {QByteArray("493817"), QByteArray("ada@"), QByteArray("sign_in_code")})
            QVERIFY(!row.bytes(2).contains(secret));
        QCOMPARE(row.instant(6) - FakeClock::start >= std::chrono::hours{72},
                 true); // Three days unless told otherwise.
    }

    void aMessageOfARolledBackChangeIsNeverSent()
    {
        TestDatabase database;
        QVERIFY(!database->write([&](Transaction& transaction) -> Result<void> {
            m_outbox.enqueue(transaction, codeMail());
            return Error{ErrorCode::Conflict, u"said the rules"_s};
        }));
        OutboxQueue queue(*database, m_sealer, m_random, {});
        QVERIFY(!queue.claim(Channel::Mail)->has_value());
    }

    void theNextAttemptIsMadeOnTime()
    {
        TestDatabase database;
        const DeliveryPolicy policy;
        OutboxQueue queue(*database, m_sealer, m_random, policy);
        QCOMPARE(*queue.untilNext(Channel::Mail), policy.look);
        enqueue(*database, codeMail());
        QCOMPARE(*queue.untilNext(Channel::Sms), policy.look);
        QCOMPARE(*queue.untilNext(Channel::Mail), std::chrono::milliseconds{0});
        const auto claimed = queue.claim(Channel::Mail);
        QVERIFY(claimed && *claimed);
        QCOMPARE(*queue.untilNext(Channel::Mail), policy.look); // The lease is longer.
        QVERIFY(queue.finish(**claimed, {Outcome::TryLater, u"451 busy"_s}));
        const std::chrono::milliseconds pause = *queue.untilNext(Channel::Mail);
        QVERIFY(pause > std::chrono::seconds{2} && pause < std::chrono::seconds{4});
        database.clock().advance(pause);
        QVERIFY(queue.claim(Channel::Mail)->has_value());
    }

    void pausesGrowAndAreCapped()
    {
        TestDatabase database;
        DeliveryPolicy policy{.firstPause = std::chrono::seconds{10},
                              .longestPause = std::chrono::seconds{60},
                              .lease = std::chrono::minutes{2}};
        OutboxQueue queue(*database, m_sealer, m_random, policy);
        const MessageId id = enqueue(*database, codeMail());
        for (const int expected : {10, 20, 40, 60, 60}) {
            const auto claimed = queue.claim(Channel::Mail);
            QVERIFY(claimed && *claimed);
            QVERIFY(queue.finish(**claimed, {Outcome::TryLater, u"451 busy"_s}));
            const auto pause = rowOf(*database, id).instant(4) - database.clock().now();
            QVERIFY(pause >= std::chrono::milliseconds{expected * 740});
            QVERIFY(pause <= std::chrono::milliseconds{expected * 1260 + 500});
            QCOMPARE(rowOf(*database, id).text(3), u"451 busy"_s);
            QVERIFY(!queue.claim(Channel::Mail)->has_value()); // Not due.
            database.clock().advance(std::chrono::duration_cast<std::chrono::milliseconds>(pause) +
                                     std::chrono::seconds{1});
        }
        QCOMPARE(rowOf(*database, id).number(1), 5);
        QVERIFY(!rowOf(*database, id).isNull(2));
    }

    void aDeadInstancesMessageIsTakenWhenItsLeaseIsOver()
    {
        TestDatabase database;
        OutboxQueue dead(*database, m_sealer, m_random, {});
        OutboxQueue alive(*database, m_sealer, m_random, {});
        const MessageId id = enqueue(*database, codeMail());
        const auto taken = dead.claim(Channel::Mail);
        QVERIFY(taken && *taken);
        QVERIFY(!alive.claim(Channel::Mail)->has_value());
        database.clock().advance(std::chrono::minutes{2} + std::chrono::seconds{1});
        const auto again = alive.claim(Channel::Mail);
        QVERIFY(again && *again);
        QCOMPARE((*again)->attempts, 2);
        // The dead one was only slow: it must not end what is no longer its own.
        QVERIFY(dead.finish(**taken, {Outcome::Refused, u"late"_s}));
        QCOMPARE(stateOf(*database, id), u"waiting"_s);
        QVERIFY(alive.finish(**again, {}));
        QCOMPARE(stateOf(*database, id), u"delivered"_s);
    }

    void housekeepingEndsAndRemoves()
    {
        TestDatabase database;
        Housekeeping housekeeping;
        Outbox::registerWith(housekeeping);
        OutgoingMessage sms = codeMail(u"+905551234567"_s);
        sms.channel = Channel::Sms;
        sms.expires = database.clock().now() + std::chrono::minutes{5};
        const MessageId id = enqueue(*database, sms);
        QCOMPARE(*housekeeping.run(*database), 0);
        database.clock().advance(std::chrono::minutes{6});
        QCOMPARE(*housekeeping.run(*database), 1);
        QCOMPARE(stateOf(*database, id), u"expired"_s);
        QVERIFY(rowOf(*database, id).isNull(2));
        database.clock().advance(std::chrono::hours{24 * 31});
        QCOMPARE(*housekeeping.run(*database), 1);
    }
};

QTEST_GUILESS_MAIN(OutboxQueueTest)
#include "tst_outboxqueue.moc"
