#include "fakes/postgresqlcluster.h"

#include "store/databasefailure.h"
#include "store/postgresqladdress.h"
#include "store/sqlconnection.h"

#include <QCoreApplication>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

PostgresqlCluster* PostgresqlCluster::s_running = nullptr;

PostgresqlCluster& PostgresqlCluster::running()
{
    if (!s_running) {
        s_running = new PostgresqlCluster;
        // Before main() returns, while Qt can still wait for a process.
        qAddPostRoutine([] {
            delete s_running;
            s_running = nullptr;
        });
    }
    return *s_running;
}

PostgresqlCluster::PostgresqlCluster()
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(KEYDESK_POSTGRES_CLUSTER), {QStringLiteral(KEYDESK_POSTGRES_TEMPLATE)});
    m_url = readUrl();
}

QString PostgresqlCluster::readUrl()
{
    while (m_process.state() != QProcess::NotRunning && !m_process.canReadLine())
        m_process.waitForReadyRead(60000);
    const QString url = QString::fromUtf8(m_process.readLine()).trimmed();
    if (url.isEmpty())
        qFatal("PostgreSQL is not running, so its half of the test cannot run; the lines above say why.");
    return url;
}

void PostgresqlCluster::tell(const char* word)
{
    m_process.write(word);
    m_url = readUrl();
}

PostgresqlCluster::~PostgresqlCluster()
{
    m_process.closeWriteChannel();
    m_process.waitForFinished(60000);
}

QString PostgresqlCluster::freshSchema()
{
    const QString name = u"test_"_s % QString::number(++m_schemas);
    command(u"CREATE SCHEMA "_s % name);
    return m_url % u"&options=-csearch_path%3D"_s % name;
}

void PostgresqlCluster::command(const QString& sql)
{
    static const SqlEngine engine{SqlEngine::Dialect::Postgresql, u"QPSQL"_s, &postgresqlFailure};
    try {
        const auto address = PostgresqlAddress::parse(m_url);
        SqlConnection connection(engine);
        connection.database().setDatabaseName(address->database);
        connection.database().setConnectOptions(address->options);
        connection.open();
        connection.command(sql);
    } catch (const DatabaseFailure& failure) {
        qFatal("%s", qPrintable(failure.error.context));
    }
}

} // namespace keydesk
