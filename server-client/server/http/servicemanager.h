#pragma once

#include "base/result.h"
#include "http/descriptor.h"

namespace keydesk {

/// What a program under systemd tells its manager and gets from it; without one nothing happens. Main thread.
class ServiceManager
{
public:
    /// Requests are answered from now on (sd_notify READY=1).
    static void reportReady();
    /// The end has been asked for (STOPPING=1).
    static void reportStopping();

    /// The listening stream socket of a socket unit (LISTEN_FDS, sd_listen_fds); invalid when none was passed. More
    /// than one, or one that does not listen, is an error.
    static Result<Descriptor> passedSocket();
};

} // namespace keydesk
