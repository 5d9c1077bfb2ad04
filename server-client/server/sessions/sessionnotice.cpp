#include "sessions/sessionnotice.h"

#include "audit/auditlog.h"
#include "outbox/outbox.h"
#include "text/localtime.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

void recordSession(Transaction& transaction, const Caller& caller, const std::optional<User>& subject,
                   const char* event, const QJsonObject& details)
{
    AuditEvent record{.event = u"session."_s + QString::fromLatin1(event), .details = details};
    if (subject) {
        record.subject = subject->id;
        record.subjectName = subject->userName;
    }
    AuditLog::append(transaction, caller, record);
}

void tellPerson(Transaction& transaction, const Outbox& outbox, const Caller& caller, const User& user,
                const SessionMail& mail)
{
    if (user.mail.isEmpty())
        return;
    const QString place = caller.whereabouts().isEmpty() ? caller.address : caller.whereabouts();
    outbox.enqueue(transaction, {.channel = OutgoingMessage::Channel::Mail,
                                 .user = user.id,
                                 .recipient = user.mail,
                                 .textId = QString::fromLatin1(mail.textId),
                                 .locale = user.locale,
                                 .variables = {{u"displayName"_s, user.displayName},
                                               {u"session"_s, mail.session},
                                               {u"count"_s, QString::number(mail.count)},
                                               {u"place"_s, place},
                                               {u"time"_s, localTime(transaction.now(), user.locale)}}});
}

QString sessionLine(const Session& session)
{
    QString where = session.city;
    if (!session.country.isEmpty())
        where += (where.isEmpty() ? QString() : u", "_s) + session.country;
    QStringList parts{session.browser, session.system, session.place, where, session.address};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace keydesk
