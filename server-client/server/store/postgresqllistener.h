#pragma once

#include "store/threadconnections.h"

struct pg_conn;

namespace keydesk {

class Wakeups;

/// Hears what other instances on the same PostgreSQL schema wake (LISTEN), in a thread and on a connection of its own.
/// A lost connection is opened again after growing pauses; each time that it listens anew it wakes every topic, because
/// something may have been missed.
class PostgresqlListener
{
public:
    struct Parts
    {
        ThreadConnections::Open open;
        QString origin; ///< Of the wake-ups that are ours: they do not come by way of the server.
        Wakeups& wakeups;
    };
    explicit PostgresqlListener(Parts parts);
    /// Waits for an attempt to connect that is under way.
    ~PostgresqlListener();

    /// For every instance that listens, when the transaction commits.
    static void notify(SqlConnection& connection, const QString& origin, const QString& topic);

private:
    void work();
    /// Returns when this object ends, throws DatabaseFailure when the server is lost.
    void hear(pg_conn* server);
    /// What the others have woken and the connection has received.
    QStringList received(pg_conn* server) const;
    /// False when this object ends.
    bool pauseAfter(int failures) const;

    Parts m_parts;
    int m_ending = -1;  ///< Reads as ended when this object ends.
    int m_endedBy = -1; ///< The other end of that pipe.
    std::thread m_thread;
};

} // namespace keydesk
