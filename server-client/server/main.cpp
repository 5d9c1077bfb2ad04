// keydeskd: builds the objects of the registration service and hands them to each other; nothing else.

#include "administration/accountservice.h"
#include "administration/administrationservice.h"
#include "administration/brandingsettings.h"
#include "administration/databasesettings.h"
#include "administration/installationservice.h"
#include "administration/installationstore.h"
#include "administration/servicecheck.h"
#include "administration/servicesetup.h"
#include "audit/auditcheckpoints.h"
#include "base/logging.h"
#include "base/random.h"
#include "http/httpsettings.h"
#include "http/servicemanager.h"
#include "http/terminationsignal.h"
#include "outbox/outbox.h"
#include "phone/phonesettings.h"
#include "phone/softotpmethod.h"
#include "routes/accountroutes.h"
#include "routes/administrationroutes.h"
#include "routes/apigate.h"
#include "routes/phoneroutes.h"
#include "routes/serviceroutes.h"
#include "routes/signinroutes.h"
#include "signin/passwordmethod.h"
#include "signin/profilestore.h"
#include "signin/sentcodemethod.h"
#include "signin/signinservice.h"
#include "signin/signinsettings.h"
#include "store/housekeeping.h"
#include "store/idempotencystore.h"
#include "text/servicetext.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>
#include <QTextStream>
#include <QThreadPool>
#include <QTimer>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace keydesk;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

enum ExitCode { Success = 0, Failed = 1, WrongUse = 2 };

/// Memory holds secrets: nothing of it reaches a core file or another process; files are for this account alone.
void hardenProcess()
{
    constexpr rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0);
    ::umask(077);
}

QList<const SettingDeclaration*> declarations()
{
    QList<const SettingDeclaration*> all;
    const auto add = [&all](const auto& list) { all.append(QList<const SettingDeclaration*>(list.begin(), list.end())); };
    add(serviceIdentitySettings);
    all.append({&masterKeyFileSetting, &authorityFileSetting});
    add(brandingSettings);
    add(httpDeclarations());
    all.append({&settings::databaseUrl, &settings::databasePasswordFile});
    add(signInSettings);
    all.append({&settings::phonesPerPerson, &settings::phoneRegistrationLife, &settings::phoneRegistrationTries});
    return all;
}

int fail(const Error& error, ExitCode code = Failed)
{
    QTextStream(stderr) << "keydeskd: " << error.context << '\n';
    return code;
}

/// All that answers requests, in the order of who needs whom.
struct Service
{
    struct Parts
    {
        const Settings& settings;
        Branding branding;
        KeyRing keys;
        Database& database;
        const Clock& clock;
    };
    explicit Service(Parts parts);
    ApiGate gate();
    /// What has expired goes; the audit log's head is signed.
    void keepHouse();

    Database& database;
    const Clock& clock;
    Branding branding;
    int phonesAllowed;
    SystemRandom random;
    Sealer sealer;
    Outbox outbox{sealer, random};
    Directory directory{database, random};
    Factors factors;
    ProfileStore profiles{random};
    SignInPolicy signInRules;
    PasswordMethod password{{directory, factors}};
    SentCodeMethod mailCode{Method::MailCode, {database, directory, factors, sealer, outbox, random, signInRules}};
    SoftOtpMethod softOtp{{database, directory, factors, sealer}};
    SignInService signIn{{database, directory, factors, profiles, sealer, random, signInRules}};
    PhoneService phones;
    AuditCheckpoints checkpoints{database, sealer};
    InstallationService installations{database, sealer, random};
    AdministrationService administration{{database, directory, profiles, outbox, checkpoints}};
    AccountService account{{database, directory, factors, phones, outbox, phonesAllowed}};
    IdempotencyStore idempotency{database, sealer};
    Housekeeping housekeeping;

    SignInRoutes signInRoutes{signIn};
    PhoneRoutes phoneRoutes{phones};
    AccountRoutes accountRoutes{account};
    AdministrationRoutes administrationRoutes{administration, installations};
    ServiceRoutes serviceRoutes;
};

ServiceDescription describe(const Branding& branding)
{
    return {.version = QStringLiteral(KEYDESK_VERSION),
            .minimumClient = u"0.1.0"_s,
            .capabilities = {u"sign_in"_s, u"phones"_s},
            .locales = ServiceText::locales(),
            .branding = branding,
            .serviceTime = {},
            .isOpen = false};
}

Service::Service(Parts parts)
    : database(parts.database), clock(parts.clock), branding(std::move(parts.branding)),
      phonesAllowed(parts.settings.value(settings::phonesPerPerson)), sealer(std::move(parts.keys), random),
      signInRules(signInPolicy(parts.settings)),
      phones({database, directory, factors, sealer, outbox, random, phonePolicy(parts.settings, branding.organisation)}),
      serviceRoutes({administration, installations, clock, describe(branding)})
{
    InstallationStore::registerWith(housekeeping);
    IdempotencyStore::registerWith(housekeeping);
}

ApiGate Service::gate()
{
    Router router;
    signInRoutes.addTo(router);
    phoneRoutes.addTo(router);
    accountRoutes.addTo(router);
    administrationRoutes.addTo(router);
    serviceRoutes.addTo(router);
    return ApiGate({installations, signIn, idempotency, clock}, std::move(router));
}

void Service::keepHouse()
{
    if (auto removed = housekeeping.run(database); !removed)
        logFailure("housekeeping.failed", removed.error());
    if (auto removed = signIn.removeExpired(); !removed)
        logFailure("housekeeping.failed", removed.error());
    if (auto made = checkpoints.signIfDue(); !made)
        logFailure("audit.checkpoint_failed", made.error());
}

CertificateFiles certificateFiles(const Settings& values)
{
    const HttpServerSettings http = httpServerSettings(values);
    return {.certificate = http.certificateFile, .key = http.keyFile, .authority = values.path(authorityFileSetting)};
}

void logChecks(const QList<CheckLine>& lines)
{
    for (const CheckLine& line : lines) {
        const bool isFine = line.verdict == CheckLine::Verdict::Ok;
        logEvent(isFine ? LogLevel::Info : LogLevel::Warning, "check",
                 {{"subject", line.subject}, {"finding", line.finding}, {"advice", line.advice}});
    }
}

int init(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Sets up a new registration service."_s);
    parser.addHelpOption();
    parser.addOptions({{u"data"_s, u"The folder to make; it must not exist."_s, u"folder"_s},
                       {u"panel-url"_s, u"Where people find the panel: https://register.example.org"_s, u"url"_s},
                       {u"identity-provider-url"_s, u"Where the identity provider is; the panel's URL if not given."_s, u"url"_s},
                       {u"rp-id"_s, u"Relying party id of security keys; the panel's host if not given."_s, u"name"_s},
                       {u"database"_s, u"postgresql://… or sqlite:/path; a file in the folder if not given."_s, u"url"_s},
                       {u"organisation"_s, u"The organisation's name."_s, u"name"_s},
                       {u"certificate"_s, u"TLS certificate with its chain, PEM."_s, u"file"_s},
                       {u"certificate-key"_s, u"The certificate's private key, PEM."_s, u"file"_s},
                       {u"set"_s, u"Any other setting; may be given several times."_s, u"name=value"_s}});
    parser.process(arguments);

    SetupWishes wishes{.dataFolder = parser.value(u"data"_s),
                       .panelUrl = parser.value(u"panel-url"_s),
                       .identityProviderUrl = parser.value(u"identity-provider-url"_s),
                       .rpId = parser.value(u"rp-id"_s),
                       .settings = {}};
    if (wishes.dataFolder.isEmpty() || wishes.panelUrl.isEmpty())
        return fail({.context = u"init needs --data and --panel-url"_s}, WrongUse);
    const auto set = [&](const QString& option, const Setting<QString>& setting, bool isFile) {
        const QString value = parser.value(option);
        if (parser.isSet(option))
            wishes.settings.insert(QString::fromLatin1(setting.name), isFile ? QFileInfo(value).absoluteFilePath() : value);
    };
    set(u"database"_s, settings::databaseUrl, false);
    set(u"organisation"_s, organisationSetting, false);
    set(u"certificate"_s, settings::httpCertificateFile, true);
    set(u"certificate-key"_s, settings::httpKeyFile, true);
    for (const QString& assignment : parser.values(u"set"_s))
        wishes.settings.insert(assignment.section(u'=', 0, 0), assignment.section(u'=', 1));

    SystemRandom random;
    const auto known = declarations();
    const auto code = ServiceSetup(known, random).run(wishes);
    if (!code)
        return fail(code.error());
    QTextStream(stdout) << "Made " << wishes.dataFolder << ". Keep a copy of master.keys apart from the database's copies.\n"
                        << "Start it with: keydeskd --config " << wishes.dataFolder << "/keydeskd.toml\n"
                        << "The administrator's one-time code, good for 24 hours and shown this once:\n  "
                        << QString::fromUtf8(code->code->view()) << '\n';
    return Success;
}

int check(const QString& configFile)
{
    const auto known = declarations();
    const auto values = Settings::load(configFile, known);
    if (!values)
        return fail(values.error(), WrongUse);
    const SystemClock clock;
    SystemRandom random;
    const ProfileStore profiles(random);
    auto database = Database::open(databaseSettings(*values, clock));
    const ServiceCheck inspection({.identity = identityFrom(*values),
                                   .certificate = certificateFiles(*values),
                                   .database = database ? database->get() : nullptr,
                                   .databaseError = database ? Error{} : database.error(),
                                   .profiles = profiles,
                                   .clock = clock});
    const QList<CheckLine> lines = inspection.run();
    for (const CheckLine& line : lines)
        QTextStream(stdout) << line.toText() << '\n';
    return ServiceCheck::hasFailure(lines) ? Failed : Success;
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

struct ServeOptions
{
    QString configFile;
    QString portFile;
    bool mayChangeRpId = false;
};

int serve(const ServeOptions& options)
{
    const auto known = declarations();
    const auto values = Settings::load(options.configFile, known);
    if (!values)
        return fail(values.error(), WrongUse);
    const auto identity = identityFrom(*values);
    if (!identity)
        return fail(identity.error());
    auto branding = brandingFrom(*values);
    if (!branding)
        return fail(branding.error());
    auto keys = KeyRing::load(values->path(masterKeyFileSetting));
    if (!keys)
        return fail(keys.error());
    const SystemClock clock;
    auto database = Database::open(databaseSettings(*values, clock));
    if (!database)
        return fail(database.error());
    Caller itself;
    itself.requestId = u"start"_s;
    if (auto settled = settleRpId(**database, itself, identity->rpId, options.mayChangeRpId); !settled)
        return fail(settled.error());

    TerminationSignal termination;
    Service service({*values, branding.take(), keys.take(), **database, clock});
    ApiGate gate = service.gate();
    HttpServer server(httpServerSettings(*values), [&gate](const HttpRequest& request) { return gate.handle(request); });
    if (auto started = server.start(); !started)
        return fail(started.error());
    gate.setUrl(reachableUrl(identity->panelUrl, server.port()));
    if (auto written = writePortFile(options.portFile, server.port()); !written)
        return fail(written.error());

    QThreadPool background;
    background.setMaxThreadCount(1);
    background.start([&] {
        logChecks(ServiceCheck({.identity = *identity,
                                .certificate = certificateFiles(*values),
                                .database = database->get(),
                                .profiles = service.profiles,
                                .clock = clock})
                      .run());
    });
    QTimer housekeeping;
    QObject::connect(&housekeeping, &QTimer::timeout, &housekeeping, [&] {
        background.start([&service] { service.keepHouse(); });
    });
    housekeeping.start(5min);

    QObject::connect(&termination, &TerminationSignal::requested, &server, [&server] {
        logEvent(LogLevel::Info, "service.stopping");
        ServiceManager::reportStopping();
        server.drain();
    });
    QObject::connect(&server, &HttpServer::drained, QCoreApplication::instance(), &QCoreApplication::quit);
    ServiceManager::reportReady();
    logEvent(LogLevel::Info, "service.started", {{"version", QStringLiteral(KEYDESK_VERSION)}});
    const int code = QCoreApplication::exec();
    background.waitForDone();
    logEvent(LogLevel::Info, "service.stopped");
    return code;
}

} // namespace

int main(int argc, char* argv[])
{
    hardenProcess();
    startLogging();
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"keydeskd"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(KEYDESK_VERSION));
    QStringList arguments = QCoreApplication::arguments();
    const QString command = arguments.value(1);
    if (command == u"init"_s || command == u"check"_s)
        arguments.removeAt(1);
    if (command == u"init"_s)
        return init(arguments);

    QCommandLineParser parser;
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
    parser.process(arguments);
    if (parser.isSet(u"example-config"_s)) {
        const auto known = declarations();
        QTextStream(stdout) << Settings::example(known);
        return Success;
    }
    if (!parser.isSet(u"config"_s))
        return fail({.context = u"--config is missing; --help explains"_s}, WrongUse);
    if (command == u"check"_s)
        return check(parser.value(u"config"_s));
    return serve({.configFile = parser.value(u"config"_s),
                  .portFile = parser.value(u"port-file"_s),
                  .mayChangeRpId = parser.isSet(u"change-rp-id"_s)});
}
