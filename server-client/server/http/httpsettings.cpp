#include "http/httpsettings.h"

#include <algorithm>

namespace keydesk {

namespace {

std::chrono::milliseconds time(const Settings& values, const Setting<std::chrono::milliseconds>& setting)
{
    return std::max(values.value(setting), std::chrono::milliseconds{100});
}

} // namespace

QList<const SettingDeclaration*> httpDeclarations()
{
    using namespace settings;
    return {&httpAddress,       &httpCertificateFile,      &httpKeyFile,       &httpTrustedProxies,
            &httpConnections,   &httpConnectionsPerClient, &httpHeaderBytes,   &httpHeaderFields,
            &httpBodyBytes,     &httpQueuedRequests,       &httpWorkerThreads, &httpEventLoops,
            &httpHandshakeTime, &httpHeaderTime,           &httpBodyTime,      &httpIdleTime,
            &httpWriteTime,     &httpHandlerTime,          &httpDrainTime};
}

HttpServerSettings httpServerSettings(const Settings& values)
{
    return {.address = values.value(settings::httpAddress),
            .certificateFile = values.path(settings::httpCertificateFile),
            .keyFile = values.path(settings::httpKeyFile),
            .trustedProxies = values.value(settings::httpTrustedProxies),
            .limits = {.connections = values.value(settings::httpConnections),
                       .connectionsPerPeer = values.value(settings::httpConnectionsPerClient),
                       .headerBytes = values.value(settings::httpHeaderBytes),
                       .headerFields = values.value(settings::httpHeaderFields),
                       .bodyBytes = values.value(settings::httpBodyBytes),
                       .queuedRequests = values.value(settings::httpQueuedRequests),
                       .workerThreads = values.value(settings::httpWorkerThreads),
                       .eventLoops = values.value(settings::httpEventLoops),
                       .handshake = time(values, settings::httpHandshakeTime),
                       .header = time(values, settings::httpHeaderTime),
                       .body = time(values, settings::httpBodyTime),
                       .idle = time(values, settings::httpIdleTime),
                       .write = time(values, settings::httpWriteTime),
                       .handler = time(values, settings::httpHandlerTime),
                       .drain = time(values, settings::httpDrainTime)}};
}

} // namespace keydesk
