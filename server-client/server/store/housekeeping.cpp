#include "store/housekeeping.h"

namespace keydesk {

Result<int> Housekeeping::run(Database& database) const
{
    int rows = 0;
    std::optional<Error> problem;
    for (const QString& statement : m_statements) {
        const Result<int> deleted = database.write([&](Transaction& transaction) -> Result<int> {
            const QVariantList times(statement.count(u'?'), toMilliseconds(transaction.now()));
            return transaction.run(statement, times);
        });
        if (deleted)
            rows += *deleted;
        else if (!problem)
            problem = deleted.error();
    }
    for (const auto& chore : m_chores) {
        if (const Result<void> ended = chore(); !ended && !problem)
            problem = ended.error();
    }
    if (problem)
        return *problem;
    return rows;
}

} // namespace keydesk
