#pragma once

#include "base/result.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QPointer>

namespace keydesk::virtualkey {

/// The key's plug: a Unix stream socket that carries bare reports of 64 bytes both ways, for one client at a time.
/// While the key is taken out the socket's path does not exist.
class KeySocket : public QObject
{
    Q_OBJECT
public:
    explicit KeySocket(const QString& path, QObject* parent = nullptr);

    Result<void> plug();
    /// The client's connection ends.
    void unplug();
    bool isPlugged() const { return m_server.isListening(); }
    bool hasClient() const { return !m_client.isNull(); }
    const QString& path() const { return m_path; }

    /// Without a client, or with one that does not read: dropped.
    void send(const QByteArray& report);

Q_SIGNALS:
    void received(const QByteArray& report);
    void connected();
    void disconnected();

private:
    void accept();
    void read();
    void lose();

    QString m_path;
    QLocalServer m_server;
    QPointer<QLocalSocket> m_client;
};

} // namespace keydesk::virtualkey
