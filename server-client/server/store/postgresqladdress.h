#pragma once

#include "base/result.h"

namespace keydesk {

/// A libpq URI taken apart for Qt Sql: postgresql://user@host:port/database?parameter=value. Parameters are libpq's
/// (sslmode, sslrootcert, target_session_attrs, …); a socket folder or several hosts stand in the parameter host.
struct PostgresqlAddress
{
    QString user;
    QString host;
    int port = -1;
    QString database;
    QString options; ///< For QSqlDatabase::setConnectOptions().

    /// InvalidRequest: not such an address, or it holds a password (that stands in a file).
    static Result<PostgresqlAddress> parse(const QString& url);
};

} // namespace keydesk
