#include "routes/apigate.h"

#include "administration/installationservice.h"
#include "base/logging.h"
#include "routes/errorstatus.h"
#include "routes/requestbody.h"
#include "routes/storedresponse.h"
#include "signin/signinservice.h"
#include "store/idempotencystore.h"

#include <QElapsedTimer>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

Error failure(ErrorCode code, const QString& context)
{
    return {.code = code, .context = context};
}

/// Ids are base64url; anything else cannot be one and never reaches a service.
bool hasPossibleId(const QMap<QString, QString>& parameters)
{
    const auto id = parameters.constFind(u"id"_s);
    if (id == parameters.constEnd())
        return true;
    const auto isPlain = [](QChar c) { return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'_'); };
    return id->size() <= 64 && std::ranges::all_of(*id, isPlain);
}

Result<void> checkedRoute(const Router::Match& match)
{
    if (match.route == nullptr)
        return failure(match.allowed.isEmpty() ? ErrorCode::NotFound : ErrorCode::MethodNotAllowed, u"no such route"_s);
    if (!hasPossibleId(match.parameters))
        return failure(ErrorCode::NotFound, u"not an id"_s);
    return done();
}

/// RFC 9449 section 7.1: "Authorization: DPoP <token>".
QByteArray accessToken(const HttpRequest& http)
{
    const QByteArray field = http.header("authorization");
    return field.left(5).toLower() == "dpop " ? field.sliced(5).trimmed() : QByteArray();
}

HttpResponse toResponse(const ApiAnswer& answer)
{
    if (answer.status == 204)
        return {.status = 204};
    return {.status = answer.status,
            .headers = {{"Content-Type", "application/json"}},
            .body = QJsonDocument(answer.body).toJson(QJsonDocument::Compact)};
}

Result<HttpResponse> run(const Route& route, const ApiRequest& request)
{
    const auto answer = route.handler(request);
    if (!answer)
        return answer.error();
    return toResponse(*answer);
}

void logRequest(const Router::Match& match, const ApiRequest& request, const Error* error, int status,
                qint64 milliseconds)
{
    const LogLevel level = status >= 500 ? LogLevel::Failure : LogLevel::Info;
    logEvent(level, "request",
             {{"request", request.caller.requestId},
              {"method", QString::fromLatin1(request.http.method)},
              {"route", match.route != nullptr ? match.route->pattern : QString()},
              {"status", QString::number(status)},
              {"ms", QString::number(milliseconds)},
              {"address", request.caller.address},
              {"installation", request.caller.installationName},
              {"user", request.caller.userName},
              {"code", error != nullptr ? codeName(error->code) : QString()},
              {"context", error != nullptr ? error->context : QString()}});
}

} // namespace

ApiGate::ApiGate(Parts parts, Router router) : m_parts(parts), m_router(std::move(router)) {}

HttpResponse ApiGate::handle(const HttpRequest& http) const
{
    QElapsedTimer timer;
    timer.start();
    const Router::Match match = m_router.find(http.method, http.path);
    ApiRequest request{.http = http, .caller = {}, .parameters = match.parameters};
    request.caller.requestId = http.requestId;
    request.caller.address = http.peer.toString();
    auto answered = answer(match, request);
    HttpResponse response = answered ? answered.take() : failureResponse(answered.error(), http.requestId);
    if (response.status == 405)
        response.headers.emplaceBack("Allow", match.allowed.join(", "));
    logRequest(match, request, answered ? nullptr : &answered.error(), response.status, timer.elapsed());
    return response;
}

Result<HttpResponse> ApiGate::answer(const Router::Match& match, ApiRequest& request) const
{
    if (auto known = checkedRoute(match); !known)
        return known.error();
    const Route& route = *match.route;
    if (auto authentic = authenticate(route.access, request); !authentic)
        return authentic.error();
    if (auto read = readRequestBody(route, request); !read)
        return read.error();
    // An enrolment is the same when it is sent twice by the same key: its service sees to that.
    const bool isChange = route.method != "GET" && route.access != Access::NewInstallation;
    return isChange ? runOnce(route, request) : run(route, request);
}

Result<ProofOfPossession> ApiGate::proofOf(const HttpRequest& http, QByteArrayView token) const
{
    const QByteArray proof = http.header("dpop");
    if (proof.isEmpty())
        return failure(ErrorCode::ProofInvalid, u"no proof"_s);
    QUrl url = m_url;
    url.setPath(http.path, QUrl::DecodedMode);
    return checkProof(proof, {.httpMethod = http.method, .url = url, .accessToken = token, .now = m_parts.clock.now()});
}

Result<void> ApiGate::authenticate(Access access, ApiRequest& request) const
{
    if (access == Access::Anyone)
        return done();
    QByteArray token = accessToken(request.http);
    const auto wiped = qScopeGuard([&token] { wipe(token); });
    auto proof = proofOf(request.http, token);
    if (!proof)
        return proof.error();
    request.caller.keyThumbprint = proof->thumbprint;
    request.proof = *proof;
    if (access == Access::NewInstallation)
        return done();

    auto installation = m_parts.installations.authenticate(request.caller, *proof);
    if (!installation)
        return installation.error();
    request.caller = installation.take();
    if (access == Access::Administration && request.caller.installationKind != InstallationKind::Administration)
        return failure(ErrorCode::Forbidden, u"not an administration's installation"_s);
    if (access == Access::Person && token.isEmpty())
        return failure(ErrorCode::TokenInvalid, u"no token"_s);
    const bool wantsPerson = access == Access::Person || (access == Access::Ceremony && !token.isEmpty());
    if (!wantsPerson)
        return done();
    auto person = m_parts.signIn.authenticate(request.caller, token);
    if (!person)
        return person.error();
    request.caller = person.take();
    return done();
}

Result<HttpResponse> ApiGate::runOnce(const Route& route, const ApiRequest& request) const
{
    const auto key = idempotencyKey(request.http);
    if (!key)
        return key.error();
    const IdempotentRequest once{.key = *key,
                                 .installation = *request.caller.installation,
                                 .user = request.caller.user.value_or(UserId{}),
                                 .contents = contentsOf(request)};
    auto begun = m_parts.idempotency.begin(once);
    if (!begun)
        return begun.error();
    switch (begun->state) {
    case IdempotencyStore::State::Mismatch:
        return failure(ErrorCode::Conflict, u"the Idempotency-Key was used for another request"_s);
    case IdempotencyStore::State::StillRunning:
        return Error{.code = ErrorCode::Busy,
                     .context = u"the same request still runs"_s,
                     .retryAfter = std::chrono::seconds{1}};
    case IdempotencyStore::State::Finished:
        return fromStored(*begun->response);
    case IdempotencyStore::State::New:
        break;
    }
    auto answered = run(route, request);
    if (!answered && mayPass(answered.error().code)) {
        if (auto abandoned = m_parts.idempotency.abandon(once); !abandoned)
            logFailure("idempotency.abandon_failed", abandoned.error(), {{"request", request.caller.requestId}});
        return answered;
    }
    // Before the answer goes out: what the client has seen can always be asked for again.
    if (auto finished = m_parts.idempotency.finish(once, toStored(answered)); !finished)
        return finished.error();
    return answered;
}

} // namespace keydesk
