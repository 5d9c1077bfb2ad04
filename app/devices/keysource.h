#pragma once

#include "devices/keylink.h"

#include <QObject>
#include <memory>

namespace keydesk {

/// A key that a source sees.
struct FoundKey
{
    QString place; ///< Unique while it is there.
    QString maker = {};
    QString product = {};
    std::shared_ptr<KeyLink> link;
};

/// Where keys appear and disappear. GUI thread.
class KeySource : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Reports what is there already, then what changes.
    virtual void start() = 0;
    /// The key's own thread found it gone; the source need not say so again.
    virtual void forget(const QString& place) { Q_UNUSED(place) }

Q_SIGNALS:
    void found(const keydesk::FoundKey& key);
    void lost(const QString& place);
};

/// This system's own keys: hidraw nodes on Linux, libfido2's list on macOS and Windows.
std::unique_ptr<KeySource> systemKeySource();
/// A virtual key at a Unix stream socket; null where there are none (macOS, Windows).
std::unique_ptr<KeySource> virtualKeySource(const QString& path);

} // namespace keydesk
