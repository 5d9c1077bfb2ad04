#include "phone/phonenotice.h"

#include "audit/auditlog.h"
#include "outbox/outbox.h"
#include "text/localtime.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

void announce(Transaction& transaction, const Outbox& outbox, const Caller& caller, const User& user,
              const PhoneNotice& notice)
{
    recordOnly(transaction, caller, notice);
    if (user.mail.isEmpty())
        return;
    outbox.enqueue(transaction, {
                                    .channel = OutgoingMessage::Channel::Mail,
                                    .user = user.id,
                                    .recipient = user.mail,
                                    .textId = u"mail.phone_"_s + QString::fromLatin1(notice.event),
                                    .locale = user.locale,
                                    .variables = {{u"displayName"_s, user.displayName},
                                                  {u"phone"_s, notice.phone.name},
                                                  {u"place"_s, caller.whereabouts()},
                                                  {u"time"_s, localTime(transaction.now(), user.locale)}},
                                });
}

void recordOnly(Transaction& transaction, const Caller& caller, const PhoneNotice& notice)
{
    QJsonObject details = notice.details;
    details.insert(u"phone"_s, notice.phone.id.value);
    if (!notice.phone.name.isEmpty())
        details.insert(u"name"_s, notice.phone.name);
    AuditLog::append(transaction, caller,
                     {.event = u"phone."_s + QString::fromLatin1(notice.event),
                      .subject = notice.phone.user,
                      .subjectName = caller.userName,
                      .details = details});
}

} // namespace keydesk
