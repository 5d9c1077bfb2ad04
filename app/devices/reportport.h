#pragma once

#include "devices/ctaphid.h"
#include "devices/keydevice.h"

#include <QDeadlineTimer>

namespace keydesk {

/// Where the reports of one key come and go. Used by the key's own thread; wake() by any.
class ReportPort
{
public:
    enum class Status { Done, TimedOut, Woken, Removed };

    virtual ~ReportPort() = default;
    /// For one command. HeldByAnother, NoAccess, Removed.
    virtual std::optional<KeyProblem> open() = 0;
    virtual void close() = 0;
    virtual Status send(const Report& report, QDeadlineTimer until) = 0;
    virtual Status receive(Report& report, QDeadlineTimer until) = 0;
    /// Makes a receive() that runs, or the next one, return Woken.
    virtual void wake() = 0;
    /// To be watched for reading while no command runs; -1: nothing to watch.
    virtual int idleDescriptor() const { return -1; }
    /// What became readable meanwhile is thrown away. False: the key is gone.
    virtual bool drain() { return true; }
};

} // namespace keydesk
