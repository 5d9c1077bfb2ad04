#include "testserver.h"

#include <QSslCertificate>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

const TestAuthority::Pair& sharedCertificate()
{
    static TestAuthority authority;
    static const TestAuthority::Pair pair = authority.issue();
    return pair;
}

QByteArray serialOf(const TestAuthority::Pair& pair)
{
    return QSslCertificate::fromPath(pair.certificate).value(0).serialNumber();
}

TestServer::TestServer(HttpHandler handler, const Adjust& adjust)
{
    HttpServerSettings settings{.address = u"127.0.0.1:0"_s,
                                .certificateFile = sharedCertificate().certificate,
                                .keyFile = sharedCertificate().key};
    settings.limits.connectionsPerPeer = settings.limits.connections;
    if (adjust)
        adjust(settings);
    m_server = std::make_unique<HttpServer>(settings, std::move(handler));
    if (const auto started = m_server->start(); !started)
        qFatal("server does not start: %s", qPrintable(started.error().context));
}

HttpResponse echo(const HttpRequest& request)
{
    QByteArray text = request.method + ' ' + request.path.toUtf8();
    if (!request.rawQuery.isEmpty())
        text += '?' + request.rawQuery;
    return {.status = 200, .headers = {{"Content-Type", "text/plain"}}, .body = text + '\n' + request.body};
}

} // namespace keydesk
