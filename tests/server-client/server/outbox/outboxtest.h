#pragma once

#include "base/random.h"
#include "fakes/testdatabase.h"
#include "outbox/outboxqueue.h"

#include <QTest>

namespace keydesk {

/// What tests of the outbox begin with: an outbox on either engine, and a look into its rows.
class OutboxTest : public QObject
{
    Q_OBJECT

protected Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

protected:
    using Channel = OutgoingMessage::Channel;
    using Outcome = Delivery::Outcome;

    static OutgoingMessage codeMail(const QString& recipient = QStringLiteral("ada@example.org"));
    /// Empty where it failed.
    MessageId enqueue(Database& database, const OutgoingMessage& message);
    /// state, attempts, payload, problem, due, ended, expires
    static Row rowOf(Database& database, const MessageId& id);
    static QString stateOf(Database& database, const MessageId& id);

    SystemRandom m_random;
    Sealer m_sealer{KeyRing::create(m_random), m_random};
    Outbox m_outbox{m_sealer, m_random};
};

} // namespace keydesk
