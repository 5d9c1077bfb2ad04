#include "directory/directory.h"

#include "base/passwordhash.h"
#include "base/random.h"
#include "directory/personrules.h"

#include <QSemaphoreReleaser>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int userHandleSize = 64;

// The order in which userFrom() reads them.
const QString userColumns = u"id, user_name, display_name, mail, mobile, locale, role, is_disabled"_s;

User userFrom(Transaction& transaction, const Row& row)
{
    User user{.id = {row.text(0)},
              .userName = row.text(1),
              .displayName = row.text(2),
              .mail = row.text(3),
              .mobile = row.text(4),
              .locale = row.text(5),
              .role = roleFromName(row.text(6)).value_or(Role::User),
              .groups = {},
              .isDisabled = row.boolean(7)};
    const auto groups =
        transaction.all(u"SELECT group_name FROM user_groups WHERE user_id = ? ORDER BY group_name"_s, {user.id.value});
    for (const Row& group : groups)
        user.groups.append(group.text(0));
    return user;
}

std::optional<User> firstUser(Transaction& transaction, const QString& condition, const QVariantList& values)
{
    const auto row = transaction.first(u"SELECT "_s + userColumns + u" FROM users "_s + condition, values);
    return row ? std::optional{userFrom(transaction, *row)} : std::nullopt;
}

Error busy()
{
    return {.code = ErrorCode::Busy,
            .context = u"all places for password checks are taken"_s,
            .retryAfter = std::chrono::seconds{2}};
}

} // namespace

Directory::Directory(Database& database, Random& random, HashingLimits limits)
    : m_database(database),
      m_random(random),
      m_limits(limits),
      m_decoyHash(decoyPasswordHash()),
      m_hashing(limits.parallel)
{
}

std::optional<User> Directory::findByName(Transaction& transaction, const QString& preparedName) const
{
    return firstUser(transaction, u"WHERE user_name = ?"_s, {preparedName});
}

std::optional<User> Directory::find(Transaction& transaction, const UserId& id) const
{
    return firstUser(transaction, u"WHERE id = ?"_s, {id.value});
}

QList<User> Directory::users(Transaction& transaction) const
{
    QList<User> users;
    const auto rows = transaction.all(u"SELECT "_s + userColumns + u" FROM users ORDER BY user_name"_s);
    for (const Row& row : rows)
        users.append(userFrom(transaction, row));
    return users;
}

QByteArray Directory::userHandle(Transaction& transaction, const UserId& id) const
{
    const auto row = transaction.first(u"SELECT user_handle FROM users WHERE id = ?"_s, {id.value});
    return row ? row->bytes(0) : QByteArray();
}

std::optional<User> Directory::nearest(Transaction& transaction, const QString& key) const
{
    if (auto user = firstUser(transaction, u"WHERE id >= ? ORDER BY id LIMIT 1"_s, {key}))
        return user;
    return firstUser(transaction, u"ORDER BY id LIMIT 1"_s, {});
}

Result<User> Directory::add(Transaction& transaction, const User& user, const QByteArray& passwordHash) const
{
    Result<User> person = normalizedPerson(user);
    if (!person)
        return person;
    person->id = {m_random.opaqueId()};
    person->isDisabled = user.isDisabled;
    const bool isNew =
        transaction.tryInsert(u"INSERT INTO users (id, user_name, display_name, mail, mobile, locale, role, "
                              u"password_hash, is_disabled, user_handle, created) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                              {person->id.value, person->userName, person->displayName, person->mail, person->mobile,
                               person->locale, roleName(person->role), passwordHash, person->isDisabled ? 1 : 0,
                               m_random.bytes(userHandleSize), toMilliseconds(transaction.now())});
    if (!isNew)
        return Error{ErrorCode::Conflict, u"a person of this name exists"_s, {{u"field"_s, u"userName"_s}}};
    for (const QString& group : std::as_const(person->groups))
        transaction.run(u"INSERT INTO user_groups (user_id, group_name) VALUES (?, ?)"_s, {person->id.value, group});
    return person;
}

Result<User> Directory::setDisabled(Transaction& transaction, const UserId& id, bool disabled) const
{
    transaction.run(u"UPDATE users SET is_disabled = ? WHERE id = ?"_s, {disabled ? 1 : 0, id.value});
    if (auto user = find(transaction, id))
        return *user;
    return Error{ErrorCode::NotFound, u"no such person"_s};
}

void Directory::demandNewPassword(Transaction& transaction, const UserId& id) const
{
    transaction.run(u"UPDATE users SET password_demanded = ? WHERE id = ?"_s,
                    {toMilliseconds(transaction.now()), id.value});
}

bool Directory::isNewPasswordDemanded(Transaction& transaction, const UserId& id) const
{
    const auto row = transaction.first(u"SELECT password_demanded FROM users WHERE id = ?"_s, {id.value});
    return row && !row->isNull(0);
}

Result<void> Directory::setLocale(Transaction& transaction, const UserId& id, const QString& locale) const
{
    if (!isLanguageTag(locale))
        return Error{ErrorCode::InvalidRequest, u"not a language tag"_s, {{u"field"_s, u"locale"_s}}};
    if (transaction.run(u"UPDATE users SET locale = ? WHERE id = ?"_s, {locale, id.value}) == 0)
        return Error{ErrorCode::NotFound, u"no such person"_s};
    return done();
}

Result<QByteArray> Directory::hashedPassword(Secret password) const
{
    Result<Secret> prepared = preparedPassword(std::move(password));
    if (!prepared)
        return prepared.error();
    if (!m_hashing.tryAcquire(1, static_cast<int>(m_limits.wait.count())))
        return busy();
    const QSemaphoreReleaser place(m_hashing);
    return hashPassword(*prepared);
}

Result<bool> Directory::passwordMatches(const std::optional<User>& user, const Secret& password) const
{
    // Everybody's check takes the same steps: one row asked for, one Argon2id computed.
    Result<QByteArray> stored = m_database.read([&](Transaction& transaction) -> Result<QByteArray> {
        const auto row = transaction.first(u"SELECT password_hash FROM users WHERE id = ? AND is_disabled = 0"_s,
                                           {user ? user->id.value : QString(u""_s)});
        return row ? row->bytes(0) : QByteArray();
    });
    if (!stored)
        return stored.error();
    const bool isSomebody = !stored->isEmpty();

    Result<Secret> prepared = preparedPassword(password.clone());
    const bool isPassword = prepared.isOk();
    if (!m_hashing.tryAcquire(1, static_cast<int>(m_limits.wait.count())))
        return busy();
    const QSemaphoreReleaser place(m_hashing);
    ++m_passwordChecks;
    const bool matches =
        keydesk::passwordMatches(isSomebody && isPassword ? *stored : m_decoyHash, isPassword ? *prepared : password);
    return matches && isSomebody && isPassword;
}

} // namespace keydesk
