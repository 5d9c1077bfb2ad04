#include "routes/metadataroutes.h"

#include "protocol/wire.h"
#include "routes/apijson.h"
#include "webauthn/metadatarefresh.h"
#include "webauthn/webauthnservice.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

QJsonObject stateJson(const AuthenticatorMetadata& state)
{
    return wire::toJson(state);
}

} // namespace

MetadataRoutes::MetadataRoutes(WebAuthnService& keys, MetadataRefresh& metadata) : m_keys(keys), m_metadata(metadata) {}

void MetadataRoutes::addTo(Router& router)
{
    using Self = MetadataRoutes;
    const auto add = [&](const char* method, const QString& pattern, auto function) {
        router.add({method, pattern, Access::Administration, std::bind_front(function, this)});
    };
    add("GET", u"/affected-security-keys"_s, &Self::affectedKeys);
    add("GET", u"/authenticator-metadata"_s, &Self::state);
    add("POST", u"/authenticator-metadata/refresh"_s, &Self::refresh);
}

Result<ApiAnswer> MetadataRoutes::affectedKeys(const ApiRequest&)
{
    return jsonAnswer(m_keys.affectedKeys(), [](const QList<AffectedKey>& keys) { return wire::listToJson(keys); });
}

Result<ApiAnswer> MetadataRoutes::state(const ApiRequest&)
{
    return ApiAnswer{.body = stateJson(m_metadata.state())};
}

Result<ApiAnswer> MetadataRoutes::refresh(const ApiRequest& request)
{
    return jsonAnswer(m_metadata.refresh(request.caller), stateJson);
}

} // namespace keydesk
