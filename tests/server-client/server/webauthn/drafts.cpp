#include "drafts.h"

#include "base/digest.h"
#include "cborwriter.h"

#include <QJsonDocument>
#include <QtEndian>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr auto base64Form = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
constexpr quint8 hasCredential = 0x40;
constexpr quint8 hasExtensions = 0x80;

template <typename Number>
QByteArray bigEndian(Number number)
{
    QByteArray bytes(sizeof number, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

} // namespace

RelyingParty exampleParty()
{
    return {.id = u"example.org"_s,
            .origins = {.browser = {u"https://example.org"_s}, .nativeApp = {u"https://app.example.org"_s}}};
}

AuthenticatorDraft AuthenticatorDraft::example()
{
    return {.relyingPartyIdHash = digest(Hash::Sha256, "example.org")};
}

QByteArray AuthenticatorDraft::bytes() const
{
    auto all = static_cast<quint8>(flags & ~(hasCredential | hasExtensions));
    if (!credential.isEmpty())
        all |= hasCredential;
    if (!extensions.isEmpty())
        all |= hasExtensions;
    return relyingPartyIdHash + static_cast<char>(all) + bigEndian(counter) + credential + extensions;
}

QByteArray attestedCredential(const QByteArray& aaguid, const QByteArray& id, const QByteArray& publicKey)
{
    return aaguid + bigEndian(static_cast<quint16>(id.size())) + id + publicKey;
}

QByteArray clientDataJson(const QString& type, const QByteArray& challenge, const QJsonObject& instead)
{
    QJsonObject members{{u"type"_s, type},
                        {u"challenge"_s, QString::fromLatin1(challenge.toBase64(base64Form))},
                        {u"origin"_s, u"https://example.org"_s},
                        {u"crossOrigin"_s, false}};
    for (auto each = instead.begin(); each != instead.end(); ++each) {
        if (each.value().isNull())
            members.remove(each.key());
        else
            members.insert(each.key(), each.value());
    }
    return QJsonDocument(members).toJson(QJsonDocument::Compact);
}

RegistrationDraft::RegistrationDraft(const TestKey& credentialKey)
    : key(credentialKey),
      clientData(clientDataJson(u"webauthn.create"_s, challenge)),
      publicKey(cborBytes(credentialKey.cose()))
{
}

QByteArray RegistrationDraft::authenticatorData() const
{
    AuthenticatorDraft whole = authenticator;
    if (whole.credential.isEmpty())
        whole.credential = attestedCredential(aaguid, credentialId, publicKey);
    return whole.bytes();
}

QByteArray RegistrationDraft::clientDataHash() const
{
    return digest(Hash::Sha256, clientData);
}

CreatedCredential RegistrationDraft::finished(const char* format, const CborValue& statement) const
{
    return {.ceremony = {},
            .credentialId = credentialId,
            .clientDataJson = clientData,
            .attestationObject = attestationObject(format, statement, authenticatorData())};
}

RegistrationExpectation RegistrationDraft::expectation() const
{
    return {.relyingParty = exampleParty(), .challenge = challenge, .now = testTime};
}

QByteArray attestationObject(const char* format, const CborValue& statement, const QByteArray& authenticatorData)
{
    return cborBytes(
        cborMap({{"fmt", cborText(format)}, {"attStmt", statement}, {"authData", cborBytesItem(authenticatorData)}}));
}

AssertionDraft::AssertionDraft(const TestKey& credentialKey)
    : key(credentialKey), clientData(clientDataJson(u"webauthn.get"_s, challenge))
{
}

AssertionAnswer AssertionDraft::finished() const
{
    const QByteArray data = authenticator.bytes();
    return {.ceremony = {},
            .credentialId = credentialId,
            .clientDataJson = clientData,
            .authenticatorData = data,
            .signature = key.sign(QByteArray(data + digest(Hash::Sha256, clientData))),
            .userHandle = userHandle};
}

CredentialRecord AssertionDraft::record() const
{
    return {.id = credentialId, .userHandle = userHandle, .publicKey = cborBytes(key.cose()), .counter = 6};
}

AssertionExpectation AssertionDraft::expectation() const
{
    return {.relyingParty = exampleParty(), .challenge = challenge};
}

} // namespace keydesk
