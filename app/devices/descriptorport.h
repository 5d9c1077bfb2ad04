#pragma once

#include "devices/reportport.h"

#include <QString>
#include <sys/types.h>
#include <utility>

namespace keydesk {

/// A file descriptor that is closed when it goes.
class Descriptor
{
public:
    explicit Descriptor(int number = -1) : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    ~Descriptor();

    int number() const { return m_number; }
    bool isOpen() const { return m_number >= 0; }

private:
    int m_number;
};

/// Reports over a file descriptor: the whole difference between a real and a virtual key is how it is opened, and the
/// report id that the kernel wants before each report.
class DescriptorPort : public ReportPort
{
public:
    Status send(const Report& report, QDeadlineTimer until) override;
    Status receive(Report& report, QDeadlineTimer until) override;
    void wake() override;

protected:
    enum class Framing {
        Hidraw, ///< One report a read; a write begins with the report id 0.
        Stream, ///< Bare reports, in pieces of any size.
    };
    explicit DescriptorPort(Framing framing);
    /// None: closed.
    void setDescriptor(Descriptor descriptor);
    int number() const { return m_descriptor.number(); }

private:
    Status waitFor(short events, bool untilWoken, QDeadlineTimer until);
    ssize_t write(const unsigned char* bytes, std::size_t size);

    const Framing m_framing;
    Descriptor m_descriptor;
    Descriptor m_waker;
    Report m_partial{};
    std::size_t m_partialSize = 0;
};

/// A key on /dev/hidrawN. The node is locked while a command runs and closed between commands, so that other programs
/// can use the key too.
class HidrawPort final : public DescriptorPort
{
public:
    explicit HidrawPort(QString node);
    std::optional<KeyProblem> open() override;
    void close() override;

private:
    const QString m_node;
};

/// A virtual key at the other end of a connected Unix stream socket. The connection is the key: it lasts as long.
class SocketPort final : public DescriptorPort
{
public:
    explicit SocketPort(Descriptor connection);
    std::optional<KeyProblem> open() override;
    void close() override {}
    int idleDescriptor() const override { return number(); }
    bool drain() override;
};

} // namespace keydesk
