#include "signin/ceremonystore.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

QString kindName(CeremonyKind kind)
{
    return kind == CeremonyKind::StepUp ? u"step_up"_s : u"sign_in"_s;
}

Ceremony ceremonyFrom(const Row& row)
{
    return {.id = {row.text(0)},
            .kind = row.text(1) == u"step_up"_s ? CeremonyKind::StepUp : CeremonyKind::SignIn,
            .isOpen = row.text(2) == u"open"_s,
            .installation = {row.text(3)},
            .preparedName = row.text(4),
            .user = row.isNull(5) ? std::nullopt : std::optional{UserId{row.text(5)}},
            .token = {row.text(6)},
            .factors = factorsFromText(row.text(7)),
            .isSatisfiable = row.boolean(8),
            .factor = static_cast<int>(row.number(9)),
            .triesLeft = static_cast<int>(row.number(10)),
            .locale = row.text(11),
            .expires = row.instant(12)};
}

bool closeAs(Transaction& transaction, const QString& state, const CeremonyId& id)
{
    return transaction.run(u"UPDATE ceremonies SET state = ? WHERE id = ? AND state = 'open'"_s, {state, id.value}) ==
           1;
}

} // namespace

void CeremonyStore::insert(Transaction& transaction, const Ceremony& ceremony)
{
    transaction.run(
        u"INSERT INTO ceremonies (id, kind, state, installation_id, user_name, user_id, token_id, factors, "
        "is_satisfiable, factor, tries_left, locale, expires) VALUES (?, ?, 'open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {ceremony.id.value, kindName(ceremony.kind), ceremony.installation.value, ceremony.preparedName,
         ceremony.user ? QVariant(ceremony.user->value) : QVariant(), ceremony.token.value,
         textFromFactors(ceremony.factors), ceremony.isSatisfiable ? 1 : 0, ceremony.factor, ceremony.triesLeft,
         ceremony.locale, toMilliseconds(ceremony.expires)});
}

std::optional<Ceremony> CeremonyStore::find(Transaction& transaction, const CeremonyId& id)
{
    const auto row =
        transaction.first(u"SELECT id, kind, state, installation_id, user_name, user_id, token_id, factors, "
                          "is_satisfiable, factor, tries_left, locale, expires FROM ceremonies WHERE id = ?"_s,
                          {id.value});
    return row ? std::optional{ceremonyFrom(*row)} : std::nullopt;
}

bool CeremonyStore::takeTry(Transaction& transaction, const Ceremony& ceremony)
{
    return transaction.run(u"UPDATE ceremonies SET tries_left = tries_left - 1 "
                           "WHERE id = ? AND factor = ? AND state = 'open' AND tries_left > 0"_s,
                           {ceremony.id.value, ceremony.factor}) == 1;
}

void CeremonyStore::giveTryBack(Transaction& transaction, const CeremonyId& id)
{
    transaction.run(u"UPDATE ceremonies SET tries_left = tries_left + 1 WHERE id = ? AND state = 'open'"_s, {id.value});
}

bool CeremonyStore::moveOn(Transaction& transaction, const Ceremony& ceremony, Method method,
                           const QString& credentialId)
{
    const int moved = transaction.run(u"UPDATE ceremonies SET factor = factor + 1, tries_left = tries_left + 1 "
                                      "WHERE id = ? AND factor = ? AND state = 'open'"_s,
                                      {ceremony.id.value, ceremony.factor});
    if (moved != 1)
        return false;
    transaction.run(
        u"INSERT INTO ceremony_proofs (ceremony_id, factor, method, credential_id, proved) VALUES (?, ?, ?, ?, ?)"_s,
        {ceremony.id.value, ceremony.factor, methodName(method), credentialId, toMilliseconds(transaction.now())});
    return true;
}

bool CeremonyStore::settle(Transaction& transaction, const Ceremony& ceremony)
{
    return transaction.run(u"UPDATE ceremonies SET user_name = ?, user_id = ?, factors = ?, is_satisfiable = ? "
                           "WHERE id = ? AND factor = 1 AND state = 'open' AND user_name = '' AND user_id IS NULL"_s,
                           {ceremony.preparedName, ceremony.user->value, textFromFactors(ceremony.factors),
                            ceremony.isSatisfiable ? 1 : 0, ceremony.id.value}) == 1;
}

QList<CeremonyProof> CeremonyStore::proofs(Transaction& transaction, const CeremonyId& id)
{
    QList<CeremonyProof> proofs;
    const auto rows = transaction.all(
        u"SELECT factor, method, credential_id, proved FROM ceremony_proofs WHERE ceremony_id = ? ORDER BY factor"_s,
        {id.value});
    for (const Row& row : rows)
        proofs.append({.factor = static_cast<int>(row.number(0)),
                       .method = methodFromName(row.text(1)).value_or(Method::Password),
                       .credentialId = row.text(2),
                       .proved = row.instant(3)});
    return proofs;
}

bool CeremonyStore::finish(Transaction& transaction, const CeremonyId& id)
{
    return closeAs(transaction, u"done"_s, id);
}

bool CeremonyStore::end(Transaction& transaction, const CeremonyId& id)
{
    return closeAs(transaction, u"ended"_s, id);
}

void CeremonyStore::endAllOf(Transaction& transaction, const UserId& user)
{
    transaction.run(u"UPDATE ceremonies SET state = 'ended' WHERE state = 'open' AND user_id = ?"_s, {user.value});
}

void CeremonyStore::endAllOf(Transaction& transaction, const InstallationId& installation)
{
    transaction.run(u"UPDATE ceremonies SET state = 'ended' WHERE state = 'open' AND installation_id = ?"_s,
                    {installation.value});
}

void CeremonyStore::endProvedWith(Transaction& transaction, const UserId& user, const QString& credentialId)
{
    transaction.run(u"UPDATE ceremonies SET state = 'ended' WHERE state = 'open' AND user_id = ? "
                    "AND id IN (SELECT ceremony_id FROM ceremony_proofs WHERE credential_id = ?)"_s,
                    {user.value, credentialId});
}

void CeremonyStore::removeExpired(Transaction& transaction)
{
    const qint64 now = toMilliseconds(transaction.now());
    for (const QString& table : {u"sent_codes"_s, u"ceremony_proofs"_s})
        transaction.run(u"DELETE FROM "_s + table +
                            u" WHERE ceremony_id IN (SELECT id FROM ceremonies WHERE expires <= ?)"_s,
                        {now});
    transaction.run(u"DELETE FROM ceremonies WHERE expires <= ?"_s, {now});
}

} // namespace keydesk
