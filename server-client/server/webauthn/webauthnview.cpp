#include "webauthn/webauthnview.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

QStringList alertsOf(const StoredSecurityKey& key, const QString& relyingPartyId)
{
    QStringList alerts;
    if (key.counterAlert)
        alerts.append(u"counter_did_not_grow"_s);
    alerts.append(key.modelAlerts);
    if (key.relyingPartyId != relyingPartyId)
        alerts.append(u"other_relying_party"_s);
    return alerts;
}

SecurityKey keyView(const StoredSecurityKey& key, const QString& relyingPartyId)
{
    return {.id = key.id,
            .name = key.name,
            .credentialId = key.credentialId,
            .aaguid = key.aaguid,
            .model = key.model,
            .registered = key.registered,
            .lastUsed = key.lastUsed,
            .isDiscoverable = key.isDiscoverable,
            .isBackedUp = key.isBackedUp,
            .isLost = key.state == StoredSecurityKey::State::Lost,
            .alerts = alertsOf(key, relyingPartyId)};
}

} // namespace keydesk
