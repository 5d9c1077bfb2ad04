#include "http/chunkedbody.h"

#include "base/secret.h"

#include <algorithm>
#include <utility>

namespace keydesk {

namespace {

constexpr int mostDigits = 8; ///< Leading zeros included: 4 GiB is more than any limit.

std::optional<Refusal> malformed(const char* reason)
{
    return Refusal{.status = 400, .code = ErrorCode::InvalidRequest, .reason = reason};
}

int hexDigit(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    const char lower = static_cast<char>(byte | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

qsizetype ChunkedBody::feed(QByteArrayView bytes, QByteArray& body)
{
    qsizetype used = 0;
    while (used < bytes.size() && !isComplete() && !m_refusal) {
        if (m_state != State::Data) {
            m_refusal = look(bytes[used]);
            ++used;
            continue;
        }
        const qsizetype count = std::min<qsizetype>(m_chunk, bytes.size() - used);
        appendWiping(body, bytes.sliced(used, count));
        used += count;
        m_chunk -= count;
        if (m_chunk == 0)
            m_state = State::DataEnd;
    }
    return used;
}

std::optional<Refusal> ChunkedBody::look(char byte)
{
    const auto expect = [&](char expected, State next) -> std::optional<Refusal> {
        if (byte != expected)
            return malformed("chunk does not end as it should");
        m_state = next;
        return {};
    };
    switch (m_state) {
    case State::Size:
        if (const int digit = hexDigit(byte); digit >= 0)
            return addDigit(digit);
        if (m_digits == 0)
            return malformed("chunk size is not a number");
        return expect('\r', State::SizeEnd);
    case State::SizeEnd:
        return byte == '\n' ? endSize() : malformed("chunk size does not end as it should");
    case State::DataEnd:
        return expect('\r', State::DataEndLine);
    case State::DataEndLine:
        m_digits = 0;
        return expect('\n', State::Size);
    case State::LastEnd:
        return expect('\r', State::LastEndLine);
    case State::LastEndLine:
        return expect('\n', State::Complete);
    case State::Data:
    case State::Complete:
        break;
    }
    return {};
}

std::optional<Refusal> ChunkedBody::addDigit(int digit)
{
    if (++m_digits > mostDigits)
        return malformed("chunk size has too many digits");
    m_chunk = m_chunk * 16 + digit;
    return {};
}

std::optional<Refusal> ChunkedBody::endSize()
{
    if (m_chunk > m_left)
        return Refusal{.status = 413, .code = ErrorCode::TooLarge, .reason = "body too large"};
    m_left -= m_chunk;
    m_state = m_chunk == 0 ? State::LastEnd : State::Data;
    return {};
}

void appendWiping(QByteArray& bytes, QByteArrayView more)
{
    if (bytes.size() + more.size() > bytes.capacity()) {
        QByteArray larger;
        larger.reserve(std::max(2 * bytes.capacity(), bytes.size() + more.size()));
        larger.append(bytes);
        wipe(bytes);
        bytes = std::move(larger);
    }
    bytes.append(more.data(), more.size());
}

} // namespace keydesk
