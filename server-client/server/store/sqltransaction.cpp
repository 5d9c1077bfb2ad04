#include "store/sqltransaction.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

SqlTransaction::SqlTransaction(SqlConnection& connection) : m_connection(connection)
{
    m_connection.isInTransaction = true;
}

SqlTransaction::~SqlTransaction()
{
    m_connection.isInTransaction = false;
}

QList<Row> SqlTransaction::all(const QString& sql, const QVariantList& values)
{
    try {
        return m_connection.all(sql, values);
    } catch (const DatabaseFailure& failure) {
        m_failure = failure;
        throw;
    }
}

int SqlTransaction::run(const QString& sql, const QVariantList& values)
{
    try {
        return m_connection.run(sql, values);
    } catch (const DatabaseFailure& failure) {
        m_failure = failure;
        throw;
    }
}

bool SqlTransaction::tryInsert(const QString& sql, const QVariantList& values)
{
    try {
        runProtected(sql, values);
        return true;
    } catch (const DatabaseFailure& failure) {
        if (failure.isUniqueViolation)
            return false;
        m_failure = failure;
        throw;
    }
}

Instant SqlTransaction::now()
{
    if (!m_now)
        m_now = readTime();
    return *m_now;
}

void SqlTransaction::wake(const QString& topic)
{
    if (!m_topics.contains(topic))
        m_topics.append(topic);
}

bool SqlTransaction::runBody(const std::function<bool(Transaction&)>& body)
{
    bool wantsCommit = false;
    try {
        wantsCommit = body(*this);
    } catch (const std::exception& exception) {
        throw DatabaseFailure{Error{ErrorCode::Internal,
                                    u"Exception inside a transaction: "_s % QString::fromLocal8Bit(exception.what())}};
    }
    if (m_failure)
        throw *m_failure;
    return wantsCommit;
}

} // namespace keydesk
