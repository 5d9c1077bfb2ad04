#pragma once

#include <QByteArray>
#include <QList>
#include <optional>
#include <variant>

namespace keydesk::virtualkey {

/// CTAPHID, CTAP 2.1 section 11.2.
constexpr qsizetype reportSize = 64;
constexpr qsizetype longestHidMessage = 7609; ///< One first report and 128 more.
constexpr quint32 broadcastChannel = 0xffffffff;

enum class HidCommand : quint8 {
    Ping = 0x01,
    Msg = 0x03,
    Lock = 0x04,
    Init = 0x06,
    Wink = 0x08,
    Cbor = 0x10,
    Cancel = 0x11,
    KeepAlive = 0x3b,
    Error = 0x3f,
};

enum class HidError : quint8 {
    InvalidCommand = 0x01,
    InvalidParameter = 0x02,
    InvalidLength = 0x03,
    InvalidSequence = 0x04,
    MessageTimeout = 0x05,
    ChannelBusy = 0x06,
    InvalidChannel = 0x0b,
};

/// A message of any length, outside of its reports.
struct HidMessage
{
    quint32 channel = 0;
    HidCommand command = HidCommand::Error;
    QByteArray payload;
};

HidMessage errorMessage(quint32 channel, HidError error);

/// The message as reports of 64 bytes. A longer payload than allowed is a programming error.
QList<QByteArray> reportsOf(const HidMessage& message);

/// Puts messages together from reports. Knows nothing of which channels there are.
class MessageAssembler
{
public:
    struct Nothing
    {
    };
    struct Problem
    {
        quint32 channel = 0;
        HidError error = HidError::InvalidSequence;
    };
    using Step = std::variant<Nothing, HidMessage, Problem>;

    /// The report has 64 bytes. INIT passes even in the middle of another channel's message.
    Step take(QByteArrayView report);
    bool isReceiving() const { return m_missing > 0; }
    quint32 channel() const { return m_message.channel; }
    /// Gives the unfinished message up.
    void forget();

private:
    Step takeFirst(quint32 channel, QByteArrayView report);
    Step takeNext(quint32 channel, quint8 sequence, QByteArrayView data);
    Step append(QByteArrayView data);

    HidMessage m_message;
    qsizetype m_missing = 0;
    quint8 m_nextSequence = 0;
};

} // namespace keydesk::virtualkey
