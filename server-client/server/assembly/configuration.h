#pragma once

#include "administration/serviceidentity.h"
#include "base/settings.h"
#include "outbox/mailcourier.h"
#include "outbox/smscourier.h"
#include "protocol/service.h"

namespace keydesk {

/// Every setting of the service, in the order of the example file.
QList<const SettingDeclaration*> serviceSettings();

/// The settings file in the form in which the parts want it.
struct Configuration
{
    Settings values;
    ServiceIdentity identity;
    Branding branding;
    std::optional<MailSettings> mail; ///< None: no mail server is set.
    std::optional<SmsSettings> sms;   ///< None: no gateway is set.

    /// InvalidRequest with words for the administrator in context.
    static Result<Configuration> load(const QString& file);
};

} // namespace keydesk
