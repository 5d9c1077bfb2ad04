#include "client/sessionsclient.h"

#include "client/clientsession.h"
#include "client/paths.h"
#include "protocol/wire.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

QFuture<Result<QList<Session>>> SessionsClient::sessions()
{
    return m_session.call({.method = "GET", .path = u"/sessions"_s}, [](const QJsonObject& json) {
        return wire::listFromJson<Session>(json, wire::sessionFromJson);
    });
}

QFuture<Result<void>> SessionsClient::endSession(const SessionId& id)
{
    return m_session.callForNothing({.method = "DELETE", .path = u"/sessions/"_s % segment(id)});
}

QFuture<Result<void>> SessionsClient::end(const QString& which)
{
    return m_session.callForNothing(
        {.method = "POST", .path = u"/sessions/end"_s, .body = QJsonObject{{u"which"_s, which}}});
}

QFuture<Result<void>> SessionsClient::endOtherSessions()
{
    return end(u"others"_s);
}

QFuture<Result<void>> SessionsClient::endAllSessions()
{
    return end(u"all"_s);
}

QFuture<Result<void>> SessionsClient::reportNotMe()
{
    return m_session.callForNothing({.method = "POST", .path = u"/sessions/not-me"_s, .body = QJsonObject()});
}

} // namespace keydesk
