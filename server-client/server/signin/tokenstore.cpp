#include "signin/tokenstore.h"

#include "base/digest.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

std::optional<AccessToken> firstToken(Transaction& transaction, const QString& condition, const QVariant& value)
{
    const auto row = transaction.first(
        u"SELECT id, ceremony_id, user_id, installation_id, key_thumbprint, expires, idle_life, last_used, "
        "(SELECT MAX(proved) FROM access_token_proofs WHERE token_id = access_tokens.id AND is_strong = 1) "
        "FROM access_tokens WHERE "_s +
            condition,
        {value});
    if (!row)
        return std::nullopt;
    return AccessToken{.id = {row->text(0)},
                       .ceremony = {row->text(1)},
                       .user = {row->text(2)},
                       .installation = {row->text(3)},
                       .keyThumbprint = row->bytes(4),
                       .expires = row->instant(5),
                       .idleLife = std::chrono::milliseconds{row->number(6)},
                       .lastUsed = row->instant(7),
                       .strongProofAt = row->optionalInstant(8)};
}

QList<SessionProof> proofsOf(Transaction& transaction, const TokenId& id)
{
    QList<SessionProof> proofs;
    const auto rows = transaction.all(u"SELECT method, credential_id, MAX(proved) FROM access_token_proofs WHERE "
                                      "token_id = ? GROUP BY method, credential_id ORDER BY MAX(proved), method"_s,
                                      {id.value});
    for (const Row& row : rows) {
        if (const auto method = methodFromName(row.text(0)))
            proofs.append({.method = *method, .credentialId = row.text(1), .proved = row.instant(2)});
    }
    return proofs;
}

void revokeWhere(Transaction& transaction, const QString& condition, const QVariantList& values)
{
    transaction.run(u"DELETE FROM access_token_proofs WHERE token_id IN (SELECT id FROM access_tokens WHERE "_s +
                        condition + u")"_s,
                    values);
    transaction.run(u"DELETE FROM access_tokens WHERE "_s + condition, values);
}

} // namespace

QByteArray TokenStore::hashOf(QByteArrayView token)
{
    return digest(Hash::Sha256, token);
}

void TokenStore::insert(Transaction& transaction, const AccessToken& token, const QByteArray& tokenHash)
{
    const qint64 now = toMilliseconds(transaction.now());
    transaction.run(
        u"INSERT INTO access_tokens (id, token_hash, ceremony_id, user_id, installation_id, key_thumbprint, issued, "
        "expires, idle_life, last_used, address, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {token.id.value, tokenHash, token.ceremony.value, token.user.value, token.installation.value,
         token.keyThumbprint, now, toMilliseconds(token.expires), qint64(token.idleLife.count()), now, token.address,
         token.place});
}

std::optional<AccessToken> TokenStore::findByHash(Transaction& transaction, const QByteArray& tokenHash)
{
    return firstToken(transaction, u"token_hash = ?"_s, tokenHash);
}

std::optional<AccessToken> TokenStore::find(Transaction& transaction, const TokenId& id)
{
    return firstToken(transaction, u"id = ?"_s, id.value);
}

void TokenStore::addProofs(Transaction& transaction, const TokenId& id, const CeremonyId& ceremony,
                           const QList<CeremonyProof>& proofs)
{
    for (const CeremonyProof& proof : proofs)
        transaction.run(u"INSERT INTO access_token_proofs (token_id, ceremony_id, factor, method, credential_id, "
                        u"is_strong, proved) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                        {id.value, ceremony.value, proof.factor, methodName(proof.method), proof.credentialId,
                         isStrong(proof.method) ? 1 : 0, toMilliseconds(proof.proved)});
}

void TokenStore::touch(Transaction& transaction, const TokenId& id)
{
    transaction.run(u"UPDATE access_tokens SET last_used = ? WHERE id = ?"_s,
                    {toMilliseconds(transaction.now()), id.value});
}

QList<OpenSignIn> TokenStore::open(Transaction& transaction, const OpenSignInFilter& filter)
{
    const qint64 now = toMilliseconds(transaction.now());
    QString condition = u"expires > ? AND last_used + idle_life > ?"_s;
    QVariantList values{now, now};
    const auto narrow = [&](const QString& column, const QString& value) {
        condition += u" AND "_s + column + u" = ?"_s;
        values.append(value);
    };
    if (filter.id)
        narrow(u"id"_s, filter.id->value);
    if (filter.user)
        narrow(u"user_id"_s, filter.user->value);
    if (!filter.address.isEmpty())
        narrow(u"address"_s, filter.address);
    values.append(filter.maximum);
    QList<OpenSignIn> found;
    const auto rows = transaction.all(u"SELECT id, user_id, issued, last_used, address, place FROM access_tokens WHERE "_s +
                                          condition + u" ORDER BY issued DESC, id LIMIT ?"_s,
                                      values);
    for (const Row& row : rows)
        found.append({.id = {row.text(0)},
                      .user = {row.text(1)},
                      .signedIn = row.instant(2),
                      .lastActive = row.instant(3),
                      .address = row.text(4),
                      .place = row.text(5),
                      .proofs = proofsOf(transaction, {row.text(0)})});
    return found;
}

void TokenStore::revoke(Transaction& transaction, const TokenId& id)
{
    revokeWhere(transaction, u"id = ?"_s, {id.value});
}

void TokenStore::revokeAllOf(Transaction& transaction, const UserId& user)
{
    revokeWhere(transaction, u"user_id = ?"_s, {user.value});
}

void TokenStore::revokeOthersOf(Transaction& transaction, const UserId& user, const TokenId& spared)
{
    revokeWhere(transaction, u"user_id = ? AND id <> ?"_s, {user.value, spared.value});
}

void TokenStore::revokeAllOf(Transaction& transaction, const InstallationId& installation)
{
    revokeWhere(transaction, u"installation_id = ?"_s, {installation.value});
}

void TokenStore::credentialGone(Transaction& transaction, const UserId& user, const QString& credentialId)
{
    const auto proved = transaction.all(
        u"SELECT access_tokens.id FROM access_tokens JOIN access_token_proofs ON token_id = access_tokens.id "
        "AND access_token_proofs.ceremony_id = access_tokens.ceremony_id WHERE user_id = ? AND credential_id = ?"_s,
        {user.value, credentialId});
    for (const Row& row : proved)
        revoke(transaction, {row.text(0)});
    transaction.run(u"DELETE FROM access_token_proofs WHERE credential_id = ? "
                    "AND token_id IN (SELECT id FROM access_tokens WHERE user_id = ?)"_s,
                    {credentialId, user.value});
}

void TokenStore::removeExpired(Transaction& transaction)
{
    const qint64 now = toMilliseconds(transaction.now());
    revokeWhere(transaction, u"expires <= ? OR last_used + idle_life <= ?"_s, {now, now});
}

} // namespace keydesk
