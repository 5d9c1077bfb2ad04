#pragma once

#include "fakes/testauthority.h"
#include "fakes/testdatabase.h"

#include <QProcess>
#include <QUrl>

namespace keydesk {

/// The real keydeskd as its own process: its certificate, its settings by `keydeskd init`, a free port. Ends with this.
class ServiceFixture
{
public:
    /// panelUrl: port 0 stands for the port that is picked; another URL is that of a load balancer in front. settings:
    /// more of them, "name=value".
    explicit ServiceFixture(TestDatabase::Engine engine,
                            const QString& panelUrl = QStringLiteral("https://localhost:0"),
                            const QStringList& settings = {});
    ~ServiceFixture();

    /// Starts and waits until GET /info can be asked; a test that cannot start it ends with the log.
    void start();
    /// SIGTERM; waits for the end and gives the exit code.
    int stop();
    /// SIGKILL.
    void kill();
    /// A second instance with the same settings, as behind a load balancer; its port. Killed with this.
    quint16 startAnother();
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    /// The process, so that it is ended by its id alone.
    qint64 processId() const { return m_process.processId(); }

    /// The panel's, which proofs are for.
    QUrl url() const;
    quint16 port() const { return m_port; }
    QString caFile() const { return m_authority.file(); }
    QString settingsFile() const { return m_folder.filePath(QStringLiteral("data/keydeskd.toml")); }
    /// What `init` printed for the first administrator.
    const QString& administratorCode() const { return m_administratorCode; }
    /// All that keydeskd has written to its log so far.
    QByteArray log() const;
    /// For looking into the service's database from here.
    DatabaseSettings database() const;

    /// Runs keydeskd with arguments of one's own; the exit code, and what it printed to both channels.
    struct Ending
    {
        int exitCode = -1;
        QByteArray printed;
    };
    static Ending run(const QStringList& arguments);

private:
    void init(const QStringList& settings);
    quint16 begin(QProcess& process);

    QTemporaryDir m_folder;
    TestAuthority m_authority;
    QString m_databaseUrl;
    QUrl m_panelUrl;
    QString m_administratorCode;
    QProcess m_process;
    QProcess m_other;
    quint16 m_port = 0;
    SystemClock m_clock;
};

} // namespace keydesk
