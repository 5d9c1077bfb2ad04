#pragma once

#include "fakes/testauthority.h"
#include "fakes/testdatabase.h"

#include <QMap>
#include <QProcess>
#include <QUrl>

namespace keydesk {

/// The real keydeskd as its own process: its certificate, its settings by `keydeskd init`, a free port. Ends with this.
class ServiceFixture
{
public:
    /// settings: others by name, for `init --set`.
    explicit ServiceFixture(TestDatabase::Engine engine, const QMap<QString, QString>& settings = {});
    ~ServiceFixture();

    /// Starts and waits until GET /info can be asked; a test that cannot start it ends with the log.
    void start();
    /// SIGTERM; waits for the end and gives the exit code.
    int stop();
    /// SIGKILL.
    void kill();
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    /// The process, so that it is ended by its id alone.
    qint64 processId() const { return m_process.processId(); }

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
    void init(const QMap<QString, QString>& settings);

    QTemporaryDir m_folder;
    TestAuthority m_authority;
    QString m_databaseUrl;
    QString m_administratorCode;
    QProcess m_process;
    quint16 m_port = 0;
    SystemClock m_clock;
};

} // namespace keydesk
