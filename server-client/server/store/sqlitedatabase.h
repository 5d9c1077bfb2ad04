#pragma once

#include "store/sqlitewriter.h"
#include "store/threadconnections.h"
#include "store/wakeups.h"

namespace keydesk {

/// SQLite in WAL mode with synchronous=FULL: for one instance of the service.
class SqliteDatabase final : public Database
{
public:
    static Result<std::unique_ptr<Database>> open(const DatabaseSettings& settings, const QString& path);
    std::unique_ptr<WakeupSubscription> subscribe(const QString& topic, std::function<void()> called) override;

protected:
    Result<void> execute(const std::function<bool(Transaction&)>& body, bool writes) override;

private:
    SqliteDatabase(const DatabaseSettings& settings, const QString& path);
    Result<void> read(const std::function<bool(Transaction&)>& body);
    Result<void> write(const std::function<bool(Transaction&)>& body);

    SystemClock m_systemClock;
    const Clock& m_clock;
    std::shared_ptr<ThreadConnections> m_readers;
    SqliteWriter m_writer;
    Wakeups m_wakeups;
};

} // namespace keydesk
