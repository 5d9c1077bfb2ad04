#include "store/databasefailure.h"

#include <QSqlError>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::seconds retryLater{2};

DatabaseFailure failure(ErrorCode code, const QSqlError& error, const QString& statement, bool withText)
{
    // A database's text may quote a value, so it is logged only where the code says that it does not.
    QString context = u"Database error "_s % error.nativeErrorCode() % u" in: "_s % statement.simplified().left(160);
    if (withText)
        context += u" ("_s % error.databaseText().simplified() % u')';
    DatabaseFailure failure{Error{code, context}};
    if (code == ErrorCode::Unavailable)
        failure.error.retryAfter = retryLater;
    return failure;
}

} // namespace

DatabaseFailure sqliteFailure(const QSqlError& error, const QString& statement)
{
    const int extended = error.nativeErrorCode().toInt();
    switch (extended) {
    case 1555: // primary key
    case 2067: // unique
    case 2579: // rowid
    {
        DatabaseFailure unique = failure(ErrorCode::Conflict, error, statement, true);
        unique.isUniqueViolation = true;
        return unique;
    }
    case 787: // foreign key
        return failure(ErrorCode::Conflict, error, statement, true);
    default:
        break;
    }
    switch (extended & 0xff) {
    case 5:  // busy
    case 6:  // locked
    case 7:  // no memory
    case 8:  // read-only
    case 10: // input or output
    case 11: // corrupt
    case 13: // full
    case 14: // cannot open
    case 26: // not a database
        return failure(ErrorCode::Unavailable, error, statement, true);
    case 18: // too big
        return failure(ErrorCode::TooLarge, error, statement, true);
    default:
        return failure(ErrorCode::Internal, error, statement, true);
    }
}

DatabaseFailure postgresqlFailure(const QSqlError& error, const QString& statement)
{
    const QString code = error.nativeErrorCode();
    const QString codeClass = code.left(2);
    // Without a code the server said nothing: libpq lost it. 57P01 to 57P03: it is stopping or starting. 57P05 and
    // 25P03: it ends connections that idle.
    if (code.isEmpty() || codeClass == u"08" || code == u"57P01" || code == u"57P02" || code == u"57P03" ||
        code == u"57P05" || code == u"25P03") {
        DatabaseFailure lost = failure(ErrorCode::Unavailable, error, statement, true);
        lost.mayRetry = true;
        lost.isConnectionLost = true;
        return lost;
    }
    if (code == u"40001" || code == u"40P01" || code == u"55P03") {
        DatabaseFailure again = failure(ErrorCode::Unavailable, error, statement, false);
        again.mayRetry = code != u"55P03"; // A lock was waited for long enough.
        return again;
    }
    if (code == u"23505") {
        DatabaseFailure unique = failure(ErrorCode::Conflict, error, statement, false);
        unique.isUniqueViolation = true;
        return unique;
    }
    if (code == u"23503")
        return failure(ErrorCode::Conflict, error, statement, false);
    if (code == u"22021" || code == u"22P05")
        return failure(ErrorCode::InvalidRequest, error, statement, false);
    if (codeClass == u"54")
        return failure(ErrorCode::TooLarge, error, statement, false);
    // Resources, operator's intervention, system errors; a standby answers 25006 to a write; 28: not let in.
    if (codeClass == u"53" || codeClass == u"57" || codeClass == u"58" || codeClass == u"28" || code == u"25006")
        return failure(ErrorCode::Unavailable, error, statement, true);
    return failure(ErrorCode::Internal, error, statement, codeClass == u"42");
}

} // namespace keydesk
