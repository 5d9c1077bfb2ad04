#pragma once

#include "store/database.h"

class QSqlError;

namespace keydesk {

/// What a driver's error means, by its native code alone (texts are translated and change). statement is for the log;
/// its values never are. Codes: https://sqlite.org/rescode.html and PostgreSQL's appendix A.
DatabaseFailure sqliteFailure(const QSqlError& error, const QString& statement);
DatabaseFailure postgresqlFailure(const QSqlError& error, const QString& statement);

} // namespace keydesk
