#include "saml/samlkeys.h"

#include "audit/auditlog.h"
#include "base/random.h"

#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::days certificateLife{3650};
const QString current = u"current"_s;
const QString next = u"next"_s;
const QString previous = u"previous"_s;

SealContext contextOf(const QString& id)
{
    return {.table = u"saml_keys"_s, .column = u"private_key"_s, .rowId = id};
}

QString fingerprintText(const QByteArray& certificate)
{
    const auto read = SamlCertificate::fromDer(certificate);
    return read ? QString::fromLatin1(read->fingerprint().toHex()) : QString();
}

void note(Transaction& transaction, const Caller& caller, const QString& event, const QByteArray& certificate)
{
    AuditLog::append(transaction, caller,
                     {.event = event, .details = {{u"certificate"_s, fingerprintText(certificate)}}});
}

template <typename Keys>
auto inState(const Keys& keys, const QString& state)
{
    return std::ranges::find_if(keys, [&](const auto& each) { return each.state == state; });
}

bool moveTo(Transaction& transaction, const QString& id, const QString& state)
{
    return transaction.run(u"UPDATE saml_keys SET state = ? WHERE id = ?"_s, {state, id}) == 1;
}

} // namespace

QList<SamlKeys::StoredKey> SamlKeys::stored(Transaction& transaction) const
{
    QList<StoredKey> keys;
    for (const Row& row :
         transaction.all(u"SELECT id, state, certificate, private_key FROM saml_keys ORDER BY state"_s))
        keys.append({row.text(0), row.text(1), row.bytes(2), row.bytes(3)});
    return keys;
}

Result<SamlKeys::StoredKey> SamlKeys::fresh(const QString& state) const
{
    const auto key = SamlSigningKey::generate(m_name, m_parts.clock.now(), certificateLife);
    if (!key)
        return key.error();
    StoredKey row{
        .id = m_parts.random.opaqueId(), .state = state, .certificate = key->certificate().der(), .sealed = {}};
    row.sealed = m_parts.sealer.seal(key->pkcs8(), contextOf(row.id));
    return row;
}

Result<SamlSigningKey> SamlKeys::opened(const StoredKey& key)
{
    const std::lock_guard lock(m_mutex);
    if (const auto known = m_opened.constFind(key.id); known != m_opened.constEnd())
        return *known;
    const auto secret = m_parts.sealer.open(key.sealed, contextOf(key.id));
    if (!secret)
        return secret.error();
    auto certificate = SamlCertificate::fromDer(key.certificate);
    if (!certificate)
        return certificate.error();
    auto opened = SamlSigningKey::fromPkcs8(*secret, certificate.take());
    if (opened)
        m_opened.insert(key.id, *opened);
    return opened;
}

Result<void> SamlKeys::makeFirst()
{
    const auto row = fresh(current);
    if (!row)
        return row.error();
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        // Another instance may have been faster: then its key it is.
        transaction.tryInsert(
            u"INSERT INTO saml_keys (id, state, certificate, private_key, created) VALUES (?, ?, ?, ?, ?)"_s,
            {row->id, row->state, row->certificate, row->sealed, toMilliseconds(transaction.now())});
        return done();
    });
}

Result<SamlKeySet> SamlKeys::keys()
{
    const auto read = [this] {
        return m_parts.database.read(
            [this](Transaction& transaction) -> Result<QList<StoredKey>> { return stored(transaction); });
    };
    auto rows = read();
    if (rows && inState(*rows, current) == rows->end()) {
        if (const auto made = makeFirst(); !made)
            return made.error();
        rows = read();
    }
    if (!rows)
        return rows.error();
    const auto signing = inState(*rows, current);
    if (signing == rows->end())
        return Error{ErrorCode::Internal, u"no current key for SAML"_s};
    auto key = opened(*signing);
    if (!key)
        return key.error();
    SamlKeySet set{.current = key.take(), .published = {}};
    set.published.append(set.current.certificate());
    for (const StoredKey& each : *rows) {
        if (each.state == current)
            continue;
        const auto certificate = SamlCertificate::fromDer(each.certificate);
        if (!certificate)
            return certificate.error();
        set.published.append(*certificate);
    }
    return set;
}

Result<void> SamlKeys::prepareNext(const Caller& caller)
{
    if (const auto first = keys(); !first)
        return first.error();
    const auto row = fresh(next);
    if (!row)
        return row.error();
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        if (stored(transaction).size() > 1)
            return Error{ErrorCode::Conflict, u"a change of keys is under way"_s};
        transaction.run(
            u"INSERT INTO saml_keys (id, state, certificate, private_key, created) VALUES (?, ?, ?, ?, ?)"_s,
            {row->id, row->state, row->certificate, row->sealed, toMilliseconds(transaction.now())});
        note(transaction, caller, u"saml.key_prepared"_s, row->certificate);
        return done();
    });
}

Result<void> SamlKeys::activateNext(const Caller& caller)
{
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const QList<StoredKey> rows = stored(transaction);
        const auto coming = inState(rows, next);
        const auto signing = inState(rows, current);
        if (coming == rows.end() || signing == rows.end())
            return Error{ErrorCode::NotFound, u"no key is prepared"_s};
        moveTo(transaction, signing->id, previous);
        moveTo(transaction, coming->id, current);
        note(transaction, caller, u"saml.key_activated"_s, coming->certificate);
        return done();
    });
}

Result<void> SamlKeys::finishChange(const Caller& caller)
{
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const QList<StoredKey> rows = stored(transaction);
        const auto before = inState(rows, previous);
        if (before == rows.end())
            return Error{ErrorCode::NotFound, u"no key before this one is published"_s};
        transaction.run(u"DELETE FROM saml_keys WHERE id = ?"_s, {before->id});
        note(transaction, caller, u"saml.key_erased"_s, before->certificate);
        return done();
    });
}

} // namespace keydesk
