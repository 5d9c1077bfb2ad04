#include "devices/nativelink.h"

#include <QMutexLocker>
#include <algorithm>
#include <limits>

namespace keydesk {

void NativeLink::begin(QDeadlineTimer deadline)
{
    m_deadline = deadline;
    m_isCancelled = false;
}

int NativeLink::open(fido_dev_t* device)
{
    // Before opening, which on some systems waits for other programs to let go of the key.
    const qint64 time = std::clamp<qint64>(m_deadline.remainingTime(), 1, std::numeric_limits<int>::max());
    if (const int code = fido_dev_set_timeout(device, static_cast<int>(time)); code != FIDO_OK)
        return code;
    if (const int code = fido_dev_open(device, m_path.constData()); code != FIDO_OK)
        return code;
    const QMutexLocker lock(&m_mutex);
    m_device = device;
    return m_isCancelled ? FIDO_ERR_KEEPALIVE_CANCEL : FIDO_OK;
}

void NativeLink::close(fido_dev_t* device)
{
    const QMutexLocker lock(&m_mutex);
    m_device = nullptr;
    fido_dev_close(device);
}

void NativeLink::expectTouch()
{
    if (listener().touchNeeded)
        listener().touchNeeded();
}

void NativeLink::cancel()
{
    m_isCancelled = true;
    const QMutexLocker lock(&m_mutex);
    if (m_device != nullptr)
        fido_dev_cancel(m_device); // The one call of the library that another thread may make.
}

std::optional<KeyProblem> NativeLink::interruption() const
{
    if (m_isCancelled)
        return KeyProblem::Cancelled;
    if (m_deadline.hasExpired())
        return KeyProblem::TimedOut;
    return {};
}

} // namespace keydesk
