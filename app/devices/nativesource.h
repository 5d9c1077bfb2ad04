#pragma once

#include "devices/keysource.h"

#include <QThread>
#include <QTimer>

namespace keydesk {

/// What libfido2 lists, as values.
struct ListedKey
{
    QByteArray path;
    QString maker;
    QString product;
};

/// Asks libfido2 again and again which keys there are; in a thread of its own, for it takes its time.
class KeyLister : public QObject
{
    Q_OBJECT
public:
    void begin();
    void end() { m_timer.reset(); }

Q_SIGNALS:
    void listed(const QList<keydesk::ListedKey>& keys);

private:
    void list();

    std::unique_ptr<QTimer> m_timer;
};

/// Keys on macOS and Windows, as libfido2 finds them. On Windows that is Windows Hello alone, which asks with dialogs
/// of its own: programs without administrator's rights are not let near security keys there.
class NativeSource final : public KeySource
{
    Q_OBJECT
public:
    explicit NativeSource(QObject* parent = nullptr);
    ~NativeSource() override;
    void start() override;
    void forget(const QString& place) override;

private:
    void compare(const QList<ListedKey>& keys);

    QThread m_thread;
    KeyLister m_lister;
    QStringList m_present;
};

} // namespace keydesk
