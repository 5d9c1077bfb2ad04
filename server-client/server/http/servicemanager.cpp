#include "http/servicemanager.h"

#include <sys/socket.h>
#include <systemd/sd-daemon.h>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

void ServiceManager::reportReady()
{
    sd_notify(0, "READY=1");
}

void ServiceManager::reportStopping()
{
    sd_notify(0, "STOPPING=1");
}

Result<Descriptor> ServiceManager::passedSocket()
{
    // The variables are removed, so that a program started from this one does not believe they are for it.
    const int count = sd_listen_fds(1);
    if (count < 0)
        return Error{.code = ErrorCode::InvalidRequest, .context = u"LISTEN_FDS or LISTEN_PID is malformed"_s};
    if (count == 0)
        return Descriptor();
    if (count > 1)
        return Error{.code = ErrorCode::InvalidRequest, .context = u"more than one socket was passed"_s};
    constexpr int anyPort = 0;
    constexpr int mustListen = 1;
    if (sd_is_socket_inet(SD_LISTEN_FDS_START, AF_UNSPEC, SOCK_STREAM, mustListen, anyPort) <= 0)
        return Error{.code = ErrorCode::InvalidRequest,
                     .context = u"the passed descriptor is not a listening TCP socket"_s};
    return Descriptor(SD_LISTEN_FDS_START);
}

} // namespace keydesk
