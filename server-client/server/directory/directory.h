#pragma once

#include "base/secret.h"
#include "protocol/administration.h"
#include "store/database.h"

#include <QSemaphore>
#include <atomic>

namespace keydesk {

class Random;

/// How many password hashes (19 MiB and 25 ms each) this instance computes at the same time.
struct HashingLimits
{
    int parallel = 4;
    std::chrono::milliseconds wait{2000}; ///< For a free place; after it the answer is Busy.
};

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
    explicit Directory(Database& database, Random& random, HashingLimits limits = {});

    std::optional<User> findByName(Transaction& transaction, const QString& preparedName) const;
    std::optional<User> find(Transaction& transaction, const UserId& id) const;
    QList<User> users(Transaction& transaction) const;
    /// The 64 random bytes by which authenticators know this person (WebAuthn section 5.4.3); never shown.
    QByteArray userHandle(Transaction& transaction, const UserId& id) const;
    /// Some person whose id follows the key when the ids are laid in a ring: the same one for the same key as long as
    /// nobody is added in between. Decoys take their shape from real people with it.
    std::optional<User> nearest(Transaction& transaction, const QString& key) const;

    /// Conflict when the prepared name exists; InvalidRequest for a name, address or number that is not one
    /// (details.field). passwordHash is from hashedPassword(), computed before the transaction.
    Result<User> add(Transaction& transaction, const User& user, const QByteArray& passwordHash) const;
    Result<User> setDisabled(Transaction& transaction, const UserId& id, bool disabled) const;
    /// From now on the person must choose a new password; whoever sets one ends it.
    void demandNewPassword(Transaction& transaction, const UserId& id) const;
    bool isNewPasswordDemanded(Transaction& transaction, const UserId& id) const;
    /// InvalidRequest when it is not a language tag (BCP 47).
    Result<void> setLocale(Transaction& transaction, const UserId& id, const QString& locale) const;

    /// Prepares and hashes. InvalidRequest for a password that cannot be prepared, Busy. Blocks; not inside a
    /// transaction.
    Result<QByteArray> hashedPassword(Secret password) const;
    /// Costs the same whether the person exists or not (a decoy hash is checked). Blocks for about 25 ms; not inside a
    /// transaction. A disabled person's password never matches. Busy when too many are checked at once.
    Result<bool> passwordMatches(const std::optional<User>& user, const Secret& password) const;
    /// Passwords checked since the start, decoys included.
    quint64 passwordChecks() const { return m_passwordChecks; }

private:
    Database& m_database;
    Random& m_random;
    HashingLimits m_limits;
    QByteArray m_decoyHash;
    mutable QSemaphore m_hashing;
    mutable std::atomic<quint64> m_passwordChecks{0};
};

} // namespace keydesk
