#pragma once

#include "store/sqlconnection.h"

namespace keydesk {

/// Brings the schema to this program's version with the steps of store/migrations/NNNN_name.sql, inside the transaction
/// that the caller has begun and made safe against a second instance. Throws DatabaseFailure; Conflict when the database
/// is newer than the program, or older and may not be changed. Tokens in the steps: {{bytes}}, {{serial}} (a growing
/// BIGINT primary key).
void migrate(SqlConnection& connection, Instant now, bool mayChange = true);

/// The statements of a step: "--" comments go, a statement ends with ";" at the end of a line.
QStringList statementsOf(const QString& step, SqlEngine::Dialect dialect);

} // namespace keydesk
