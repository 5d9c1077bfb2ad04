#include "http/refusallog.h"

#include "base/logging.h"

#include <QMutexLocker>
#include <chrono>
#include <utility>

using namespace std::chrono_literals;

namespace keydesk {

namespace {

constexpr std::chrono::milliseconds quietTime = 10s;

} // namespace

void RefusalLog::note(const char* limit, const QHostAddress& client)
{
    const QMutexLocker lock(&m_mutex);
    if (m_sinceLine.isValid() && !m_sinceLine.hasExpired(quietTime.count())) {
        ++m_silent;
        return;
    }
    m_sinceLine.start();
    logEvent(LogLevel::Warning, "http.connection_refused",
             {{"limit", QString::fromLatin1(limit)},
              {"peer", client.toString()},
              {"unlogged", QString::number(std::exchange(m_silent, 0))}});
}

} // namespace keydesk
