#pragma once

#include "virtual/key/virtualkey.h"

#include <QJsonObject>

namespace keydesk::virtualkey {

/// A Unix stream socket on which tests and people command a key: one JSON object a line, one answer a line, in order.
/// Besides what obey() knows:
///
///     {"command":"wait","for":"touch-needed"}   answers when it is so, at once if it is: touch-needed, touch-over,
///     plugged,
///                                               unplugged, client, no-client
///     {"command":"watch"}                       from now on lines like {"event":"touch-needed"} tell what happens:
///     those
///                                               above, and wink and request (with "name")
class KeyControl : public QObject
{
    Q_OBJECT
public:
    /// The key must outlive it.
    explicit KeyControl(VirtualKey& key, QObject* parent = nullptr);
    Result<void> listen(const QString& path);

private:
    struct Wait
    {
        QPointer<QLocalSocket> client;
        QString condition;
    };

    void accept();
    void read(QLocalSocket* client);
    void handle(QLocalSocket* client, const QByteArray& line);
    void wait(QLocalSocket* client, const QString& condition);
    bool holds(const QString& condition) const;
    void tell(const QString& event, const QString& name = {});
    static void write(QLocalSocket* client, const QJsonObject& line);

    VirtualKey& m_key;
    QLocalServer m_server;
    QList<Wait> m_waits;
    QList<QPointer<QLocalSocket>> m_watchers;
};

} // namespace keydesk::virtualkey
