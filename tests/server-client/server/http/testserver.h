#pragma once

#include "http/httpserver.h"
#include "testcertificate.h"

#include <functional>
#include <memory>

namespace keydesk {

/// A server on a free port of the loopback address with a certificate of its own. Started when made.
class TestServer
{
public:
    using Adjust = std::function<void(HttpServerSettings&)>;

    explicit TestServer(HttpHandler handler, const Adjust& adjust = {});

    quint16 port() const { return m_server->port(); }
    HttpServer& server() { return *m_server; }
    TestCertificate& certificate() { return *m_certificate; }
    void stop() { m_server.reset(); }

private:
    std::shared_ptr<TestCertificate> m_certificate;
    std::unique_ptr<HttpServer> m_server;
};

/// Answers 200 with "METHOD path?query" and, after a line break, the body.
HttpResponse echo(const HttpRequest& request);

} // namespace keydesk
