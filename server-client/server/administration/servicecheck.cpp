#include "administration/servicecheck.h"

#include "administration/brandingsettings.h"
#include "administration/serviceidentitystore.h"
#include "outbox/mailcourier.h"
#include "signin/profilestore.h"

#include <QHostInfo>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

using Verdict = CheckLine::Verdict;

constexpr std::chrono::days renewBefore{14};
/// For the mail server: somebody waits for the check, or for the service to stop.
constexpr std::chrono::milliseconds longestWait{10'000};

CheckLine ok(const QString& subject, const QString& finding)
{
    return {.verdict = Verdict::Ok, .subject = subject, .finding = finding};
}

CheckLine failed(const QString& subject, const QString& finding, const QString& advice)
{
    return {.verdict = Verdict::Fail, .subject = subject, .finding = finding, .advice = advice};
}

QString dateText(Instant instant)
{
    return QDateTime::fromMSecsSinceEpoch(toMilliseconds(instant), Qt::UTC).toString(u"yyyy-MM-dd"_s);
}

CheckLine lifeOf(Instant expires, Instant now)
{
    const QString subject = u"certificate"_s;
    const QString advice = u"Renew it; a changed file is picked up without a restart."_s;
    if (expires <= now)
        return failed(subject, u"ended on "_s % dateText(expires), advice);
    const QString finding = u"lasts until "_s % dateText(expires);
    if (expires - now > renewBefore)
        return ok(subject, finding);
    return {
        .verdict = Verdict::Warn, .subject = subject, .finding = finding % u", less than 14 days"_s, .advice = advice};
}

bool offersSms(const ApplicationProfile& profile)
{
    return std::any_of(profile.factors.begin(), profile.factors.end(),
                       [](const QList<Method>& methods) { return methods.contains(Method::SmsCode); });
}

} // namespace

QString CheckLine::toText() const
{
    const QString word = verdict == Verdict::Ok ? u"OK   "_s : verdict == Verdict::Warn ? u"WARN "_s : u"FAIL "_s;
    const QString line = word % u' ' % subject % u": "_s % finding % u'.';
    return advice.isEmpty() ? line : line % u' ' % advice;
}

ServiceCheck::ServiceCheck(Parts parts) : m_parts(std::move(parts)) {}

bool ServiceCheck::hasFailure(const QList<CheckLine>& lines)
{
    return std::any_of(lines.begin(), lines.end(), [](const CheckLine& line) { return line.verdict == Verdict::Fail; });
}

QList<CheckLine> ServiceCheck::run() const
{
    QList<CheckLine> lines{identity()};
    if (m_parts.identity) {
        const QString host = m_parts.identity->panelUrl.host(QUrl::FullyEncoded);
        lines.append(domain(host));
        lines.append(certificate(host));
    }
    lines.append(databaseAndVersion());
    if (m_parts.database != nullptr) {
        if (m_parts.identity)
            lines.append(rpIdOfKeys(m_parts.identity->rpId));
        lines.append(registrationProfile());
    }
    if (m_parts.securityKeys)
        lines.append(m_parts.securityKeys());
    lines.append(mailServer());
    if (const auto gateway = smsGateway())
        lines.append(*gateway);
    return lines;
}

CheckLine ServiceCheck::identity() const
{
    const QString subject = u"addresses"_s;
    if (!m_parts.identity)
        return failed(subject, m_parts.identity.error().context,
                      u"Correct the section [service] of the settings file."_s);
    const ServiceIdentity& identity = *m_parts.identity;
    return ok(subject, u"panel %1, identity provider %2, relying party id %3"_s.arg(
                           identity.panelUrl.toString(), identity.identityProviderUrl.toString(), identity.rpId));
}

CheckLine ServiceCheck::domain(const QString& host) const
{
    const QString subject = u"domain"_s;
    const QHostInfo answer = QHostInfo::fromName(host);
    if (answer.error() != QHostInfo::NoError || answer.addresses().isEmpty())
        return failed(subject, host % u" does not resolve"_s,
                      u"Create its address records in the domain name system."_s);
    QStringList addresses;
    for (const QHostAddress& address : answer.addresses())
        addresses.append(address.toString());
    return ok(subject, host % u" is at "_s % addresses.join(u", "_s));
}

QList<CheckLine> ServiceCheck::certificate(const QString& host) const
{
    const QString subject = u"certificate"_s;
    const auto findings = examineCertificate(m_parts.certificate, host);
    if (!findings)
        return {failed(subject, findings.error().context,
                       u"Set http.certificate_file and http.key_file to readable files."_s)};
    QList<CheckLine> lines;
    if (!findings->keyFits)
        lines.append(
            failed(subject, u"the private key is another certificate's"_s, u"Set http.key_file to its own."_s));
    if (findings->coversName)
        lines.append(ok(subject, u"covers "_s % host));
    else
        lines.append(
            failed(subject, u"does not cover "_s % host, u"Get one that names it as a subject alternative name."_s));
    if (findings->chainProblem.isEmpty())
        lines.append(ok(subject, u"leads to a known authority"_s));
    else
        lines.append(
            failed(subject, u"leads to no known authority ("_s % findings->chainProblem % u')',
                   u"Add the intermediate certificates to http.certificate_file, or name a private authority in "
                   "service.ca_file."_s));
    lines.append(lifeOf(findings->expires, m_parts.clock.now()));
    return lines;
}

CheckLine ServiceCheck::databaseAndVersion() const
{
    const QString subject = u"database"_s;
    const QString advice = u"Check database.url and its password file; a newer database needs a newer keydeskd."_s;
    if (m_parts.database == nullptr)
        return failed(subject, m_parts.databaseError.context, advice);
    const auto answered =
        m_parts.database->read([](Transaction& transaction) -> Result<Instant> { return transaction.now(); });
    if (!answered)
        return failed(subject, u"does not answer: "_s % answered.error().context, advice);
    return ok(subject, u"answers and fits this version"_s);
}

CheckLine ServiceCheck::rpIdOfKeys(const QString& rpId) const
{
    const QString subject = u"relying party id"_s;
    const auto stored = m_parts.database->read([](Transaction& transaction) -> Result<std::optional<QString>> {
        return ServiceIdentityStore::rpId(transaction);
    });
    if (!stored)
        return failed(subject, u"cannot be read: "_s % stored.error().context, u"See the line about the database."_s);
    if (*stored && **stored != rpId)
        return failed(subject, u"the settings say %1, security keys were made for %2"_s.arg(rpId, **stored),
                      u"Set service.rp_id back, or start once with --change-rp-id: every key would die."_s);
    return ok(subject, rpId % u" is what security keys are made for"_s);
}

CheckLine ServiceCheck::mailServer() const
{
    const QString subject = u"mail server"_s;
    if (!m_parts.mailServer)
        return {.verdict = Verdict::Warn,
                .subject = subject,
                .finding = u"none is set"_s,
                .advice = u"Without mail.server nobody gets codes and notices by mail."_s};
    const auto answered = m_parts.mailServer();
    if (!answered)
        return failed(subject, answered.error().context, u"Check the section [mail] of the settings file."_s);
    return ok(subject, u"answers with a good certificate"_s);
}

CheckLine ServiceCheck::registrationProfile() const
{
    const QString subject = u"profile"_s;
    const auto exists = m_parts.database->read([this](Transaction& transaction) -> Result<bool> {
        return m_parts.profiles.exists(transaction, ProfileType::Registration);
    });
    if (exists && *exists)
        return ok(subject, u"a Registration profile exists"_s);
    return {.verdict = Verdict::Warn,
            .subject = subject,
            .finding = u"there is no Registration profile, so nobody can sign in"_s,
            .advice = u"Make one with keydesk-admin profile create."_s};
}

std::optional<CheckLine> ServiceCheck::smsGateway() const
{
    const QString subject = u"sms gateway"_s;
    if (m_parts.hasSmsGateway) // Only a message to somebody would show more.
        return ok(subject, u"is set"_s);
    if (m_parts.database == nullptr)
        return std::nullopt;
    const auto profiles = m_parts.database->read([this](Transaction& transaction) -> Result<QList<ApplicationProfile>> {
        return m_parts.profiles.profiles(transaction);
    });
    if (!profiles || std::none_of(profiles->begin(), profiles->end(), offersSms))
        return std::nullopt;
    return CheckLine{.verdict = Verdict::Warn,
                     .subject = subject,
                     .finding = u"none is set, and a profile asks for codes by SMS"_s,
                     .advice = u"Set sms.url, or make a profile without sms_code."_s};
}

std::function<Result<void>()> mailServerCheck(const Settings& values)
{
    const auto mail = MailSettings::from(values, values.value(organisationSetting));
    if (!mail)
        return [error = mail.error()]() -> Result<void> { return error; };
    if (!*mail)
        return {};
    MailSettings settings = **mail;
    settings.timeout = std::min(settings.timeout, longestWait);
    return [settings] { return MailCourier(settings).check(); };
}

} // namespace keydesk
