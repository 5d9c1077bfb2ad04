#pragma once

#include <QElapsedTimer>
#include <QHostAddress>
#include <QMutex>

namespace keydesk {

/// Says that connections are turned away because a limit is reached: at once, then at most every ten seconds, so that a
/// flood of connections is not a flood of lines. Any thread.
class RefusalLog
{
public:
    void note(const char* limit, const QHostAddress& client);

private:
    QMutex m_mutex;
    QElapsedTimer m_sinceLine;
    int m_silent = 0;
};

} // namespace keydesk
