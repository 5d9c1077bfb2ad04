#include "http/requestreader.h"

#include "base/secret.h"
#include "http/chunkedbody.h"
#include "http/headerscanner.h"
#include "http/httpserver.h"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <cstring>
#include <limits>

namespace keydesk {

namespace beast = boost::beast;

namespace {

constexpr qsizetype readRoom = 16 * 1024; ///< What one read of the connection may add.

QByteArray toBytes(beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

Refusal refusalFor(const beast::error_code& error)
{
    if (error == beast::http::error::bad_version)
        return {.status = 505, .code = ErrorCode::InvalidRequest, .reason = "HTTP version is not 1.1"};
    return {.status = 400, .code = ErrorCode::InvalidRequest, .reason = "malformed request"};
}

/// A complete header section, as the scanner has found it, split into its parts.
std::optional<Refusal> parseHeader(QByteArrayView bytes, RawHead& head)
{
    beast::http::request_parser<beast::http::empty_body> parser;
    parser.header_limit(std::numeric_limits<std::uint32_t>::max()); // The scanner has a stricter one.
    parser.skip(true);                                              // The body is read here, strictly.
    beast::error_code error;
    const boost::asio::const_buffer buffer(bytes.data(), static_cast<std::size_t>(bytes.size()));
    const std::size_t parsed = parser.put(buffer, error);
    if (error)
        return refusalFor(error);
    if (parsed != buffer.size() || !parser.is_header_done())
        return Refusal{.reason = "header section ends early"};
    const auto& request = parser.get();
    head.method = toBytes(request.method_string());
    head.target = toBytes(request.target());
    head.version = static_cast<int>(request.version());
    for (const auto& field : request)
        head.fields.append({toBytes(field.name_string()), toBytes(field.value())});
    return {};
}

} // namespace

/// What belongs to one request.
struct RequestReader::Current
{
    explicit Current(const HttpLimits& limits)
        : scanner(limits.headerBytes, limits.headerFields), chunks(limits.bodyBytes)
    {
    }
    ~Current() { wipe(body); }

    HeaderScanner scanner;
    ChunkedBody chunks;
    RequestHead head;
    QByteArray body;
};

RequestReader::RequestReader(const HttpLimits& limits) : m_limits(limits) {}

RequestReader::~RequestReader()
{
    wipe(m_pending);
}

void RequestReader::feed(QByteArrayView bytes)
{
    if (m_state == State::Refused || bytes.isEmpty())
        return;
    if (m_pending.capacity() == 0)
        m_pending.reserve(m_limits.headerBytes + readRoom);
    appendWiping(m_pending, bytes);
    advance();
}

void RequestReader::next()
{
    m_current.reset();
    m_state = State::Waiting;
    advance();
}

void RequestReader::advance()
{
    if (m_state == State::Waiting && !m_pending.isEmpty()) {
        m_current = std::make_unique<Current>(m_limits);
        m_state = State::Header;
    }
    if (m_state == State::Header)
        readHeader();
    if (m_state == State::Body)
        readBody();
}

void RequestReader::readHeader()
{
    m_current->scanner.scan(m_pending);
    if (m_current->scanner.refusal())
        return refuse(*m_current->scanner.refusal());
    const qsizetype size = m_current->scanner.headerSize();
    if (size == 0)
        return;
    RawHead raw;
    if (const auto refusal = parseHeader(QByteArrayView(m_pending).first(size), raw))
        return refuse(*refusal);
    if (const auto refusal = checkHead(std::move(raw), m_current->head))
        return refuse(*refusal);
    if (m_current->head.contentLength > m_limits.bodyBytes)
        return refuse({.status = 413, .code = ErrorCode::TooLarge, .reason = "body too large"});
    consume(size);
    m_current->body.reserve(static_cast<qsizetype>(m_current->head.contentLength));
    m_state = State::Body;
}

void RequestReader::readBody()
{
    if (m_current->head.isChunked) {
        consume(m_current->chunks.feed(m_pending, m_current->body));
        if (m_current->chunks.refusal())
            return refuse(*m_current->chunks.refusal());
        if (m_current->chunks.isComplete())
            m_state = State::Complete;
        return;
    }
    const qsizetype left = m_current->head.contentLength - m_current->body.size();
    const qsizetype count = std::min(left, m_pending.size());
    appendWiping(m_current->body, QByteArrayView(m_pending).first(count));
    consume(count);
    if (count == left)
        m_state = State::Complete;
}

HttpRequest RequestReader::take()
{
    HttpRequest request;
    request.method = m_current->head.method;
    request.path = m_current->head.path;
    request.rawQuery = m_current->head.rawQuery;
    request.headers = std::exchange(m_current->head.headers, {});
    request.body = std::exchange(m_current->body, {});

    QByteArray rest;
    if (!m_pending.isEmpty()) {
        rest.reserve(m_limits.headerBytes + readRoom);
        rest.append(m_pending);
    }
    wipe(m_pending);
    m_pending = std::move(rest);
    return request;
}

const RequestHead& RequestReader::head() const
{
    return m_current->head;
}

bool RequestReader::waitsForContinue() const
{
    return m_state == State::Body && m_current->head.expectsContinue && m_pending.isEmpty() &&
           m_current->body.isEmpty();
}

void RequestReader::consume(qsizetype count)
{
    // remove() would move the start instead and let a later append reallocate, leaving bytes behind that nobody wipes.
    const qsizetype rest = m_pending.size() - count;
    std::memmove(m_pending.data(), m_pending.constData() + count, static_cast<std::size_t>(rest));
    m_pending.truncate(rest);
}

void RequestReader::refuse(const Refusal& refusal)
{
    m_refusal = refusal;
    m_state = State::Refused;
    wipe(m_pending);
}

} // namespace keydesk
