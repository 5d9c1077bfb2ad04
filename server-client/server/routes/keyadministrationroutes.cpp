#include "routes/keyadministrationroutes.h"

#include "protocol/wire.h"
#include "routes/apijson.h"
#include "webauthn/metadatarefresh.h"
#include "webauthn/webauthnservice.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

QString ownerOf(const ApiRequest& request)
{
    return request.parameters.value(u"userName"_s);
}

SecurityKeyId keyOf(const ApiRequest& request)
{
    return {request.parameters.value(u"id"_s)};
}

QJsonObject stateJson(const AuthenticatorMetadata& state)
{
    return wire::toJson(state);
}

} // namespace

KeyAdministrationRoutes::KeyAdministrationRoutes(WebAuthnService& keys, MetadataRefresh& metadata)
    : m_keys(keys), m_metadata(metadata)
{
}

void KeyAdministrationRoutes::addTo(Router& router)
{
    using Self = KeyAdministrationRoutes;
    const auto add = [&](const char* method, const QString& pattern, auto function) {
        router.add({method, pattern, Access::Administration, std::bind_front(function, this)});
    };
    add("GET", u"/users/{userName}/security-keys"_s, &Self::keysOf);
    add("DELETE", u"/users/{userName}/security-keys/{id}"_s, &Self::remove);
    add("POST", u"/users/{userName}/security-keys/{id}/loss"_s, &Self::reportLost);
    add("GET", u"/affected-security-keys"_s, &Self::affectedKeys);
    add("GET", u"/authenticator-metadata"_s, &Self::state);
    add("POST", u"/authenticator-metadata/refresh"_s, &Self::refresh);
}

Result<ApiAnswer> KeyAdministrationRoutes::keysOf(const ApiRequest& request)
{
    return jsonAnswer(m_keys.keysOf(ownerOf(request)),
                      [](const QList<SecurityKey>& keys) { return wire::listToJson(keys); });
}

Result<ApiAnswer> KeyAdministrationRoutes::remove(const ApiRequest& request)
{
    return emptyAnswer(m_keys.removeFrom(request.caller, ownerOf(request), keyOf(request)));
}

Result<ApiAnswer> KeyAdministrationRoutes::reportLost(const ApiRequest& request)
{
    return emptyAnswer(m_keys.reportLostFor(request.caller, ownerOf(request), keyOf(request)));
}

Result<ApiAnswer> KeyAdministrationRoutes::affectedKeys(const ApiRequest&)
{
    return jsonAnswer(m_keys.affectedKeys(), [](const QList<AffectedKey>& keys) { return wire::listToJson(keys); });
}

Result<ApiAnswer> KeyAdministrationRoutes::state(const ApiRequest&)
{
    return ApiAnswer{.body = stateJson(m_metadata.state())};
}

Result<ApiAnswer> KeyAdministrationRoutes::refresh(const ApiRequest& request)
{
    return jsonAnswer(m_metadata.refresh(request.caller), stateJson);
}

} // namespace keydesk
