#pragma once

#include <QStringList>
#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <thread>

namespace keydesk {

/// Somebody is called when a topic is woken (Database::subscribe), as long as this exists. Its end waits until a call
/// that is under way is over, and must not come from inside one. It must end before its database.
class WakeupSubscription
{
public:
    virtual ~WakeupSubscription() = default;
};

/// Who wants to be woken, and the thread that calls them, which begins with the first subscription. Each database has
/// one. Any thread may call the functions; they wait for no subscriber.
class Wakeups
{
public:
    Wakeups() = default;
    ~Wakeups();
    Wakeups(const Wakeups&) = delete;
    Wakeups& operator=(const Wakeups&) = delete;

    std::unique_ptr<WakeupSubscription> subscribe(const QString& topic, std::function<void()> called);
    void wake(const QStringList& topics);
    /// From now on nothing is missed; before, something may have been. Later subscribers are called at once.
    void wakeAll();

private:
    class Subscriber;
    void remove(Subscriber* subscriber);
    void work();
    Subscriber* nextDue();

    std::mutex m_mutex;
    std::condition_variable m_isDue;
    std::condition_variable m_hasCalled;
    std::list<Subscriber*> m_subscribers;
    const Subscriber* m_called = nullptr; ///< At this moment.
    bool m_hearsAll = false;
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace keydesk
