#include "http/connectioncount.h"

#include <QMutexLocker>
#include <utility>

namespace keydesk {

namespace {

/// One subscriber has a whole /64 of IPv6 addresses and may use each of them once.
QHostAddress countedAs(const QHostAddress& client)
{
    if (client.protocol() != QAbstractSocket::IPv6Protocol)
        return client;
    Q_IPV6ADDR bytes = client.toIPv6Address();
    std::fill(std::begin(bytes.c) + 8, std::end(bytes.c), quint8(0));
    return QHostAddress(bytes);
}

} // namespace

ConnectionCount::Place::Place(Place&& other) noexcept
    : m_count(std::exchange(other.m_count, nullptr)), m_client(std::exchange(other.m_client, {}))
{
}

ConnectionCount::Place::~Place()
{
    if (m_count)
        m_count->remove(m_client);
}

bool ConnectionCount::Place::countFor(const QHostAddress& client)
{
    const QHostAddress key = countedAs(client);
    if (!m_count->add(key))
        return false;
    m_client = key;
    return true;
}

ConnectionCount::ConnectionCount(int maximum, int maximumPerClient)
    : m_maximum(maximum), m_maximumPerClient(maximumPerClient)
{
}

std::optional<ConnectionCount::Place> ConnectionCount::enter()
{
    const QMutexLocker lock(&m_mutex);
    if (m_size >= m_maximum)
        return {};
    ++m_size;
    return Place(this);
}

int ConnectionCount::size() const
{
    const QMutexLocker lock(&m_mutex);
    return m_size;
}

bool ConnectionCount::add(const QHostAddress& client)
{
    const QMutexLocker lock(&m_mutex);
    int& count = m_clients[client];
    if (count >= m_maximumPerClient)
        return false;
    ++count;
    return true;
}

void ConnectionCount::remove(const QHostAddress& client)
{
    const QMutexLocker lock(&m_mutex);
    --m_size;
    if (client.isNull())
        return;
    const auto found = m_clients.find(client);
    if (--*found == 0)
        m_clients.erase(found);
}

} // namespace keydesk
