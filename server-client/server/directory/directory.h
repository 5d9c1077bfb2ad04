#pragma once

#include "base/secret.h"
#include "protocol/administration.h"
#include "store/database.h"

namespace keydesk {

/// Prepares a user name by RFC 8265 section 3.3 (UsernameCaseMapped): width mapping, case mapping, NFC, the
/// IdentifierClass of RFC 8264, bidi rule. InvalidRequest when the name has a character that is not allowed.
Result<QString> preparedUserName(const QString& name);
/// Prepares a password by RFC 8265 section 4.2 (OpaqueString). Consumes the input.
Result<Secret> preparedPassword(Secret password);

/// Who a person is: local users now; LDAP and AD users follow behind the same interface. Functions that take a
/// Transaction are called inside read() or write(); the others block on their own. Thread-safe.
class Directory
{
public:
    explicit Directory(Database& database, Random& random);

    std::optional<User> findByName(Transaction& transaction, const QString& preparedName) const;
    std::optional<User> find(Transaction& transaction, const UserId& id) const;
    QList<User> users(Transaction& transaction) const;
    /// Conflict when the prepared name exists; InvalidRequest for a name, address or number that is not one.
    /// passwordHash is from hashPassword(), computed before the transaction.
    Result<User> add(Transaction& transaction, const User& user, const QByteArray& passwordHash) const;
    Result<User> setDisabled(Transaction& transaction, const UserId& id, bool disabled) const;
    void setLocale(Transaction& transaction, const UserId& id, const QString& locale) const;

    /// Costs the same whether the person exists or not (a decoy hash is checked). Blocks for about 25 ms; not inside a
    /// transaction. A disabled person's password never matches.
    Result<bool> passwordMatches(const std::optional<User>& user, const Secret& password) const;

private:
    Database& m_database;
    Random& m_random;
};

} // namespace keydesk
