#pragma once

#include "devices/keylink.h"

#include <QByteArray>
#include <QMutex>
#include <atomic>

namespace keydesk {

/// A key through libfido2's own way in: HID on macOS, Windows Hello on Windows. It sees less than ReportLink: not when
/// a touch is needed, and unplugging as a failed read only.
class NativeLink final : public KeyLink
{
public:
    explicit NativeLink(QByteArray path) : m_path(std::move(path)) {}

    void begin(QDeadlineTimer deadline) override;
    int open(fido_dev_t* device) override;
    void close(fido_dev_t* device) override;
    void expectTouch() override;
    void cancel() override;
    std::optional<KeyProblem> interruption() const override;

private:
    const QByteArray m_path;
    QDeadlineTimer m_deadline;
    std::atomic<bool> m_isCancelled = false;
    QMutex m_mutex;                 ///< What follows.
    fido_dev_t* m_device = nullptr; ///< While it is open.
};

} // namespace keydesk
