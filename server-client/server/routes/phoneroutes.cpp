#include "routes/phoneroutes.h"

#include "phone/phoneservice.h"
#include "protocol/wire.h"
#include "routes/apijson.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

PhoneId phoneOf(const ApiRequest& request)
{
    return {request.parameters.value(u"id"_s)};
}

QJsonObject phoneJson(const Phone& phone)
{
    return wire::toJson(phone);
}

} // namespace

PhoneRoutes::PhoneRoutes(PhoneService& service) : m_service(service) {}

void PhoneRoutes::addTo(Router& router)
{
    const auto to = [this](auto function) { return std::bind_front(function, this); };
    router.add({"GET", u"/phones"_s, Access::Person, to(&PhoneRoutes::list)});
    router.add({"POST", u"/phones"_s, Access::Person, to(&PhoneRoutes::startRegistration)});
    router.add({"PATCH", u"/phones/{id}"_s, Access::Person, to(&PhoneRoutes::rename), true});
    router.add({"DELETE", u"/phones/{id}"_s, Access::Person, to(&PhoneRoutes::remove)});
    router.add({"POST", u"/phones/{id}/verification"_s, Access::Person, to(&PhoneRoutes::verifyRegistration), true});
    router.add({"DELETE", u"/phones/{id}/registration"_s, Access::Person, to(&PhoneRoutes::cancelRegistration)});
    router.add({"POST", u"/phones/{id}/loss"_s, Access::Person, to(&PhoneRoutes::reportLost)});
}

Result<ApiAnswer> PhoneRoutes::list(const ApiRequest& request)
{
    return jsonAnswer(m_service.phones(request.caller),
                      [](const QList<Phone>& phones) { return wire::listToJson(phones); });
}

Result<ApiAnswer> PhoneRoutes::startRegistration(const ApiRequest& request)
{
    return jsonAnswer(
        m_service.startRegistration(request.caller),
        [](const PhoneRegistration& registration) { return wire::toJson(registration); }, 201);
}

Result<ApiAnswer> PhoneRoutes::verifyRegistration(const ApiRequest& request)
{
    JsonReader reader(request.body);
    const Secret code = reader.secretText("code", 64);
    if (auto read = reader.finish(); !read)
        return read.error();
    return jsonAnswer(m_service.verifyRegistration(request.caller, phoneOf(request), code), phoneJson);
}

Result<ApiAnswer> PhoneRoutes::cancelRegistration(const ApiRequest& request)
{
    return emptyAnswer(m_service.cancelRegistration(request.caller, phoneOf(request)));
}

Result<ApiAnswer> PhoneRoutes::rename(const ApiRequest& request)
{
    JsonReader reader(request.body);
    const QString name = reader.text("name", 256);
    if (auto read = reader.finish(); !read)
        return read.error();
    return jsonAnswer(m_service.rename(request.caller, phoneOf(request), name), phoneJson);
}

Result<ApiAnswer> PhoneRoutes::remove(const ApiRequest& request)
{
    return emptyAnswer(m_service.remove(request.caller, phoneOf(request)));
}

Result<ApiAnswer> PhoneRoutes::reportLost(const ApiRequest& request)
{
    return emptyAnswer(m_service.reportLost(request.caller, phoneOf(request)));
}

} // namespace keydesk
