#include "http/headerscanner.h"

#include <algorithm>

namespace keydesk {

namespace {

constexpr int longestRequestLine = 8 * 1024; // RFC 9112 section 3 asks for 8000 at least.

std::optional<Refusal> malformed(const char* reason)
{
    return Refusal{.status = 400, .code = ErrorCode::InvalidRequest, .reason = reason};
}

} // namespace

HeaderScanner::HeaderScanner(int maximumBytes, int maximumFields)
    : m_maximumBytes(maximumBytes),
      m_maximumRequestLine(std::min(longestRequestLine, maximumBytes / 2)),
      m_maximumFields(maximumFields)
{
}

void HeaderScanner::scan(QByteArrayView bytes)
{
    while (m_position < bytes.size() && !m_refusal && m_headerSize == 0) {
        m_refusal = look(static_cast<unsigned char>(bytes[m_position]));
        ++m_position;
        if (!m_refusal && m_headerSize == 0 && m_position >= m_maximumBytes)
            m_refusal = Refusal{.status = 431, .code = ErrorCode::TooLarge, .reason = "header section too large"};
    }
}

std::optional<Refusal> HeaderScanner::look(unsigned char byte)
{
    if (byte == '\n')
        return m_afterCarriageReturn ? endLine() : malformed("bare line feed");
    if (m_afterCarriageReturn)
        return malformed("bare carriage return");
    if (byte == '\r') {
        m_afterCarriageReturn = true;
        return {};
    }
    const bool isInRequestLine = m_lines == 0;
    if (isInRequestLine && (byte < 0x20 || byte > 0x7e))
        return malformed("request line is not visible ASCII");
    if (byte == 0x7f || (byte < 0x20 && byte != '\t'))
        return malformed("control character");
    if (m_lineLength == 0 && (byte == ' ' || byte == '\t'))
        return malformed("line starts with white space");
    ++m_lineLength;
    if (isInRequestLine && m_lineLength > m_maximumRequestLine)
        return Refusal{.status = 414, .code = ErrorCode::TooLarge, .reason = "request line too long"};
    return {};
}

std::optional<Refusal> HeaderScanner::endLine()
{
    m_afterCarriageReturn = false;
    if (m_lineLength == 0) {
        if (m_lines == 0)
            return malformed("empty line before the request line");
        m_headerSize = m_position + 1;
        return {};
    }
    m_lineLength = 0;
    ++m_lines;
    if (m_lines > m_maximumFields + 1)
        return Refusal{.status = 431, .code = ErrorCode::TooLarge, .reason = "too many header fields"};
    return {};
}

} // namespace keydesk
