#include "virtual/key/credential.h"

#include "virtual/key/ctap.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk::virtualkey {

namespace {

/// Keys of the map that a credential is on disk.
enum Field {
    Id = 1,
    RelyingPartyHash,
    RelyingPartyId,
    RelyingPartyName,
    UserId,
    UserName,
    UserDisplayName,
    IsDiscoverable,
    ProtectionLevel,
    PrivateKey,
    Counter,
    Order,
    SecretVerified,
    SecretUnverified,
};

void addText(Cbor::Map& map, const Cbor& key, const std::optional<QString>& text)
{
    if (text)
        map.push_back({key, *text});
}

} // namespace

QByteArray Credential::encode() const
{
    Cbor::Map map{
        {Id, id},
        {RelyingPartyHash, relyingPartyHash},
        {RelyingPartyId, relyingPartyId},
        {UserId, user.id},
        {IsDiscoverable, isDiscoverable},
        {ProtectionLevel, static_cast<int>(protection)},
        {PrivateKey, key.pkcs8()},
        {Counter, static_cast<qint64>(counter)},
        {Order, order},
        {SecretVerified, secretVerified},
        {SecretUnverified, secretUnverified},
    };
    addText(map, RelyingPartyName, relyingPartyName);
    addText(map, UserName, user.name);
    addText(map, UserDisplayName, user.displayName);
    return Cbor(map).encode();
}

std::optional<Credential> Credential::decode(QByteArrayView bytes)
{
    const auto map = Cbor::decode(bytes);
    if (!map)
        return std::nullopt;
    Parameters in(*map);
    const auto key = KeyPair::fromPkcs8(in.required<QByteArray>(PrivateKey));
    if (!key)
        return std::nullopt;
    Credential credential{
        .id = in.required<QByteArray>(Id),
        .relyingPartyHash = in.required<QByteArray>(RelyingPartyHash),
        .relyingPartyId = in.required<QString>(RelyingPartyId),
        .relyingPartyName = in.optional<QString>(RelyingPartyName),
        .user = {.id = in.required<QByteArray>(UserId),
                 .name = in.optional<QString>(UserName),
                 .displayName = in.optional<QString>(UserDisplayName)},
        .isDiscoverable = in.required<bool>(IsDiscoverable),
        .protection = static_cast<Protection>(in.required<qint64>(ProtectionLevel)),
        .key = *key,
        .counter = static_cast<quint32>(in.required<qint64>(Counter)),
        .order = in.required<qint64>(Order),
        .secretVerified = in.required<QByteArray>(SecretVerified),
        .secretUnverified = in.required<QByteArray>(SecretUnverified),
    };
    return in.problem() ? std::nullopt : std::optional{credential};
}

Cbor Credential::descriptor() const
{
    return Cbor::Map{{u"id"_s, id}, {u"type"_s, u"public-key"_s}};
}

Cbor userEntity(const CredentialUser& user, bool withNames)
{
    Cbor::Map map{{u"id"_s, user.id}};
    if (withNames) {
        addText(map, u"name"_s, user.name);
        addText(map, u"displayName"_s, user.displayName);
    }
    return map;
}

Cbor relyingPartyEntity(const Credential& credential)
{
    Cbor::Map map{{u"id"_s, credential.relyingPartyId}};
    addText(map, u"name"_s, credential.relyingPartyName);
    return map;
}

QString cutName(const QString& name)
{
    constexpr qsizetype longest = 64;
    QByteArray bytes = name.toUtf8();
    if (bytes.size() <= longest)
        return name;
    qsizetype end = longest;
    while ((static_cast<quint8>(bytes[end]) & 0xc0) == 0x80) // Within a character.
        --end;
    return QString::fromUtf8(bytes.first(end));
}

} // namespace keydesk::virtualkey
