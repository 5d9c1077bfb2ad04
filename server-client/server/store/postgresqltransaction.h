#pragma once

#include "store/sqltransaction.h"

namespace keydesk {

class PostgresqlTransaction final : public SqlTransaction
{
public:
    using AdjustTime = std::function<Instant(Instant)>;
    PostgresqlTransaction(SqlConnection& connection, const AdjustTime& adjustTime)
        : SqlTransaction(connection), m_adjustTime(adjustTime)
    {
    }

    /// Takes the advisory lock shared; false when somebody holds it alone or waits for that. Reads the time on the way.
    bool joinWriters(qint64 lock);

protected:
    Instant readTime() override;
    /// A refused statement would end the whole transaction.
    int runProtected(const QString& sql, const QVariantList& values) override;

private:
    Instant adjusted(Instant time) const { return m_adjustTime ? m_adjustTime(time) : time; }

    std::optional<Instant> m_begun;
    const AdjustTime& m_adjustTime;
};

} // namespace keydesk
