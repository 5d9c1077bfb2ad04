#include "store/sqlconnection.h"

#include <QSqlRecord>
#include <atomic>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t statementsKept = 200;

QString nextName()
{
    static std::atomic<quint64> number{0};
    return u"keydesk-"_s % QString::number(++number);
}

QString checkedText(const QString& text)
{
    // QPSQL would cut the statement at a NUL; a lone surrogate would come back as something else.
    if (text.contains(QChar::Null) || !text.isValidUtf16())
        throw DatabaseFailure{Error{ErrorCode::InvalidRequest, u"Text with NUL or broken UTF-16"_s}};
    return text.isNull() ? u""_s : text;
}

/// The few types both engines store alike; anything else is a defect of the caller.
QVariant storable(const QVariant& value)
{
    switch (value.typeId()) {
    case QMetaType::UnknownType:
        return value;
    case QMetaType::QString:
        return checkedText(value.toString());
    case QMetaType::QByteArray: {
        const QByteArray bytes = value.toByteArray();
        return bytes.isNull() ? QByteArray("") : bytes;
    }
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::Long:
    case QMetaType::LongLong:
        return value.toLongLong();
    default:
        throw DatabaseFailure{Error{ErrorCode::Internal,
                                    u"A value of type "_s % QLatin1String(value.typeName()) % u" cannot be stored"_s}};
    }
}

/// A kept statement keeps no value: they may be large or personal, and a call with too few must not use the last one's.
void release(QSqlQuery& query, qsizetype values)
{
    query.finish();
    for (int i = 0; i < values; ++i)
        query.bindValue(i, QVariant());
}

} // namespace

SqlConnection::SqlConnection(const SqlEngine& engine)
    : m_engine(engine), m_database(QSqlDatabase::addDatabase(engine.driver, nextName()))
{
}

SqlConnection::~SqlConnection()
{
    // The statements go last: with the driver gone they no longer try to tell the server.
    const QString name = m_database.connectionName();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

void SqlConnection::open(const QString& user, const QString& password)
{
    if (!m_database.isValid())
        throw DatabaseFailure{
            Error{ErrorCode::Unavailable, u"Qt's database driver "_s % m_engine.driver % u" is not installed"_s}};
    const bool isOpen = user.isEmpty() && password.isEmpty() ? m_database.open() : m_database.open(user, password);
    if (!isOpen)
        throw m_engine.failure(m_database.lastError(), u"opening the connection"_s);
}

QSqlQuery& SqlConnection::prepared(const QString& sql)
{
    const auto found = m_statements.find(sql);
    if (found != m_statements.end())
        return found->second;
    if (m_statements.size() >= statementsKept)
        m_statements.clear();
    QSqlQuery query(m_database);
    // Qt would keep every SQLite row, and an unfinished answer holds up checkpoints. libpq has read them all anyway.
    query.setForwardOnly(m_engine.dialect == SqlEngine::Dialect::Sqlite);
    if (!query.prepare(checkedText(sql)))
        throw m_engine.failure(query.lastError(), sql);
    return m_statements.emplace(sql, std::move(query)).first->second;
}

QSqlQuery& SqlConnection::executed(const QString& sql, const QVariantList& values)
{
    const bool isDirect = values.isEmpty() && m_engine.dialect == SqlEngine::Dialect::Postgresql;
    if (isDirect)
        m_unprepared = QSqlQuery(m_database);
    QSqlQuery& query = isDirect ? m_unprepared : prepared(sql);
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, storable(values.at(i)));
    // PostgreSQL prepares no CREATE or LOCK.
    if (isDirect ? !query.exec(checkedText(sql)) : !query.exec()) {
        const QSqlError error = query.lastError();
        release(query, values.size());
        throw m_engine.failure(error, sql);
    }
    return query;
}

QList<Row> SqlConnection::all(const QString& sql, const QVariantList& values)
{
    QSqlQuery& query = executed(sql, values);
    const int columns = query.record().count();
    QList<Row> rows;
    while (query.next()) {
        QVariantList row;
        row.reserve(columns);
        for (int column = 0; column < columns; ++column)
            row.append(query.isNull(column) ? QVariant() : query.value(column));
        rows.append(Row(std::move(row)));
    }
    const QSqlError error = query.lastError();
    release(query, values.size());
    if (error.isValid())
        throw m_engine.failure(error, sql);
    return rows;
}

int SqlConnection::run(const QString& sql, const QVariantList& values)
{
    QSqlQuery& query = executed(sql, values);
    const int rows = query.numRowsAffected();
    release(query, values.size());
    return rows;
}

void SqlConnection::command(const QString& sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        throw m_engine.failure(query.lastError(), sql);
}

} // namespace keydesk
