#include "devices/socketsource.h"

#include "devices/descriptorport.h"

#include <QFile>
#include <QFileInfo>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace keydesk {

using namespace std::chrono_literals;

namespace {

Descriptor connectTo(const QString& path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    if (static_cast<std::size_t>(name.size()) >= sizeof address.sun_path)
        return Descriptor();
    std::memcpy(address.sun_path, name.constData(), static_cast<std::size_t>(name.size()));
    Descriptor connection(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    // A Unix socket connects at once or not at all.
    if (::connect(connection.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return Descriptor();
    return connection;
}

} // namespace

SocketSource::SocketSource(QString path, ReportLink::Times times, QObject* parent)
    : KeySource(parent), m_path(std::move(path)), m_times(times)
{
    m_timer.setInterval(100ms);
    connect(&m_timer, &QTimer::timeout, this, &SocketSource::tryToConnect);
}

void SocketSource::start()
{
    m_timer.start();
    tryToConnect();
}

void SocketSource::forget(const QString& place)
{
    if (place == m_path)
        m_timer.start();
}

void SocketSource::tryToConnect()
{
    Descriptor connection = connectTo(m_path);
    if (!connection.isOpen())
        return;
    m_timer.stop();
    Q_EMIT found({.place = m_path,
                  .product = QFileInfo(m_path).completeBaseName(),
                  .link = std::make_shared<ReportLink>(std::make_unique<SocketPort>(std::move(connection)), m_times)});
}

std::unique_ptr<KeySource> virtualKeySource(const QString& path)
{
    return std::make_unique<SocketSource>(path);
}

} // namespace keydesk
