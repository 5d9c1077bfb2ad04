#include "virtual/key/hidtransport.h"

#include <QtEndian>

namespace keydesk::virtualkey {

using namespace std::chrono_literals;

namespace {

constexpr auto nextReportWithin = 500ms;
constexpr auto keepAliveEvery = 75ms; // At most 100 (section 11.2.9.1.5); timers are late, never early.
constexpr qsizetype nonceSize = 8;
constexpr char protocolVersion = 2;
constexpr char canWink = 0x01;
constexpr char canCborBit = 0x04;

} // namespace

HidTransport::HidTransport(bool canCbor, QObject* parent) : QObject(parent), m_canCbor(canCbor)
{
    m_receiving.setSingleShot(true);
    m_receiving.setInterval(nextReportWithin);
    connect(&m_receiving, &QTimer::timeout, this, [this] {
        const quint32 channel = m_assembler.channel();
        m_assembler.forget();
        refuse(channel, HidError::MessageTimeout);
    });
    m_keepAlive.setTimerType(Qt::PreciseTimer);
    m_keepAlive.setInterval(keepAliveEvery);
    connect(&m_keepAlive, &QTimer::timeout, this, &HidTransport::keepAlive);
}

void HidTransport::powerUp()
{
    drop();
    loseClient();
    m_lastChannel = 0;
}

void HidTransport::loseClient()
{
    m_assembler.forget();
    m_receiving.stop();
}

void HidTransport::receive(QByteArrayView report)
{
    const auto step = m_assembler.take(report);
    if (m_assembler.isReceiving())
        m_receiving.start();
    else
        m_receiving.stop();
    if (const auto* message = std::get_if<HidMessage>(&step))
        handle(*message);
    else if (const auto* problem = std::get_if<MessageAssembler::Problem>(&step))
        refuse(problem->channel, isAllocated(problem->channel) ? problem->error : HidError::InvalidChannel);
}

void HidTransport::handle(const HidMessage& message)
{
    if (message.command == HidCommand::Init && (message.channel == broadcastChannel || isAllocated(message.channel)))
        return initialise(message);
    if (!isAllocated(message.channel))
        return refuse(message.channel, HidError::InvalidChannel);
    if (message.command == HidCommand::Cancel) {
        if (m_busy && m_busy->channel == message.channel && m_busy->command == HidCommand::Cbor)
            Q_EMIT cancelled();
        return; // Never answered itself.
    }
    if (isBusy())
        return refuse(message.channel, HidError::ChannelBusy);
    switch (message.command) {
    case HidCommand::Ping:
        Q_EMIT messageReady(message);
        return;
    case HidCommand::Wink:
        Q_EMIT winked();
        Q_EMIT messageReady({message.channel, HidCommand::Wink, {}});
        return;
    case HidCommand::Msg:
    case HidCommand::Cbor:
        return begin(message);
    default:
        refuse(message.channel, HidError::InvalidCommand);
    }
}

/// On the broadcast channel: gives a new one. On a channel: whatever it was doing ends, in silence.
void HidTransport::initialise(const HidMessage& message)
{
    if (message.payload.size() != nonceSize)
        return refuse(message.channel, HidError::InvalidLength);
    if (m_busy && m_busy->channel == message.channel) {
        drop();
        Q_EMIT abandoned();
    }
    const quint32 channel = message.channel == broadcastChannel ? ++m_lastChannel : message.channel;
    QByteArray channelBytes(4, '\0');
    qToBigEndian(channel, channelBytes.data());
    const QByteArray version("\x01\x00\x00", 3);
    const char capabilities = m_canCbor ? canWink | canCborBit : canWink;
    Q_EMIT messageReady(
        {message.channel, HidCommand::Init, message.payload + channelBytes + protocolVersion + version + capabilities});
}

void HidTransport::begin(const HidMessage& message)
{
    if (message.command == HidCommand::Cbor && !m_canCbor)
        return refuse(message.channel, HidError::InvalidCommand);
    if (message.payload.isEmpty())
        return refuse(message.channel, HidError::InvalidLength);
    m_busy = Transaction{message.channel, message.command};
    m_status = Status::Processing;
    if (message.command == HidCommand::Cbor)
        m_keepAlive.start();
    Q_EMIT requested(message.command, message.payload);
}

void HidTransport::answer(const QByteArray& payload)
{
    if (!m_busy)
        return;
    const Transaction ended = *m_busy;
    drop();
    Q_EMIT messageReady({ended.channel, ended.command, payload});
}

void HidTransport::drop()
{
    m_busy.reset();
    m_keepAlive.stop();
}

void HidTransport::setStatus(Status status)
{
    if (!m_busy || m_status == status)
        return;
    m_status = status;
    if (m_busy->command == HidCommand::Cbor) {
        keepAlive();
        m_keepAlive.start();
    }
}

void HidTransport::keepAlive()
{
    Q_EMIT messageReady({m_busy->channel, HidCommand::KeepAlive, QByteArray(1, static_cast<char>(m_status))});
}

void HidTransport::refuse(quint32 channel, HidError error)
{
    Q_EMIT messageReady(errorMessage(channel, error));
}

} // namespace keydesk::virtualkey
