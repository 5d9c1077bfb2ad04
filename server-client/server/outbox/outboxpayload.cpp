#include "outbox/outboxpayload.h"

#include <QJsonDocument>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

SealContext contextOf(const MessageId& id, const UserId& user)
{
    return {u"outbox"_s, u"payload"_s, id.value, user.value};
}

} // namespace

QByteArray sealPayload(const Sealer& sealer, const MessageId& id, const OutgoingMessage& message)
{
    QJsonObject variables;
    for (auto variable = message.variables.constBegin(); variable != message.variables.constEnd(); ++variable)
        variables.insert(variable.key(), variable.value());
    const QJsonObject object{{u"recipient"_s, message.recipient},
                             {u"textId"_s, message.textId},
                             {u"locale"_s, message.locale},
                             {u"variables"_s, variables}};
    QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return sealer.seal(Secret::take(json), contextOf(id, message.user));
}

Result<OutgoingMessage> openPayload(const Sealer& sealer, const MessageId& id, const UserId& user,
                                    QByteArrayView sealed)
{
    const Result<Secret> opened = sealer.open(sealed, contextOf(id, user));
    if (!opened)
        return opened.error();
    const QJsonObject object = QJsonDocument::fromJson(opened->view().toByteArray()).object();
    OutgoingMessage message;
    message.user = user;
    message.recipient = object[u"recipient"].toString();
    message.textId = object[u"textId"].toString();
    message.locale = object[u"locale"].toString();
    const QJsonObject variables = object[u"variables"].toObject();
    for (auto variable = variables.constBegin(); variable != variables.constEnd(); ++variable)
        message.variables.insert(variable.key(), variable.value().toString());
    return message;
}

void wipe(OutgoingMessage& message)
{
    for (QString& value : message.variables)
        wipe(value);
}

} // namespace keydesk
