#include "routes/webauthnroutes.h"

#include "protocol/wire.h"
#include "routes/apijson.h"
#include "webauthn/webauthnservice.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

SecurityKeyId keyOf(const ApiRequest& request)
{
    return {request.parameters.value(u"id"_s)};
}

CeremonyId ceremonyOf(const ApiRequest& request)
{
    return {request.parameters.value(u"id"_s)};
}

QJsonObject keyJson(const SecurityKey& key)
{
    return wire::toJson(key);
}

} // namespace

WebAuthnRoutes::WebAuthnRoutes(WebAuthnService& service) : m_service(service) {}

void WebAuthnRoutes::addTo(Router& router)
{
    using Self = WebAuthnRoutes;
    const auto add = [&](const char* method, const QString& pattern, auto function, bool hasBody = false) {
        router.add({method, pattern, Access::Person, std::bind_front(function, this), hasBody});
    };
    add("GET", u"/security-keys"_s, &Self::list);
    add("POST", u"/security-keys"_s, &Self::startRegistration);
    add("POST", u"/security-keys/registrations/{id}"_s, &Self::finishRegistration, true);
    add("DELETE", u"/security-keys/registrations/{id}"_s, &Self::cancelRegistration);
    add("PATCH", u"/security-keys/{id}"_s, &Self::rename, true);
    add("DELETE", u"/security-keys/{id}"_s, &Self::remove);
    add("POST", u"/security-keys/{id}/loss"_s, &Self::reportLost);
}

Result<ApiAnswer> WebAuthnRoutes::list(const ApiRequest& request)
{
    return jsonAnswer(m_service.keys(request.caller),
                      [](const QList<SecurityKey>& keys) { return wire::listToJson(keys); });
}

Result<ApiAnswer> WebAuthnRoutes::startRegistration(const ApiRequest& request)
{
    return jsonAnswer(
        m_service.startRegistration(request.caller),
        [](const CredentialCreation& creation) { return wire::toJson(creation); }, 201);
}

Result<ApiAnswer> WebAuthnRoutes::finishRegistration(const ApiRequest& request)
{
    auto credential = wire::namedCredentialFromJson(request.body);
    if (!credential)
        return credential.error();
    credential->created.ceremony = ceremonyOf(request);
    return jsonAnswer(m_service.finishRegistration(request.caller, credential->created, credential->name), keyJson,
                      201);
}

Result<ApiAnswer> WebAuthnRoutes::cancelRegistration(const ApiRequest& request)
{
    return emptyAnswer(m_service.cancelRegistration(request.caller, ceremonyOf(request)));
}

Result<ApiAnswer> WebAuthnRoutes::rename(const ApiRequest& request)
{
    JsonReader reader(request.body);
    const QString name = reader.text("name", 256);
    if (auto read = reader.finish(); !read)
        return read.error();
    return jsonAnswer(m_service.rename(request.caller, keyOf(request), name), keyJson);
}

Result<ApiAnswer> WebAuthnRoutes::remove(const ApiRequest& request)
{
    return emptyAnswer(m_service.remove(request.caller, keyOf(request)));
}

Result<ApiAnswer> WebAuthnRoutes::reportLost(const ApiRequest& request)
{
    return emptyAnswer(m_service.reportLost(request.caller, keyOf(request)));
}

} // namespace keydesk
