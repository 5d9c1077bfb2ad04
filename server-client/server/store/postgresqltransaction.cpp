#include "store/postgresqltransaction.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

Instant PostgresqlTransaction::readTime()
{
    const QList<Row> rows = all(u"SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint"_s);
    const Instant time = rows.first().instant(0);
    return m_adjustTime ? m_adjustTime(time) : time;
}

int PostgresqlTransaction::runProtected(const QString& sql, const QVariantList& values)
{
    connection().command(u"SAVEPOINT attempt"_s);
    try {
        const int rows = connection().run(sql, values);
        connection().command(u"RELEASE SAVEPOINT attempt"_s);
        return rows;
    } catch (const DatabaseFailure& failure) {
        if (failure.isUniqueViolation)
            connection().command(u"ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt"_s);
        throw;
    }
}

} // namespace keydesk
