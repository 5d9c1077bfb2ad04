#pragma once

#include <QByteArray>
#include <QHostAddress>

namespace keydesk {

/// Reads a PROXY protocol header, version 2, binary form ("The PROXY protocol", HAProxy, section 2.2), in pieces, and
/// never asks for a byte beyond its end: those belong to TLS.
class ProxyHeader
{
public:
    enum class State { Incomplete, Complete, Malformed };

    /// The first byte of every such header; a TLS record never starts with it.
    static constexpr char firstByte = '\r';

    State state() const { return m_state; }
    /// How many bytes to read next; 0 unless Incomplete.
    qsizetype wanted() const;
    /// At most wanted() bytes.
    void feed(QByteArrayView bytes);

    /// Who connected to the proxy; null when the proxy speaks for itself (LOCAL) or does not tell (UNSPEC).
    const QHostAddress& source() const { return m_source; }

private:
    void readFixedPart();
    void readAddresses();

    QByteArray m_bytes;
    qsizetype m_size = 0; ///< Of the whole header; 0 until the fixed part is read.
    State m_state = State::Incomplete;
    QHostAddress m_source;
};

} // namespace keydesk
