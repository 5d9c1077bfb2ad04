#include "protocol/wire.h"

#include "protocol/wirereading.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk::wire {

namespace {

constexpr int mostProofs = 64;
constexpr int mostProviders = 1000;
constexpr int mostTries = 1'000'000;
constexpr int entityIdLength = 1024; // SAML 2.0 Core, section 8.3.6.
constexpr int addressLength = 64;

QJsonObject json(const SessionProof& proof)
{
    return {{u"method"_s, methodName(proof.method)},
            {u"credentialId"_s, proof.credentialId},
            {u"proved"_s, toMilliseconds(proof.proved)}};
}

QJsonObject json(const ReachedProvider& provider)
{
    QJsonObject object{{u"entityId"_s, provider.entityId},
                       {u"name"_s, provider.name},
                       {u"reached"_s, toMilliseconds(provider.reached)},
                       {u"state"_s, providerStateName(provider.state)},
                       {u"tries"_s, provider.tries}};
    if (provider.nextTry)
        object.insert(u"nextTry"_s, toMilliseconds(*provider.nextTry));
    return object;
}

template <typename T>
QJsonArray arrayOf(const QList<T>& values)
{
    QJsonArray items;
    for (const T& value : values)
        items.append(json(value));
    return items;
}

/// Proofs by methods of a newer service are left out.
QList<SessionProof> readProofs(JsonReader& outer)
{
    QList<SessionProof> proofs;
    for (const QJsonValue item : outer.array("proofs", mostProofs)) {
        JsonReader reader(item.toObject(), JsonReader::Unknown::Skip);
        const auto method = methodFromName(reader.text("method", 64));
        const SessionProof proof{.method = method.value_or(Method::Password),
                                 .credentialId = reader.optionalText("credentialId", idLength),
                                 .proved = reader.instant("proved")};
        if (const auto ok = reader.finish(); !ok)
            outer.fail("proofs", ok.error().context);
        else if (method)
            proofs.append(proof);
    }
    return proofs;
}

QList<ReachedProvider> readProviders(JsonReader& outer)
{
    QList<ReachedProvider> providers;
    for (const QJsonValue item : outer.array("providers", mostProviders)) {
        JsonReader reader(item.toObject(), JsonReader::Unknown::Skip);
        providers.append({.entityId = reader.text("entityId", entityIdLength),
                          .name = reader.optionalText("name", nameLength),
                          .reached = reader.instant("reached"),
                          .state = reader.choice("state", providerStateFromName),
                          .tries = static_cast<int>(reader.integer("tries", 0, mostTries)),
                          .nextTry = reader.optionalInstant("nextTry")});
        if (const auto ok = reader.finish(); !ok)
            outer.fail("providers", ok.error().context);
    }
    return providers;
}

} // namespace

QJsonObject toJson(const Session& value)
{
    QJsonObject object{{u"id"_s, value.id.value},
                       {u"kind"_s, sessionKindName(value.kind)},
                       {u"userName"_s, value.userName},
                       {u"signedIn"_s, toMilliseconds(value.signedIn)},
                       {u"lastActive"_s, toMilliseconds(value.lastActive)},
                       {u"address"_s, value.address},
                       {u"country"_s, value.country},
                       {u"city"_s, value.city},
                       {u"browser"_s, value.browser},
                       {u"system"_s, value.system},
                       {u"place"_s, value.place},
                       {u"isCurrent"_s, value.isCurrent},
                       {u"proofs"_s, arrayOf(value.proofs)},
                       {u"providers"_s, arrayOf(value.providers)}};
    if (value.ended)
        object.insert(u"ended"_s, toMilliseconds(*value.ended));
    return object;
}

Result<Session> sessionFromJson(const QJsonObject& json)
{
    JsonReader reader(json, JsonReader::Unknown::Skip);
    return finished(reader, Session{.id = {reader.text("id", idLength)},
                                    .kind = reader.choice("kind", sessionKindFromName),
                                    .userName = reader.optionalText("userName", nameLength),
                                    .signedIn = reader.instant("signedIn"),
                                    .lastActive = reader.instant("lastActive"),
                                    .ended = reader.optionalInstant("ended"),
                                    .address = reader.optionalText("address", addressLength),
                                    .country = reader.optionalText("country", 2),
                                    .city = reader.optionalText("city", nameLength),
                                    .browser = reader.optionalText("browser", 64),
                                    .system = reader.optionalText("system", 64),
                                    .place = reader.optionalText("place", 512),
                                    .isCurrent = reader.boolean("isCurrent"),
                                    .proofs = readProofs(reader),
                                    .providers = readProviders(reader)});
}

} // namespace keydesk::wire
