#include "devices/hidrawsource.h"

#include "base/logging.h"
#include "devices/descriptorport.h"
#include "devices/reportdescriptor.h"
#include "devices/reportlink.h"

#include <QFile>
#include <string_view>

namespace keydesk {

namespace {

using Enumeration = std::unique_ptr<udev_enumerate, ReleasedBy<udev_enumerate_unref>>;

bool isSecurityKey(udev_device* node)
{
    udev_device* hid = udev_device_get_parent_with_subsystem_devtype(node, "hid", nullptr);
    if (hid == nullptr)
        return false;
    // Read as a file: udev's own attributes are strings and end at the first NUL.
    QFile descriptor(QString::fromLocal8Bit(udev_device_get_syspath(hid)) + QStringLiteral("/report_descriptor"));
    constexpr qint64 longest = 4096; // HID_MAX_DESCRIPTOR_SIZE of the kernel.
    return descriptor.open(QIODevice::ReadOnly) && isFidoReportDescriptor(descriptor.read(longest));
}

QString attribute(udev_device* device, const char* name)
{
    return device == nullptr ? QString() : QString::fromUtf8(udev_device_get_sysattr_value(device, name)).trimmed();
}

QString hidName(udev_device* node)
{
    udev_device* hid = udev_device_get_parent_with_subsystem_devtype(node, "hid", nullptr);
    return QString::fromUtf8(udev_device_get_property_value(hid, "HID_NAME"));
}

} // namespace

void HidrawSource::start()
{
    m_context.reset(udev_new());
    m_monitor.reset(m_context ? udev_monitor_new_from_netlink(m_context.get(), "udev") : nullptr);
    // The monitor first: what is plugged in while the list is read is seen twice, and never missed.
    if (m_monitor && udev_monitor_filter_add_match_subsystem_devtype(m_monitor.get(), "hidraw", nullptr) >= 0 &&
        udev_monitor_enable_receiving(m_monitor.get()) >= 0) {
        m_notifier = std::make_unique<QSocketNotifier>(udev_monitor_get_fd(m_monitor.get()), QSocketNotifier::Read);
        connect(m_notifier.get(), &QSocketNotifier::activated, this, &HidrawSource::readEvents);
    } else {
        logEvent(LogLevel::Warning, "keys.no_hotplug");
    }
    if (m_context)
        listPresent();
}

void HidrawSource::listPresent()
{
    const Enumeration list(udev_enumerate_new(m_context.get()));
    if (!list || udev_enumerate_add_match_subsystem(list.get(), "hidraw") < 0 ||
        udev_enumerate_scan_devices(list.get()) < 0)
        return;
    for (udev_list_entry* entry = udev_enumerate_get_list_entry(list.get()); entry != nullptr;
         entry = udev_list_entry_get_next(entry)) {
        const Device node(udev_device_new_from_syspath(m_context.get(), udev_list_entry_get_name(entry)));
        if (node)
            add(node.get());
    }
}

void HidrawSource::readEvents()
{
    while (const Device node{udev_monitor_receive_device(m_monitor.get())}) {
        const char* action = udev_device_get_action(node.get());
        const char* path = udev_device_get_devnode(node.get());
        if (action == nullptr || path == nullptr)
            continue;
        if (std::string_view(action) == "add")
            add(node.get());
        else if (std::string_view(action) == "remove")
            Q_EMIT lost(QString::fromLocal8Bit(path));
    }
}

void HidrawSource::add(udev_device* node)
{
    const char* path = udev_device_get_devnode(node);
    if (path == nullptr || !isSecurityKey(node))
        return;
    udev_device* usb = udev_device_get_parent_with_subsystem_devtype(node, "usb", "usb_device");
    FoundKey key{.place = QString::fromLocal8Bit(path),
                 .maker = attribute(usb, "manufacturer"),
                 .product = attribute(usb, "product"),
                 .link = std::make_shared<ReportLink>(std::make_unique<HidrawPort>(QString::fromLocal8Bit(path)))};
    if (key.product.isEmpty())
        key.product = hidName(node); // Not on USB: Bluetooth and NFC readers have this only.
    Q_EMIT found(key);
}

std::unique_ptr<KeySource> systemKeySource()
{
    return std::make_unique<HidrawSource>();
}

} // namespace keydesk
