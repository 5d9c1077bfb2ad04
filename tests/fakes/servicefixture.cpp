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

ServiceFixture::ServiceFixture(TestDatabase::Engine engine, const QMap<QString, QString>& settings)
    : m_databaseUrl(engine == TestDatabase::Engine::Sqlite ? u"sqlite:"_s + m_folder.filePath(u"data/keydesk.db"_s)
                                                           : PostgresqlCluster::running().freshSchema())
{
    init(settings);
    start();
}

ServiceFixture::~ServiceFixture()
{
    if (isRunning())
        kill();
    if (QTest::currentTestFailed())
        qWarning("the service's log:\n%s", log().constData());
}

void ServiceFixture::init(const QMap<QString, QString>& settings)
{
    const TestAuthority::Pair certificate = m_authority.issue();
    QStringList arguments{u"init"_s,
                          u"--data"_s,
                          m_folder.filePath(u"data"_s),
                          u"--panel-url"_s,
                          u"https://localhost:0"_s,
                          u"--database"_s,
                          m_databaseUrl,
                          u"--organisation"_s,
                          u"Example Corp"_s,
                          u"--certificate"_s,
                          certificate.certificate,
                          u"--certificate-key"_s,
                          certificate.key,
                          u"--set"_s,
                          u"http.address=127.0.0.1:0"_s,
                          u"--set"_s,
                          u"service.ca_file="_s + caFile()};
    for (auto [name, value] : settings.asKeyValueRange())
        arguments << u"--set"_s << name + u'=' + value;
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
    const QString portFile = m_folder.filePath(u"port"_s);
    QFile::remove(portFile);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_folder.filePath(u"log"_s), QIODevice::Append);
    m_process.start(program, {u"--config"_s, settingsFile(), u"--port-file"_s, portFile});
    // The file is moved into its place, so that it is complete as soon as it is there.
    const bool isThere =
        QTest::qWaitFor([&] { return QFile::exists(portFile) || !isRunning(); }, static_cast<int>(patience.count()));
    QFile file(portFile);
    if (!isThere || !file.open(QIODevice::ReadOnly))
        qFatal("keydeskd does not start:\n%s", log().constData());
    m_port = file.readAll().trimmed().toUShort();
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
    return QUrl(u"https://localhost:%1"_s.arg(m_port));
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
