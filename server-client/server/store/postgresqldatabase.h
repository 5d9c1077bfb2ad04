#pragma once

#include "store/postgresqllistener.h"
#include "store/wakeups.h"

namespace keydesk {

/// PostgreSQL 15 or later, SERIALIZABLE, for one or several instances of the service.
class PostgresqlDatabase final : public Database
{
public:
    static Result<std::unique_ptr<Database>> open(const DatabaseSettings& settings);
    /// The first one starts the listener.
    std::unique_ptr<WakeupSubscription> subscribe(const QString& topic, std::function<void()> called) override;

protected:
    Result<void> execute(const std::function<bool(Transaction&)>& body, bool writes) override;

private:
    PostgresqlDatabase(DatabaseSettings settings, ThreadConnections::Open open);
    enum class Way {
        Read,
        WriteTogether, ///< Beside other writes; may be refused as not serializable.
        WriteAlone,    ///< No other write runs meanwhile.
    };
    /// One attempt; the topics that it woke. nullopt: somebody waits to write alone, so queue behind. Throws
    /// DatabaseFailure.
    std::optional<QStringList> attempt(const std::function<bool(Transaction&)>& body, Way way);

    DatabaseSettings m_settings;
    const ThreadConnections::Open m_open;
    std::shared_ptr<ThreadConnections> m_connections;
    const QString m_origin; ///< Tells this instance's wake-ups from the others'.
    Wakeups m_wakeups;
    std::once_flag m_isListening;
    std::unique_ptr<PostgresqlListener> m_listener;
};

} // namespace keydesk
