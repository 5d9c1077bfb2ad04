#include "webauthn/clientdata.h"

#include "protocol/jsonreader.h"
#include "webauthn/ceremonystep.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr qsizetype longestClientData = 16 * 1024;
constexpr qsizetype shortestChallenge = 16; // Section 13.4.3.
constexpr auto base64Form = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

Error illTyped(QStringView member)
{
    return refusedAt(CeremonyStep::ClientDataJson, u"\"%1\" is missing or of the wrong type"_s.arg(member));
}

} // namespace

Result<ClientData> readClientData(const QByteArray& json)
{
    if (json.size() > longestClientData)
        return refusedAt(CeremonyStep::ClientDataJson, u"longer than %1 bytes"_s.arg(longestClientData));
    if (!QByteArrayView(json).isValidUtf8())
        return refusedAt(CeremonyStep::ClientDataText, u"not UTF-8"_s);
    const auto object = parseJsonObject(json);
    if (!object)
        return refusedAt(CeremonyStep::ClientDataJson, object.error().context);

    ClientData clientData;
    for (const auto& [name, member] :
         {std::pair{u"type"_s, &clientData.type}, std::pair{u"challenge"_s, &clientData.challenge},
          std::pair{u"origin"_s, &clientData.origin}}) {
        const QJsonValue value = object->value(name);
        if (!value.isString())
            return illTyped(name);
        *member = value.toString();
    }
    const QJsonValue crossOrigin = object->value(u"crossOrigin"_s);
    if (!crossOrigin.isUndefined() && !crossOrigin.isBool())
        return illTyped(u"crossOrigin");
    clientData.isCrossOrigin = crossOrigin.toBool();
    const QJsonValue topOrigin = object->value(u"topOrigin"_s);
    if (!topOrigin.isUndefined() && !topOrigin.isString())
        return illTyped(u"topOrigin");
    if (topOrigin.isString())
        clientData.topOrigin = topOrigin.toString();
    return clientData;
}

Result<void> checkClientData(const ClientData& clientData, const ClientDataExpectation& expected)
{
    const QString type = expected.ceremony == Ceremony::Registration ? u"webauthn.create"_s : u"webauthn.get"_s;
    if (clientData.type != type)
        return refusedAt(CeremonyStep::Type, u"not "_s % type);
    if (expected.challenge.size() < shortestChallenge ||
        clientData.challenge.toLatin1() != expected.challenge.toBase64(base64Form))
        return refusedAt(CeremonyStep::Challenge, u"another one than ours"_s);
    if (!expected.origins.of(expected.client).contains(clientData.origin))
        return refusedAt(CeremonyStep::Origin, u"none of those allowed for this kind of client"_s);
    if (clientData.isCrossOrigin && !expected.origins.mayBeFramed)
        return refusedAt(CeremonyStep::CrossOrigin, u"made in a frame of another origin's page"_s);
    if (!clientData.topOrigin)
        return done();
    // Section 5.8.1: it is there only when crossOrigin is true.
    if (!clientData.isCrossOrigin || !expected.origins.mayBeFramed ||
        !expected.origins.topOrigins.contains(*clientData.topOrigin))
        return refusedAt(CeremonyStep::TopOrigin, u"the page around the frame is none of those allowed"_s);
    return done();
}

} // namespace keydesk
