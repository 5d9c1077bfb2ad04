#include "http/responsebytes.h"

#include "base/logging.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <algorithm>
#include <array>
#include <boost/beast/http/status.hpp>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

/// Not the handler's to set.
constexpr std::array ownFields = {"connection", "content-length",    "date",
                                  "keep-alive", "transfer-encoding", "x-request-id"};

/// RFC 6797; RFC 9111 section 5.2.2.5; answers hold secrets and must not be guessed to be of another type.
constexpr std::array<std::pair<const char*, const char*>, 3> securityFields = {{
    {"Strict-Transport-Security", "max-age=31536000"},
    {"X-Content-Type-Options", "nosniff"},
    {"Cache-Control", "no-store"},
}};

bool isOwnField(const QByteArray& name)
{
    return std::any_of(ownFields.begin(), ownFields.end(),
                       [&](const char* own) { return name.compare(own, Qt::CaseInsensitive) == 0; });
}

bool hasField(const HttpResponse& response, const char* name)
{
    return std::any_of(response.headers.begin(), response.headers.end(),
                       [&](const auto& field) { return field.first.compare(name, Qt::CaseInsensitive) == 0; });
}

bool isFieldName(const QByteArray& name)
{
    const auto isTokenCharacter = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    };
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), isTokenCharacter);
}

bool isFieldValue(const QByteArray& value)
{
    return std::all_of(value.begin(), value.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
    });
}

bool isSendable(const HttpResponse& response)
{
    return response.status >= 200 && response.status <= 599 &&
           std::all_of(response.headers.begin(), response.headers.end(),
                       [](const auto& field) { return isFieldName(field.first) && isFieldValue(field.second); });
}

/// IMF-fixdate (RFC 9110 section 5.6.7).
QByteArray httpDate()
{
    static const QLocale english = QLocale::c();
    return english.toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
}

void addField(QByteArray& bytes, QByteArrayView name, QByteArrayView value)
{
    bytes.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

HttpResponse errorResponse(int status, const Error& error)
{
    QJsonObject members{{u"code"_s, codeName(error.code)}, {u"requestId"_s, error.requestId}};
    if (!error.details.isEmpty())
        members.insert(u"details"_s, error.details);
    HttpResponse response{.status = status, .headers = {{"Content-Type", "application/json"}}};
    if (error.retryAfter.count() > 0) {
        members.insert(u"retryAfter"_s, static_cast<qint64>(error.retryAfter.count()));
        response.headers.append({"Retry-After", QByteArray::number(static_cast<qint64>(error.retryAfter.count()))});
    }
    response.body = QJsonDocument(QJsonObject{{u"error"_s, members}}).toJson(QJsonDocument::Compact);
    return response;
}

QByteArray responseBytes(HttpResponse response, const ResponseFrame& frame)
{
    if (!isSendable(response)) {
        const Error error{.code = ErrorCode::Internal,
                          .context = u"answer with an unsafe header or status"_s,
                          .requestId = frame.requestId};
        logFailure("http.unsendable", error, {{"request", frame.requestId}});
        response = errorResponse(500, error);
    }
    const bool mayHaveBody = response.status != 204 && response.status != 304;

    QByteArray bytes;
    bytes.reserve(512 + response.body.size());
    const auto reason = boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(response.status));
    bytes.append("HTTP/1.1 ").append(QByteArray::number(response.status)).append(' ');
    bytes.append(reason.data(), static_cast<qsizetype>(reason.size())).append("\r\n");
    addField(bytes, "Date", httpDate());
    addField(bytes, "X-Request-Id", frame.requestId.toLatin1());
    if (frame.closesConnection)
        addField(bytes, "Connection", "close");
    for (const auto& [name, value] : securityFields) {
        if (!hasField(response, name))
            addField(bytes, name, value);
    }
    for (const auto& [name, value] : response.headers) {
        if (!isOwnField(name))
            addField(bytes, name, value);
    }
    if (mayHaveBody)
        addField(bytes, "Content-Length", QByteArray::number(response.body.size()));
    bytes.append("\r\n");
    if (mayHaveBody && !frame.isWithoutBody)
        bytes.append(response.body);
    return bytes;
}

} // namespace keydesk
