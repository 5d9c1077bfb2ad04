#include "fakes/testserver.h"
#include "outbox/mailcourier.h"
#include "outbox/outboxdelivery.h"
#include "outboxtest.h"

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The post beyond our walls: keeps what it is handed, answers as told.
class RecordingCourier final : public Courier
{
public:
    struct Book
    {
        std::mutex mutex;
        QList<Parcel> parcels;
        QList<Delivery> answers; ///< For the first ones; then everything is delivered.
        std::function<void(const Parcel&)> meanwhile;

        qsizetype count()
        {
            const std::lock_guard lock(mutex);
            return parcels.size();
        }
    };
    explicit RecordingCourier(Book& book) : m_book(book) {}
    Delivery deliver(const Parcel& parcel, const std::atomic<bool>&) override
    {
        if (m_book.meanwhile)
            m_book.meanwhile(parcel);
        const std::lock_guard lock(m_book.mutex);
        Parcel copy = parcel;
        copy.text.body = QString(parcel.text.body.constData(), parcel.text.body.size()); // The original is wiped.
        m_book.parcels.append(copy);
        return m_book.answers.isEmpty() ? Delivery{} : m_book.answers.takeFirst();
    }

private:
    Book& m_book;
};

/// For time that a test moves: nobody waits for that.
void lookAgain(Database& database)
{
    QVERIFY(database.write([](Transaction& transaction) -> Result<void> {
        transaction.wake(outboxTopic);
        return done();
    }));
}

} // namespace

/// What threads make of the messages that wait.
class OutboxDeliveryTest : public OutboxTest
{
    Q_OBJECT

private:
    std::unique_ptr<OutboxDelivery> deliver(Database& database, RecordingCourier::Book& book,
                                            DeliveryPolicy policy = {})
    {
        // Looks only when woken, so that a test sees what wakes it.
        policy.look = std::chrono::minutes{10};
        return std::make_unique<OutboxDelivery>(
            OutboxDelivery::Parts{.database = database,
                                  .sealer = m_sealer,
                                  .random = m_random,
                                  .mail = std::make_unique<RecordingCourier>(book),
                                  .sms = nullptr,
                                  .commonVariables = {{u"organisation"_s, u"Example Works"_s}},
                                  .policy = policy});
    }

private Q_SLOTS:
    void deliveryWakesAfterTheCommitAndErasesThePayload()
    {
        TestDatabase database;
        RecordingCourier::Book book;
        const auto delivery = deliver(*database, book);
        const MessageId id = enqueue(*database, codeMail());
        QTRY_COMPARE(stateOf(*database, id), u"delivered"_s);
        QCOMPARE(book.count(), 1);
        const Parcel parcel = book.parcels.first();
        QCOMPARE(parcel.id.value, id.value);
        QCOMPARE(parcel.recipient, u"ada@example.org"_s);
        QCOMPARE(parcel.text.subject, u"Oturum açma kodunuz"_s);
        QVERIFY(parcel.text.body.contains(u"493817"_s) && parcel.text.body.contains(u"Example Works"_s));
        const Row row = rowOf(*database, id);
        QVERIFY(row.isNull(2));
        QCOMPARE(row.number(1), 1);
        QVERIFY(!row.isNull(5));
    }

    void whatOneInstanceEnqueuesAnotherDeliversAtOnce()
    {
        TestDatabase database(TestDatabase::Engine::Postgresql);
        const auto other = Database::open(database.settings());
        QVERIFY(other);
        RecordingCourier::Book book;
        const auto delivery = deliver(*database, book);
        const MessageId id = enqueue(**other, codeMail());
        QTRY_COMPARE(stateOf(*database, id), u"delivered"_s);
    }

    void whatWaitedIsDeliveredAtTheStart()
    {
        TestDatabase database;
        const MessageId id = enqueue(*database, codeMail());
        RecordingCourier::Book book;
        const auto delivery = deliver(*database, book);
        QTRY_COMPARE(stateOf(*database, id), u"delivered"_s);
    }

    void whileTheDatabaseFailsItRests()
    {
        TestDatabase database;
        std::atomic<int> attempts{0};
        RecordingCourier::Book book;
        // The message is taken and cannot be finished: its table is gone.
        book.meanwhile = [&](const Parcel&) {
            ++attempts;
            QVERIFY(database->write([](Transaction& transaction) -> Result<int> {
                return transaction.run(u"ALTER TABLE outbox RENAME TO elsewhere"_s);
            }));
        };
        enqueue(*database, codeMail());
        {
            DeliveryPolicy policy;
            policy.afterFailure = std::chrono::minutes{10};
            const auto delivery = deliver(*database, book, policy);
            QTRY_COMPARE(book.count(), 1);
        }
        QCOMPARE(attempts.load(), 1);
    }

    void afterAFailureItIsTriedAgain()
    {
        TestDatabase database;
        RecordingCourier::Book book;
        book.answers = {{Outcome::TryLater, u"421 busy"_s}, {Outcome::TryLater, u"421 busy"_s}};
        const auto delivery = deliver(*database, book);
        const MessageId id = enqueue(*database, codeMail());
        for (int attempt = 1; attempt <= 3; ++attempt) {
            lookAgain(*database);
            QTRY_COMPARE(rowOf(*database, id).number(1), attempt);
            QTRY_VERIFY(attempt == 3 || rowOf(*database, id).text(3) == u"421 busy"_s);
            QTRY_VERIFY(attempt == 3 ||
                        rowOf(*database, id).instant(4) - database.clock().now() < std::chrono::minutes{1});
            database.clock().advance(std::chrono::minutes{1});
        }
        QTRY_COMPARE(stateOf(*database, id), u"delivered"_s);
    }

    void anExpiredMessageIsNeverSent()
    {
        TestDatabase database;
        OutgoingMessage message = codeMail();
        message.expires = database.clock().now() + std::chrono::minutes{5};
        const MessageId id = enqueue(*database, message);
        database.clock().advance(std::chrono::minutes{5});
        RecordingCourier::Book book;
        const auto delivery = deliver(*database, book);
        QTRY_COMPARE(stateOf(*database, id), u"expired"_s);
        QVERIFY(rowOf(*database, id).isNull(2));
        QCOMPARE(book.count(), 0);
    }

    void aTransferMayNotOutliveTheMessage()
    {
        TestDatabase database;
        OutgoingMessage message = codeMail();
        message.expires = database.clock().now() + std::chrono::seconds{20};
        enqueue(*database, message);
        RecordingCourier::Book book;
        const auto delivery = deliver(*database, book);
        QTRY_COMPARE(book.count(), 1);
        QVERIFY(book.parcels.first().timeLimit <= std::chrono::seconds{20});
    }

    void aRefusedMessageIsNotTriedAgain()
    {
        TestDatabase database;
        RecordingCourier::Book book;
        book.answers = {{Outcome::Refused, u"550 no such user"_s}};
        const auto delivery = deliver(*database, book);
        const MessageId id = enqueue(*database, codeMail());
        QTRY_COMPARE(stateOf(*database, id), u"refused"_s);
        QVERIFY(rowOf(*database, id).isNull(2));
        QCOMPARE(rowOf(*database, id).text(3), u"550 no such user"_s);
    }

    void whatExpiresFirstGoesFirst()
    {
        TestDatabase database;
        OutgoingMessage notice = codeMail(u"grace@example.org"_s);
        enqueue(*database, notice);
        OutgoingMessage code = codeMail();
        code.expires = database.clock().now() + std::chrono::minutes{5};
        enqueue(*database, code);
        RecordingCourier::Book book;
        const auto delivery = deliver(*database, book);
        QTRY_COMPARE(book.count(), 2);
        QCOMPARE(book.parcels.first().recipient, u"ada@example.org"_s);
    }

    void twoInstancesDeliverEachMessageOnce()
    {
        TestDatabase database;
        RecordingCourier::Book book;
        constexpr int messages = 40;
        for (int i = 0; i < messages; ++i)
            QVERIFY(!enqueue(*database, codeMail(u"user%1@example.org"_s.arg(i))).isEmpty());
        const auto first = deliver(*database, book);
        const auto second = deliver(*database, book);
        QTRY_COMPARE_WITH_TIMEOUT(book.count(), messages, 20000);
        QSet<QString> recipients;
        for (const Parcel& parcel : book.parcels)
            recipients.insert(parcel.recipient);
        QCOMPARE(recipients.size(), messages);
    }

    void aPayloadMovedToAnotherRowDoesNotOpen()
    {
        TestDatabase database;
        const MessageId first = enqueue(*database, codeMail());
        const MessageId second = enqueue(*database, codeMail(u"alan@example.org"_s));
        QVERIFY(database->write([&](Transaction& transaction) -> Result<int> {
            return transaction.run(
                u"UPDATE outbox SET payload = (SELECT payload FROM outbox WHERE id = ?) WHERE id = ?"_s,
                {first.value, second.value});
        }));
        RecordingCourier::Book book;
        const auto delivery = deliver(*database, book);
        QTRY_COMPARE(stateOf(*database, second), u"refused"_s);
        QTRY_COMPARE(stateOf(*database, first), u"delivered"_s);
        QCOMPARE(book.count(), 1);
    }

    void aRealMailServerThatIsBusyAtFirst()
    {
        TestDatabase database;
        TestAuthority authority;
        TestServer server(u"mail-server"_s, authority.issue(), {u"--answers"_s, u"451,take-and-drop"_s});
        MailSettings settings;
        settings.server = u"smtp://localhost:%1"_s.arg(server.port());
        settings.sender = {u"keydesk@example.org"_s, u"Example"_s};
        settings.caFile = authority.file();
        DeliveryPolicy policy;
        policy.firstPause = std::chrono::milliseconds{0};
        OutboxDelivery delivery({.database = *database,
                                 .sealer = m_sealer,
                                 .random = m_random,
                                 .mail = std::make_unique<MailCourier>(settings),
                                 .sms = nullptr,
                                 .commonVariables = {},
                                 .policy = policy});
        const MessageId id = enqueue(*database, codeMail());
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(*database, id), u"delivered"_s, 20000);
        QCOMPARE(rowOf(*database, id).number(1), 3);
        // The answer to the second was lost, so the mail came twice: its Message-ID tells that it is one.
        QVERIFY(server.waitFor(2));
        QCOMPARE(server.received().size(), 2);
        const QString messageId = u"<%1@example.org>"_s.arg(id.value);
        for (const QJsonObject& mail : server.received()) {
            QCOMPARE(mail[u"headers"][u"Message-ID"].toString(), messageId);
            QVERIFY(mail[u"body"].toString().contains(u"493817"_s));
        }
    }
};

QTEST_GUILESS_MAIN(OutboxDeliveryTest)
#include "tst_outboxdelivery.moc"
