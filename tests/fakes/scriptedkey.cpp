#include "fakes/scriptedkey.h"

#include <QCborArray>
#include <QCborValue>
#include <QFile>
#include <QtEndian>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace keydesk {

using Kind = ScriptedKey::Reply::Kind;

struct ScriptedKey::Conversation
{
    int connection;
    quint32 channel = 0;
    quint8 command = 0;
    QByteArray message;
    qsizetype size = 0;
    Reply running{.kind = Kind::Silence};
    quint32 lastChannel = 0;

    void send(const QByteArray& report) const
    {
        (void)!::send(connection, report.constData(), static_cast<std::size_t>(report.size()), MSG_NOSIGNAL);
    }
    void sendPadded(const QByteArray& start) const { send(start.leftJustified(64, '\0')); }
    void answer(quint8 with, const QByteArray& payload) const
    {
        QByteArray report(7, '\0');
        qToBigEndian(channel, report.data());
        report[4] = static_cast<char>(0x80 | with);
        qToBigEndian(static_cast<quint16>(payload.size()), report.data() + 5);
        sendPadded(report + payload.first(std::min<qsizetype>(57, payload.size())));
        char sequence = 0;
        for (qsizetype at = 57; at < payload.size(); at += 59)
            sendPadded(report.first(4) + sequence++ + payload.mid(at, 59));
    }
};

ScriptedKey::ScriptedKey(QString path, Script script, quint8 capabilities)
    : m_path(std::move(path)), m_script(std::move(script)), m_capabilities(capabilities)
{
    plug();
}

ScriptedKey::~ScriptedKey()
{
    unplug();
}

void ScriptedKey::plug()
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(m_path);
    std::memcpy(address.sun_path, name.constData(), static_cast<std::size_t>(name.size()));
    ::unlink(name.constData());
    m_listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::bind(m_listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(m_listener, 4) != 0)
        qFatal("The scripted key has no socket");
    m_isStopping = false;
    m_thread = std::thread([this] { run(); });
}

void ScriptedKey::unplug()
{
    m_isStopping = true;
    if (m_thread.joinable())
        m_thread.join();
    if (m_listener >= 0)
        ::close(m_listener);
    m_listener = -1;
    QFile::remove(m_path);
}

void ScriptedKey::run()
{
    while (!m_isStopping) {
        pollfd polled{m_listener, POLLIN, 0};
        if (::poll(&polled, 1, 5) <= 0)
            continue;
        const int connection = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        m_isConnected = true;
        serve(connection);
        m_isConnected = false;
        ::close(connection);
    }
}

void ScriptedKey::serve(int connection)
{
    Conversation conversation{.connection = connection, .message = {}};
    QByteArray bytes;
    int turns = 0;
    while (!m_isStopping) {
        pollfd polled{connection, POLLIN, 0};
        const int ready = ::poll(&polled, 1, 5);
        if (ready > 0) {
            char piece[4096];
            const ssize_t size = ::recv(connection, piece, sizeof piece, 0);
            if (size <= 0)
                return;
            bytes.append(piece, size);
            for (; bytes.size() >= 64; bytes.remove(0, 64))
                if (!handle(conversation, bytes.first(64)))
                    return;
        } else if (++turns % 4 == 0 && !perform(conversation)) {
            return;
        }
    }
}

bool ScriptedKey::handle(Conversation& conversation, const QByteArray& report)
{
    const auto channel = qFromBigEndian<quint32>(report.constData());
    const auto first = static_cast<quint8>(report[4]);
    if ((first & 0x80) == 0) {
        conversation.message += report.mid(5, conversation.size - conversation.message.size());
        return conversation.message.size() < conversation.size || finish(conversation);
    }
    if (first == 0x91) {
        const std::lock_guard lock(m_mutex);
        m_received.append(std::make_pair(quint8(first & 0x7f), QByteArray()));
        if (conversation.running.kind == Kind::AfterTouch || conversation.running.kind == Kind::Processing) {
            conversation.running = {.kind = Kind::Silence};
            conversation.answer(conversation.command, status(0x2d));
        }
        return true;
    }
    conversation.channel = channel;
    conversation.command = first & 0x7f;
    conversation.size = qFromBigEndian<quint16>(report.constData() + 5);
    conversation.message = report.mid(7, conversation.size);
    return conversation.message.size() < conversation.size || finish(conversation);
}

bool ScriptedKey::finish(Conversation& conversation)
{
    {
        const std::lock_guard lock(m_mutex);
        m_received.append({conversation.command, conversation.message});
    }
    conversation.running = m_script(conversation.command, conversation.message);
    if (conversation.command == 0x06 && conversation.running.kind == Kind::Answer &&
        conversation.running.payload.isEmpty()) {
        QByteArray reply = conversation.message + QByteArray(9, '\0');
        qToBigEndian(++conversation.lastChannel, reply.data() + 8);
        reply[12] = 2;
        reply[16] = static_cast<char>(m_capabilities);
        conversation.running.payload = reply;
    }
    return perform(conversation);
}

bool ScriptedKey::perform(Conversation& conversation)
{
    Reply& reply = conversation.running;
    const quint8 command = reply.command != 0 ? reply.command : conversation.command;
    switch (reply.kind) {
    case Kind::Unplug:
        return false;
    case Kind::Silence:
        return true;
    case Kind::Processing:
        conversation.answer(0x3b, QByteArray(1, 1));
        return true;
    case Kind::AfterTouch:
        if (!m_isTouched.exchange(false)) {
            conversation.answer(0x3b, QByteArray(1, 2));
            return true;
        }
        conversation.answer(0x3b, QByteArray(1, 1));
        [[fallthrough]];
    case Kind::Answer:
        conversation.answer(command, reply.payload);
        break;
    case Kind::Raw:
        for (qsizetype at = 0; at + 64 <= reply.payload.size(); at += 64) {
            QByteArray report = reply.payload.mid(at, 64);
            if (report.startsWith(QByteArray(4, '\0')))
                qToBigEndian(conversation.channel, report.data());
            conversation.send(report);
        }
        if (reply.payload.size() % 64 != 0)
            conversation.send(reply.payload.last(reply.payload.size() % 64));
        break;
    }
    conversation.running = {.kind = Kind::Silence};
    return true;
}

QList<std::pair<quint8, QByteArray>> ScriptedKey::received() const
{
    const std::lock_guard lock(m_mutex);
    return m_received;
}

int ScriptedKey::count(quint8 command) const
{
    int number = 0;
    for (const auto& [kind, message] : received())
        number += kind == command ? 1 : 0;
    return number;
}

QByteArray ScriptedKey::ok(const QCborMap& map)
{
    return QByteArray(1, '\0') + (map.isEmpty() ? QByteArray() : QCborValue(map).toCbor());
}

QByteArray ScriptedKey::info(const QList<std::pair<QString, bool>>& options, QCborMap more)
{
    QCborMap named;
    for (const auto& [name, value] : options)
        named.insert(name, value);
    QCborMap map{{1, QCborArray{QStringLiteral("FIDO_2_0"), QStringLiteral("FIDO_2_1")}},
                 {3, QByteArray(16, 'k')},
                 {4, named},
                 {5, 1200}};
    for (auto member = more.cbegin(); member != more.cend(); ++member)
        map.insert(member.key(), member.value());
    return ok(map);
}

} // namespace keydesk
