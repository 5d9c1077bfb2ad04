#include "routes/storedresponse.h"

#include "protocol/wire.h"

#include <QJsonDocument>

namespace keydesk {

namespace {

// "S" status " " body for an answer, "E" {"error": …} for a failure.
constexpr char answerMark = 'S';
constexpr char failureMark = 'E';

Error unreadable()
{
    return {.code = ErrorCode::Internal, .context = QStringLiteral("a stored answer is not readable")};
}

} // namespace

bool mayPass(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Busy:
    case ErrorCode::Unavailable:
    case ErrorCode::RateLimited:
    case ErrorCode::Internal:
        return true;
    default:
        return false;
    }
}

Secret toStored(const Result<HttpResponse>& answered)
{
    QByteArray bytes;
    if (answered)
        bytes = answerMark + QByteArray::number(answered->status) + ' ' + answered->body;
    else
        bytes = failureMark + QJsonDocument(wire::toJson(answered.error())).toJson(QJsonDocument::Compact);
    return Secret::take(bytes);
}

Result<HttpResponse> fromStored(const Secret& stored)
{
    const QByteArrayView bytes = stored.view();
    if (bytes.isEmpty())
        return unreadable();
    if (bytes.front() == failureMark) {
        const auto json = QJsonDocument::fromJson(bytes.sliced(1).toByteArray());
        return json.isObject() ? wire::errorFromJson(json.object()) : unreadable();
    }
    const qsizetype space = bytes.indexOf(' ');
    if (bytes.front() != answerMark || space < 2)
        return unreadable();
    HttpResponse response{.status = bytes.sliced(1, space - 1).toByteArray().toInt()};
    response.body = bytes.sliced(space + 1).toByteArray();
    if (!response.body.isEmpty())
        response.headers.emplaceBack("Content-Type", "application/json");
    return response;
}

} // namespace keydesk
