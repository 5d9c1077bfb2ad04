#pragma once

#include "audit/caller.h"
#include "base/settings.h"
#include "store/database.h"

#include <QUrl>

namespace keydesk {

inline const Setting<QString> panelUrlSetting{
    "service.panel_url", QString(),
    "Where people and installations find this service, for example https://register.example.org. Proofs of possession "
    "are held against it, so it is the address in front of a proxy. Port 0 stands for the port that was picked because "
    "http.address has port 0."};
inline const Setting<QString> identityProviderUrlSetting{
    "service.identity_provider_url", QString(), "Where the identity provider is found. Empty: at service.panel_url."};
inline const Setting<QString> rpIdSetting{
    "service.rp_id", QString(),
    "The relying party id of security keys: the host of both URLs, or a registrable suffix of both. Every key dies "
    "when "
    "it changes: the service then starts only with --change-rp-id. Empty: the host of service.panel_url."};

inline const std::array<const SettingDeclaration*, 3> serviceIdentitySettings{
    &panelUrlSetting, &identityProviderUrlSetting, &rpIdSetting};

/// What the service is called, for people, for proofs and for security keys.
struct ServiceIdentity
{
    QUrl panelUrl;
    QUrl identityProviderUrl;
    QString rpId;
};

/// Fills in what is empty and checks the rest: https URLs without path, and rpId as rpIdFits(). InvalidRequest with
/// words for the administrator in context.
Result<ServiceIdentity> checkedIdentity(const QString& panelUrl, const QString& identityProviderUrl,
                                        const QString& rpId);
Result<ServiceIdentity> identityFrom(const Settings& settings);

/// WebAuthn section 5.1.3 and HTML "is a registrable domain suffix of or is equal to": rpId is the host itself, or its
/// parent at a label that is not a public suffix (the list is that of the installed libpsl, unknown top level names
/// count as public suffixes). An IP address is never an rpId. Both in lower case, international names as punycode.
bool rpIdFits(const QString& rpId, const QString& host);

/// Notes the rpId at the first start; afterwards Conflict when the settings say another and mayChange is not set. Says
/// how many keys die in both cases.
Result<void> settleRpId(Database& database, const Caller& caller, const QString& rpId, bool mayChange);

} // namespace keydesk
