#include "assembly/checks.h"

#include "administration/databasesettings.h"
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
    const ServiceCheck inspection({.identity = identityFrom(*values),
                                   .certificate = certificateFiles(*values),
                                   .database = database ? database->get() : nullptr,
                                   .databaseError = database ? Error{} : database.error(),
                                   .profiles = profiles,
                                   .mailServer = mailServerCheck(*values),
                                   .hasSmsGateway = !values->value(settings::smsUrl).isEmpty(),
                                   .clock = clock});
    const QList<CheckLine> lines = inspection.run();
    for (const CheckLine& line : lines)
        QTextStream(stdout) << line.toText() << '\n';
    return !ServiceCheck::hasFailure(lines);
}

void logChecks(const Service& service)
{
    const Foundation& foundation = service.foundation;
    const ServiceCheck inspection({.identity = foundation.configuration.identity,
                                   .certificate = certificateFiles(foundation.configuration.values),
                                   .database = &foundation.database,
                                   .profiles = service.signIn.profiles,
                                   .mailServer = mailServerCheck(foundation.configuration.values),
                                   .hasSmsGateway = foundation.configuration.sms.has_value(),
                                   .clock = foundation.clock});
    const QList<CheckLine> lines = inspection.run();
    for (const CheckLine& line : lines) {
        const bool isFine = line.verdict == CheckLine::Verdict::Ok;
        logEvent(isFine ? LogLevel::Info : LogLevel::Warning, "check",
                 {{"subject", line.subject}, {"finding", line.finding}, {"advice", line.advice}});
    }
}

} // namespace keydesk
