// keydeskd: builds the objects of the registration service and hands them to each other; nothing else.

#include "administration/accountservice.h"
#include "administration/administrationservice.h"
#include "administration/brandingsettings.h"
#include "administration/databasesettings.h"
#include "administration/installationservice.h"
#include "administration/installationstore.h"
#include "administration/servicecheck.h"
#include "administration/servicesetup.h"
#include "administration/setupcommand.h"
#include "audit/auditcheckpoints.h"
#include "base/logging.h"
#include "base/random.h"
#include "http/httpsettings.h"
#include "http/servicemanager.h"
#include "http/terminationsignal.h"
#include "outbox/mailcourier.h"
#include "outbox/outboxdelivery.h"
#include "outbox/outboxsettings.h"
#include "outbox/smscourier.h"
#include "phone/phonesettings.h"
#include "phone/phonestore.h"
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
    const auto add = [&all](const auto& list) {
        all.append(QList<const SettingDeclaration*>(list.begin(), list.end()));
    };
    add(serviceIdentitySettings);
    all.append({&masterKeyFileSetting, &authorityFileSetting});
    add(brandingSettings);
    add(httpDeclarations());
    all.append({&settings::databaseUrl, &settings::databasePasswordFile});
    all.append({&settings::mailServer, &settings::mailFrom, &settings::mailFromName, &settings::mailUser,
                &settings::mailPasswordFile, &settings::mailCaFile, &settings::mailTimeout});
    all.append({&settings::smsUrl, &settings::smsContentType, &settings::smsBody, &settings::smsHeaderFile,
                &settings::smsExpectedStatus, &settings::smsCaFile, &settings::smsTimeout});
    add(signInSettings);
    all.append({&settings::phonesPerPerson, &settings::phoneRegistrationLife, &settings::phoneRegistrationTries});
    return all;
}

int fail(const Error& error, ExitCode code = Failed)
{
    QTextStream(stderr) << "keydeskd: " << error.context << '\n';
    return code;
}

/// The settings file in the form in which the parts want it.
struct Configuration
{
    Settings values;
    ServiceIdentity identity;
    Branding branding;
    std::optional<MailSettings> mail;
    std::optional<SmsSettings> sms;
};

Result<Configuration> configurationFrom(const QString& file)
{
    const auto known = declarations();
    const auto values = Settings::load(file, known);
    if (!values)
        return values.error();
    const auto identity = identityFrom(*values);
    if (!identity)
        return identity.error();
    const auto branding = brandingFrom(*values);
    if (!branding)
        return branding.error();
    const auto mail = MailSettings::from(*values, branding->organisation);
    if (!mail)
        return mail.error();
    const auto sms = SmsSettings::from(*values);
    if (!sms)
        return sms.error();
    return Configuration{.values = *values, .identity = *identity, .branding = *branding, .mail = *mail, .sms = *sms};
}

/// All that answers requests, in the order of who needs whom.
struct Service
{
    Service(const Configuration& usedConfiguration, KeyRing keys, Database& usedDatabase, const Clock& usedClock);
    ApiGate gate();
    /// What has expired goes; the audit log's head is signed.
    void keepHouse();

    Database& database;
    const Clock& clock;
    const Configuration& configuration;
    SystemRandom random;
    Sealer sealer;
    Outbox outbox{sealer, random};
    OutboxDelivery delivery;
    Directory directory{database, random};
    Factors factors;
    ProfileStore profiles{random};
    SignInPolicy signInRules{signInPolicy(configuration.values)};
    PasswordMethod password{{directory, factors}};
    SentCodeMethod mailCode{Method::MailCode, {database, directory, factors, sealer, outbox, random, signInRules}};
    std::optional<SentCodeMethod> smsCode; ///< Where there is a gateway.
    SoftOtpMethod softOtp{{database, directory, factors, sealer}};
    SignInService signIn{{database, directory, factors, profiles, sealer, random, signInRules}};
    PhonePolicy phoneRules{phonePolicy(configuration.values, configuration.branding.organisation)};
    PhoneService phones{{database, directory, factors, sealer, outbox, random, phoneRules}};
    AuditCheckpoints checkpoints{database, sealer};
    InstallationService installations{database, sealer, random};
    AdministrationService administration{{database, directory, profiles, outbox, checkpoints}};
    AccountService account{{database, directory, factors, phones, outbox, phoneRules.phonesPerPerson}};
    IdempotencyStore idempotency{database, sealer};
    Housekeeping housekeeping;

    SignInRoutes signInRoutes{signIn};
    PhoneRoutes phoneRoutes{phones};
    AccountRoutes accountRoutes{account};
    AdministrationRoutes administrationRoutes{administration, installations};
    ServiceRoutes serviceRoutes;
};

OutboxDelivery::Parts deliveryParts(Service& service)
{
    const Configuration& configuration = service.configuration;
    OutboxDelivery::Parts parts{.database = service.database,
                                .sealer = service.sealer,
                                .random = service.random,
                                .mail = nullptr,
                                .sms = nullptr,
                                .commonVariables = {{u"organisation"_s, configuration.branding.organisation},
                                                    {u"helpDesk"_s, configuration.branding.helpDesk}}};
    if (configuration.mail)
        parts.mail = std::make_unique<MailCourier>(*configuration.mail);
    if (configuration.sms)
        parts.sms = std::make_unique<SmsCourier>(*configuration.sms);
    return parts;
}

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

Service::Service(const Configuration& usedConfiguration, KeyRing keys, Database& usedDatabase, const Clock& usedClock)
    : database(usedDatabase),
      clock(usedClock),
      configuration(usedConfiguration),
      sealer(std::move(keys), random),
      delivery(deliveryParts(*this)),
      serviceRoutes({administration, installations, clock, describe(configuration.branding)})
{
    if (configuration.sms)
        smsCode.emplace(Method::SmsCode,
                        SentCodeMethod::Parts{database, directory, factors, sealer, outbox, random, signInRules});
    Outbox::registerWith(housekeeping);
    PhoneStore::addTo(housekeeping);
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

int check(const QString& configFile)
{
    const auto known = declarations();
    const auto values = Settings::load(configFile, known);
    if (!values)
        return fail(values.error(), WrongUse);
    const SystemClock clock;
    SystemRandom random;
    const ProfileStore profiles(random);
    DatabaseSettings access = databaseSettings(*values, clock);
    access.mayChangeSchema = false;
    auto database = Database::open(access);
    const ServiceCheck inspection({.identity = identityFrom(*values),
                                   .certificate = certificateFiles(*values),
                                   .database = database ? database->get() : nullptr,
                                   .databaseError = database ? Error{} : database.error(),
                                   .profiles = profiles,
                                   .mailServer = mailServerCheck(*values),
                                   .clock = clock});
    const QList<CheckLine> lines = inspection.run();
    for (const CheckLine& line : lines)
        QTextStream(stdout) << line.toText() << '\n';
    return ServiceCheck::hasFailure(lines) ? Failed : Success;
}

void logChecks(const Service& service)
{
    const ServiceCheck inspection({.identity = service.configuration.identity,
                                   .certificate = certificateFiles(service.configuration.values),
                                   .database = &service.database,
                                   .profiles = service.profiles,
                                   .mailServer = mailServerCheck(service.configuration.values),
                                   .clock = service.clock});
    const QList<CheckLine> lines = inspection.run();
    for (const CheckLine& line : lines) {
        const bool isFine = line.verdict == CheckLine::Verdict::Ok;
        logEvent(isFine ? LogLevel::Info : LogLevel::Warning, "check",
                 {{"subject", line.subject}, {"finding", line.finding}, {"advice", line.advice}});
    }
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

/// Serves until SIGTERM or SIGINT, then lets begun requests end.
int serve(Service& service, const ServeOptions& options, const TerminationSignal& termination)
{
    const Configuration& configuration = service.configuration;
    ApiGate gate = service.gate();
    HttpServer server(httpServerSettings(configuration.values),
                      [&gate](const HttpRequest& request) { return gate.handle(request); });
    if (auto started = server.start(); !started)
        return fail(started.error());
    gate.setUrl(reachableUrl(configuration.identity.panelUrl, server.port()));
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
                     [&] { background.start([&service] { service.keepHouse(); }); });
    housekeeping.start(5min);
    ServiceManager::reportReady();
    logEvent(LogLevel::Info, "service.started", {{"version", QStringLiteral(KEYDESK_VERSION)}});
    background.start([&service] { logChecks(service); });
    const int code = QCoreApplication::exec();
    background.waitForDone();
    logEvent(LogLevel::Info, "service.stopped");
    return code;
}

int start(const ServeOptions& options)
{
    const TerminationSignal termination; // Before the first thread.
    auto configuration = configurationFrom(options.configFile);
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
    if (command == u"init"_s) {
        const auto known = declarations();
        return runSetup(arguments, known);
    }

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
    return start({.configFile = parser.value(u"config"_s),
                  .portFile = parser.value(u"port-file"_s),
                  .mayChangeRpId = parser.isSet(u"change-rp-id"_s)});
}
