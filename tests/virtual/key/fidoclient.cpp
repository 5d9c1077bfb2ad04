#include "virtual/key/fidoclient.h"

#include "virtual/key/hidframes.h"
#include "virtual/key/keycommand.h"

#include <QJsonDocument>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace keydesk::virtualkey {

namespace {

// The device's handle is its descriptor plus one: 0 would mean "not opened".
int descriptorOf(void* handle)
{
    return static_cast<int>(reinterpret_cast<std::intptr_t>(handle)) - 1;
}

void* openSocket(const char* path)
{
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, path, sizeof address.sun_path);
    if (::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(descriptor);
        return nullptr;
    }
    return reinterpret_cast<void*>(static_cast<std::intptr_t>(descriptor) + 1);
}

void closeSocket(void* handle)
{
    ::close(descriptorOf(handle));
}

int readReport(void* handle, unsigned char* bytes, std::size_t size, int milliseconds)
{
    std::size_t count = 0;
    while (count < size) {
        pollfd waiting{.fd = descriptorOf(handle), .events = POLLIN, .revents = 0};
        if (::poll(&waiting, 1, milliseconds) != 1)
            return -1;
        const ssize_t more = ::read(descriptorOf(handle), bytes + count, size - count);
        if (more <= 0)
            return -1;
        count += static_cast<std::size_t>(more);
    }
    return static_cast<int>(count);
}

/// The first byte is the report id, which does not travel.
int writeReport(void* handle, const unsigned char* bytes, std::size_t size)
{
    const ssize_t count = ::send(descriptorOf(handle), bytes + 1, size - 1, MSG_NOSIGNAL);
    return count == static_cast<ssize_t>(size) - 1 ? static_cast<int>(size) : -1;
}

constexpr fido_dev_io_t socketFunctions{openSocket, closeSocket, readReport, writeReport};

} // namespace

RunningKey::RunningKey(const QStringList& options)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(KEYDESK_BIN_DIR "/keydesk-key"),
                    QStringList{u"--headless"_s, u"--socket"_s, socket(), u"--control"_s, control(), u"--data"_s,
                                m_folder.filePath(u"data"_s)} +
                        options);
    if (!m_process.waitForReadyRead() || !m_process.readAll().contains("ready"))
        qFatal("keydesk-key did not start");
}

RunningKey::~RunningKey()
{
    m_process.kill();
    m_process.waitForFinished();
}

QJsonObject RunningKey::tell(const QString& order) const
{
    const auto answer = virtualkey::tell(control(), order);
    if (!answer)
        qFatal("%s", qUtf8Printable(answer.error().context));
    return QJsonDocument::fromJson(*answer).object();
}

QJsonObject RunningKey::tell(const QJsonObject& order) const
{
    return tell(QString::fromUtf8(QJsonDocument(order).toJson(QJsonDocument::Compact)));
}

void RunningKey::waitFor(const char* condition) const
{
    tell(QJsonObject{{u"command"_s, u"wait"_s}, {u"for"_s, QString::fromLatin1(condition)}});
}

void RunningKey::replug() const
{
    tell(u"unplug"_s);
    tell(u"plug"_s);
}

FidoClient::FidoClient(const RunningKey& key) : m_path(key.socket().toUtf8())
{
    fido_init(0); // For this thread.
    reopen();
}

FidoClient::~FidoClient()
{
    fido_dev_close(m_device);
    fido_dev_free(&m_device);
}

void FidoClient::reopen(int timeout)
{
    if (m_device != nullptr)
        fido_dev_close(m_device);
    fido_dev_free(&m_device);
    m_device = fido_dev_new();
    fido_dev_set_io_functions(m_device, &socketFunctions);
    fido_dev_set_timeout(m_device, timeout);
    m_opened = fido_dev_open(m_device, m_path.constData());
}

} // namespace keydesk::virtualkey
