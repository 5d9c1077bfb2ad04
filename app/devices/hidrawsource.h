#pragma once

#include "base/releasedby.h"
#include "devices/keysource.h"

#include <QHash>
#include <QSocketNotifier>
#include <libudev.h>

namespace keydesk {

/// Security keys among the kernel's hidraw nodes, by udev: what is plugged in, and what comes and goes.
class HidrawSource final : public KeySource
{
    Q_OBJECT
public:
    using KeySource::KeySource;
    void start() override;

private:
    using Context = std::unique_ptr<udev, ReleasedBy<udev_unref>>;
    using Monitor = std::unique_ptr<udev_monitor, ReleasedBy<udev_monitor_unref>>;
    using Device = std::unique_ptr<udev_device, ReleasedBy<udev_device_unref>>;

    void listPresent();
    void readEvents();
    void add(udev_device* node);

    Context m_context;
    Monitor m_monitor;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace keydesk
