#pragma once

#include "store/database.h"
#include "store/wakeups.h"

#include <atomic>

namespace keydesk {

inline const QString earTopic = QStringLiteral("sessions");

/// A change that wakes a topic.
inline Result<void> wake(Database& database, const QString& topic = earTopic)
{
    return database.write([&](Transaction& transaction) -> Result<void> {
        transaction.wake(topic);
        return done();
    });
}

/// Counts the calls for a topic.
struct Ear
{
    explicit Ear(Database& database, const QString& topic = earTopic)
        : subscription(database.subscribe(topic, [this] { ++calls; }))
    {
    }
    std::atomic<int> calls{0};
    std::unique_ptr<WakeupSubscription> subscription;
};

} // namespace keydesk
