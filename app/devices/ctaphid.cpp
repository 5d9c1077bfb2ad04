#include "devices/ctaphid.h"

#include <QtEndian>
#include <algorithm>
#include <cstring>

namespace keydesk {

namespace {

constexpr qsizetype firstHeader = 7;
constexpr qsizetype nextHeader = 5;
constexpr std::uint8_t firstFlag = 0x80;
constexpr qsizetype nonceSize = 8;

// U2F Raw Message Formats, sections 4 and 5; ISO 7816-4 status words.
constexpr std::uint8_t u2fRegister = 0x01;
constexpr std::uint8_t u2fAuthenticate = 0x02;
constexpr std::uint8_t u2fSign = 0x03;
constexpr quint16 conditionsNotSatisfied = 0x6985;

QByteArrayView bytesOf(const Report& report)
{
    return {report.data(), static_cast<qsizetype>(report.size())};
}

bool isFirst(const Report& report)
{
    return (report[4] & firstFlag) != 0;
}

qsizetype lengthOf(const Report& report)
{
    return qFromBigEndian<quint16>(&report[5]);
}

} // namespace

std::uint32_t ctaphid::channelOf(const Report& report)
{
    return qFromBigEndian<quint32>(report.data());
}

Report ctaphid::cancelReport(std::uint32_t channel)
{
    Report report{};
    qToBigEndian(channel, report.data());
    report[4] = firstFlag | Cancel;
    return report;
}

void CtapHidConversation::sent(const Report& report)
{
    if (!isFirst(report)) {
        if (m_request.size() < nonceSize)
            m_request += bytesOf(report).sliced(nextHeader).first(nonceSize).toByteArray();
        return;
    }
    m_channel = ctaphid::channelOf(report);
    m_command = report[4] & ~firstFlag;
    m_request = bytesOf(report).sliced(firstHeader).first(nonceSize).toByteArray();
    m_isAwaiting = true;
    m_isAnswering = false;
    m_failure.reset();
    // A U2F key is asked again and again until it was touched: between two questions it still waits.
    if (m_command != ctaphid::Message)
        m_isTouchNeeded = false;
}

CtapHidConversation::Verdict CtapHidConversation::received(const Report& report)
{
    // Other programs' conversations, and what is left of an earlier one of ours, come on other channels.
    if (!m_isAwaiting || ctaphid::channelOf(report) != m_channel)
        return Verdict::Drop;
    return isFirst(report) ? receivedFirst(report) : receivedNext(report);
}

bool CtapHidConversation::isAnswerToInit(const Report& report) const
{
    return (report[4] & ~firstFlag) == ctaphid::Init &&
           bytesOf(report).sliced(firstHeader).first(nonceSize) == m_request;
}

CtapHidConversation::Verdict CtapHidConversation::receivedFirst(const Report& report)
{
    const std::uint8_t command = report[4] & ~firstFlag;
    if (command == ctaphid::KeepAlive) {
        m_isTouchNeeded = report[firstHeader] == ctaphid::TouchNeeded;
        return Verdict::Drop;
    }
    if (command == ctaphid::Failure) {
        m_failure = report[firstHeader];
        m_isAwaiting = false;
        return Verdict::Refuse;
    }
    if (m_channel == ctaphid::broadcast && !isAnswerToInit(report))
        return Verdict::Drop; // Somebody else's greeting.
    m_answerSize = lengthOf(report);
    if (command != m_command || m_isAnswering || m_answerSize > ctaphid::maximumMessage)
        return Verdict::Refuse;
    m_isAnswering = true;
    m_answer.clear();
    m_next = 0;
    return take(bytesOf(report).sliced(firstHeader));
}

CtapHidConversation::Verdict CtapHidConversation::receivedNext(const Report& report)
{
    if (!m_isAnswering || report[4] != m_next++)
        return Verdict::Refuse;
    return take(bytesOf(report).sliced(nextHeader));
}

CtapHidConversation::Verdict CtapHidConversation::take(QByteArrayView data)
{
    m_answer += data.first(std::min(data.size(), m_answerSize - m_answer.size())).toByteArray();
    return m_answer.size() < m_answerSize ? Verdict::Pass : finishAnswer();
}

/// U2F has no keep-alives: a key that needs a touch refuses, and is asked again. The same refusal to a mere look-up
/// (control byte 0x07) only means that the credential is on this key.
bool CtapHidConversation::isRequestForTouch() const
{
    if (m_answer.size() != 2 || qFromBigEndian<quint16>(m_answer.constData()) != conditionsNotSatisfied)
        return false;
    const auto instruction = static_cast<std::uint8_t>(m_request[1]);
    const auto control = static_cast<std::uint8_t>(m_request[2]);
    return instruction == u2fRegister || (instruction == u2fAuthenticate && control == u2fSign);
}

CtapHidConversation::Verdict CtapHidConversation::finishAnswer()
{
    m_isAwaiting = false;
    m_isAnswering = false;
    m_isTouchNeeded = m_command == ctaphid::Message && isRequestForTouch();
    if (m_command == ctaphid::Cbor &&
        !(hasBelievableSizes(m_answer) && hasBelievableCounts(static_cast<std::uint8_t>(m_request[0]), m_answer)))
        return Verdict::Refuse;
    return Verdict::Pass;
}

} // namespace keydesk
