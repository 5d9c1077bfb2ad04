#include "client/webauthnclient.h"

#include "client/clientsession.h"
#include "client/paths.h"
#include "protocol/wire.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

QString keyPath(const SecurityKeyId& id, const QString& below = {})
{
    return u"/security-keys/"_s % segment(id) % below;
}

QString registrationPath(const CeremonyId& ceremony)
{
    return u"/security-keys/registrations/"_s % segment(ceremony);
}

} // namespace

QFuture<Result<QList<SecurityKey>>> WebAuthnClient::securityKeys()
{
    return m_session.call({.method = "GET", .path = u"/security-keys"_s}, [](const QJsonObject& json) {
        return wire::listFromJson<SecurityKey>(json, wire::securityKeyFromJson);
    });
}

QFuture<Result<CredentialCreation>> WebAuthnClient::startKeyRegistration()
{
    return m_session.call({.method = "POST", .path = u"/security-keys"_s, .body = QJsonObject()},
                          wire::credentialCreationFromJson);
}

QFuture<Result<SecurityKey>> WebAuthnClient::finishKeyRegistration(const CreatedCredential& created,
                                                                   const QString& name)
{
    return m_session.call({.method = "POST",
                           .path = registrationPath(created.ceremony),
                           .body = wire::toJson(wire::NamedCredential{created, name})},
                          wire::securityKeyFromJson);
}

QFuture<Result<void>> WebAuthnClient::cancelKeyRegistration(const CeremonyId& ceremony)
{
    return m_session.callForNothing({.method = "DELETE", .path = registrationPath(ceremony), .outlivesSignOut = true});
}

QFuture<Result<SecurityKey>> WebAuthnClient::renameKey(const SecurityKeyId& id, const QString& name)
{
    return m_session.call({.method = "PATCH", .path = keyPath(id), .body = QJsonObject{{u"name"_s, name}}},
                          wire::securityKeyFromJson);
}

QFuture<Result<void>> WebAuthnClient::removeKey(const SecurityKeyId& id)
{
    return m_session.callForNothing({.method = "DELETE", .path = keyPath(id)});
}

QFuture<Result<void>> WebAuthnClient::reportKeyLost(const SecurityKeyId& id)
{
    return m_session.callForNothing({.method = "POST", .path = keyPath(id, u"/loss"_s), .body = QJsonObject()});
}

} // namespace keydesk
