#pragma once

#include "store/sqlitewriter.h"
#include "store/threadconnections.h"

namespace keydesk {

/// SQLite in WAL mode with synchronous=FULL: for one instance of the service.
class SqliteDatabase final : public Database
{
public:
    static Result<std::unique_ptr<Database>> open(const DatabaseSettings& settings, const QString& path);

protected:
    Result<void> execute(const std::function<bool(Transaction&)>& body, bool writes) override;

private:
    SqliteDatabase(const DatabaseSettings& settings, const QString& path);
    Result<void> read(const std::function<bool(Transaction&)>& body);

    SystemClock m_systemClock;
    const Clock& m_clock;
    std::shared_ptr<ThreadConnections> m_readers;
    SqliteWriter m_writer;
};

} // namespace keydesk
