#pragma once

#include "store/database.h"

#include <functional>

namespace keydesk {

/// Deletes what has expired. Capabilities register at start; main.cpp runs it every few minutes in the pool.
class Housekeeping
{
public:
    /// A statement whose ? are all the database's time, for example "DELETE FROM code WHERE expires < ?".
    void add(const QString& statement) { m_statements.append(statement); }
    /// Work that is no single statement. It opens its own transactions.
    void add(std::function<Result<void>()> chore) { m_chores.append(std::move(chore)); }
    /// Each statement in a transaction of its own, then the chores. Rows deleted by the statements, or the first
    /// failure; the others have run then, too.
    Result<int> run(Database& database) const;

private:
    QStringList m_statements;
    QList<std::function<Result<void>()>> m_chores;
};

} // namespace keydesk
