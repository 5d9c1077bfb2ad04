#include "client/signinclient.h"

#include "client/clientsession.h"
#include "client/paths.h"
#include "protocol/jsonreader.h"
#include "protocol/wire.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

QString ceremonyPath(const CeremonyId& id, const QString& below = {})
{
    return u"/sign-ins/"_s % segment(id) % below;
}

/// The step; where all factors are proved, the token beside it goes to the session. A step-up brings none: the session
/// has one.
auto readStep(ClientSession& session)
{
    return [&session](const QJsonObject& json) -> Result<SignInStep> {
        auto step = wire::signInStepFromJson(json);
        if (!step || !step->isDone)
            return step;
        JsonReader reader(json, JsonReader::Unknown::Skip);
        if (reader.has("accessToken")) {
            Secret token = reader.secretText("accessToken", 512);
            reader.instant("tokenExpires");
            if (const auto ok = reader.finish(); !ok)
                return ok.error();
            session.adoptToken(share(std::move(token)));
        }
        if (!session.isSignedIn())
            return Error{.code = ErrorCode::ProtocolMismatch, .context = u"a finished sign-in without a token"_s};
        return step;
    };
}

} // namespace

QFuture<Result<SignInStep>> SignInClient::startSignIn(const StartSignIn& start)
{
    return m_session.call({.method = "POST",
                           .path = u"/sign-ins"_s,
                           .identity = ApiCall::Identity::Installation,
                           .body = wire::toJson(start)},
                          readStep(m_session));
}

QFuture<Result<SignInStep>> SignInClient::startStepUp()
{
    return m_session.call({.method = "POST", .path = u"/step-ups"_s, .body = QJsonObject()}, readStep(m_session));
}

QFuture<Result<SignInStep>> SignInClient::answerFactor(const FactorAnswer& answer)
{
    return m_session.call({.method = "POST",
                           .path = ceremonyPath(answer.ceremony, u"/answers"_s),
                           .identity = ApiCall::Identity::PersonIfAny,
                           .body = wire::toJson(answer)},
                          readStep(m_session));
}

QFuture<Result<SignInStep>> SignInClient::sendCode(const CeremonyId& ceremony, Method method)
{
    return m_session.call({.method = "POST",
                           .path = ceremonyPath(ceremony, u"/codes"_s),
                           .identity = ApiCall::Identity::PersonIfAny,
                           .body = QJsonObject{{u"method"_s, methodName(method)}}},
                          readStep(m_session));
}

QFuture<Result<void>> SignInClient::cancelSignIn(const CeremonyId& ceremony)
{
    return m_session.callForNothing({.method = "DELETE",
                                     .path = ceremonyPath(ceremony),
                                     .identity = ApiCall::Identity::PersonIfAny,
                                     .outlivesSignOut = true});
}

QFuture<Result<void>> SignInClient::signOut()
{
    return m_session.signOut();
}

} // namespace keydesk
