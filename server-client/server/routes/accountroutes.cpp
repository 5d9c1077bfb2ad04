#include "routes/accountroutes.h"

#include "administration/accountservice.h"
#include "protocol/wire.h"
#include "routes/apijson.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

AccountRoutes::AccountRoutes(AccountService& service) : m_service(service) {}

void AccountRoutes::addTo(Router& router)
{
    const auto to = [this](auto function) { return std::bind_front(function, this); };
    router.add({"GET", u"/account"_s, Access::Person, to(&AccountRoutes::show)});
    router.add({"PUT", u"/account/locale"_s, Access::Person, to(&AccountRoutes::setLocale), true});
}

Result<ApiAnswer> AccountRoutes::show(const ApiRequest& request)
{
    return jsonAnswer(m_service.account(request.caller), [](const Account& account) { return wire::toJson(account); });
}

Result<ApiAnswer> AccountRoutes::setLocale(const ApiRequest& request)
{
    JsonReader reader(request.body);
    const QString locale = reader.text("locale", 35);
    if (auto read = reader.finish(); !read)
        return read.error();
    return emptyAnswer(m_service.setLocale(request.caller, locale));
}

} // namespace keydesk
