#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QString>
#include <functional>
#include <utility>

namespace keydesk {

/// A complete, checked HTTP/1.1 request (RFC 9112). Header names are lower case; every name occurs once, list fields
/// joined by ", ". The body and the Authorization field are wiped when the request goes, also for those who share their
/// bytes: copy what is to stay.
struct HttpRequest
{
    HttpRequest() = default;
    HttpRequest(HttpRequest&&) = default;
    HttpRequest& operator=(HttpRequest&&) = default;
    ~HttpRequest();

    QByteArray
        method;   ///< "GET", "POST", "PUT", "PATCH", "DELETE". HEAD arrives as GET; OPTIONS the front answers itself.
    QString path; ///< Decoded, absolute, without dot segments; NUL and encoded slashes are refused before.
    QByteArray rawQuery;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    QHostAddress peer; ///< The client's: behind a trusted proxy, the address that the proxy names.
    QString requestId; ///< Made by the service for each request.

    QByteArray header(QByteArrayView name) const; ///< Empty when absent.
};

/// Length, date, request id, connection and security headers are the front's to add.
struct HttpResponse
{
    int status = 200;
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    QByteArray body = {};
};

/// Runs in a pool thread; may block. An exception becomes 500.
using HttpHandler = std::function<HttpResponse(const HttpRequest&)>;

} // namespace keydesk
