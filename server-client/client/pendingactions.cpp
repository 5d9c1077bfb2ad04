#include "client/pendingactions.h"

#include "base/digest.h"
#include "base/random.h"

namespace keydesk {

namespace {

constexpr std::chrono::minutes memory{2};

} // namespace

PendingActions::PendingActions(const Clock& clock, Random& random)
    : m_clock(clock), m_random(random), m_fingerprintKey(Secret::random(random, 32))
{
}

QString PendingActions::keyFor(QByteArrayView method, const QString& path, QByteArrayView body)
{
    const Instant now = m_clock.now();
    m_pending.removeIf([now](auto entry) { return now - entry.value().begun > memory || now < entry.value().begun; });

    QByteArray action;
    action.append(method).append('\n').append(path.toUtf8()).append('\n').append(body);
    const QByteArray fingerprint = hmac(Hash::Sha256, m_fingerprintKey.view(), action);
    wipe(action);
    auto found = m_pending.find(fingerprint);
    if (found == m_pending.end())
        found = m_pending.insert(fingerprint, {m_random.opaqueId(), now});
    return found->key;
}

void PendingActions::settle(const QString& key)
{
    m_pending.removeIf([&key](auto entry) { return entry.value().key == key; });
}

} // namespace keydesk
