#pragma once

#include "base/settings.h"
#include "http/httpserver.h"

#include <QList>

namespace keydesk {

namespace settings {

inline const Setting<QString> httpAddress{"http.address", QStringLiteral("[::]:8443"),
                                          "Address and port of the service, such as 192.0.2.7:8443. [::] means every "
                                          "address, IPv4 too; port 0 picks a free one. "
                                          "Not used when systemd passes a socket."};
inline const Setting<QString> httpCertificateFile{
    "http.certificate_file", QStringLiteral("tls/certificate.pem"),
    "The certificate in PEM form, followed by those that issued it, without the root. Read again when it changes."};
inline const Setting<QString> httpKeyFile{
    "http.key_file", QStringLiteral("tls/key.pem"),
    "The certificate's private key in PEM form without passphrase, readable by its owner alone (mode 0600)."};
inline const Setting<QStringList> httpTrustedProxies{
    "http.trusted_proxies", QStringList{},
    "Addresses and prefixes of load balancers, such as 10.0.0.0/8, whose word about the client's address is believed, "
    "by "
    "PROXY protocol version 2 or by the Forwarded header. Give those that you run yourself only."};

inline const Setting<int> httpConnections{"http.max_connections", 1000,
                                          "Connections open at the same time; each takes about 80 KiB.", 1, 100'000};
inline const Setting<int> httpConnectionsPerClient{
    "http.max_connections_per_client", 100, "Connections open at the same time from one IPv4 address or one IPv6 /64.",
    1, 100'000};
inline const Setting<int> httpHeaderBytes{"http.max_header_bytes", 16 * 1024,
                                          "The largest header section of a request, in bytes.", 1024, 1024 * 1024};
inline const Setting<int> httpHeaderFields{"http.max_header_fields", 64, "The most header fields of a request.", 8,
                                           1000};
inline const Setting<int> httpBodyBytes{"http.max_body_bytes", 64 * 1024, "The largest body of a request, in bytes.",
                                        1024, 64 * 1024 * 1024};
inline const Setting<int> httpQueuedRequests{
    "http.max_queued_requests", 256,
    "Requests that may wait for a worker thread; beyond, the answer is 503 with Retry-After.", 1, 100'000};
inline const Setting<int> httpWorkerThreads{
    "http.worker_threads", 8,
    "Threads that work on requests and may wait for the database; each has its own database connection.", 1, 512};
inline const Setting<int> httpEventLoops{"http.event_loops", 2, "Threads that read and write the network.", 1, 64};

inline const Setting<std::chrono::milliseconds> httpHandshakeTime{"http.handshake_time", std::chrono::seconds{10},
                                                                  "Time for a TLS handshake."};
inline const Setting<std::chrono::milliseconds> httpHeaderTime{
    "http.header_time", std::chrono::seconds{10}, "Time for a request's header section, from its first byte."};
inline const Setting<std::chrono::milliseconds> httpBodyTime{"http.body_time", std::chrono::seconds{30},
                                                             "Time for a request's body."};
inline const Setting<std::chrono::milliseconds> httpIdleTime{"http.idle_time", std::chrono::seconds{60},
                                                             "How long a connection may wait for its next request."};
inline const Setting<std::chrono::milliseconds> httpWriteTime{"http.write_time", std::chrono::seconds{30},
                                                              "Time for the client to take an answer."};
inline const Setting<std::chrono::milliseconds> httpHandlerTime{
    "http.handler_time", std::chrono::seconds{30}, "Time for the work on a request; beyond, the answer is 503."};
inline const Setting<std::chrono::milliseconds> httpDrainTime{
    "http.drain_time", std::chrono::seconds{20}, "When the service stops: time for begun requests to end."};

} // namespace settings

/// All of the above, in their order.
QList<const SettingDeclaration*> httpDeclarations();

/// Times below 100 ms count as 100 ms.
HttpServerSettings httpServerSettings(const Settings& values);

} // namespace keydesk
