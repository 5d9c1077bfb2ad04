#include "assembly/checks.h"

#include "administration/brandingsettings.h"
#include "administration/databasesettings.h"
#include "administration/securitykeycheck.h"
#include "administration/servicecheck.h"
#include "base/logging.h"
#include "http/httpsettings.h"
#include "outbox/outboxsettings.h"

#include <QTextStream>

namespace keydesk {

namespace {

CertificateFiles certificateFiles(const Settings& values)
{
    const HttpServerSettings http = httpServerSettings(values);
    return {.certificate = http.certificateFile, .key = http.keyFile, .authority = values.path(authorityFileSetting)};
}

/// As the settings file says it; the metadata is what lies in its file.
QList<CheckLine> securityKeyLines(const Settings& values, const ServiceIdentity& identity, const Clock& clock)
{
    SecurityKeyCheck check{.policy =
                               webAuthnPolicy(values, relyingPartyNames(identity, values.value(organisationSetting))),
                           .source = metadataSource(values)};
    if (check.source && check.source->isConfigured()) {
        MetadataCache cache(check.source->cacheFile, check.source->signer);
        (void)cache.load(); // What cannot be read is as good as none.
        check.metadata = stateOf(*check.source, cache.current().get(), clock.now());
    }
    return check.run();
}

} // namespace

Result<bool> printChecks(const QString& configFile)
{
    const auto known = serviceSettings();
    const auto values = Settings::load(configFile, known);
    if (!values)
        return values.error();
    const SystemClock clock;
    SystemRandom random;
    const ProfileStore profiles(random);
    DatabaseSettings access = databaseSettings(*values, clock);
    access.mayChangeSchema = false;
    auto database = Database::open(access);
    const auto identity = identityFrom(*values);
    const ServiceCheck inspection(
        {.identity = identity,
         .certificate = certificateFiles(*values),
         .database = database ? database->get() : nullptr,
         .databaseError = database ? Error{} : database.error(),
         .profiles = profiles,
         .mailServer = mailServerCheck(*values),
         .hasSmsGateway = !values->value(settings::smsUrl).isEmpty(),
         .securityKeys = [&] { return identity ? securityKeyLines(*values, *identity, clock) : QList<CheckLine>(); },
         .clock = clock});
    const QList<CheckLine> lines = inspection.run();
    for (const CheckLine& line : lines)
        QTextStream(stdout) << line.toText() << '\n';
    return !ServiceCheck::hasFailure(lines);
}

void logChecks(Service& service)
{
    const Foundation& foundation = service.foundation;
    const ServiceCheck inspection({.identity = foundation.configuration.identity,
                                   .certificate = certificateFiles(foundation.configuration.values),
                                   .database = &foundation.database,
                                   .profiles = service.signIn.profiles,
                                   .mailServer = mailServerCheck(foundation.configuration.values),
                                   .hasSmsGateway = foundation.configuration.sms.has_value(),
                                   .securityKeys =
                                       [&] {
                                           return SecurityKeyCheck{.policy = foundation.configuration.securityKeys,
                                                                   .source = foundation.configuration.metadata,
                                                                   .metadata = service.securityKeys.metadata.state()}
                                               .run();
                                       },
                                   .clock = foundation.clock});
    const QList<CheckLine> lines = inspection.run();
    for (const CheckLine& line : lines) {
        const bool isFine = line.verdict == CheckLine::Verdict::Ok;
        logEvent(isFine ? LogLevel::Info : LogLevel::Warning, "check",
                 {{"subject", line.subject}, {"finding", line.finding}, {"advice", line.advice}});
    }
}

} // namespace keydesk
