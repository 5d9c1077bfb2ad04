#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QVariant>
#include <functional>
#include <memory>
#include <optional>

class QSqlQuery;

namespace keydesk {

class WakeupSubscription;

/// One row of an answer; columns by position. Valid as long as it is kept (it owns its values).
class Row
{
public:
    explicit Row(QVariantList values) : m_values(std::move(values)) {}
    QString text(int column) const { return m_values.at(column).toString(); }
    qint64 number(int column) const { return m_values.at(column).toLongLong(); }
    bool boolean(int column) const { return m_values.at(column).toLongLong() != 0; } ///< Stored as 0 and 1.
    QByteArray bytes(int column) const { return m_values.at(column).toByteArray(); }
    Instant instant(int column) const { return instantFrom(number(column)); }
    bool isNull(int column) const { return m_values.at(column).isNull(); }
    std::optional<Instant> optionalInstant(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional{instant(column)};
    }

private:
    QVariantList m_values;
};

/// Thrown by Transaction when the database fails, caught by Database: it never leaves a read() or write(). A store needs
/// no error handling of its own for it. Not for broken rules of the domain: those are Results.
/// Codes: Conflict (a unique or foreign key), InvalidRequest (text with NUL or broken UTF-16), TooLarge, Unavailable (full
/// disk, lock held too long, no connection), Internal (a defect of the statement).
struct DatabaseFailure
{
    Error error;
    bool mayRetry = false;       ///< Serialization failure or lost connection.
    bool isUniqueViolation = false;
    bool isConnectionLost = false;
};

/// One transaction, SQL with ? placeholders, the same text on both engines. Instants are bound with toMilliseconds(),
/// booleans as 0/1, byte strings as QByteArray. Text with NUL is refused (DatabaseFailure, InvalidRequest). Only an invalid
/// QVariant is NULL: a null QString or QByteArray is stored as an empty one.
class Transaction
{
public:
    virtual ~Transaction() = default;
    virtual QList<Row> all(const QString& sql, const QVariantList& values = {}) = 0;
    std::optional<Row> first(const QString& sql, const QVariantList& values = {});
    /// Rows changed.
    virtual int run(const QString& sql, const QVariantList& values = {}) = 0;
    /// False when a unique constraint refused the row; the transaction goes on.
    virtual bool tryInsert(const QString& sql, const QVariantList& values = {}) = 0;
    /// Database time, the same within one transaction. It alone decides expiry.
    virtual Instant now() = 0;
    /// Once this transaction is durable, those who subscribed to the topic are called, on every instance; never when it
    /// fails. A topic is a name without a space, the capability's own, such as "outbox". In write() only.
    virtual void wake(const QString& topic) = 0;
};

struct DatabaseSettings
{
    /// "sqlite:/path/to/file" or "postgresql://user@host:port/name" (libpq URI; a password stands in passwordFile).
    QString url;
    QString passwordFile = {};
    /// For SQLite's time, and for tests that shift it. Must outlive the database.
    const Clock* clock = nullptr;
    /// Given PostgreSQL's time, the time to use instead; tests only.
    std::function<Instant(Instant)> adjustTime = {};
    /// How long a statement waits for a lock that another process or transaction holds.
    std::chrono::milliseconds lockWait{5000};
    /// False: a database without this program's whole schema is refused (Conflict) instead of brought up to date.
    bool mayChangeSchema = true;
};

/// The store behind everything. Any thread may call; calls block (use them in the worker pool). SQLite: one writer thread
/// with group commit, a reading connection per thread (WAL); a write's function runs in the writer thread. PostgreSQL: a
/// connection per thread, SERIALIZABLE, repeated on serialization failure. An acknowledged write is on disk; Unavailable
/// from a write whose connection broke during COMMIT leaves open whether it happened. read() and write() do not nest.
class Database
{
public:
    virtual ~Database() = default;
    /// Opens, checks the version and applies the missing migrations. Refuses a database that is newer than the program.
    static Result<std::unique_ptr<Database>> open(const DatabaseSettings& settings);

    /// function: Result<T>(Transaction&). It may run more than once and must have no effect but through the transaction;
    /// an Error as its result rolls the transaction back. Keep it short: no hashing of passwords, no network.
    template <typename Function>
    auto write(Function function) -> decltype(function(std::declval<Transaction&>()))
    {
        return run(std::move(function), true);
    }
    /// A consistent snapshot, without changes.
    template <typename Function>
    auto read(Function function) -> decltype(function(std::declval<Transaction&>()))
    {
        return run(std::move(function), false);
    }

    /// Has the function called soon after each commit that wakes the topic, on this instance or another. A wake-up
    /// carries nothing, it says "look": those that come before the function has begun are one, and it is also called
    /// once at first, and whenever something may have been missed (the server was lost and is back). Look by the clock,
    /// too, now and then: while the server is lost nobody hears the others. The function runs in a thread of the
    /// database's that all subscribers share: it must return soon (set a flag, notify a thread, post an event). It
    /// throws nothing. Any thread may subscribe; it does not wait for the server.
    [[nodiscard]] virtual std::unique_ptr<WakeupSubscription> subscribe(const QString& topic,
                                                                        std::function<void()> called) = 0;

protected:
    /// Calls body inside a transaction, commits when it returns true; a failure of the database is the Result's.
    virtual Result<void> execute(const std::function<bool(Transaction&)>& body, bool writes) = 0;

private:
    template <typename Function>
    auto run(Function function, bool writes) -> decltype(function(std::declval<Transaction&>()))
    {
        using Answer = decltype(function(std::declval<Transaction&>()));
        std::optional<Answer> answer;
        const Result<void> ended = execute(
            [&](Transaction& transaction) {
                answer.emplace(function(transaction));
                return answer->isOk();
            },
            writes);
        if (!ended)
            return ended.error();
        return std::move(*answer);
    }
};

} // namespace keydesk
