#pragma once

#include "base/ids.h"
#include "base/sealer.h"
#include "store/database.h"

#include <QMap>

namespace keydesk {

class Housekeeping;

/// Woken when a message was enqueued (Database::subscribe).
inline const QString outboxTopic = QStringLiteral("outbox");

/// A message to a person, in the service's own words (text/), or to a program (Logout: no text, the variables are it). Variables may be secret (a code): the payload is sealed,
/// erased after delivery and never sent after it expires.
struct OutgoingMessage
{
    enum class Channel { Mail, Sms, Logout };
    Channel channel = Channel::Mail;
    UserId user;       ///< May be empty.
    QString recipient; ///< Mail address, E.164 number, or a service provider's entity id.
    QString textId;    ///< A text of text/servicetext.h, e.g. "mail.sign_in_code".
    QString locale;
    QMap<QString, QString> variables;
    std::optional<Instant> expires = {}; ///< None: tried for three days.
};

/// Writing to the outbox. Delivery is OutboxDelivery's, in its own thread.
class Outbox
{
public:
    Outbox(const Sealer& sealer, Random& random);
    /// In the transaction that causes it; delivery is woken after the commit, on every instance.
    MessageId enqueue(Transaction& transaction, const OutgoingMessage& message) const;
    /// It need not be delivered any more. An attempt that has begun may still reach its recipient.
    static void withdraw(Transaction& transaction, const MessageId& id);
    /// Ends what expired where nothing delivers, and removes what ended 30 days ago.
    static void registerWith(Housekeeping& housekeeping);

private:
    const Sealer& m_sealer;
    Random& m_random;
};

/// As it stands in the rows: "mail", "sms", "logout".
QString channelName(OutgoingMessage::Channel channel);

} // namespace keydesk
