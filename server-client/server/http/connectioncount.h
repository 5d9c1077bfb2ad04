#pragma once

#include <QHash>
#include <QHostAddress>
#include <QMutex>
#include <optional>

namespace keydesk {

/// How many connections are open, in total and per client. Any thread. Must outlive its places.
class ConnectionCount
{
public:
    /// One connection's place; given back when it goes.
    class Place
    {
    public:
        Place(Place&& other) noexcept;
        Place& operator=(Place&&) = delete;
        ~Place();

        /// Counts the connection under this client from now on; false when the client has as many as allowed.
        [[nodiscard]] bool countFor(const QHostAddress& client);

    private:
        friend class ConnectionCount;
        explicit Place(ConnectionCount* count) : m_count(count) {}
        ConnectionCount* m_count;
        QHostAddress m_client;
    };

    ConnectionCount(int maximum, int maximumPerClient);

    /// None when all places are taken.
    std::optional<Place> enter();
    int size() const;

private:
    bool add(const QHostAddress& client);
    void remove(const QHostAddress& client);

    const int m_maximum;
    const int m_maximumPerClient;
    mutable QMutex m_mutex;
    int m_size = 0;
    QHash<QHostAddress, int> m_clients;
};

} // namespace keydesk
