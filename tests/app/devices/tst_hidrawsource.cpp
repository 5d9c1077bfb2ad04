#include "devices/hidrawsource.h"

#include <QLibrary>
#include <QSignalSpy>
#include <QTest>
#include <cstdlib>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Devices in a /sys of our own, with the kernel's and udev's events, by libumockdev (package umockdev), which stands
/// before this process's view of the system when its other half is preloaded.
class MockedSystem
{
public:
    MockedSystem() : m_library(u"libumockdev.so.0"_s)
    {
        if (!m_library.load() || !qEnvironmentVariable("LD_PRELOAD").contains(u"umockdev"_s))
            qFatal("No libumockdev: install the package umockdev and run this through ctest");
        m_testbed = call<void*()>("umockdev_testbed_new")();
    }
    MockedSystem(const MockedSystem&) = delete;
    MockedSystem& operator=(const MockedSystem&) = delete;
    ~MockedSystem() { call<void(void*)>("g_object_unref")(m_testbed); } // And with it the folder.

    QByteArray addUsbDevice(const char* maker, const char* product)
    {
        return add("usb", "1-1", nullptr, {"manufacturer", maker, "product", product},
                   {"DEVTYPE", "usb_device", "SUBSYSTEM", "usb"});
    }
    QByteArray addHid(const char* name, const QByteArray& parent, const QByteArray& descriptor)
    {
        const QByteArray path = add("hid", name, parent.isEmpty() ? nullptr : parent.constData(), {},
                                    {"HID_NAME", "Name of the HID device"});
        call<void(void*, const char*, const char*, const unsigned char*, int)>("umockdev_testbed_set_attribute_binary")(
            m_testbed, path.constData(), "report_descriptor",
            reinterpret_cast<const unsigned char*>(descriptor.constData()), static_cast<int>(descriptor.size()));
        return path;
    }
    QByteArray addNode(const char* name, const QByteArray& hid)
    {
        return add("hidraw", name, hid.constData(), {}, {"DEVNAME", QByteArray("/dev/") + name});
    }
    void tell(const QByteArray& path, const char* action)
    {
        call<void(void*, const char*, const char*)>("umockdev_testbed_uevent")(m_testbed, path.constData(), action);
    }

private:
    template <typename Function>
    Function* call(const char* name)
    {
        auto* function = reinterpret_cast<Function*>(m_library.resolve(name));
        if (function == nullptr)
            qFatal("libumockdev lacks %s", name);
        return function;
    }
    QByteArray add(const char* subsystem, const char* name, const char* parent, const QList<QByteArray>& attributes,
                   const QList<QByteArray>& properties)
    {
        const auto pointers = [](const QList<QByteArray>& list) {
            std::vector<const char*> vector;
            for (const QByteArray& one : list)
                vector.push_back(one.constData());
            vector.push_back(nullptr);
            return vector;
        };
        char* path = call<char*(void*, const char*, const char*, const char*, const char**, const char**)>(
            "umockdev_testbed_add_devicev")(m_testbed, subsystem, name, parent, pointers(attributes).data(),
                                            pointers(properties).data());
        const QByteArray copy(path);
        std::free(path);
        return copy;
    }

    QLibrary m_library;
    void* m_testbed = nullptr;
};

const QByteArray keyDescriptor = QByteArray::fromHex("06d0f10901a1010920150026ff0075089540810209211500c0");
const QByteArray keyboardDescriptor = QByteArray::fromHex("05010906a101050719e029e715002501750195088102c0");

QStringList places(const QSignalSpy& found)
{
    QStringList places;
    for (const auto& signal : found)
        places.append(signal[0].value<FoundKey>().place);
    return places;
}

} // namespace

class TstHidrawSource : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keysAreFoundAndOthersAreNot()
    {
        MockedSystem system;
        const QByteArray usb = system.addUsbDevice("Yubico", "YubiKey OTP+FIDO+CCID");
        const QByteArray keyboard = system.addHid("0003:1050:0407.0001", usb, keyboardDescriptor);
        system.addNode("hidraw0", keyboard);
        const QByteArray key = system.addHid("0003:1050:0407.0002", usb, keyDescriptor);
        const QByteArray node = system.addNode("hidraw1", key);

        HidrawSource source;
        QSignalSpy found(&source, &KeySource::found);
        QSignalSpy lost(&source, &KeySource::lost);
        source.start();
        QCOMPARE(places(found), QStringList{u"/dev/hidraw1"_s});
        const auto present = found[0][0].value<FoundKey>();
        QCOMPARE(present.maker, u"Yubico"_s);
        QCOMPARE(present.product, u"YubiKey OTP+FIDO+CCID"_s);
        QVERIFY(present.link != nullptr);

        // Another one is plugged in, not on USB, and a mouse.
        const QByteArray second = system.addHid("0005:1111:2222.0003", {}, keyDescriptor);
        const QByteArray secondNode = system.addNode("hidraw2", second);
        const QByteArray mouse = system.addHid("0003:046d:c077.0004", {}, keyboardDescriptor);
        const QByteArray mouseNode = system.addNode("hidraw3", mouse);
        system.tell(mouseNode, "add");
        system.tell(secondNode, "add");
        QTRY_VERIFY(places(found).contains(u"/dev/hidraw2"_s));
        QVERIFY(!places(found).contains(u"/dev/hidraw3"_s));
        QCOMPARE(found.constLast()[0].value<FoundKey>().product, u"Name of the HID device"_s);

        system.tell(node, "remove");
        QTRY_VERIFY(std::any_of(lost.begin(), lost.end(),
                                [](const auto& signal) { return signal[0].toString() == u"/dev/hidraw1"; }));
    }
};

QTEST_GUILESS_MAIN(TstHidrawSource)
#include "tst_hidrawsource.moc"
