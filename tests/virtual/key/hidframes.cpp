#include "virtual/key/hidframes.h"

#include <QtEndian>

namespace keydesk::virtualkey {

namespace {

constexpr qsizetype firstHead = 7;
constexpr qsizetype nextHead = 5;
constexpr quint8 firstReportBit = 0x80;

QByteArray channelBytes(quint32 channel)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(channel, bytes.data());
    return bytes;
}

} // namespace

HidMessage errorMessage(quint32 channel, HidError error)
{
    return {.channel = channel, .command = HidCommand::Error, .payload = QByteArray(1, static_cast<char>(error))};
}

QList<QByteArray> reportsOf(const HidMessage& message)
{
    Q_ASSERT(message.payload.size() <= longestHidMessage);
    const QByteArray channel = channelBytes(message.channel);
    QByteArray report = channel + static_cast<char>(static_cast<quint8>(message.command) | firstReportBit) +
                        static_cast<char>(message.payload.size() >> 8) + static_cast<char>(message.payload.size());
    report += message.payload.first(std::min(message.payload.size(), reportSize - firstHead));
    QList<QByteArray> reports{report.leftJustified(reportSize, '\0')};
    for (qsizetype start = reportSize - firstHead; start < message.payload.size(); start += reportSize - nextHead) {
        report = channel + static_cast<char>(reports.size() - 1) + message.payload.mid(start, reportSize - nextHead);
        reports.append(report.leftJustified(reportSize, '\0'));
    }
    return reports;
}

MessageAssembler::Step MessageAssembler::take(QByteArrayView report)
{
    const auto channel = qFromBigEndian<quint32>(report.data());
    const auto kind = static_cast<quint8>(report[4]);
    if ((kind & firstReportBit) != 0)
        return takeFirst(channel, report);
    return takeNext(channel, kind, report.sliced(nextHead));
}

MessageAssembler::Step MessageAssembler::takeFirst(quint32 channel, QByteArrayView report)
{
    const auto command = static_cast<HidCommand>(static_cast<quint8>(report[4]) & ~firstReportBit);
    const qsizetype size = qFromBigEndian<quint16>(report.data() + nextHead);
    const QByteArrayView data = report.sliced(firstHead);
    const bool isForAnother = isReceiving() && channel != m_message.channel;
    const bool isShort = size <= data.size();
    if (isForAnother && command == HidCommand::Init && isShort)
        return HidMessage{channel, command, data.first(size).toByteArray()};
    if (isForAnother && command == HidCommand::Cancel) // Never answered, not even with an error.
        return Nothing();
    if (isForAnother)
        return Problem{channel, HidError::ChannelBusy};
    if (isReceiving() && command == HidCommand::Cancel) {
        forget();
        return Nothing();
    }
    if (isReceiving() && command != HidCommand::Init) {
        forget();
        return Problem{channel, HidError::InvalidSequence};
    }
    forget();
    if (size > longestHidMessage)
        return Problem{channel, HidError::InvalidLength};
    m_message = {channel, command, {}};
    m_missing = size;
    return append(data);
}

MessageAssembler::Step MessageAssembler::takeNext(quint32 channel, quint8 sequence, QByteArrayView data)
{
    if (!isReceiving() || channel != m_message.channel) // Left over from something that ended.
        return Nothing();
    if (sequence != m_nextSequence) {
        forget();
        return Problem{channel, HidError::InvalidSequence};
    }
    ++m_nextSequence;
    return append(data);
}

MessageAssembler::Step MessageAssembler::append(QByteArrayView data)
{
    const qsizetype count = std::min(m_missing, data.size());
    m_message.payload += data.first(count);
    m_missing -= count;
    if (isReceiving())
        return Nothing();
    return std::exchange(m_message, {});
}

void MessageAssembler::forget()
{
    m_message = {};
    m_missing = 0;
    m_nextSequence = 0;
}

} // namespace keydesk::virtualkey
