#pragma once

#include "base/random.h"
#include "http/connectioncount.h"
#include "http/httpserver.h"
#include "http/refusallog.h"
#include "http/trustedproxies.h"
#include "http/workerpool.h"

namespace keydesk {

/// What all connections share. Fixed while the server runs; any thread.
struct Front
{
    HttpLimits limits;
    HttpHandler handler;
    TrustedProxies proxies;
    WorkerPool workers;
    ConnectionCount connections;
    RefusalLog refusals = {};
    SystemRandom random = {};
};

} // namespace keydesk
