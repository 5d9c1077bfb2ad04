#pragma once

#include "fakes/testauthority.h"
#include "http/httpserver.h"

#include <QSemaphore>
#include <atomic>
#include <functional>
#include <memory>

namespace keydesk {

/// A certificate for localhost and 127.0.0.1 that all tests of a program share: making a key for each would take longer
/// than the tests.
const TestAuthority::Pair& sharedCertificate();
QByteArray serialOf(const TestAuthority::Pair& pair);

/// A server on a free port of the loopback address. Started when made.
class TestServer
{
public:
    using Adjust = std::function<void(HttpServerSettings&)>;

    explicit TestServer(HttpHandler handler, const Adjust& adjust = {});

    quint16 port() const { return m_server->port(); }
    HttpServer& server() { return *m_server; }
    void stop() { m_server.reset(); }

private:
    std::unique_ptr<HttpServer> m_server;
};

/// Answers 200 with "METHOD path?query" and, after a line break, the body.
HttpResponse echo(const HttpRequest& request);

/// The same, but each answer waits until it is let go. Outlives the server.
class HeldEcho
{
public:
    HttpHandler handler()
    {
        return [this](const HttpRequest& request) {
            ++begun;
            m_mayEnd.acquire();
            ++ended;
            return echo(request);
        };
    }
    void letGo(int requests = 1) { m_mayEnd.release(requests); }

    std::atomic<int> begun{0};
    std::atomic<int> ended{0};

private:
    QSemaphore m_mayEnd;
};

} // namespace keydesk
