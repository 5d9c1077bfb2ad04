#pragma once

#include "http/refusal.h"

#include <QByteArray>
#include <optional>

namespace keydesk {

/// Decodes a chunked body (RFC 9112 section 7.1), one byte after another, and refuses what the parser at hand lets pass
/// or reads differently depending on how bytes arrive: chunk extensions, whose quoted strings may hold line ends, and
/// trailer sections, which would add fields after the header was checked. Nobody who talks to this service sends
/// either.
class ChunkedBody
{
public:
    explicit ChunkedBody(qsizetype maximumBytes) : m_left(maximumBytes) {}

    /// Appends what it decodes to the body. Returns how many bytes it used: all, unless it is complete or refuses.
    qsizetype feed(QByteArrayView bytes, QByteArray& body);

    bool isComplete() const { return m_state == State::Complete; }
    const std::optional<Refusal>& refusal() const { return m_refusal; }

private:
    enum class State { Size, SizeEnd, Data, DataEnd, DataEndLine, LastEnd, LastEndLine, Complete };

    std::optional<Refusal> look(char byte);
    std::optional<Refusal> addDigit(int digit);
    std::optional<Refusal> endSize();

    State m_state = State::Size;
    qsizetype m_left; ///< That the body may still grow by.
    qint64 m_chunk = 0;
    int m_digits = 0;
    std::optional<Refusal> m_refusal;
};

/// Appends without leaving the old bytes on the heap when it has to grow.
void appendWiping(QByteArray& bytes, QByteArrayView more);

} // namespace keydesk
