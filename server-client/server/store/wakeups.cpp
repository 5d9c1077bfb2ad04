#include "store/wakeups.h"

#include <algorithm>

namespace keydesk {

class Wakeups::Subscriber final : public WakeupSubscription
{
public:
    Subscriber(Wakeups& wakeups, const QString& wanted, std::function<void()> function)
        : topic(wanted), called(std::move(function)), m_wakeups(wakeups)
    {
    }
    ~Subscriber() override { m_wakeups.remove(this); }

    const QString topic;
    const std::function<void()> called;
    bool isDue = false;

private:
    Wakeups& m_wakeups;
};

Wakeups::~Wakeups()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_isDue.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

std::unique_ptr<WakeupSubscription> Wakeups::subscribe(const QString& topic, std::function<void()> called)
{
    auto subscriber = std::make_unique<Subscriber>(*this, topic, std::move(called));
    {
        const std::lock_guard lock(m_mutex);
        subscriber->isDue = m_hearsAll;
        m_subscribers.push_back(subscriber.get());
        if (!m_thread.joinable())
            m_thread = std::thread([this] { work(); });
    }
    m_isDue.notify_one();
    return subscriber;
}

void Wakeups::remove(Subscriber* subscriber)
{
    std::unique_lock lock(m_mutex);
    m_subscribers.remove(subscriber);
    m_hasCalled.wait(lock, [&] { return m_called != subscriber; });
}

void Wakeups::wake(const QStringList& topics)
{
    if (topics.isEmpty())
        return;
    {
        const std::lock_guard lock(m_mutex);
        for (Subscriber* subscriber : m_subscribers) {
            if (topics.contains(subscriber->topic))
                subscriber->isDue = true;
        }
    }
    m_isDue.notify_one();
}

void Wakeups::wakeAll()
{
    {
        const std::lock_guard lock(m_mutex);
        m_hearsAll = true;
        for (Subscriber* subscriber : m_subscribers)
            subscriber->isDue = true;
    }
    m_isDue.notify_one();
}

Wakeups::Subscriber* Wakeups::nextDue()
{
    const auto next = std::find_if(m_subscribers.begin(), m_subscribers.end(),
                                   [](const Subscriber* subscriber) { return subscriber->isDue; });
    if (next == m_subscribers.end())
        return nullptr;
    // To the end, so that one that is woken without pause does not keep the others waiting.
    m_subscribers.splice(m_subscribers.end(), m_subscribers, next);
    return m_subscribers.back();
}

void Wakeups::work()
{
    std::unique_lock lock(m_mutex);
    while (!m_isEnding) {
        Subscriber* const subscriber = nextDue();
        if (!subscriber) {
            m_isDue.wait(lock);
            continue;
        }
        subscriber->isDue = false;
        m_called = subscriber;
        lock.unlock();
        subscriber->called();
        lock.lock();
        m_called = nullptr;
        m_hasCalled.notify_all();
    }
}

} // namespace keydesk
