#pragma once

#include "audit/caller.h"
#include "protocol/administration.h"
#include "sessions/sessionstore.h"

namespace keydesk {

class Outbox;

/// Writes session.<event> to the audit log, in the transaction of the event. subject may be nobody who is known.
void recordSession(Transaction& transaction, const Caller& caller, const std::optional<User>& subject,
                   const char* event, const QJsonObject& details);

/// A mail to the person, in the transaction of what it tells: mail.session_ended or mail.session_ended_by_administrator
/// with {session}, mail.sessions_ended or mail.sessions_not_me with {count}. A person without a mail address gets none.
struct SessionMail
{
    const char* textId;
    QString session = {};
    qsizetype count = 0;
};
void tellPerson(Transaction& transaction, const Outbox& outbox, const Caller& caller, const User& user,
                const SessionMail& mail);

/// "Firefox · Windows · Ankara, TR · 198.51.100.23", in no language.
QString sessionLine(const Session& session);

} // namespace keydesk
