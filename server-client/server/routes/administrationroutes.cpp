#include "routes/administrationroutes.h"

#include "administration/administrationservice.h"
#include "administration/installationservice.h"
#include "protocol/wire.h"
#include "routes/apijson.h"

#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr int auditPage = 100;
constexpr int longestAuditPage = 1000;

/// A number in the query; `absent` where it is not there, nullopt where it is none.
std::optional<qint64> queryNumber(const ApiRequest& request, const QString& name, qint64 absent, qint64 minimum,
                                  qint64 maximum)
{
    if (!request.query.hasQueryItem(name))
        return absent;
    bool isNumber = false;
    const qint64 number = request.query.queryItemValue(name).toLongLong(&isNumber);
    return isNumber && number >= minimum && number <= maximum ? std::optional{number} : std::nullopt;
}

Error badQuery(const QString& name)
{
    return {.code = ErrorCode::InvalidRequest, .context = u"query out of range"_s, .details = {{u"field"_s, name}}};
}

template <typename T>
QJsonObject listJson(const QList<T>& values)
{
    return wire::listToJson(values);
}

template <typename T>
QJsonObject valueJson(const T& value)
{
    return wire::toJson(value);
}

} // namespace

AdministrationRoutes::AdministrationRoutes(AdministrationService& service, InstallationService& installations)
    : m_service(service), m_installations(installations)
{
}

void AdministrationRoutes::addTo(Router& router)
{
    using Self = AdministrationRoutes;
    const auto add = [&](const char* method, const QString& pattern, auto function, bool hasBody = false) {
        router.add({method, pattern, Access::Administration, std::bind_front(function, this), hasBody});
    };
    add("GET", u"/users"_s, &Self::users);
    add("POST", u"/users"_s, &Self::addUser, true);
    add("PATCH", u"/users/{userName}"_s, &Self::setUserDisabled, true);
    add("GET", u"/profiles"_s, &Self::profiles);
    add("POST", u"/profiles"_s, &Self::createProfile, true);
    add("DELETE", u"/profiles/{id}"_s, &Self::deleteProfile);
    add("GET", u"/installations"_s, &Self::installations);
    add("POST", u"/installations"_s, &Self::createEnrolmentCode, true);
    add("DELETE", u"/installations/{id}"_s, &Self::revokeInstallation);
    router.add({"GET",
                u"/audit"_s,
                Access::Administration,
                std::bind_front(&Self::auditRecords, this),
                false,
                {u"after"_s, u"limit"_s}});
    add("POST", u"/audit/verification"_s, &Self::verifyAudit, true);
}

Result<ApiAnswer> AdministrationRoutes::users(const ApiRequest&)
{
    return jsonAnswer(m_service.users(), listJson<User>);
}

Result<ApiAnswer> AdministrationRoutes::addUser(const ApiRequest& request)
{
    const auto user = wire::newUserFromJson(request.body);
    if (!user)
        return user.error();
    return jsonAnswer(m_service.addUser(request.caller, *user), valueJson<User>, 201);
}

Result<ApiAnswer> AdministrationRoutes::setUserDisabled(const ApiRequest& request)
{
    JsonReader reader(request.body);
    const bool disabled = reader.boolean("isDisabled");
    if (auto read = reader.finish(); !read)
        return read.error();
    const QString userName = request.parameters.value(u"userName"_s);
    return jsonAnswer(m_service.setUserDisabled(request.caller, userName, disabled), valueJson<User>);
}

Result<ApiAnswer> AdministrationRoutes::profiles(const ApiRequest&)
{
    return jsonAnswer(m_service.profiles(), listJson<ApplicationProfile>);
}

Result<ApiAnswer> AdministrationRoutes::createProfile(const ApiRequest& request)
{
    const auto profile = wire::newProfileFromJson(request.body);
    if (!profile)
        return profile.error();
    return jsonAnswer(m_service.createProfile(request.caller, *profile), valueJson<ApplicationProfile>, 201);
}

Result<ApiAnswer> AdministrationRoutes::deleteProfile(const ApiRequest& request)
{
    return emptyAnswer(m_service.deleteProfile(request.caller, {request.parameters.value(u"id"_s)}));
}

Result<ApiAnswer> AdministrationRoutes::installations(const ApiRequest&)
{
    return jsonAnswer(m_installations.installations(), listJson<Installation>);
}

Result<ApiAnswer> AdministrationRoutes::createEnrolmentCode(const ApiRequest& request)
{
    JsonReader reader(request.body);
    const QString name = reader.text("name", 256);
    const QString place = reader.optionalText("place", 512);
    const InstallationKind kind = reader.choice("kind", installationKindFromName);
    if (auto read = reader.finish(); !read)
        return read.error();
    return jsonAnswer(m_installations.createCode(request.caller, name, place, kind), valueJson<EnrolmentCode>, 201);
}

Result<ApiAnswer> AdministrationRoutes::revokeInstallation(const ApiRequest& request)
{
    return emptyAnswer(m_installations.revoke(request.caller, {request.parameters.value(u"id"_s)}));
}

Result<ApiAnswer> AdministrationRoutes::auditRecords(const ApiRequest& request)
{
    const auto after = queryNumber(request, u"after"_s, 0, 0, std::numeric_limits<qint64>::max());
    if (!after)
        return badQuery(u"after"_s);
    const auto limit = queryNumber(request, u"limit"_s, auditPage, 1, longestAuditPage);
    if (!limit)
        return badQuery(u"limit"_s);
    return jsonAnswer(m_service.auditRecords(*after, static_cast<int>(*limit)), listJson<AuditRecord>);
}

Result<ApiAnswer> AdministrationRoutes::verifyAudit(const ApiRequest& request)
{
    JsonReader reader(request.body);
    const QString expectedHead = reader.optionalText("expectedHead", 64);
    if (auto read = reader.finish(); !read)
        return read.error();
    return jsonAnswer(m_service.verifyAudit(expectedHead), valueJson<AuditVerdict>);
}

} // namespace keydesk
