#include "sessions/sessionstore.h"

#include "base/digest.h"
#include "store/housekeeping.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::hours shownAfterEnd{24};

const QString selectSessions =
    u"SELECT sessions.id, user_id, signed_in, last_active, idle_life, expires, address, country, city, browser, system, "
    "ended, end_reason FROM sessions "_s;
// Written so that no index on the end is taken for it: most sessions of a store live.
const QString isLive = u"COALESCE(ended, 0) = 0 AND lives_until > ?"_s;
const QString selectProviders =
    u"SELECT session_id, entity_id, name, name_id, name_id_format, name_qualifier, sp_name_qualifier, session_index, "
    "last_reached, state, message_id, tries, next_try, problem FROM session_providers "_s;

StoredSession sessionFrom(const Row& row)
{
    return {.id = {row.text(0)},
            .user = {row.text(1)},
            .signedIn = row.instant(2),
            .lastActive = row.instant(3),
            .idleLife = std::chrono::milliseconds{row.number(4)},
            .expires = row.instant(5),
            .address = row.text(6),
            .whereabouts = {.country = row.text(7), .city = row.text(8)},
            .browser = row.text(9),
            .system = row.text(10),
            .ended = row.optionalInstant(11),
            .endReason = row.text(12)};
}

StoredProvider providerFrom(const Row& row)
{
    return {.session = {row.text(0)},
            .entityId = row.text(1),
            .name = row.text(2),
            .nameId = {.value = row.text(3),
                       .format = row.text(4),
                       .nameQualifier = row.text(5),
                       .spNameQualifier = row.text(6)},
            .sessionIndex = row.text(7),
            .lastReached = row.instant(8),
            .state = providerStateFromName(row.text(9)).value_or(ProviderState::Cannot),
            .message = {row.text(10)},
            .tries = static_cast<int>(row.number(11)),
            .nextTry = row.optionalInstant(12),
            .problem = row.text(13)};
}

QList<StoredSession> sessionsWhere(Transaction& transaction, const QString& condition, const QVariantList& values)
{
    QList<StoredSession> sessions;
    for (const Row& row : transaction.all(selectSessions + condition, values))
        sessions.append(sessionFrom(row));
    return sessions;
}

QList<StoredProvider> providersWhere(Transaction& transaction, const QString& condition, const QVariantList& values)
{
    QList<StoredProvider> providers;
    for (const Row& row : transaction.all(selectProviders + condition, values))
        providers.append(providerFrom(row));
    return providers;
}

template <typename T>
std::optional<T> firstOf(const QList<T>& list)
{
    return list.isEmpty() ? std::nullopt : std::optional{list.first()};
}

QVariant nullable(const std::optional<Instant>& instant)
{
    return instant ? QVariant(toMilliseconds(*instant)) : QVariant();
}

} // namespace

QByteArray SessionStore::hashOf(QByteArrayView cookie)
{
    return digest(Hash::Sha256, cookie);
}

void SessionStore::insert(Transaction& transaction, const StoredSession& session, const QByteArray& secretHash)
{
    transaction.run(
        u"INSERT INTO sessions (id, secret_hash, user_id, signed_in, last_active, idle_life, expires, lives_until, "
        "address, country, city, browser, system, end_reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')"_s,
        {session.id.value, secretHash, session.user.value, toMilliseconds(session.signedIn),
         toMilliseconds(session.lastActive), qint64(session.idleLife.count()), toMilliseconds(session.expires),
         toMilliseconds(session.livesUntil()), session.address, session.whereabouts.country, session.whereabouts.city,
         session.browser, session.system});
}

void SessionStore::renew(Transaction& transaction, const StoredSession& session, const QByteArray& secretHash)
{
    transaction.run(u"UPDATE sessions SET secret_hash = ?, signed_in = ?, expires = ?, idle_life = ?, browser = ?, "
                    "system = ? WHERE id = ?"_s,
                    {secretHash, toMilliseconds(session.signedIn), toMilliseconds(session.expires),
                     qint64(session.idleLife.count()), session.browser, session.system, session.id.value});
    touch(transaction, session);
}

std::optional<StoredSession> SessionStore::findByHash(Transaction& transaction, const QByteArray& secretHash)
{
    return firstOf(sessionsWhere(transaction, u"WHERE secret_hash = ?"_s, {secretHash}));
}

std::optional<StoredSession> SessionStore::find(Transaction& transaction, const SessionId& id)
{
    return firstOf(sessionsWhere(transaction, u"WHERE id = ?"_s, {id.value}));
}

void SessionStore::touch(Transaction& transaction, const StoredSession& session)
{
    transaction.run(u"UPDATE sessions SET last_active = ?, lives_until = ?, address = ?, country = ?, city = ? "
                    "WHERE id = ? AND ended IS NULL"_s,
                    {toMilliseconds(session.lastActive), toMilliseconds(session.livesUntil()), session.address,
                     session.whereabouts.country, session.whereabouts.city, session.id.value});
}

bool SessionStore::setEnded(Transaction& transaction, const SessionId& id, const QString& reason)
{
    return transaction.run(u"UPDATE sessions SET ended = ?, end_reason = ? WHERE id = ? AND ended IS NULL"_s,
                           {toMilliseconds(transaction.now()), reason, id.value}) > 0;
}

QList<StoredSession> SessionStore::liveOf(Transaction& transaction, const UserId& user)
{
    return sessionsWhere(transaction, u"WHERE user_id = ? AND "_s + isLive + u" ORDER BY last_active DESC, id"_s,
                         {user.value, toMilliseconds(transaction.now())});
}

QList<StoredSession> SessionStore::liveWith(Transaction& transaction, const UserId& user, const QString& credentialId)
{
    return sessionsWhere(transaction,
                         u"JOIN session_proofs ON session_id = sessions.id WHERE credential_id = ? AND user_id = ? "
                         "AND "_s + isLive,
                         {credentialId, user.value, toMilliseconds(transaction.now())});
}

QList<StoredSession> SessionStore::listed(Transaction& transaction, const UserId& user, int maximum)
{
    return sessionsWhere(
        transaction,
        u"WHERE user_id = ? AND COALESCE(ended, lives_until) > ? ORDER BY signed_in DESC, sessions.id LIMIT ?"_s,
        {user.value, toMilliseconds(transaction.now() - shownAfterEnd), maximum});
}

QList<StoredSession> SessionStore::live(Transaction& transaction, const Filter& filter)
{
    QString condition = u"WHERE "_s + isLive;
    QVariantList values{toMilliseconds(transaction.now())};
    const auto narrow = [&](const QString& column, const QString& value) {
        condition += u" AND "_s + column + u" = ?"_s;
        values.append(value);
    };
    if (filter.user)
        narrow(u"user_id"_s, filter.user->value);
    if (!filter.address.isEmpty())
        narrow(u"address"_s, filter.address);
    if (!filter.country.isEmpty())
        narrow(u"country"_s, filter.country);
    values.append(filter.maximum);
    return sessionsWhere(transaction, condition + u" ORDER BY signed_in DESC, sessions.id LIMIT ?"_s, values);
}

QList<StoredSession> SessionStore::expired(Transaction& transaction, int maximum)
{
    return sessionsWhere(transaction, u"WHERE ended IS NULL AND lives_until <= ? LIMIT ?"_s,
                         {toMilliseconds(transaction.now()), maximum});
}

void SessionStore::addProofs(Transaction& transaction, const SessionId& id, const QList<SessionProof>& proofs)
{
    for (const SessionProof& proof : proofs) {
        const QString method = methodName(proof.method);
        transaction.run(u"DELETE FROM session_proofs WHERE session_id = ? AND method = ? AND credential_id = ?"_s,
                        {id.value, method, proof.credentialId});
        transaction.run(
            u"INSERT INTO session_proofs (session_id, method, credential_id, proved) VALUES (?, ?, ?, ?)"_s,
            {id.value, method, proof.credentialId, toMilliseconds(proof.proved)});
    }
}

QList<SessionProof> SessionStore::proofs(Transaction& transaction, const SessionId& id)
{
    QList<SessionProof> proofs;
    const auto rows = transaction.all(
        u"SELECT method, credential_id, proved FROM session_proofs WHERE session_id = ? ORDER BY proved, method"_s,
        {id.value});
    for (const Row& row : rows) {
        if (const auto method = methodFromName(row.text(0)))
            proofs.append({.method = *method, .credentialId = row.text(1), .proved = row.instant(2)});
    }
    return proofs;
}

void SessionStore::reach(Transaction& transaction, const StoredProvider& provider)
{
    const NameId& name = provider.nameId;
    const qint64 now = toMilliseconds(transaction.now());
    const int updated = transaction.run(
        u"UPDATE session_providers SET name = ?, name_id = ?, name_id_format = ?, name_qualifier = ?, "
        "sp_name_qualifier = ?, last_reached = ?, state = 'signed_in' WHERE session_id = ? AND entity_id = ?"_s,
        {provider.name, name.value, name.format, name.nameQualifier, name.spNameQualifier, now, provider.session.value,
         provider.entityId});
    if (updated > 0)
        return;
    transaction.run(
        u"INSERT INTO session_providers (session_id, entity_id, name, name_id, name_id_format, name_qualifier, "
        "sp_name_qualifier, session_index, first_reached, last_reached, state, message_id, tries, problem) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'signed_in', '', 0, '')"_s,
        {provider.session.value, provider.entityId, provider.name, name.value, name.format, name.nameQualifier,
         name.spNameQualifier, provider.sessionIndex, now, now});
}

QList<StoredProvider> SessionStore::providers(Transaction& transaction, const SessionId& id)
{
    return providersWhere(transaction, u"WHERE session_id = ? ORDER BY first_reached, entity_id"_s, {id.value});
}

std::optional<StoredProvider> SessionStore::provider(Transaction& transaction, const SessionId& id,
                                                     const QString& entityId)
{
    return firstOf(providersWhere(transaction, u"WHERE session_id = ? AND entity_id = ?"_s, {id.value, entityId}));
}

std::optional<StoredProvider> SessionStore::providerOf(Transaction& transaction, const MessageId& message)
{
    return firstOf(providersWhere(transaction, u"WHERE message_id = ?"_s, {message.value}));
}

QList<StoredProvider> SessionStore::providersNamed(Transaction& transaction, const QString& entityId,
                                                   const QString& nameId)
{
    return providersWhere(transaction,
                          u"WHERE entity_id = ? AND name_id = ? AND EXISTS (SELECT 1 FROM sessions WHERE "
                          "sessions.id = session_id AND "_s +
                              isLive + u')',
                          {entityId, nameId, toMilliseconds(transaction.now())});
}

void SessionStore::setLogout(Transaction& transaction, const StoredProvider& provider)
{
    transaction.run(u"UPDATE session_providers SET state = ?, message_id = ?, tries = ?, next_try = ?, problem = ? "
                    "WHERE session_id = ? AND entity_id = ?"_s,
                    {providerStateName(provider.state), provider.message.value, provider.tries,
                     nullable(provider.nextTry), provider.problem, provider.session.value, provider.entityId});
}

void SessionStore::registerWith(Housekeeping& housekeeping)
{
    const QString old = u"SELECT id FROM sessions WHERE ended < ? - 2592000000"_s;
    housekeeping.add(u"DELETE FROM session_providers WHERE session_id IN ("_s + old + u')');
    housekeeping.add(u"DELETE FROM session_proofs WHERE session_id IN ("_s + old + u')');
    // Not those whose rows the statements before have not seen yet.
    housekeeping.add(u"DELETE FROM sessions WHERE ended < ? - 2592000000 AND NOT EXISTS (SELECT 1 FROM "
                     "session_providers WHERE session_id = sessions.id) AND NOT EXISTS (SELECT 1 FROM session_proofs "
                     "WHERE session_id = sessions.id)"_s);
}

} // namespace keydesk
