#include "client/installationrecord.h"

#include "protocol/jsonreader.h"
#include "protocol/wire.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

Secret InstallationRecord::encode() const
{
    constexpr auto form = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    const Secret der = key.pkcs8();
    QByteArray encodedKey = QByteArray::fromRawData(der.view().data(), der.view().size()).toBase64(form);
    QByteArray json =
        QJsonDocument(QJsonObject{{u"identity"_s, wire::toJson(identity)}, {u"key"_s, QString::fromLatin1(encodedKey)}})
            .toJson(QJsonDocument::Compact);
    wipe(encodedKey);
    return Secret::take(json);
}

Result<InstallationRecord> InstallationRecord::decode(const Secret& bytes)
{
    const Error damaged{.code = ErrorCode::InstallationUnknown,
                        .context = u"the installation's record is damaged; enrol again"_s};
    const auto json = parseJsonObject(QByteArray::fromRawData(bytes.view().data(), bytes.view().size()));
    if (!json)
        return damaged;
    JsonReader reader(*json, JsonReader::Unknown::Skip);
    const auto identity = wire::installationIdentityFromJson(reader.object("identity"));
    const auto key = SigningKey::fromPkcs8(reader.secretBytes("key", 512));
    if (!reader.finish() || !identity || !key)
        return damaged;
    return InstallationRecord{*identity, *key};
}

} // namespace keydesk
