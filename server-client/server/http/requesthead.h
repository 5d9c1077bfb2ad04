#pragma once

#include "http/refusal.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>
#include <utility>

namespace keydesk {

/// Names are lower case in a checked head.
using HeaderFields = QList<std::pair<QByteArray, QByteArray>>;

/// Start line and fields as the parser has split them, in their order.
struct RawHead
{
    QByteArray method;
    QByteArray target;
    int version = 11; ///< 11 is HTTP/1.1.
    HeaderFields fields = {};
};

/// What the checks make of a RawHead.
struct RequestHead
{
    QByteArray method;
    bool asksWholeServer = false; ///< "OPTIONS *": there is no path then.
    QString path;
    QByteArray rawQuery;
    HeaderFields headers; ///< Each name once; list fields are joined by ", ".
    bool isChunked = false;
    qint64 contentLength = 0;
    bool expectsContinue = false;
    bool closesConnection = false;
};

/// Everything that RFC 9110 and RFC 9112 allow to be refused and that has been used to smuggle requests past a proxy:
/// not exactly one Host, Content-Length that is not one number, Transfer-Encoding other than exactly "chunked", both
/// together, a repeated field that is not a list, another HTTP version, a method nobody serves, an unclear target.
/// On success fills in the head.
[[nodiscard]] std::optional<Refusal> checkHead(RawHead raw, RequestHead& head);

} // namespace keydesk
