#include "webauthnjson.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr auto base64Options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QString base64(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.toBase64(base64Options));
}

QByteArray bytes(const QJsonValue& text)
{
    return QByteArray::fromBase64(text.toString().toLatin1(), base64Options);
}

QJsonArray descriptors(const QList<CredentialDescriptor>& list)
{
    QJsonArray array;
    for (const CredentialDescriptor& each : list)
        array.append(QJsonObject{{u"type"_s, u"public-key"_s}, {u"id"_s, base64(each.id)}});
    return array;
}

QJsonObject credential(const QByteArray& id, const QJsonObject& response)
{
    return {{u"id"_s, base64(id)},
            {u"rawId"_s, base64(id)},
            {u"type"_s, u"public-key"_s},
            {u"response"_s, response},
            {u"clientExtensionResults"_s, QJsonObject()}};
}

} // namespace

QJsonObject optionsJson(const CredentialCreation& creation)
{
    QJsonArray parameters;
    for (const CoseAlgorithm algorithm : creation.algorithms)
        parameters.append(QJsonObject{{u"type"_s, u"public-key"_s}, {u"alg"_s, static_cast<int>(algorithm)}});
    return {{u"rp"_s, QJsonObject{{u"id"_s, creation.relyingPartyId}, {u"name"_s, creation.relyingPartyName}}},
            {u"user"_s, QJsonObject{{u"id"_s, base64(creation.userHandle)},
                                    {u"name"_s, creation.userName},
                                    {u"displayName"_s, creation.displayName}}},
            {u"challenge"_s, base64(creation.challenge)},
            {u"pubKeyCredParams"_s, parameters},
            {u"excludeCredentials"_s, descriptors(creation.excluded)},
            {u"authenticatorSelection"_s,
             QJsonObject{{u"residentKey"_s, requirementName(creation.residentKey)},
                         {u"requireResidentKey"_s, creation.residentKey == Requirement::Required},
                         {u"userVerification"_s, requirementName(creation.userVerification)}}},
            {u"attestation"_s, conveyanceName(creation.attestation)}};
}

QJsonObject optionsJson(const AssertionRequest& request)
{
    return {{u"rpId"_s, request.relyingPartyId},
            {u"challenge"_s, base64(request.challenge)},
            {u"allowCredentials"_s, descriptors(request.allowed)},
            {u"userVerification"_s, requirementName(request.userVerification)}};
}

QJsonObject responseJson(const CreatedCredential& created)
{
    return credential(created.credentialId, {{u"clientDataJSON"_s, base64(created.clientDataJson)},
                                             {u"attestationObject"_s, base64(created.attestationObject)},
                                             {u"transports"_s, QJsonArray::fromStringList(created.transports)}});
}

QJsonObject responseJson(const AssertionAnswer& answer)
{
    QJsonObject response{{u"clientDataJSON"_s, base64(answer.clientDataJson)},
                         {u"authenticatorData"_s, base64(answer.authenticatorData)},
                         {u"signature"_s, base64(answer.signature)}};
    if (!answer.userHandle.isEmpty())
        response[u"userHandle"_s] = base64(answer.userHandle);
    return credential(answer.credentialId, response);
}

CreatedCredential createdFrom(const QJsonObject& response)
{
    const QJsonObject inner = response[u"response"_s].toObject();
    return {.ceremony = {},
            .credentialId = bytes(response[u"rawId"_s]),
            .clientDataJson = bytes(inner[u"clientDataJSON"_s]),
            .attestationObject = bytes(inner[u"attestationObject"_s])};
}

AssertionAnswer answerFrom(const QJsonObject& response)
{
    const QJsonObject inner = response[u"response"_s].toObject();
    return {.ceremony = {},
            .credentialId = bytes(response[u"rawId"_s]),
            .clientDataJson = bytes(inner[u"clientDataJSON"_s]),
            .authenticatorData = bytes(inner[u"authenticatorData"_s]),
            .signature = bytes(inner[u"signature"_s]),
            .userHandle = bytes(inner[u"userHandle"_s])};
}

} // namespace keydesk
