#pragma once

#include "store/sqltransaction.h"

namespace keydesk {

class PostgresqlTransaction final : public SqlTransaction
{
public:
    using TimeShift = std::function<std::chrono::milliseconds()>;
    PostgresqlTransaction(SqlConnection& connection, const TimeShift& timeShift)
        : SqlTransaction(connection), m_timeShift(timeShift)
    {
    }

protected:
    Instant readTime() override;
    /// A refused statement would end the whole transaction.
    int runProtected(const QString& sql, const QVariantList& values) override;

private:
    const TimeShift& m_timeShift;
};

} // namespace keydesk
