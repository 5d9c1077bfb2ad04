#pragma once

#include "http/connection.h"

#include <QHash>
#include <QObject>
#include <atomic>
#include <memory>

namespace keydesk {

/// The connections of one event loop, and the way of their requests to the worker pool and back. Lives in its own
/// thread: call it through the event loop only.
class ConnectionLoop : public QObject
{
    Q_OBJECT
public:
    ConnectionLoop(Front& front, QSslConfiguration tls);

    void adopt(Connection::Start start);
    void useTls(const QSslConfiguration& tls);
    void drain();
    /// Cuts every connection.
    void abort();

Q_SIGNALS:
    /// After drain(), once: no connection is left.
    void drained();

private:
    struct Job
    {
        HttpRequest request;
        std::atomic<bool> isAbandoned{false}; ///< Not begun yet? Then it need not be.
    };
    struct Entry
    {
        Connection* connection = nullptr;
        std::shared_ptr<Job> job;
    };

    void run(quint64 id, HttpRequest& request);
    void deliver(quint64 id, HttpResponse response);
    void abandon(quint64 id);
    void remove(quint64 id);
    void reportWhenDrained();

    Front& m_front;
    QSslConfiguration m_tls;
    QHash<quint64, Entry> m_connections;
    quint64 m_lastId = 0;
    bool m_isDraining = false;
    bool m_hasReported = false;
};

} // namespace keydesk
