#include "assembly/configuration.h"

#include "administration/brandingsettings.h"
#include "administration/servicecheck.h"
#include "administration/servicesetup.h"
#include "http/httpsettings.h"
#include "outbox/outboxsettings.h"
#include "phone/phonesettings.h"
#include "signin/signinsettings.h"
#include "store/storesettings.h"

namespace keydesk {

namespace {

constexpr int httpsPort = 443;

Result<std::shared_ptr<CountryDatabase>> countryDatabase(const Settings& values)
{
    const QString file = values.path(settings::countryDatabase);
    if (file.isEmpty())
        return std::make_shared<CountryDatabase>();
    auto opened = CountryDatabase::open(file);
    if (!opened)
        return opened.error();
    return std::make_shared<CountryDatabase>(opened.take());
}

} // namespace

QList<const SettingDeclaration*> serviceSettings()
{
    QList<const SettingDeclaration*> all;
    const auto add = [&all](const auto& list) {
        all.append(QList<const SettingDeclaration*>(list.begin(), list.end()));
    };
    add(serviceIdentitySettings);
    all.append({&masterKeyFileSetting, &authorityFileSetting});
    add(brandingSettings);
    add(httpDeclarations());
    add(storeSettings);
    add(outboxSettings);
    add(signInSettings);
    add(phoneSettings);
    add(webAuthnSettings);
    add(metadataSettings);
    add(sessionSettings);
    return all;
}

RelyingPartyNames relyingPartyNames(const ServiceIdentity& identity, const QString& organisation)
{
    QUrl origin = identity.panelUrl; // RFC 6454: without the port that goes without saying.
    if (origin.port() == httpsPort)
        origin.setPort(-1);
    return {.id = identity.rpId, .name = organisation, .panelOrigin = origin.toString(QUrl::FullyEncoded)};
}

Result<Configuration> Configuration::load(const QString& file)
{
    const auto known = serviceSettings();
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
    const auto securityKeys = webAuthnPolicy(*values, relyingPartyNames(*identity, branding->organisation));
    if (!securityKeys)
        return securityKeys.error();
    const auto metadata = metadataSource(*values);
    if (!metadata)
        return metadata.error();
    const auto sessions = sessionPolicy(*values);
    if (!sessions)
        return sessions.error();
    auto countries = countryDatabase(*values);
    if (!countries)
        return countries.error();
    return Configuration{.values = *values,
                         .identity = *identity,
                         .branding = *branding,
                         .mail = *mail,
                         .sms = *sms,
                         .securityKeys = *securityKeys,
                         .metadata = *metadata,
                         .sessions = *sessions,
                         .countries = *countries};
}

} // namespace keydesk
