#pragma once

#include "store/database.h"

namespace keydesk {

/// Deletes what has expired. Capabilities register at start; main.cpp runs it every few minutes in the pool.
class Housekeeping
{
public:
    /// A statement whose ? are all the database's time, for example "DELETE FROM code WHERE expires < ?".
    void add(const QString& statement) { m_statements.append(statement); }
    /// Each statement in a transaction of its own. Rows deleted, or the first failure; the others have run then, too.
    Result<int> run(Database& database) const;

private:
    QStringList m_statements;
};

} // namespace keydesk
