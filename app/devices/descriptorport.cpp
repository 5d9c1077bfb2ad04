#include "devices/descriptorport.h"

#include <QFile>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <unistd.h>

namespace keydesk {

namespace {

int pollTime(QDeadlineTimer until)
{
    if (until.isForever())
        return -1;
    // Rounded up: a poll of 0 ms would turn the last millisecond into a busy loop.
    return static_cast<int>(std::min<qint64>((until.remainingTimeNSecs() + 999'999) / 1'000'000, 3'600'000));
}

bool isPassing(int error)
{
    return error == EINTR || error == EAGAIN;
}

} // namespace

Descriptor::~Descriptor()
{
    if (m_number >= 0)
        ::close(m_number);
}

DescriptorPort::DescriptorPort(Framing framing) : m_framing(framing), m_waker(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
}

void DescriptorPort::setDescriptor(Descriptor descriptor)
{
    m_descriptor = std::move(descriptor);
    m_partialSize = 0;
}

void DescriptorPort::wake()
{
    const std::uint64_t one = 1;
    while (::write(m_waker.number(), &one, sizeof one) < 0 && errno == EINTR) {
    }
}

ReportPort::Status DescriptorPort::waitFor(short events, bool untilWoken, QDeadlineTimer until)
{
    pollfd polled[] = {{number(), events, 0}, {untilWoken ? m_waker.number() : -1, POLLIN, 0}};
    int ready = 0;
    do {
        ready = ::poll(polled, 2, pollTime(until));
    } while (ready < 0 && errno == EINTR);
    if (ready < 0)
        return Status::Removed;
    if ((polled[1].revents & POLLIN) != 0) {
        std::uint64_t count = 0;
        (void)!::read(m_waker.number(), &count, sizeof count);
        return Status::Woken;
    }
    if ((polled[0].revents & events) != 0)
        return Status::Done; // What came before the end is still read.
    if (polled[0].revents != 0)
        return Status::Removed; // POLLHUP, POLLERR, POLLNVAL: taken out.
    return Status::TimedOut;
}

ssize_t DescriptorPort::write(const unsigned char* bytes, std::size_t size)
{
    if (m_framing == Framing::Hidraw)
        return ::write(number(), bytes, size);
    return ::send(number(), bytes, size, MSG_NOSIGNAL); // A key that goes must not end the program by SIGPIPE.
}

ReportPort::Status DescriptorPort::send(const Report& report, QDeadlineTimer until)
{
    std::array<unsigned char, 1 + sizeof(Report)> bytes{}; // The first is the report id 0.
    std::copy(report.begin(), report.end(), bytes.begin() + 1);
    std::size_t at = m_framing == Framing::Hidraw ? 0 : 1;
    while (at < bytes.size()) {
        const ssize_t written = write(bytes.data() + at, bytes.size() - at);
        if (written > 0) {
            at += static_cast<std::size_t>(written);
        } else if (written < 0 && errno != EINTR) {
            if (errno != EAGAIN)
                return Status::Removed;
            if (const Status status = waitFor(POLLOUT, false, until); status != Status::Done)
                return status;
        }
    }
    return Status::Done;
}

ReportPort::Status DescriptorPort::receive(Report& report, QDeadlineTimer until)
{
    for (;;) {
        if (const Status status = waitFor(POLLIN, true, until); status != Status::Done)
            return status;
        const ssize_t size = ::read(number(), m_partial.data() + m_partialSize, m_partial.size() - m_partialSize);
        if (size < 0 && isPassing(errno))
            continue;
        if (size <= 0)
            return Status::Removed; // EIO and ENODEV from the kernel, the end of a stream.
        m_partialSize += static_cast<std::size_t>(size);
        if (m_partialSize < m_partial.size()) {
            if (m_framing == Framing::Hidraw)
                m_partialSize = 0; // Half a report is none: whatever it is, it is not CTAPHID.
            continue;
        }
        report = m_partial;
        m_partialSize = 0;
        return Status::Done;
    }
}

HidrawPort::HidrawPort(QString node) : DescriptorPort(Framing::Hidraw), m_node(std::move(node)) {}

std::optional<KeyProblem> HidrawPort::open()
{
    Descriptor descriptor(::open(QFile::encodeName(m_node).constData(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
    if (!descriptor.isOpen())
        return errno == EACCES || errno == EPERM ? KeyProblem::NoAccess : KeyProblem::Removed;
    // The library's own way in waits for the lock in growing sleeps, 21 s in all; who holds it is told at once here.
    if (::flock(descriptor.number(), LOCK_EX | LOCK_NB) != 0)
        return KeyProblem::HeldByAnother;
    setDescriptor(std::move(descriptor));
    return {};
}

void HidrawPort::close()
{
    setDescriptor(Descriptor());
}

SocketPort::SocketPort(Descriptor connection) : DescriptorPort(Framing::Stream)
{
    setDescriptor(std::move(connection));
}

std::optional<KeyProblem> SocketPort::open()
{
    if (!drain())
        return KeyProblem::Removed;
    return {};
}

bool SocketPort::drain()
{
    constexpr int most = 1000; // A key that floods is left to the command's time budget.
    Report report;
    for (int i = 0; i < most; ++i) {
        const Status status = receive(report, QDeadlineTimer(0));
        if (status == Status::Removed)
            return false;
        if (status == Status::TimedOut)
            break;
    }
    return true;
}

} // namespace keydesk
