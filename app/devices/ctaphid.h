#pragma once

#include <QByteArray>
#include <array>
#include <cstdint>
#include <optional>

namespace keydesk {

/// One HID report: what travels in either direction (CTAP 2.1, section 11.2.4).
using Report = std::array<unsigned char, 64>;

namespace ctaphid {

inline constexpr std::uint32_t broadcast = 0xffffffff;
inline constexpr qsizetype maximumMessage = 7609; ///< 57 bytes and 128 continuations of 59 bytes.

enum Command : std::uint8_t {
    Message = 0x03, ///< U2F.
    Init = 0x06,
    Cbor = 0x10,
    Cancel = 0x11,
    KeepAlive = 0x3b,
    Failure = 0x3f,
};
enum KeepAliveStatus : std::uint8_t { Processing = 1, TouchNeeded = 2 };
enum FailureCode : std::uint8_t { ChannelBusy = 0x06, LockRequired = 0x0a };

std::uint32_t channelOf(const Report& report);
/// A report that asks the key to give up what it does on a channel (section 11.2.9.1.5).
Report cancelReport(std::uint32_t channel);

} // namespace ctaphid

/// Follows the conversation with a key, report by report, and knows what libfido2 does not tell: that the key waits for
/// a touch, which reports are not meant for us, and that an answer would make the library run out of memory.
class CtapHidConversation
{
public:
    enum class Verdict {
        Pass,   ///< Part of the answer.
        Drop,   ///< A keep-alive, or not for us.
        Refuse, ///< The key breaks the protocol, or says that something went wrong; failure().
    };

    void sent(const Report& report);
    Verdict received(const Report& report);

    bool isTouchNeeded() const { return m_isTouchNeeded; }
    /// A request was sent on a channel of our own and has no complete answer yet.
    bool isAwaitingAnswer() const { return m_isAwaiting && m_channel != ctaphid::broadcast; }
    bool canCancel() const { return isAwaitingAnswer() && m_command == ctaphid::Cbor; }
    std::uint32_t channel() const { return m_channel; }
    std::optional<int> failure() const { return m_failure; }
    /// For the log.
    std::uint8_t command() const { return m_command; }

private:
    Verdict receivedFirst(const Report& report);
    Verdict receivedNext(const Report& report);
    Verdict take(QByteArrayView data);
    bool isAnswerToInit(const Report& report) const;
    Verdict finishAnswer();
    bool isRequestForTouch() const;

    std::uint32_t m_channel = ctaphid::broadcast;
    std::uint8_t m_command = 0;
    QByteArray m_request; ///< The first bytes only: nonce, CTAP command or APDU header.
    bool m_isAwaiting = false;
    bool m_isAnswering = false;
    QByteArray m_answer;
    qsizetype m_answerSize = 0;
    int m_next = 0; ///< Sequence number of the next continuation.
    bool m_isTouchNeeded = false;
    std::optional<int> m_failure;
};

/// CTAP answers may claim to be the first of any number of parts, and the library makes room for all of them at once
/// (1.12: numberOfCredentials of getAssertion, totalCredentials and totalRPs of credential management). False when the
/// claim is more than any key holds. The answer is status byte and CBOR map.
bool hasBelievableCounts(std::uint8_t ctapCommand, QByteArrayView answer);

/// The library makes room for as many members as a list or map says it has, before it reads any (libcbor 0.8: 27 GB for
/// an answer of 300 bytes). False when one claims more than there are bytes left. The answer is status byte and CBOR.
bool hasBelievableSizes(QByteArrayView answer);

} // namespace keydesk
