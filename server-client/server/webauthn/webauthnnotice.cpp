#include "webauthn/webauthnnotice.h"

#include "audit/auditlog.h"
#include "outbox/outbox.h"
#include "text/localtime.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

void announce(Transaction& transaction, const Outbox& outbox, const Caller& caller, const User& user,
              const WebAuthnNotice& notice)
{
    QJsonObject details = notice.details;
    details.insert(u"key"_s, notice.key.id.value);
    details.insert(u"name"_s, notice.key.name);
    recordOnly(transaction, caller, user, notice.event, details);
    if (user.mail.isEmpty())
        return;
    const QString by = notice.isByAdministrator ? u"_by_administrator"_s : QString();
    outbox.enqueue(transaction, {
                                    .channel = OutgoingMessage::Channel::Mail,
                                    .user = user.id,
                                    .recipient = user.mail,
                                    .textId = u"mail.security_key_"_s + QString::fromLatin1(notice.event) + by,
                                    .locale = user.locale,
                                    .variables = {{u"displayName"_s, user.displayName},
                                                  {u"key"_s, notice.key.name},
                                                  {u"place"_s, caller.whereabouts()},
                                                  {u"time"_s, localTime(transaction.now(), user.locale)}},
                                });
}

void recordOnly(Transaction& transaction, const Caller& caller, const User& user, const char* event,
                const QJsonObject& details)
{
    AuditLog::append(transaction, caller,
                     {.event = u"security_key."_s + QString::fromLatin1(event),
                      .subject = user.id,
                      .subjectName = user.userName,
                      .details = details});
}

} // namespace keydesk
