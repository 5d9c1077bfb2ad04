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
    /// One attempt; throws DatabaseFailure.
    std::vector<std::function<void()>> attempt(const std::function<bool(Transaction&)>& body, bool writes);

    DatabaseSettings m_settings;
    std::shared_ptr<ThreadConnections> m_connections;
};

} // namespace keydesk
