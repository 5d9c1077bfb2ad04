#pragma once

#include "administration/serviceidentity.h"
#include "base/settings.h"
#include "outbox/mailcourier.h"
#include "outbox/smscourier.h"
#include "protocol/service.h"
#include "sessions/sessionsettings.h"
#include "webauthn/metadatasettings.h"
#include "webauthn/webauthnsettings.h"

namespace keydesk {

/// Every setting of the service, in the order of the example file.
QList<const SettingDeclaration*> serviceSettings();

/// What security keys are told of this service.
RelyingPartyNames relyingPartyNames(const ServiceIdentity& identity, const QString& organisation);

/// The settings file in the form in which the parts want it.
struct Configuration
{
    Settings values;
    ServiceIdentity identity;
    Branding branding;
    std::optional<MailSettings> mail; ///< None: no mail server is set.
    std::optional<SmsSettings> sms;   ///< None: no gateway is set.
    WebAuthnPolicy securityKeys;
    MetadataSource metadata;
    SessionPolicy sessions;
    /// Never null; without a file it knows no place.
    std::shared_ptr<CountryDatabase> countries = std::make_shared<CountryDatabase>();

    /// InvalidRequest with words for the administrator in context.
    static Result<Configuration> load(const QString& file);
};

} // namespace keydesk
