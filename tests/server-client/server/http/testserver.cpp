#include "testserver.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

TestServer::TestServer(HttpHandler handler, const Adjust& adjust)
{
    // Making a key for each test would take longer than the tests.
    static const auto shared = std::make_shared<TestCertificate>();
    m_certificate = shared;
    HttpServerSettings settings{.address = u"127.0.0.1:0"_s,
                                .certificateFile = m_certificate->certificateFile(),
                                .keyFile = m_certificate->keyFile()};
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
