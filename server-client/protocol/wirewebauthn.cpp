#include "protocol/wire.h"

#include "protocol/wirereading.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace keydesk::wire {

namespace {

constexpr int domainLength = 253;
constexpr int originLength = 512;
constexpr int mostCredentials = 64;
constexpr int mostTransports = 16;
constexpr int mostAlgorithms = 32;
constexpr int mostAlerts = 16;
constexpr qint64 latestNumber = 9'007'199'254'740'991; // JSON numbers are exact up to here.

// In bytes. They fit together into a body of 64 KiB, as base64url.
constexpr int challengeSize = 64;
constexpr int userHandleSize = 64;
constexpr int credentialIdSize = 1023;
constexpr int clientDataSize = 4 * 1024;
constexpr int attestationObjectSize = 32 * 1024;
constexpr int authenticatorDataSize = 4 * 1024;
constexpr int signatureSize = 1024;
constexpr int aaguidSize = 16;

QString text(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QJsonArray json(const QList<CredentialDescriptor>& descriptors)
{
    QJsonArray items;
    for (const CredentialDescriptor& each : descriptors)
        items.append(
            QJsonObject{{u"id"_s, text(each.id)}, {u"transports"_s, QJsonArray::fromStringList(each.transports)}});
    return items;
}

QStringList readTransports(JsonReader& reader)
{
    return reader.textList("transports", mostTransports, 32);
}

QList<CredentialDescriptor> readDescriptors(JsonReader& reader, const char* name)
{
    QList<CredentialDescriptor> descriptors;
    for (const QJsonValue item : reader.array(name, mostCredentials)) {
        JsonReader one(item.toObject(), JsonReader::Unknown::Skip);
        descriptors.append({.id = one.bytes("id", credentialIdSize), .transports = readTransports(one)});
        if (const auto ok = one.finish(); !ok)
            reader.fail(name, ok.error().context);
    }
    return descriptors;
}

QJsonArray json(const QList<CoseAlgorithm>& algorithms)
{
    QJsonArray items;
    for (const CoseAlgorithm each : algorithms)
        items.append(static_cast<qint32>(each));
    return items;
}

/// A newer service may offer algorithms that this program does not know: they are left out.
QList<CoseAlgorithm> readAlgorithms(JsonReader& reader)
{
    constexpr std::array known{CoseAlgorithm::Es256, CoseAlgorithm::EdDsa, CoseAlgorithm::Es384,
                               CoseAlgorithm::Es512, CoseAlgorithm::Ed448, CoseAlgorithm::Rs256};
    QList<CoseAlgorithm> algorithms;
    for (const QJsonValue item : reader.array("algorithms", mostAlgorithms)) {
        for (const CoseAlgorithm each : known) {
            if (item.toInteger() == static_cast<qint32>(each))
                algorithms.append(each);
        }
    }
    if (algorithms.isEmpty())
        reader.fail("algorithms", u"holds no known algorithm"_s);
    return algorithms;
}

/// {credentialId, clientDataJson, attestationObject, transports, isDiscoverable}
CreatedCredential readCreated(JsonReader& reader)
{
    return {.ceremony = {},
            .credentialId = reader.bytes("credentialId", credentialIdSize),
            .clientDataJson = reader.bytes("clientDataJson", clientDataSize),
            .attestationObject = reader.bytes("attestationObject", attestationObjectSize),
            .transports = readTransports(reader),
            .isDiscoverable = reader.boolean("isDiscoverable", false)};
}

} // namespace

QJsonObject toJson(const AssertionRequest& value)
{
    return {{u"challenge"_s, text(value.challenge)},
            {u"relyingPartyId"_s, value.relyingPartyId},
            {u"origin"_s, value.origin},
            {u"allowed"_s, json(value.allowed)},
            {u"userVerification"_s, requirementName(value.userVerification)},
            {u"expires"_s, toMilliseconds(value.expires)}};
}

Result<AssertionRequest> assertionRequestFromJson(const QJsonObject& json)
{
    JsonReader reader(json, JsonReader::Unknown::Skip);
    return finished(reader, AssertionRequest{.ceremony = {},
                                             .challenge = reader.bytes("challenge", challengeSize, 16),
                                             .relyingPartyId = reader.text("relyingPartyId", domainLength),
                                             .origin = reader.text("origin", originLength),
                                             .allowed = readDescriptors(reader, "allowed"),
                                             .userVerification = reader.choice("userVerification", requirementFromName),
                                             .expires = reader.instant("expires")});
}

QJsonObject toJson(const AssertionAnswer& value)
{
    QJsonObject json{{u"credentialId"_s, text(value.credentialId)},
                     {u"clientDataJson"_s, text(value.clientDataJson)},
                     {u"authenticatorData"_s, text(value.authenticatorData)},
                     {u"signature"_s, text(value.signature)}};
    if (!value.userHandle.isEmpty())
        json.insert(u"userHandle"_s, text(value.userHandle));
    return json;
}

Result<AssertionAnswer> assertionAnswerFromJson(const QJsonObject& json)
{
    JsonReader reader(json);
    return finished(reader,
                    AssertionAnswer{.ceremony = {},
                                    .credentialId = reader.bytes("credentialId", credentialIdSize),
                                    .clientDataJson = reader.bytes("clientDataJson", clientDataSize),
                                    .authenticatorData = reader.bytes("authenticatorData", authenticatorDataSize),
                                    .signature = reader.bytes("signature", signatureSize),
                                    .userHandle = reader.optionalBytes("userHandle", userHandleSize)});
}

QJsonObject toJson(const CredentialCreation& value)
{
    return {{u"ceremony"_s, value.ceremony.value},
            {u"challenge"_s, text(value.challenge)},
            {u"relyingPartyId"_s, value.relyingPartyId},
            {u"relyingPartyName"_s, value.relyingPartyName},
            {u"origin"_s, value.origin},
            {u"userHandle"_s, text(value.userHandle)},
            {u"userName"_s, value.userName},
            {u"displayName"_s, value.displayName},
            {u"algorithms"_s, json(value.algorithms)},
            {u"excluded"_s, json(value.excluded)},
            {u"attachment"_s, attachmentName(value.attachment)},
            {u"residentKey"_s, requirementName(value.residentKey)},
            {u"userVerification"_s, requirementName(value.userVerification)},
            {u"attestation"_s, conveyanceName(value.attestation)},
            {u"expires"_s, toMilliseconds(value.expires)}};
}

Result<CredentialCreation> credentialCreationFromJson(const QJsonObject& json)
{
    JsonReader reader(json, JsonReader::Unknown::Skip);
    return finished(reader,
                    CredentialCreation{.ceremony = {reader.text("ceremony", idLength)},
                                       .challenge = reader.bytes("challenge", challengeSize, 16),
                                       .relyingPartyId = reader.text("relyingPartyId", domainLength),
                                       .relyingPartyName = reader.text("relyingPartyName", nameLength),
                                       .origin = reader.text("origin", originLength),
                                       .userHandle = reader.bytes("userHandle", userHandleSize),
                                       .userName = reader.text("userName", nameLength),
                                       .displayName = reader.optionalText("displayName", nameLength),
                                       .algorithms = readAlgorithms(reader),
                                       .excluded = readDescriptors(reader, "excluded"),
                                       .attachment = reader.choice("attachment", attachmentFromName),
                                       .residentKey = reader.choice("residentKey", requirementFromName),
                                       .userVerification = reader.choice("userVerification", requirementFromName),
                                       .attestation = reader.choice("attestation", conveyanceFromName),
                                       .expires = reader.instant("expires")});
}

QJsonObject toJson(const NamedCredential& value)
{
    const CreatedCredential& created = value.created;
    return {{u"credentialId"_s, text(created.credentialId)},
            {u"clientDataJson"_s, text(created.clientDataJson)},
            {u"attestationObject"_s, text(created.attestationObject)},
            {u"transports"_s, QJsonArray::fromStringList(created.transports)},
            {u"isDiscoverable"_s, created.isDiscoverable},
            {u"name"_s, value.name}};
}

Result<NamedCredential> namedCredentialFromJson(const QJsonObject& json)
{
    JsonReader reader(json);
    return finished(reader,
                    NamedCredential{.created = readCreated(reader), .name = reader.optionalText("name", nameLength)});
}

QJsonObject toJson(const SecurityKey& value)
{
    QJsonObject json{{u"id"_s, value.id.value},
                     {u"name"_s, value.name},
                     {u"credentialId"_s, text(value.credentialId)},
                     {u"aaguid"_s, text(value.aaguid)},
                     {u"model"_s, value.model},
                     {u"registered"_s, toMilliseconds(value.registered)},
                     {u"isDiscoverable"_s, value.isDiscoverable},
                     {u"isBackedUp"_s, value.isBackedUp},
                     {u"isLost"_s, value.isLost},
                     {u"alerts"_s, QJsonArray::fromStringList(value.alerts)}};
    if (value.lastUsed)
        json.insert(u"lastUsed"_s, toMilliseconds(*value.lastUsed));
    return json;
}

Result<SecurityKey> securityKeyFromJson(const QJsonObject& json)
{
    JsonReader reader(json, JsonReader::Unknown::Skip);
    return finished(reader, SecurityKey{.id = {reader.text("id", idLength)},
                                        .name = reader.optionalText("name", nameLength),
                                        .credentialId = reader.bytes("credentialId", credentialIdSize),
                                        .aaguid = reader.bytes("aaguid", aaguidSize, aaguidSize),
                                        .model = reader.optionalText("model", nameLength),
                                        .registered = reader.instant("registered"),
                                        .lastUsed = reader.optionalInstant("lastUsed"),
                                        .isDiscoverable = reader.boolean("isDiscoverable"),
                                        .isBackedUp = reader.boolean("isBackedUp"),
                                        .isLost = reader.boolean("isLost"),
                                        .alerts = reader.textList("alerts", mostAlerts, 64)});
}

QJsonObject toJson(const AffectedKey& value)
{
    return {{u"user"_s, value.user.value}, {u"userName"_s, value.userName}, {u"key"_s, toJson(value.key)}};
}

Result<AffectedKey> affectedKeyFromJson(const QJsonObject& json)
{
    JsonReader reader(json, JsonReader::Unknown::Skip);
    return finished(reader, AffectedKey{.user = {reader.text("user", idLength)},
                                        .userName = reader.optionalText("userName", nameLength),
                                        .key = readPart("key", securityKeyFromJson, reader)});
}

QJsonObject toJson(const AuthenticatorMetadata& value)
{
    QJsonObject json{{u"isConfigured"_s, value.isConfigured},
                     {u"hasMetadata"_s, value.hasMetadata},
                     {u"number"_s, value.number},
                     {u"nextUpdate"_s, value.nextUpdate},
                     {u"models"_s, value.models},
                     {u"isOverdue"_s, value.isOverdue},
                     {u"problem"_s, value.problem}};
    if (value.refreshed)
        json.insert(u"refreshed"_s, toMilliseconds(*value.refreshed));
    return json;
}

Result<AuthenticatorMetadata> authenticatorMetadataFromJson(const QJsonObject& json)
{
    JsonReader reader(json, JsonReader::Unknown::Skip);
    return finished(reader, AuthenticatorMetadata{.isConfigured = reader.boolean("isConfigured"),
                                                  .hasMetadata = reader.boolean("hasMetadata"),
                                                  .number = reader.integer("number", 0, latestNumber),
                                                  .nextUpdate = reader.optionalText("nextUpdate", 32),
                                                  .models = static_cast<int>(reader.integer("models", 0, 1'000'000)),
                                                  .isOverdue = reader.boolean("isOverdue"),
                                                  .refreshed = reader.optionalInstant("refreshed"),
                                                  .problem = reader.optionalText("problem", 2048)});
}

} // namespace keydesk::wire
