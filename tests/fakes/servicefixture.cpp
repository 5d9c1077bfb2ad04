#include "fakes/servicefixture.h"

#include "fakes/postgresqlcluster.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>
#include <csignal>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

const QString program = QStringLiteral(KEYDESK_SERVICE_PROGRAM);

constexpr std::chrono::milliseconds patience{30'000};

} // namespace

ServiceFixture::ServiceFixture(TestDatabase::Engine engine, const QString& panelUrl, const QStringList& settings)
    : m_databaseUrl(engine == TestDatabase::Engine::Sqlite ? u"sqlite:"_s + m_folder.filePath(u"data/keydesk.db"_s)
                                                           : PostgresqlCluster::running().freshSchema()),
      m_panelUrl(panelUrl)
{
    init(settings);
    start();
}

ServiceFixture::~ServiceFixture()
{
    if (isRunning())
        kill();
    if (m_other.state() != QProcess::NotRunning) {
        m_other.kill();
        m_other.waitForFinished();
    }
    if (QTest::currentTestFailed())
        qWarning("the service's log:\n%s", log().constData());
}

void ServiceFixture::init(const QStringList& settings)
{
    const TestAuthority::Pair certificate = m_authority.issue();
    QStringList arguments{u"init"_s,
                          u"--data"_s,
                          m_folder.filePath(u"data"_s),
                          u"--panel-url"_s,
                          m_panelUrl.toString(),
                          u"--database"_s,
                          m_databaseUrl,
                          u"--organisation"_s,
                          u"Example Corp"_s,
                          u"--certificate"_s,
                          certificate.certificate,
                          u"--certificate-key"_s,
                          certificate.key};
    for (const QString& setting :
         QStringList{u"http.address=127.0.0.1:0"_s, u"service.ca_file="_s + caFile()} + settings)
        arguments << u"--set"_s << setting;
    const Ending ending = run(arguments);
    static const QRegularExpression code(u"[A-Z2-7]{4}(-[A-Z2-7]{4}){4}"_s);
    m_administratorCode = code.match(QString::fromUtf8(ending.printed)).captured();
    if (ending.exitCode != 0 || m_administratorCode.isEmpty())
        qFatal("keydeskd init failed:\n%s", ending.printed.constData());
}

ServiceFixture::Ending ServiceFixture::run(const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.waitForFinished(static_cast<int>(patience.count()));
    return {.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            .printed = process.readAll()};
}

void ServiceFixture::start()
{
    m_port = begin(m_process);
}

quint16 ServiceFixture::startAnother()
{
    return begin(m_other);
}

quint16 ServiceFixture::begin(QProcess& process)
{
    const QString portFile = m_folder.filePath(u"port"_s);
    QFile::remove(portFile);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardOutputFile(m_folder.filePath(u"log"_s), QIODevice::Append);
    process.start(program, {u"--config"_s, settingsFile(), u"--port-file"_s, portFile});
    // The file is moved into its place, so that it is complete as soon as it is there.
    const auto isSettled = [&] { return QFile::exists(portFile) || process.state() == QProcess::NotRunning; };
    const bool isThere = QTest::qWaitFor(isSettled, static_cast<int>(patience.count()));
    QFile file(portFile);
    if (!isThere || !file.open(QIODevice::ReadOnly))
        qFatal("keydeskd does not start:\n%s", log().constData());
    return file.readAll().trimmed().toUShort();
}

int ServiceFixture::stop()
{
    ::kill(static_cast<pid_t>(processId()), SIGTERM);
    if (!m_process.waitForFinished(static_cast<int>(patience.count())))
        qFatal("keydeskd does not end:\n%s", log().constData());
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

void ServiceFixture::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

QUrl ServiceFixture::url() const
{
    QUrl url = m_panelUrl;
    if (url.port() == 0)
        url.setPort(m_port);
    return url;
}

QByteArray ServiceFixture::log() const
{
    QFile file(m_folder.filePath(u"log"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

DatabaseSettings ServiceFixture::database() const
{
    DatabaseSettings settings;
    settings.url = m_databaseUrl;
    settings.clock = &m_clock;
    return settings;
}

} // namespace keydesk
