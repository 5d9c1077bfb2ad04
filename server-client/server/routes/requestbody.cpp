#include "routes/requestbody.h"

#include "protocol/jsonreader.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

Error badField(const QString& field, const QString& why)
{
    return {.code = ErrorCode::InvalidRequest, .context = why, .details = {{u"field"_s, field}}};
}

bool isJson(const HttpRequest& http)
{
    const QByteArray type = http.header("content-type");
    return type.split(';').first().trimmed().toLower() == "application/json";
}

Result<void> readQuery(const Route& route, ApiRequest& request)
{
    request.query = QUrlQuery(QString::fromUtf8(request.http.rawQuery));
    QStringList seen;
    for (const auto& [name, value] : request.query.queryItems(QUrl::FullyDecoded)) {
        if (!route.query.contains(name) || seen.contains(name))
            return badField(u"query"_s, u"a name in the query that the route does not have, or twice"_s);
        seen.append(name);
    }
    return done();
}

} // namespace

Result<void> readRequestBody(const Route& route, ApiRequest& request)
{
    if (auto read = readQuery(route, request); !read)
        return read;
    if (request.http.body.isEmpty())
        return done();
    if (!isJson(request.http))
        return Error{ErrorCode::UnsupportedMediaType, u"the body is not application/json"_s};
    auto body = parseJsonObject(request.http.body);
    if (!body)
        return body.error();
    if (!route.hasBody && !body->isEmpty())
        return badField(u"body"_s, u"a body where none belongs"_s);
    request.body = body.take();
    return done();
}

Result<QString> idempotencyKey(const HttpRequest& http)
{
    const QByteArray key = http.header("idempotency-key");
    const auto isPlain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
    };
    if (key.size() < 8 || key.size() > 128 || !std::all_of(key.begin(), key.end(), isPlain))
        return badField(u"Idempotency-Key"_s, u"no Idempotency-Key, or not 8 to 128 characters of base64url"_s);
    return QString::fromLatin1(key);
}

QByteArray contentsOf(const ApiRequest& request)
{
    const QByteArray token = request.caller.token ? request.caller.token->value.toUtf8() : QByteArray();
    QByteArray contents;
    for (const QByteArray& part : {request.http.method, request.http.path.toUtf8(), request.http.rawQuery, token})
        contents += part + '\0';
    return contents + request.http.body;
}

} // namespace keydesk
