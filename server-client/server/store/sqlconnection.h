#pragma once

#include "store/database.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <unordered_map>

namespace keydesk {

/// What differs between the engines below SQL.
struct SqlEngine
{
    enum class Dialect { Sqlite, Postgresql };
    Dialect dialect;
    QString driver;
    DatabaseFailure (*failure)(const QSqlError& error, const QString& statement);
};

/// One connection of Qt Sql with its prepared statements. Made, used and destroyed in one thread. Functions throw
/// DatabaseFailure.
class SqlConnection
{
public:
    explicit SqlConnection(const SqlEngine& engine);
    ~SqlConnection();
    SqlConnection(const SqlConnection&) = delete;
    SqlConnection& operator=(const SqlConnection&) = delete;

    /// For the connection's parameters, before open().
    QSqlDatabase& database() { return m_database; }
    /// The password is not kept by Qt Sql (libpq keeps its own copy).
    void open(const QString& user = {}, const QString& password = {});

    const SqlEngine& engine() const { return m_engine; }
    QList<Row> all(const QString& sql, const QVariantList& values = {});
    int run(const QString& sql, const QVariantList& values = {});
    /// Without parameters and not kept: BEGIN, PRAGMA, CREATE TABLE.
    void command(const QString& sql);

    /// read() and write() do not nest; this notices it.
    bool isInTransaction = false;

private:
    QSqlQuery& executed(const QString& sql, const QVariantList& values);
    QSqlQuery& prepared(const QString& sql);

    const SqlEngine& m_engine;
    QSqlDatabase m_database;
    std::unordered_map<QString, QSqlQuery> m_statements;
    QSqlQuery m_unprepared;
};

} // namespace keydesk
