#include "saml/signon.h"

#include <QJsonArray>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject jsonOf(const RequestedAuthnContext& context)
{
    return {{u"comparison"_s, static_cast<int>(context.comparison)},
            {u"classes"_s, QJsonArray::fromStringList(context.classes)},
            {u"declarations"_s, QJsonArray::fromStringList(context.declarations)}};
}

QStringList textsOf(const QJsonValue& value)
{
    QStringList texts;
    for (const QJsonValue& each : value.toArray())
        texts.append(each.toString());
    return texts;
}

RequestedAuthnContext contextFrom(const QJsonObject& json)
{
    return {.comparison = static_cast<AuthnContextComparison>(json[u"comparison"].toInt()),
            .classes = textsOf(json[u"classes"]),
            .declarations = textsOf(json[u"declarations"])};
}

} // namespace

QJsonObject SignOn::toJson() const
{
    QJsonObject json{{u"entityId"_s, entityId},
                     {u"requestId"_s, requestId},
                     {u"consumerUrl"_s, consumerUrl},
                     {u"relayState"_s, relayState},
                     {u"isForced"_s, isForced},
                     {u"isPassive"_s, isPassive},
                     {u"nameIdSource"_s, nameIdSourceName(nameId.source)},
                     {u"nameIdFormat"_s, nameId.format},
                     {u"needed"_s, static_cast<int>(needed)},
                     {u"subject"_s, subject}};
    if (context)
        json[u"context"_s] = jsonOf(*context);
    if (problem)
        json[u"problem"_s] = static_cast<int>(*problem);
    return json;
}

std::optional<SignOn> SignOn::fromJson(const QJsonObject& json)
{
    const auto source = nameIdSourceFromName(json[u"nameIdSource"].toString());
    if (!source || json[u"entityId"].toString().isEmpty() || json[u"consumerUrl"].toString().isEmpty())
        return std::nullopt;
    SignOn signOn{.entityId = json[u"entityId"].toString(),
                  .requestId = json[u"requestId"].toString(),
                  .consumerUrl = json[u"consumerUrl"].toString(),
                  .relayState = json[u"relayState"].toString(),
                  .isForced = json[u"isForced"].toBool(),
                  .isPassive = json[u"isPassive"].toBool(),
                  .nameId = {.source = *source, .format = json[u"nameIdFormat"].toString()},
                  .needed = static_cast<AuthnLevel>(json[u"needed"].toInt()),
                  .subject = json[u"subject"].toString()};
    if (json.contains(u"context"))
        signOn.context = contextFrom(json[u"context"].toObject());
    if (json.contains(u"problem"))
        signOn.problem = static_cast<SamlStatus>(json[u"problem"].toInt());
    return signOn;
}

} // namespace keydesk
