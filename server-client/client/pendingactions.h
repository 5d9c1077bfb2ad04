#pragma once

#include "base/clock.h"
#include "base/secret.h"

#include <QHash>
#include <QString>

namespace keydesk {

class Random;

/// Idempotency keys of changes. A change whose answer got lost keeps its key for two minutes: when the person tries the
/// same again, the service answers the first one's outcome instead of acting twice.
class PendingActions
{
public:
    PendingActions(const Clock& clock, Random& random);

    /// The key for this change: a fresh one, or that of the same change if its outcome is not known.
    QString keyFor(QByteArrayView method, const QString& path, QByteArrayView body);
    /// The service answered: the next same change is a new one.
    void settle(const QString& key);
    void forget() { m_pending.clear(); }

private:
    struct Pending
    {
        QString key;
        Instant begun;
    };
    const Clock& m_clock;
    Random& m_random;
    Secret m_fingerprintKey; ///< Bodies may hold passwords: only keyed fingerprints are kept.
    QHash<QByteArray, Pending> m_pending;
};

} // namespace keydesk
