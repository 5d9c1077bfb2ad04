#pragma once

#include "store/sqlconnection.h"

namespace keydesk {

/// The part of a transaction that both engines share. Lives on the stack of whoever began it.
class SqlTransaction : public Transaction
{
public:
    explicit SqlTransaction(SqlConnection& connection);
    ~SqlTransaction() override;

    QList<Row> all(const QString& sql, const QVariantList& values = {}) override;
    int run(const QString& sql, const QVariantList& values = {}) override;
    bool tryInsert(const QString& sql, const QVariantList& values = {}) override;
    Instant now() override;
    void wake(const QString& topic) override;

    /// Runs the body; true when it wants to commit. Throws DatabaseFailure also for what the body swallowed (the
    /// statements after it may have done nothing) and for any other exception of it.
    bool runBody(const std::function<bool(Transaction&)>& body);
    /// Woken by the body, each once.
    const QStringList& topics() const { return m_topics; }

protected:
    SqlConnection& connection() { return m_connection; }
    virtual Instant readTime() = 0;
    /// run(), after which the transaction goes on when a unique constraint refused.
    virtual int runProtected(const QString& sql, const QVariantList& values) = 0;

private:
    SqlConnection& m_connection;
    std::optional<Instant> m_now;
    std::optional<DatabaseFailure> m_failure;
    QStringList m_topics;
};

} // namespace keydesk
