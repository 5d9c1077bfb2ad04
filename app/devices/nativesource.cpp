#include "devices/nativesource.h"

#include "devices/nativelink.h"

#include <algorithm>
#include <fido.h>

namespace keydesk {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t mostKeys = 64;

class Manifest
{
public:
    Manifest() : m_list(fido_dev_info_new(mostKeys))
    {
        if (m_list != nullptr && fido_dev_info_manifest(m_list, mostKeys, &m_count) != FIDO_OK)
            m_count = 0;
    }
    Manifest(const Manifest&) = delete;
    Manifest& operator=(const Manifest&) = delete;
    ~Manifest() { fido_dev_info_free(&m_list, mostKeys); }

    QList<ListedKey> keys() const
    {
        QList<ListedKey> keys;
        for (std::size_t i = 0; i < m_count; ++i) {
            const fido_dev_info_t* one = fido_dev_info_ptr(m_list, i);
            keys.append({.path = fido_dev_info_path(one),
                         .maker = QString::fromUtf8(fido_dev_info_manufacturer_string(one)),
                         .product = QString::fromUtf8(fido_dev_info_product_string(one))});
        }
        return keys;
    }

private:
    fido_dev_info_t* m_list;
    std::size_t m_count = 0;
};

bool isUsable([[maybe_unused]] const ListedKey& key)
{
#ifdef Q_OS_WIN
    return key.path == "windows://hello";
#else
    return true;
#endif
}

} // namespace

void KeyLister::begin()
{
    fido_init(0);
    m_timer = std::make_unique<QTimer>();
    connect(m_timer.get(), &QTimer::timeout, this, &KeyLister::list);
    m_timer->start(500ms);
    list();
}

void KeyLister::list()
{
    QList<ListedKey> keys = Manifest().keys();
    keys.removeIf([](const ListedKey& key) { return !isUsable(key); });
    Q_EMIT listed(keys);
}

NativeSource::NativeSource(QObject* parent) : KeySource(parent)
{
    m_lister.moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, &m_lister, &KeyLister::begin);
    connect(&m_thread, &QThread::finished, &m_lister, &KeyLister::end, Qt::DirectConnection); // Still in that thread.
    connect(&m_lister, &KeyLister::listed, this, &NativeSource::compare);
}

NativeSource::~NativeSource()
{
    m_thread.quit();
    m_thread.wait();
}

void NativeSource::start()
{
    m_thread.start();
}

void NativeSource::forget(const QString& place)
{
    m_present.removeAll(place);
}

void NativeSource::compare(const QList<ListedKey>& keys)
{
    QStringList now;
    for (const ListedKey& key : keys)
        now.append(QString::fromUtf8(key.path));
    for (const QString& place : QStringList(m_present)) {
        if (!now.contains(place)) {
            m_present.removeAll(place);
            Q_EMIT lost(place);
        }
    }
    for (const ListedKey& key : keys) {
        const QString place = QString::fromUtf8(key.path);
        if (m_present.contains(place))
            continue;
        m_present.append(place);
        Q_EMIT found({.place = place,
                      .maker = key.maker,
                      .product = key.product,
                      .link = std::make_shared<NativeLink>(key.path)});
    }
}

std::unique_ptr<KeySource> systemKeySource()
{
    return std::make_unique<NativeSource>();
}

std::unique_ptr<KeySource> virtualKeySource(const QString&)
{
    return nullptr;
}

} // namespace keydesk
