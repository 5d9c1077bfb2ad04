#pragma once

#include "devices/keysource.h"
#include "devices/keyworker.h"

#include <QHash>
#include <QTimer>
#include <vector>

namespace keydesk {

/// The keys that all sources see, each with its thread; read when they appear and after every command that may have
/// changed them. GUI thread.
class PluggedKeys : public QObject
{
    Q_OBJECT
public:
    explicit PluggedKeys(std::vector<std::unique_ptr<KeySource>> sources, QObject* parent = nullptr);
    ~PluggedKeys() override;

    void start();
    QList<KeyDevice> keys() const;
    std::optional<KeyDevice> find(const KeyDeviceId& id) const;

    /// Is answered once, never inside the call; Removed for a key that is not there (any more).
    KeyJobId submit(const KeyDeviceId& key, KeyCommand command, QDeadlineTimer deadline);
    void cancel(KeyJobId job);

Q_SIGNALS:
    void appeared(const keydesk::KeyDevice& key);
    void changed(const keydesk::KeyDevice& key);
    void removed(const keydesk::KeyDeviceId& key);
    void touchNeeded(keydesk::KeyJobId job);
    void touchEnded(keydesk::KeyJobId job);
    void answered(keydesk::KeyJobId job, const keydesk::KeyAnswer& answer);

private:
    struct Plugged
    {
        KeyDevice device;
        FoundKey found;
        KeySource* source;
        KeyThread* thread;
        std::optional<KeyJobId> inspection = {};
        bool isPinPaused = false; ///< The key does not tell; it lasts until it is taken out.
    };
    struct OpenJob
    {
        KeyDeviceId key;
        bool mayChange = false;
        bool setsPin = false;
    };
    void add(KeySource* source, const FoundKey& found);
    void remove(const KeyDeviceId& id);
    void removePlace(const QString& place);
    void retire(KeyThread* thread);
    void take(const KeyDeviceId& key, KeyJobId job, const KeyAnswer& answer);
    void inspect(Plugged& plugged);
    void pinIsSet(Plugged& plugged);
    void inspected(Plugged& plugged, const KeyAnswer& answer);
    void inspectUnusable();
    Plugged* entry(const KeyDeviceId& id);

    std::vector<std::unique_ptr<KeySource>> m_sources;
    std::vector<std::unique_ptr<KeyThread>> m_threads; ///< Also those that are just ending.
    std::vector<Plugged> m_plugged;
    QHash<KeyJobId, OpenJob> m_jobs; ///< Without an answer yet.
    QTimer m_again;
    quint64 m_lastJob = 0;
    quint64 m_lastKey = 0;
};

} // namespace keydesk
