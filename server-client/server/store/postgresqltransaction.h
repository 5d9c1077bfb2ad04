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

protected:
    Instant readTime() override;
    /// A refused statement would end the whole transaction.
    int runProtected(const QString& sql, const QVariantList& values) override;

private:
    const AdjustTime& m_adjustTime;
};

} // namespace keydesk
