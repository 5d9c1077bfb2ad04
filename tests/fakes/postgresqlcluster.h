#pragma once

#include <QProcess>

namespace keydesk {

/// This test program's PostgreSQL server, by tests/fakes/postgres-cluster.
class PostgresqlCluster
{
public:
    /// Started at the first call. Without PostgreSQL the program ends with a sentence that says so.
    static PostgresqlCluster& running();

    /// The address of the server's own database.
    const QString& url() const { return m_url; }
    /// The address of a new, empty schema.
    QString freshSchema();
    /// One statement as the superuser.
    void command(const QString& sql);
    /// As an administrator does; running statements end with 57P01.
    void restart() { tell("restart\n"); }
    /// SIGKILL to all its processes, then a start with recovery.
    void crash() { tell("crash\n"); }

private:
    PostgresqlCluster();
    ~PostgresqlCluster();
    static PostgresqlCluster* s_running;
    void tell(const char* word);
    QString readUrl();

    QProcess m_process;
    QString m_url;
    int m_schemas = 0;
};

} // namespace keydesk
