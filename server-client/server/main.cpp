// keydeskd: builds the objects of the registration service and hands them to each other; nothing else.

#include "administration/databasesettings.h"
#include "administration/servicesetup.h"
#include "administration/setupcommand.h"
#include "assembly/checks.h"
#include "base/closedmemory.h"
#include "base/logging.h"
#include "http/httpsettings.h"
#include "http/servicemanager.h"
#include "http/terminationsignal.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSaveFile>
#include <QTextStream>
#include <QThreadPool>
#include <QTimer>
#include <sys/stat.h>

using namespace keydesk;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

enum ExitCode { Success = 0, Failed = 1, WrongUse = 2 };

int fail(const Error& error, ExitCode code = Failed)
{
    QTextStream(stderr) << "keydeskd: " << error.context << '\n';
    return code;
}

Result<void> writePortFile(const QString& path, quint16 port)
{
    QSaveFile file(path);
    if (path.isEmpty())
        return done();
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::number(port) + '\n') < 0 || !file.commit())
        return Error{.context = u"cannot write "_s + path};
    return done();
}

/// Port 0 stands for the port that was picked (tests).
QUrl reachableUrl(QUrl url, quint16 port)
{
    if (url.port() == 0)
        url.setPort(port);
    return url;
}

/// What has expired goes; the audit log's head is signed.
void keepHouse(const Foundation& foundation)
{
    if (auto removed = foundation.housekeeping.run(foundation.database); !removed)
        logFailure("housekeeping.failed", removed.error());
}

struct ServeOptions
{
    QString configFile;
    QString portFile;
    bool mayChangeRpId = false;
};

/// Serves until SIGTERM or SIGINT, then lets begun requests end.
int serve(Service& service, const ServeOptions& options, const TerminationSignal& termination)
{
    const Configuration& configuration = service.foundation.configuration;
    HttpServer server(httpServerSettings(configuration.values),
                      [&service](const HttpRequest& request) { return service.gate.handle(request); });
    if (auto started = server.start(); !started)
        return fail(started.error());
    service.setUrls(reachableUrl(configuration.identity.panelUrl, server.port()),
                    reachableUrl(configuration.identity.identityProviderUrl, server.port()));
    if (auto written = writePortFile(options.portFile, server.port()); !written)
        return fail(written.error());
    QObject::connect(&termination, &TerminationSignal::requested, &server, [&server] {
        logEvent(LogLevel::Info, "service.stopping");
        ServiceManager::reportStopping();
        server.drain();
    });
    QObject::connect(&server, &HttpServer::drained, QCoreApplication::instance(), &QCoreApplication::quit);

    QThreadPool background;
    background.setMaxThreadCount(1);
    QTimer housekeeping;
    QObject::connect(&housekeeping, &QTimer::timeout, &housekeeping,
                     [&] { background.start([&service] { keepHouse(service.foundation); }); });
    housekeeping.start(5min);
    ServiceManager::reportReady();
    logEvent(LogLevel::Info, "service.started", {{"version", QStringLiteral(KEYDESK_VERSION)}});
    background.start([&service] {
        service.securityKeys.metadata.refreshIfDue();
        logChecks(service);
    });
    const int code = QCoreApplication::exec();
    service.securityKeys.metadata.stop();
    background.waitForDone();
    logEvent(LogLevel::Info, "service.stopped");
    return code;
}

int start(const ServeOptions& options)
{
    const TerminationSignal termination; // Before the first thread.
    const auto configuration = Configuration::load(options.configFile);
    if (!configuration)
        return fail(configuration.error(), WrongUse);
    auto keys = KeyRing::load(configuration->values.path(masterKeyFileSetting));
    if (!keys)
        return fail(keys.error());
    const SystemClock clock;
    auto database = Database::open(databaseSettings(configuration->values, clock));
    if (!database)
        return fail(database.error());
    Caller itself;
    itself.requestId = u"start"_s;
    if (auto settled = settleRpId(**database, itself, configuration->identity.rpId, options.mayChangeRpId); !settled)
        return fail(settled.error());
    Service service(*configuration, keys.take(), **database, clock);
    return serve(service, options, termination);
}

int check(const QString& configFile)
{
    const auto isWell = printChecks(configFile);
    if (!isWell)
        return fail(isWell.error(), WrongUse);
    return *isWell ? Success : Failed;
}

void describeOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        u"The Keydesk registration service.\n\n"
        "  keydeskd init --help         sets up a new service\n"
        "  keydeskd check --config F    looks whether everything around the service is well\n"
        "  keydeskd --config F          serves"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({{u"config"_s, u"The settings file."_s, u"file"_s},
                       {u"example-config"_s, u"Prints the documented settings file."_s},
                       {u"change-rp-id"_s, u"Accepts a new service.rp_id although every security key dies."_s},
                       {u"port-file"_s, u"Writes the port there once the service listens."_s, u"file"_s}});
}

} // namespace

int main(int argc, char* argv[])
{
    ::umask(077); // Files are for this account alone.
    startLogging();
    closeMemory();
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"keydeskd"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(KEYDESK_VERSION));
    QStringList arguments = QCoreApplication::arguments();
    const QString command = arguments.value(1);
    if (command == u"init"_s || command == u"check"_s)
        arguments.removeAt(1);
    const auto settings = serviceSettings();
    if (command == u"init"_s)
        return runSetup(arguments, settings);

    QCommandLineParser parser;
    describeOptions(parser);
    parser.process(arguments);
    if (parser.isSet(u"example-config"_s)) {
        QTextStream(stdout) << Settings::example(settings);
        return Success;
    }
    if (!parser.isSet(u"config"_s))
        return fail({.context = u"--config is missing; --help explains"_s}, WrongUse);
    if (command == u"check"_s)
        return check(parser.value(u"config"_s));
    return start({.configFile = parser.value(u"config"_s),
                  .portFile = parser.value(u"port-file"_s),
                  .mayChangeRpId = parser.isSet(u"change-rp-id"_s)});
}
