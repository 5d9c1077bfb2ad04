#pragma once

#include "base/clock.h"

#include <atomic>

namespace keydesk {

/// Stands still until it is moved. Any thread. It starts ten seconds into a time step of RFC 6238.
class FakeClock final : public Clock
{
public:
    static constexpr Instant start{std::chrono::sys_days{std::chrono::January / 5 / 2026} + std::chrono::hours{10} +
                                   std::chrono::seconds{10}};

    Instant now() const override { return instantFrom(m_now); }
    void advance(std::chrono::milliseconds duration) { m_now += duration.count(); }
    void set(Instant instant) { m_now = toMilliseconds(instant); }

private:
    std::atomic<qint64> m_now{toMilliseconds(start)};
};

} // namespace keydesk
