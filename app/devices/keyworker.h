#pragma once

#include "devices/keycommand.h"
#include "devices/keylink.h"

#include <QMutex>
#include <QObject>
#include <QSet>
#include <QSocketNotifier>
#include <QThread>
#include <memory>

namespace keydesk {

/// Counts up within the program.
enum class KeyJobId : quint64 {};

struct KeyJob
{
    KeyJobId id;
    KeyCommand command;
    QDeadlineTimer deadline;
};

/// Lives in a key's own thread and carries out one job after the other. Signals come from that thread.
class KeyWorker : public QObject
{
    Q_OBJECT
public:
    explicit KeyWorker(std::shared_ptr<KeyLink> link);

    // In the key's thread.
    void begin();
    void work(const KeyJob& job);

    // Any thread. A job that is cancelled still has its answer.
    void cancel(KeyJobId id);
    void cancelAll(); ///< Also what is to come.

Q_SIGNALS:
    void touchNeeded(keydesk::KeyJobId id);
    void touchEnded(keydesk::KeyJobId id);
    void answered(keydesk::KeyJobId id, const keydesk::KeyAnswer& answer);
    void gone(); ///< The key was taken out.

private:
    bool startJob(const KeyJob& job);
    void lookWhileIdle();

    const std::shared_ptr<KeyLink> m_link;
    std::unique_ptr<QSocketNotifier> m_idleWatch;
    QMutex m_mutex; ///< What follows.
    KeyJobId m_current{};
    KeyJobId m_newest{};
    QSet<KeyJobId> m_cancelled;
    bool m_isEnding = false;
};

/// A worker and its thread. Used by the GUI thread.
class KeyThread : public QObject
{
    Q_OBJECT
public:
    explicit KeyThread(std::shared_ptr<KeyLink> link, QObject* parent = nullptr);
    /// Waits for the thread; after end() and ended() there is nothing to wait for.
    ~KeyThread() override;

    void submit(KeyJob job);
    void cancel(KeyJobId id) { m_worker->cancel(id); }
    void end();
    const KeyWorker& worker() const { return *m_worker; }

Q_SIGNALS:
    void ended();

private:
    QThread m_thread;
    std::unique_ptr<KeyWorker> m_worker;
};

} // namespace keydesk
