#include "store/postgresqltransaction.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString timeNow = QStringLiteral("(extract(epoch FROM clock_timestamp()) * 1000)::bigint");

} // namespace

bool PostgresqlTransaction::joinWriters(qint64 lock)
{
    const Row row = all(u"SELECT "_s % timeNow % u", pg_try_advisory_xact_lock_shared(%1)::int"_s.arg(lock)).first();
    m_begun = row.instant(0);
    return row.boolean(1);
}

Instant PostgresqlTransaction::readTime()
{
    return adjusted(m_begun ? *m_begun : all(u"SELECT "_s % timeNow).first().instant(0));
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
