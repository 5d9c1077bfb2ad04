#pragma once

#include "http/refusal.h"

#include <QByteArrayView>
#include <optional>

namespace keydesk {

/// Finds the end of a request's header section (RFC 9112 section 2.1) in bytes that arrive in any pieces, and refuses
/// on the way what a parser might read in two ways: bare CR or LF, control characters, folded lines, a leading empty
/// line, and anything over the limits. Each byte is looked at once.
class HeaderScanner
{
public:
    HeaderScanner(int maximumBytes, int maximumFields);

    /// The bytes start with the request's first byte; those seen in earlier calls are not looked at again.
    void scan(QByteArrayView bytes);

    /// Including the empty line at its end; 0 while it is incomplete.
    qsizetype headerSize() const { return m_headerSize; }
    const std::optional<Refusal>& refusal() const { return m_refusal; }

private:
    std::optional<Refusal> look(unsigned char byte);
    std::optional<Refusal> endLine();

    int m_maximumBytes;
    int m_maximumRequestLine;
    int m_maximumFields;
    qsizetype m_position = 0;
    qsizetype m_headerSize = 0;
    int m_lines = 0;
    qsizetype m_lineLength = 0;
    bool m_afterCarriageReturn = false;
    std::optional<Refusal> m_refusal;
};

} // namespace keydesk
