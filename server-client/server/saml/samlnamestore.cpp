#include "saml/samlnamestore.h"

#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestName = 64; // Microsoft's limit for an ImmutableID.

std::optional<Row> immutableRow(Transaction& transaction, const UserId& user)
{
    return transaction.first(u"SELECT name_id FROM saml_immutable_names WHERE user_id = ?"_s, {user.value});
}

bool insertImmutable(Transaction& transaction, const UserId& user, const QString& name)
{
    return transaction.tryInsert(u"INSERT INTO saml_immutable_names (user_id, name_id, created) VALUES (?, ?, ?)"_s,
                                 {user.value, name, toMilliseconds(transaction.now())});
}

} // namespace

QString SamlNameStore::persistentName(Transaction& transaction, const QString& providerId, const UserId& user,
                                      const QString& fresh)
{
    const bool isNew = transaction.tryInsert(
        u"INSERT INTO saml_persistent_names (provider_id, user_id, name_id, created) VALUES (?, ?, ?, ?)"_s,
        {providerId, user.value, fresh, toMilliseconds(transaction.now())});
    if (isNew)
        return fresh;
    const auto row = transaction.first(
        u"SELECT name_id FROM saml_persistent_names WHERE provider_id = ? AND user_id = ?"_s, {providerId, user.value});
    return row->text(0);
}

QString SamlNameStore::immutableName(Transaction& transaction, const UserId& user, const QString& fresh)
{
    if (const auto row = immutableRow(transaction, user))
        return row->text(0);
    return insertImmutable(transaction, user, fresh) ? fresh : immutableRow(transaction, user)->text(0);
}

Result<void> SamlNameStore::setImmutableName(Transaction& transaction, const UserId& user, const QString& name)
{
    const bool isWritable = std::ranges::all_of(name, [](QChar c) { return c > u' ' && c < QChar(0x7f); });
    if (name.isEmpty() || name.size() > longestName || !isWritable)
        return Error{ErrorCode::InvalidRequest, u"1 to 64 characters of ASCII"_s, {{u"field"_s, u"immutableId"_s}}};
    if (const auto row = immutableRow(transaction, user))
        return row->text(0) == name ? done()
                                    : Result<void>(Error{ErrorCode::Conflict, u"the person has another one"_s});
    if (!insertImmutable(transaction, user, name))
        return Error{ErrorCode::Conflict, u"it is somebody else's"_s};
    return done();
}

} // namespace keydesk
