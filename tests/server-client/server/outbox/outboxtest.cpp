#include "outboxtest.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

OutgoingMessage OutboxTest::codeMail(const QString& recipient)
{
    return {.channel = Channel::Mail,
            .user = UserId{u"user-1"_s},
            .recipient = recipient,
            .textId = u"mail.sign_in_code"_s,
            .locale = u"tr"_s,
            .variables = {{u"code"_s, u"493817"_s}, {u"minutes"_s, u"5"_s}}};
}

MessageId OutboxTest::enqueue(Database& database, const OutgoingMessage& message)
{
    const auto id = database.write(
        [&](Transaction& transaction) -> Result<MessageId> { return m_outbox.enqueue(transaction, message); });
    return id ? *id : MessageId();
}

Row OutboxTest::rowOf(Database& database, const MessageId& id)
{
    const auto row = database.read([&](Transaction& transaction) -> Result<Row> {
        return *transaction.first(
            u"SELECT state, attempts, payload, problem, due, ended, expires FROM outbox WHERE id = ?"_s, {id.value});
    });
    return *row;
}

QString OutboxTest::stateOf(Database& database, const MessageId& id)
{
    return rowOf(database, id).text(0);
}

} // namespace keydesk
