#include "administration/installationstore.h"

#include "store/housekeeping.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

const QString columns = u"id, name, place, kind, enrolled, last_seen, revoked"_s;

Installation installationFrom(const Row& row)
{
    return {.id = {row.text(0)},
            .name = row.text(1),
            .place = row.text(2),
            .kind = installationKindFromName(row.text(3)).value_or(InstallationKind::Kiosk),
            .enrolled = row.instant(4),
            .lastSeen = row.optionalInstant(5),
            .isRevoked = !row.isNull(6)};
}

std::optional<Installation> installationFrom(const std::optional<Row>& row)
{
    return row ? std::optional{installationFrom(*row)} : std::nullopt;
}

} // namespace

void InstallationStore::addCode(Transaction& transaction, const QByteArray& codeHash, const CodeRecord& record)
{
    transaction.run(
        u"INSERT INTO enrolment_codes (code_hash, name, place, kind, expires) VALUES (?, ?, ?, ?, ?)"_s,
        {codeHash, record.name, record.place, installationKindName(record.kind), toMilliseconds(record.expires)});
}

std::optional<InstallationStore::CodeRecord> InstallationStore::findCode(Transaction& transaction,
                                                                         const QByteArray& codeHash)
{
    const auto row = transaction.first(
        u"SELECT name, place, kind, expires, installation_id FROM enrolment_codes WHERE code_hash = ?"_s, {codeHash});
    if (!row)
        return std::nullopt;
    CodeRecord record{.name = row->text(0),
                      .place = row->text(1),
                      .kind = installationKindFromName(row->text(2)).value_or(InstallationKind::Kiosk),
                      .expires = row->instant(3)};
    if (!row->isNull(4))
        record.usedBy = InstallationId{row->text(4)};
    return record;
}

void InstallationStore::markCodeUsed(Transaction& transaction, const QByteArray& codeHash, const InstallationId& by)
{
    transaction.run(u"UPDATE enrolment_codes SET installation_id = ? WHERE code_hash = ?"_s, {by.value, codeHash});
}

bool InstallationStore::add(Transaction& transaction, const Installation& installation, const QByteArray& keyThumbprint)
{
    return transaction.tryInsert(
        u"INSERT INTO installations (id, name, place, kind, key_thumbprint, enrolled, last_seen) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        {installation.id.value, installation.name, installation.place, installationKindName(installation.kind),
         QString::fromLatin1(keyThumbprint), toMilliseconds(installation.enrolled),
         toMilliseconds(installation.enrolled)});
}

std::optional<Installation> InstallationStore::find(Transaction& transaction, const InstallationId& id)
{
    return installationFrom(
        transaction.first(u"SELECT "_s + columns + u" FROM installations WHERE id = ?"_s, {id.value}));
}

std::optional<Installation> InstallationStore::findByKey(Transaction& transaction, const QByteArray& keyThumbprint)
{
    return installationFrom(
        transaction.first(u"SELECT "_s + columns + u" FROM installations WHERE key_thumbprint = ?"_s,
                          {QString::fromLatin1(keyThumbprint)}));
}

QList<Installation> InstallationStore::all(Transaction& transaction)
{
    QList<Installation> installations;
    for (const Row& row : transaction.all(u"SELECT "_s + columns + u" FROM installations ORDER BY enrolled, id"_s))
        installations.append(installationFrom(row));
    return installations;
}

void InstallationStore::setLastSeen(Transaction& transaction, const InstallationId& id, Instant seen)
{
    transaction.run(u"UPDATE installations SET last_seen = ? WHERE id = ?"_s, {toMilliseconds(seen), id.value});
}

void InstallationStore::setRevoked(Transaction& transaction, const InstallationId& id, Instant revoked)
{
    transaction.run(u"UPDATE installations SET revoked = ? WHERE id = ?"_s, {toMilliseconds(revoked), id.value});
}

bool InstallationStore::useProof(Transaction& transaction, const QByteArray& useHash, Instant expires)
{
    return transaction.tryInsert(u"INSERT INTO proof_uses (use_hash, expires) VALUES (?, ?)"_s,
                                 {useHash, toMilliseconds(expires)});
}

void InstallationStore::registerWith(Housekeeping& housekeeping)
{
    housekeeping.add(u"DELETE FROM proof_uses WHERE expires < ?"_s);
    housekeeping.add(u"DELETE FROM enrolment_codes WHERE expires < ?"_s);
}

} // namespace keydesk
