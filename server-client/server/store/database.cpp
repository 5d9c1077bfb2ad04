#include "store/database.h"

#include "store/postgresqldatabase.h"
#include "store/sqlitedatabase.h"

namespace keydesk {

std::optional<Row> Transaction::first(const QString& sql, const QVariantList& values)
{
    const QList<Row> rows = all(sql, values);
    return rows.isEmpty() ? std::nullopt : std::optional{rows.first()};
}

Result<std::unique_ptr<Database>> Database::open(const DatabaseSettings& settings)
{
    const QString sqlite = QStringLiteral("sqlite:");
    if (settings.url.startsWith(sqlite))
        return SqliteDatabase::open(settings, settings.url.mid(sqlite.size()));
    if (settings.url.startsWith(u"postgresql://") || settings.url.startsWith(u"postgres://"))
        return PostgresqlDatabase::open(settings);
    return Error{ErrorCode::InvalidRequest,
                 QStringLiteral("The database's address must begin with sqlite: or postgresql://")};
}

} // namespace keydesk
