#include "routes/signinroutes.h"

#include "protocol/wire.h"
#include "routes/apijson.h"
#include "signin/signinservice.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

/// The step, and beside it the token when the ceremony is done: the only time that it crosses the wire.
Result<ApiAnswer> progressAnswer(const Result<SignInProgress>& progress, int status = 200)
{
    return jsonAnswer(
        progress,
        [](const SignInProgress& value) {
            QJsonObject json = wire::toJson(value.step);
            if (value.accessToken) {
                json[u"accessToken"_s] = QString::fromUtf8(value.accessToken->view());
                json[u"tokenExpires"_s] = toMilliseconds(value.tokenExpires);
            }
            return json;
        },
        status);
}

CeremonyId ceremonyOf(const ApiRequest& request)
{
    return {request.parameters.value(u"id"_s)};
}

} // namespace

SignInRoutes::SignInRoutes(SignInService& service) : m_service(service) {}

void SignInRoutes::addTo(Router& router)
{
    const auto to = [this](auto function) { return std::bind_front(function, this); };
    router.add({"POST", u"/sign-ins"_s, Access::Installation, to(&SignInRoutes::start), true});
    router.add({"POST", u"/sign-ins/{id}/answers"_s, Access::Ceremony, to(&SignInRoutes::answer), true});
    router.add({"POST", u"/sign-ins/{id}/codes"_s, Access::Ceremony, to(&SignInRoutes::sendCode), true});
    router.add({"DELETE", u"/sign-ins/{id}"_s, Access::Ceremony, to(&SignInRoutes::cancel)});
    router.add({"POST", u"/step-ups"_s, Access::Person, to(&SignInRoutes::startStepUp)});
    router.add({"DELETE", u"/tokens/current"_s, Access::Person, to(&SignInRoutes::signOut)});
}

Result<ApiAnswer> SignInRoutes::start(const ApiRequest& request)
{
    const auto start = wire::startSignInFromJson(request.body);
    if (!start)
        return start.error();
    return progressAnswer(m_service.start(request.caller, *start), 201);
}

Result<ApiAnswer> SignInRoutes::startStepUp(const ApiRequest& request)
{
    return progressAnswer(m_service.startStepUp(request.caller), 201);
}

Result<ApiAnswer> SignInRoutes::answer(const ApiRequest& request)
{
    auto answer = wire::factorAnswerFromJson(request.body);
    if (!answer)
        return answer.error();
    answer->ceremony = ceremonyOf(request);
    return progressAnswer(m_service.answer(request.caller, *answer));
}

Result<ApiAnswer> SignInRoutes::sendCode(const ApiRequest& request)
{
    JsonReader reader(request.body);
    const Method method = reader.choice("method", methodFromName);
    if (auto read = reader.finish(); !read)
        return read.error();
    return progressAnswer(m_service.sendCode(request.caller, ceremonyOf(request), method));
}

Result<ApiAnswer> SignInRoutes::cancel(const ApiRequest& request)
{
    return emptyAnswer(m_service.cancel(request.caller, ceremonyOf(request)));
}

Result<ApiAnswer> SignInRoutes::signOut(const ApiRequest& request)
{
    return emptyAnswer(m_service.signOut(request.caller));
}

} // namespace keydesk
