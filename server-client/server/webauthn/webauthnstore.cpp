#include "webauthn/webauthnstore.h"

#include "protocol/wirenames.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr WireNames<AttestationType, 3> attestationTypes{{{AttestationType::None, "none"_L1},
                                                          {AttestationType::Self, "self"_L1},
                                                          {AttestationType::Certified, "certified"_L1}}};
constexpr qsizetype keyIdentifierSize = 20;

const QString selectKeys =
    u"SELECT id, user_id, state, name, rp_id, credential_id, public_key, algorithm, sign_count, is_user_verified, "
    "transports, is_backup_eligible, is_backed_up, is_discoverable, aaguid, attestation_format, attestation_type, "
    "is_trusted, key_identifiers, model, registered_at, last_used_at, counter_alert_at, model_alerts "
    "FROM security_keys "_s;
const QString isUsable = u"state = 'registered' AND rp_id = ?"_s;

QStringList listFrom(const QString& text)
{
    return text.isEmpty() ? QStringList() : text.split(u',');
}

QList<QByteArray> keyIdentifiersFrom(const QByteArray& bytes)
{
    QList<QByteArray> identifiers;
    for (qsizetype at = 0; at + keyIdentifierSize <= bytes.size(); at += keyIdentifierSize)
        identifiers.append(bytes.sliced(at, keyIdentifierSize));
    return identifiers;
}

StoredSecurityKey keyFrom(const Row& row)
{
    return {.id = {row.text(0)},
            .user = {row.text(1)},
            .state = row.text(2) == u"lost" ? StoredSecurityKey::State::Lost : StoredSecurityKey::State::Registered,
            .name = row.text(3),
            .relyingPartyId = row.text(4),
            .credentialId = row.bytes(5),
            .publicKey = row.bytes(6),
            .algorithm = static_cast<CoseAlgorithm>(row.number(7)),
            .counter = static_cast<quint32>(row.number(8)),
            .isUserVerified = row.boolean(9),
            .transports = listFrom(row.text(10)),
            .isBackupEligible = row.boolean(11),
            .isBackedUp = row.boolean(12),
            .isDiscoverable = row.boolean(13),
            .aaguid = row.bytes(14),
            .attestationFormat = row.text(15),
            .attestationType = valueOf(attestationTypes, row.text(16)).value_or(AttestationType::None),
            .isTrusted = row.boolean(17),
            .keyIdentifiers = keyIdentifiersFrom(row.bytes(18)),
            .model = row.text(19),
            .registered = row.instant(20),
            .lastUsed = row.optionalInstant(21),
            .counterAlert = row.optionalInstant(22),
            .modelAlerts = listFrom(row.text(23))};
}

QList<StoredSecurityKey> keysFrom(const QList<Row>& rows)
{
    QList<StoredSecurityKey> keys;
    for (const Row& row : rows)
        keys.append(keyFrom(row));
    return keys;
}

std::optional<StoredSecurityKey> firstKey(Transaction& transaction, const QString& condition,
                                          const QVariantList& values)
{
    const auto row = transaction.first(selectKeys + condition, values);
    return row ? std::optional{keyFrom(*row)} : std::nullopt;
}

} // namespace

QList<StoredSecurityKey> WebAuthnStore::listed(Transaction& transaction, const UserId& user)
{
    return keysFrom(transaction.all(selectKeys + u"WHERE user_id = ? ORDER BY registered_at, id"_s, {user.value}));
}

QList<StoredSecurityKey> WebAuthnStore::usable(Transaction& transaction, const UserId& user,
                                               const QString& relyingPartyId)
{
    return keysFrom(
        transaction.all(selectKeys + u"WHERE user_id = ? AND "_s + isUsable + u" ORDER BY registered_at, id"_s,
                        {user.value, relyingPartyId}));
}

int WebAuthnStore::countUsable(Transaction& transaction, const UserId& user, const QString& relyingPartyId)
{
    const auto row = transaction.first(u"SELECT COUNT(*) FROM security_keys WHERE user_id = ? AND "_s + isUsable,
                                       {user.value, relyingPartyId});
    return static_cast<int>(row->number(0));
}

std::optional<StoredSecurityKey> WebAuthnStore::find(Transaction& transaction, const UserId& user,
                                                     const SecurityKeyId& id)
{
    return firstKey(transaction, u"WHERE id = ? AND user_id = ?"_s, {id.value, user.value});
}

std::optional<StoredSecurityKey> WebAuthnStore::findByCredential(Transaction& transaction,
                                                                 const QByteArray& credentialId)
{
    return firstKey(transaction, u"WHERE credential_id = ?"_s, {credentialId});
}

QList<StoredSecurityKey> WebAuthnStore::usableNear(Transaction& transaction, const QString& ring,
                                                   const QString& relyingPartyId)
{
    const QString owner = u"SELECT user_id FROM security_keys WHERE "_s + isUsable;
    auto row = transaction.first(owner + u" AND user_id >= ? ORDER BY user_id LIMIT 1"_s, {relyingPartyId, ring});
    if (!row)
        row = transaction.first(owner + u" ORDER BY user_id LIMIT 1"_s, {relyingPartyId});
    return row ? usable(transaction, {row->text(0)}, relyingPartyId) : QList<StoredSecurityKey>();
}

bool WebAuthnStore::insert(Transaction& transaction, const StoredSecurityKey& key, const RegistrationEvidence& evidence)
{
    return transaction.tryInsert(
        u"INSERT INTO security_keys (id, user_id, state, name, rp_id, credential_type, credential_id, public_key, "
        "algorithm, sign_count, is_user_verified, transports, is_backup_eligible, is_backed_up, is_discoverable, "
        "aaguid, attestation_format, attestation_type, is_trusted, key_identifiers, model, attestation_object, "
        "client_data, registered_at, model_alerts) "
        "VALUES (?, ?, 'registered', ?, ?, 'public-key', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {key.id.value,
         key.user.value,
         key.name,
         key.relyingPartyId,
         key.credentialId,
         key.publicKey,
         static_cast<int>(key.algorithm),
         qint64{key.counter},
         key.isUserVerified ? 1 : 0,
         key.transports.join(u','),
         key.isBackupEligible ? 1 : 0,
         key.isBackedUp ? 1 : 0,
         key.isDiscoverable ? 1 : 0,
         key.aaguid,
         key.attestationFormat,
         nameOf(attestationTypes, key.attestationType),
         key.isTrusted ? 1 : 0,
         key.keyIdentifiers.join(),
         key.model,
         evidence.attestationObject,
         evidence.clientDataJson,
         toMilliseconds(key.registered),
         key.modelAlerts.join(u',')});
}

void WebAuthnStore::rename(Transaction& transaction, const SecurityKeyId& id, const QString& name)
{
    transaction.run(u"UPDATE security_keys SET name = ? WHERE id = ?"_s, {name, id.value});
}

void WebAuthnStore::remove(Transaction& transaction, const SecurityKeyId& id)
{
    transaction.run(u"DELETE FROM security_keys WHERE id = ?"_s, {id.value});
}

void WebAuthnStore::setLost(Transaction& transaction, const SecurityKeyId& id)
{
    transaction.run(u"UPDATE security_keys SET state = 'lost', lost_at = ? WHERE id = ?"_s,
                    {toMilliseconds(transaction.now()), id.value});
}

void WebAuthnStore::noteUse(Transaction& transaction, const SecurityKeyId& id, const KeyUse& use)
{
    transaction.run(u"UPDATE security_keys SET sign_count = ?, is_backed_up = ?, last_used_at = ?, "
                    "is_user_verified = CASE WHEN ? = 1 THEN 1 ELSE is_user_verified END, "
                    "is_discoverable = CASE WHEN ? = 1 THEN 1 ELSE is_discoverable END WHERE id = ?"_s,
                    {qint64{use.counter}, use.isBackedUp ? 1 : 0, toMilliseconds(transaction.now()),
                     use.isUserVerified ? 1 : 0, use.isDiscoverable ? 1 : 0, id.value});
}

void WebAuthnStore::setCounterAlert(Transaction& transaction, const SecurityKeyId& id)
{
    transaction.run(u"UPDATE security_keys SET counter_alert_at = ? WHERE id = ?"_s,
                    {toMilliseconds(transaction.now()), id.value});
}

void WebAuthnStore::setModel(Transaction& transaction, const SecurityKeyId& id, const QString& model,
                             const QStringList& alerts)
{
    transaction.run(u"UPDATE security_keys SET model = ?, model_alerts = ? WHERE id = ?"_s,
                    {model, alerts.join(u','), id.value});
}

QList<StoredSecurityKey> WebAuthnStore::registeredAfter(Transaction& transaction, const SecurityKeyId& id, int maximum)
{
    return keysFrom(transaction.all(selectKeys + u"WHERE state = 'registered' AND id > ? ORDER BY id LIMIT ?"_s,
                                    {id.value, maximum}));
}

QList<StoredSecurityKey> WebAuthnStore::alerted(Transaction& transaction, const QString& relyingPartyId)
{
    return keysFrom(transaction.all(selectKeys + u"WHERE state = 'registered' AND (counter_alert_at IS NOT NULL OR "
                                                 "model_alerts <> '' OR rp_id <> ?) ORDER BY registered_at, id"_s,
                                    {relyingPartyId}));
}

qint64 WebAuthnStore::countFor(Transaction& transaction, const QString& relyingPartyId)
{
    return transaction
        .first(u"SELECT COUNT(*) FROM security_keys WHERE state = 'registered' AND rp_id = ?"_s, {relyingPartyId})
        ->number(0);
}

} // namespace keydesk
