#pragma once

#include "store/sqltransaction.h"

namespace keydesk {

class SqliteTransaction final : public SqlTransaction
{
public:
    SqliteTransaction(SqlConnection& connection, const Clock& clock) : SqlTransaction(connection), m_clock(clock) {}

protected:
    Instant readTime() override { return m_clock.now(); }
    /// A refused statement undoes itself alone.
    int runProtected(const QString& sql, const QVariantList& values) override { return connection().run(sql, values); }

private:
    const Clock& m_clock;
};

} // namespace keydesk
