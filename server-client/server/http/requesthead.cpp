#include "http/requesthead.h"

#include "http/requesttarget.h"

#include <algorithm>
#include <array>

namespace keydesk {

namespace {

constexpr std::array servedMethods = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

/// Fields that are defined as lists (RFC 9110 section 5.6.1), or that proxies repeat; all others may occur once.
constexpr std::array listFields = {
    "accept",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "cache-control",
    "connection",
    "forwarded",
    "if-match",
    "if-none-match",
    "pragma",
    "te",
    "trailer",
    "upgrade",
    "via",
    "warning",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
};

std::optional<Refusal> malformed(const char* reason)
{
    return Refusal{.status = 400, .code = ErrorCode::InvalidRequest, .reason = reason};
}

template <std::size_t size>
bool isOneOf(const std::array<const char*, size>& names, const QByteArray& name)
{
    return std::any_of(names.begin(), names.end(), [&](const char* candidate) { return name == candidate; });
}

const QByteArray* valueOf(const HeaderFields& fields, const char* name)
{
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
    return found == fields.end() ? nullptr : &found->second;
}

std::optional<Refusal> collectFields(const HeaderFields& raw, HeaderFields& fields)
{
    for (const auto& [rawName, value] : raw) {
        const QByteArray name = rawName.toLower();
        const auto earlier =
            std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
        if (earlier == fields.end())
            fields.append({name, value});
        else if (isOneOf(listFields, name))
            earlier->second += ", " + value;
        else
            return malformed("repeated header field");
    }
    return {};
}

bool isDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// uri-host [":" port] (RFC 9110 section 7.2), without user information.
bool isHost(QByteArrayView value)
{
    qsizetype nameEnd = value.size();
    if (value.startsWith('[')) {
        const qsizetype bracket = value.indexOf(']');
        if (bracket < 0)
            return false;
        nameEnd = bracket + 1;
    } else if (const qsizetype colon = value.indexOf(':'); colon >= 0) {
        nameEnd = colon;
    }
    const QByteArrayView name = value.first(nameEnd);
    const QByteArrayView port = value.sliced(nameEnd);
    const bool isLiteral = name.startsWith('[');
    const auto isNameCharacter = [isLiteral](char c) {
        const bool isAlphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return isAlphanumeric || (isLiteral ? QByteArrayView("[]:.%").contains(c) : QByteArrayView("-._~").contains(c));
    };
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), isNameCharacter) &&
           (port.isEmpty() || (port.size() <= 6 && isDigits(port.sliced(1))));
}

std::optional<Refusal> checkFraming(RequestHead& head)
{
    const QByteArray* length = valueOf(head.headers, "content-length");
    const QByteArray* encoding = valueOf(head.headers, "transfer-encoding");
    if (length && encoding)
        return malformed("Content-Length and Transfer-Encoding together");
    if (length && (!isDigits(*length) || length->size() > 18))
        return malformed("Content-Length is not one number");
    if (encoding && encoding->compare("chunked", Qt::CaseInsensitive) != 0)
        return malformed("Transfer-Encoding is not exactly chunked");
    head.isChunked = encoding != nullptr;
    head.contentLength = length ? length->toLongLong() : 0;
    return {};
}

std::optional<Refusal> checkTarget(const QByteArray& target, RequestHead& head)
{
    if (target == "*" && head.method == "OPTIONS") {
        head.asksWholeServer = true;
        return {};
    }
    const std::optional<RequestTarget> parsed = parseRequestTarget(target);
    if (!parsed)
        return malformed("request target is not a clear absolute path");
    head.path = parsed->path;
    head.rawQuery = parsed->rawQuery;
    return {};
}

bool listHolds(const QByteArray& list, const char* token)
{
    const QList<QByteArray> items = list.split(',');
    return std::any_of(items.begin(), items.end(),
                       [&](const QByteArray& item) { return item.trimmed().compare(token, Qt::CaseInsensitive) == 0; });
}

std::optional<Refusal> checkExpectation(RequestHead& head)
{
    const QByteArray* expectation = valueOf(head.headers, "expect");
    if (!expectation)
        return {};
    if (expectation->compare("100-continue", Qt::CaseInsensitive) != 0)
        return Refusal{.status = 417, .code = ErrorCode::InvalidRequest, .reason = "unknown expectation"};
    head.expectsContinue = true;
    return {};
}

} // namespace

std::optional<Refusal> checkHead(RawHead raw, RequestHead& head)
{
    if (raw.version != 11)
        return Refusal{.status = 505, .code = ErrorCode::InvalidRequest, .reason = "HTTP version is not 1.1"};
    if (!isOneOf(servedMethods, raw.method))
        return Refusal{.status = 501, .code = ErrorCode::MethodNotAllowed, .reason = "method is not served"};
    head.method = raw.method;
    if (const auto refusal = collectFields(raw.fields, head.headers))
        return refusal;
    const QByteArray* host = valueOf(head.headers, "host");
    if (!host || !isHost(*host))
        return malformed("not exactly one valid Host");
    if (const auto refusal = checkFraming(head))
        return refusal;
    if (const auto refusal = checkTarget(raw.target, head))
        return refusal;
    if (const QByteArray* connection = valueOf(head.headers, "connection"))
        head.closesConnection = listHolds(*connection, "close");
    return checkExpectation(head);
}

} // namespace keydesk
