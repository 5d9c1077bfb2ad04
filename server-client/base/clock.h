#pragma once

#include <QtGlobal>
#include <chrono>

namespace keydesk {

/// A moment in UTC. On the wire and in stores: milliseconds since 1970-01-01T00:00:00Z.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

constexpr qint64 toMilliseconds(Instant instant) { return instant.time_since_epoch().count(); }
constexpr Instant instantFrom(qint64 milliseconds) { return Instant{std::chrono::milliseconds{milliseconds}}; }

/// Where the time comes from; tests hand in their own. now() may be called from any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock final : public Clock
{
public:
    Instant now() const override
    {
        return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
};

} // namespace keydesk
