#include "routes/serviceroutes.h"

#include "administration/administrationservice.h"
#include "administration/installationservice.h"
#include "protocol/wire.h"
#include "routes/apijson.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

ServiceRoutes::ServiceRoutes(Parts parts) : m_parts(std::move(parts)) {}

void ServiceRoutes::addTo(Router& router)
{
    const auto to = [this](auto function) { return std::bind_front(function, this); };
    router.add({"GET", u"/info"_s, Access::Anyone, to(&ServiceRoutes::describe)});
    router.add({"POST", u"/installations/enrolment"_s, Access::NewInstallation, to(&ServiceRoutes::enrol), true});
}

Result<ApiAnswer> ServiceRoutes::describe(const ApiRequest&)
{
    const auto isOpen = m_parts.administration.isOpen();
    if (!isOpen)
        return isOpen.error();
    ServiceDescription description = m_parts.description;
    description.serviceTime = m_parts.clock.now();
    description.isOpen = *isOpen;
    if (description.capabilities.contains(u"webauthn"_s)) {
        const auto asksForKeys = m_parts.administration.asksForKeys();
        if (!asksForKeys)
            return asksForKeys.error();
        if (*asksForKeys)
            description.capabilities.append(u"webauthn-usernameless"_s);
    }
    return ApiAnswer{.body = wire::toJson(description)};
}

Result<ApiAnswer> ServiceRoutes::enrol(const ApiRequest& request)
{
    JsonReader reader(request.body);
    const QString code = reader.text("code", 64);
    if (auto read = reader.finish(); !read)
        return read.error();
    return jsonAnswer(
        m_parts.installations.enrol(request.caller, *request.proof, code),
        [](const InstallationIdentity& identity) { return wire::toJson(identity); }, 201);
}

} // namespace keydesk
