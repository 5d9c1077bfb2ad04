#pragma once

#include "http/message.h"
#include "http/refusal.h"
#include "http/requesthead.h"

#include <memory>
#include <optional>

namespace keydesk {

struct HttpLimits;

/// Bytes of one connection → requests, one after another (RFC 9112). What the bytes mean does not depend on the pieces
/// they arrive in. Holds at most one request and what follows it in the piece that completed it; wipes what it lets go.
/// Not thread-safe.
class RequestReader
{
public:
    enum class State {
        Waiting, ///< No byte of a request yet.
        Header,
        Body,
        Complete, ///< take() it; further bytes wait for next().
        Refused,  ///< For good: what follows cannot be told apart from the body.
    };

    explicit RequestReader(const HttpLimits& limits);
    ~RequestReader();

    State state() const { return m_state; }
    void feed(QByteArrayView bytes);
    /// Looks for the next request in the bytes left over, after the last one was taken and answered.
    void next();

    /// From Complete; peer and requestId are the connection's to fill in.
    HttpRequest take();
    /// In Body and Complete, until next().
    const RequestHead& head() const;
    const Refusal& refusal() const { return *m_refusal; }
    /// "Expect: 100-continue" and nothing of the body here yet (RFC 9110 section 10.1.1).
    bool waitsForContinue() const;

private:
    struct Current;

    void advance();
    void readHeader();
    void readBody();
    void consume(qsizetype count);
    void refuse(const Refusal& refusal);

    const HttpLimits& m_limits;
    State m_state = State::Waiting;
    QByteArray m_pending;
    std::unique_ptr<Current> m_current;
    std::optional<Refusal> m_refusal;
};

} // namespace keydesk
