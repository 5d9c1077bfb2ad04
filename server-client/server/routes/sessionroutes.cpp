#include "routes/sessionroutes.h"

#include "protocol/wire.h"
#include "routes/apijson.h"
#include "sessions/sessionservice.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr int longestText = 256;

SessionId sessionOf(const ApiRequest& request)
{
    return {request.parameters.value(u"id"_s)};
}

QJsonObject listJson(const QList<Session>& sessions)
{
    return wire::listToJson(sessions);
}

Error badQuery(const QString& name)
{
    return {.code = ErrorCode::InvalidRequest, .context = u"query out of range"_s, .details = {{u"field"_s, name}}};
}

/// Empty where it is not asked; InvalidRequest where it is there and cannot be meant.
Result<QString> queryText(const ApiRequest& request, const QString& name)
{
    if (!request.query.hasQueryItem(name))
        return QString();
    const QString text = request.query.queryItemValue(name, QUrl::FullyDecoded);
    const bool isPossible = !text.isEmpty() && text.size() <= longestText && !text.contains(QChar(0));
    return isPossible ? Result<QString>(text) : badQuery(name);
}

} // namespace

SessionRoutes::SessionRoutes(SessionService& service) : m_service(service) {}

void SessionRoutes::addTo(Router& router)
{
    using Self = SessionRoutes;
    const auto add = [&](const char* method, const QString& pattern, Access access, auto function, bool hasBody = false,
                         const QStringList& query = {}) {
        router.add({method, pattern, access, std::bind_front(function, this), hasBody, query});
    };
    add("GET", u"/sessions"_s, Access::Person, &Self::list);
    add("DELETE", u"/sessions/{id}"_s, Access::Person, &Self::end);
    add("POST", u"/sessions/end"_s, Access::Person, &Self::endMany, true);
    add("POST", u"/sessions/not-me"_s, Access::Person, &Self::reportNotMe);
    add("GET", u"/open-sessions"_s, Access::Administration, &Self::openSessions, false,
        {u"userName"_s, u"address"_s, u"country"_s, u"limit"_s});
    add("DELETE", u"/open-sessions/{id}"_s, Access::Administration, &Self::endFor);
}

Result<ApiAnswer> SessionRoutes::list(const ApiRequest& request)
{
    return jsonAnswer(m_service.sessions(request.caller), listJson);
}

Result<ApiAnswer> SessionRoutes::end(const ApiRequest& request)
{
    return emptyAnswer(m_service.end(request.caller, sessionOf(request)));
}

Result<ApiAnswer> SessionRoutes::endMany(const ApiRequest& request)
{
    JsonReader reader(request.body);
    const QString which = reader.text("which", 16);
    if (which != u"others" && which != u"all")
        reader.fail("which", u"not one of the known values"_s);
    if (auto read = reader.finish(); !read)
        return read.error();
    return emptyAnswer(which == u"all" ? m_service.endAll(request.caller) : m_service.endOthers(request.caller));
}

Result<ApiAnswer> SessionRoutes::reportNotMe(const ApiRequest& request)
{
    return emptyAnswer(m_service.reportNotMe(request.caller));
}

Result<ApiAnswer> SessionRoutes::openSessions(const ApiRequest& request)
{
    SessionFilter filter;
    const std::array<std::pair<QString, QString*>, 3> texts{
        {{u"userName"_s, &filter.userName}, {u"address"_s, &filter.address}, {u"country"_s, &filter.country}}};
    for (const auto& [name, wanted] : texts) {
        const auto text = queryText(request, name);
        if (!text)
            return text.error();
        *wanted = *text;
    }
    if (request.query.hasQueryItem(u"limit"_s)) {
        bool isNumber = false;
        filter.maximum = request.query.queryItemValue(u"limit"_s).toInt(&isNumber);
        if (!isNumber)
            return badQuery(u"limit"_s);
    }
    return jsonAnswer(m_service.openSessions(filter), listJson);
}

Result<ApiAnswer> SessionRoutes::endFor(const ApiRequest& request)
{
    return emptyAnswer(m_service.endFor(request.caller, sessionOf(request)));
}

} // namespace keydesk
