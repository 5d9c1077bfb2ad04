#include "client/administrationclient.h"

#include "client/clientsession.h"
#include "client/paths.h"
#include "protocol/wire.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

ApiCall administrationCall(const char* method, const QString& path, std::optional<QJsonObject> body = std::nullopt)
{
    return {.method = method, .path = path, .identity = ApiCall::Identity::Installation, .body = std::move(body)};
}

QString keysPath(const QString& userName)
{
    return u"/users/"_s % segment(userName) % u"/security-keys"_s;
}

template <typename T>
auto listOf(Result<T> (*item)(const QJsonObject&))
{
    return [item](const QJsonObject& json) { return wire::listFromJson<T>(json, item); };
}

} // namespace

QFuture<Result<QList<User>>> AdministrationClient::users()
{
    return m_session.call(administrationCall("GET", u"/users"_s), listOf(wire::userFromJson));
}

QFuture<Result<User>> AdministrationClient::addUser(const NewUser& user)
{
    return m_session.call(administrationCall("POST", u"/users"_s, wire::toJson(user)), wire::userFromJson);
}

QFuture<Result<User>> AdministrationClient::setUserDisabled(const QString& userName, bool disabled)
{
    return m_session.call(
        administrationCall("PATCH", u"/users/"_s % segment(userName), QJsonObject{{u"isDisabled"_s, disabled}}),
        wire::userFromJson);
}

QFuture<Result<QList<ApplicationProfile>>> AdministrationClient::profiles()
{
    return m_session.call(administrationCall("GET", u"/profiles"_s), listOf(wire::applicationProfileFromJson));
}

QFuture<Result<ApplicationProfile>> AdministrationClient::createProfile(const ApplicationProfile& profile)
{
    ApplicationProfile withoutId = profile;
    withoutId.id = {};
    return m_session.call(administrationCall("POST", u"/profiles"_s, wire::toJson(withoutId)),
                          wire::applicationProfileFromJson);
}

QFuture<Result<void>> AdministrationClient::deleteProfile(const ProfileId& id)
{
    return m_session.callForNothing(administrationCall("DELETE", u"/profiles/"_s % segment(id)));
}

QFuture<Result<QList<Installation>>> AdministrationClient::installations()
{
    return m_session.call(administrationCall("GET", u"/installations"_s), listOf(wire::installationFromJson));
}

QFuture<Result<EnrolmentCode>> AdministrationClient::createEnrolmentCode(const QString& name, const QString& place,
                                                                         InstallationKind kind)
{
    const QJsonObject body{{u"name"_s, name}, {u"place"_s, place}, {u"kind"_s, installationKindName(kind)}};
    return m_session.call(administrationCall("POST", u"/installations"_s, body), wire::enrolmentCodeFromJson);
}

QFuture<Result<void>> AdministrationClient::revokeInstallation(const InstallationId& id)
{
    return m_session.callForNothing(administrationCall("DELETE", u"/installations/"_s % segment(id)));
}

QFuture<Result<QList<AuditRecord>>> AdministrationClient::auditRecords(qint64 afterNumber, int maximum)
{
    return m_session.call(administrationCall("GET", u"/audit?after=%1&limit=%2"_s.arg(afterNumber).arg(maximum)),
                          listOf(wire::auditRecordFromJson));
}

QFuture<Result<AuditVerdict>> AdministrationClient::verifyAudit(const QString& expectedHead)
{
    return m_session.call(
        administrationCall("POST", u"/audit/verification"_s, QJsonObject{{u"expectedHead"_s, expectedHead}}),
        wire::auditVerdictFromJson);
}

QFuture<Result<QList<SecurityKey>>> AdministrationClient::securityKeysOf(const QString& userName)
{
    return m_session.call(administrationCall("GET", keysPath(userName)), listOf(wire::securityKeyFromJson));
}

QFuture<Result<void>> AdministrationClient::removeKeyOf(const QString& userName, const SecurityKeyId& id)
{
    return m_session.callForNothing(administrationCall("DELETE", keysPath(userName) % u'/' % segment(id)));
}

QFuture<Result<void>> AdministrationClient::reportKeyOfLost(const QString& userName, const SecurityKeyId& id)
{
    return m_session.callForNothing(
        administrationCall("POST", keysPath(userName) % u'/' % segment(id) % u"/loss"_s, QJsonObject()));
}

QFuture<Result<QList<AffectedKey>>> AdministrationClient::affectedKeys()
{
    return m_session.call(administrationCall("GET", u"/affected-security-keys"_s), listOf(wire::affectedKeyFromJson));
}

QFuture<Result<AuthenticatorMetadata>> AdministrationClient::authenticatorMetadata()
{
    return m_session.call(administrationCall("GET", u"/authenticator-metadata"_s), wire::authenticatorMetadataFromJson);
}

QFuture<Result<AuthenticatorMetadata>> AdministrationClient::refreshMetadata()
{
    return m_session.call(administrationCall("POST", u"/authenticator-metadata/refresh"_s, QJsonObject()),
                          wire::authenticatorMetadataFromJson);
}

QFuture<Result<QList<Session>>> AdministrationClient::openSessions(const SessionFilter& filter)
{
    QString path = u"/open-sessions?limit="_s + QString::number(filter.maximum);
    const auto narrow = [&path](const QString& name, const QString& value) {
        if (!value.isEmpty())
            path += u'&' + name + u'=' + segment(value);
    };
    narrow(u"userName"_s, filter.userName);
    narrow(u"address"_s, filter.address);
    narrow(u"country"_s, filter.country);
    return m_session.call(administrationCall("GET", path), listOf(wire::sessionFromJson));
}

QFuture<Result<void>> AdministrationClient::endOpenSession(const SessionId& id)
{
    return m_session.callForNothing(administrationCall("DELETE", u"/open-sessions/"_s % segment(id)));
}

} // namespace keydesk
