#pragma once

#include "store/threadconnections.h"

namespace keydesk {

/// PostgreSQL 15 or later, SERIALIZABLE, for one or several instances of the service.
class PostgresqlDatabase final : public Database
{
public:
    static Result<std::unique_ptr<Database>> open(const DatabaseSettings& settings);

protected:
    Result<void> execute(const std::function<bool(Transaction&)>& body, bool writes) override;

private:
    PostgresqlDatabase(DatabaseSettings settings, ThreadConnections::Open open);
    enum class Way {
        Read,
        WriteTogether, ///< Beside other writes; may be refused as not serializable.
        WriteAlone,    ///< No other write runs meanwhile.
    };
    using Actions = std::vector<std::function<void()>>;
    /// One attempt. nullopt: somebody waits to write alone, so queue behind. Throws DatabaseFailure.
    std::optional<Actions> attempt(const std::function<bool(Transaction&)>& body, Way way);

    DatabaseSettings m_settings;
    std::shared_ptr<ThreadConnections> m_connections;
};

} // namespace keydesk
