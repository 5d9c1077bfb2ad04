#include "virtual/key/keycontrol.h"

#include "virtual/key/keyorders.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace keydesk::virtualkey {

namespace {

const QStringList conditions{u"touch-needed"_s, u"touch-over"_s, u"plugged"_s,
                             u"unplugged"_s,    u"client"_s,     u"no-client"_s};
constexpr qint64 longestLine = 64 * 1024;

} // namespace

KeyControl::KeyControl(VirtualKey& key, QObject* parent) : QObject(parent), m_key(key)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &KeyControl::accept);
    connect(&key, &VirtualKey::touchNeededChanged, this,
            [this](bool isNeeded) { tell(isNeeded ? u"touch-needed"_s : u"touch-over"_s); });
    connect(&key, &VirtualKey::pluggedChanged, this,
            [this](bool isPlugged) { tell(isPlugged ? u"plugged"_s : u"unplugged"_s); });
    connect(&key, &VirtualKey::clientChanged, this,
            [this](bool hasClient) { tell(hasClient ? u"client"_s : u"no-client"_s); });
    connect(&key, &VirtualKey::winked, this, [this] { tell(u"wink"_s); });
    connect(&key, &VirtualKey::requested, this, [this](const QString& name) { tell(u"request"_s, name); });
}

Result<void> KeyControl::listen(const QString& path)
{
    QLocalServer::removeServer(path);
    if (!m_server.listen(path))
        return Error{.code = ErrorCode::Internal,
                     .context = u"cannot listen on %1: %2"_s.arg(path, m_server.errorString())};
    return keydesk::done();
}

void KeyControl::accept()
{
    QLocalSocket* client = m_server.nextPendingConnection();
    connect(client, &QLocalSocket::readyRead, this, [this, client] { read(client); });
    connect(client, &QLocalSocket::disconnected, client, &QObject::deleteLater);
    read(client);
}

void KeyControl::read(QLocalSocket* client)
{
    while (client->canReadLine())
        handle(client, client->readLine());
    if (client->bytesAvailable() > longestLine)
        client->abort();
}

void KeyControl::handle(QLocalSocket* client, const QByteArray& line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject())
        return write(client, refusedOrder(u"not a JSON object"_s));
    const QJsonObject order = document.object();
    const QString command = order[u"command"_s].toString();
    if (command == u"wait")
        return wait(client, order[u"for"_s].toString());
    if (command == u"watch") {
        m_watchers.append(client);
        return write(client, {{u"ok"_s, true}});
    }
    write(client, obey(m_key, order));
}

void KeyControl::wait(QLocalSocket* client, const QString& condition)
{
    if (!conditions.contains(condition))
        return write(client, refusedOrder(u"for is one of "_s + conditions.join(u", "_s)));
    if (holds(condition))
        return write(client, {{u"ok"_s, true}});
    m_waits.append({client, condition});
}

bool KeyControl::holds(const QString& condition) const
{
    if (condition == u"touch-needed" || condition == u"touch-over")
        return m_key.isTouchNeeded() == (condition == u"touch-needed");
    if (condition == u"plugged" || condition == u"unplugged")
        return m_key.isPlugged() == (condition == u"plugged");
    return m_key.hasClient() == (condition == u"client");
}

void KeyControl::tell(const QString& event, const QString& name)
{
    QJsonObject line{{u"event"_s, event}};
    if (!name.isEmpty())
        line[u"name"_s] = name;
    for (const auto& watcher : m_watchers)
        write(watcher, line);
    m_watchers.removeIf([](const auto& watcher) { return watcher.isNull(); });
    m_waits.removeIf([&](const Wait& wait) {
        if (wait.client && wait.condition != event)
            return false;
        write(wait.client, {{u"ok"_s, true}});
        return true;
    });
}

void KeyControl::write(QLocalSocket* client, const QJsonObject& line)
{
    if (client != nullptr)
        client->write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
}

} // namespace keydesk::virtualkey
