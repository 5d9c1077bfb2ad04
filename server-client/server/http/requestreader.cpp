#include "http/requestreader.h"

#include "base/secret.h"
#include "http/headerscanner.h"
#include "http/httpserver.h"

#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <cstring>
#include <limits>

namespace keydesk {

namespace beast = boost::beast;

namespace {

constexpr qsizetype readRoom = 16 * 1024;      ///< What one read of the connection may add.
constexpr qsizetype longestChunkLine = 4 * 1024; ///< A chunk's size line, or the trailer section.
constexpr qsizetype smallestChunkedEnd = 5;      ///< "0" CRLF CRLF

/// Grows without leaving the old bytes on the heap.
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

/// The parser's body type (Beast's Body concept): bytes that are wiped, and no more room than the client announced.
struct WipedBody
{
    using value_type = QByteArray;

    class reader
    {
    public:
        template <bool isRequest, typename Fields>
        reader(beast::http::header<isRequest, Fields>&, value_type& body) : m_body(body)
        {
        }
        void init(const boost::optional<std::uint64_t>& length, beast::error_code& error)
        {
            error = {};
            if (length) // Not over the body limit: the parser has refused that before.
                m_body.reserve(static_cast<qsizetype>(*length));
        }
        template <typename Buffers>
        std::size_t put(const Buffers& buffers, beast::error_code& error)
        {
            error = {};
            std::size_t taken = 0;
            for (const auto buffer : beast::buffers_range_ref(buffers)) {
                appendWiping(m_body, {static_cast<const char*>(buffer.data()), static_cast<qsizetype>(buffer.size())});
                taken += buffer.size();
            }
            return taken;
        }
        void finish(beast::error_code& error) { error = {}; }

    private:
        value_type& m_body;
    };
};

QByteArray toBytes(beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

Refusal refusalFor(const beast::error_code& error)
{
    if (error == beast::http::error::body_limit)
        return {.status = 413, .code = ErrorCode::TooLarge, .reason = "body too large"};
    if (error == beast::http::error::bad_version)
        return {.status = 505, .code = ErrorCode::InvalidRequest, .reason = "HTTP version is not 1.1"};
    return {.status = 400, .code = ErrorCode::InvalidRequest, .reason = "malformed request"};
}

} // namespace

struct RequestReader::Parser
{
    explicit Parser(const HttpLimits& limits) : scanner(limits.headerBytes, limits.headerFields)
    {
        // The scanner has limited the header section before this parser sees it.
        http.header_limit(std::numeric_limits<std::uint32_t>::max());
        http.body_limit(static_cast<std::uint64_t>(limits.bodyBytes));
        http.on_chunk_header(refuseExtensions);
    }
    ~Parser() { wipe(http.get().body()); }

    qsizetype put(QByteArrayView bytes, beast::error_code& error)
    {
        return static_cast<qsizetype>(
            http.put(boost::asio::const_buffer(bytes.data(), static_cast<std::size_t>(bytes.size())), error));
    }

    RawHead rawHead()
    {
        const auto& request = http.get();
        RawHead raw{.method = toBytes(request.method_string()),
                    .target = toBytes(request.target()),
                    .version = static_cast<int>(request.version())};
        for (const auto& field : request)
            raw.fields.append({toBytes(field.name_string()), toBytes(field.value())});
        return raw;
    }

    HeaderScanner scanner;
    beast::http::request_parser<WipedBody> http;
    // Nobody uses chunk extensions, and quoted strings in them may hold line ends that readers disagree about. The parser
    // keeps a reference to this function.
    std::function<void(std::uint64_t, beast::string_view, beast::error_code&)> refuseExtensions =
        [](std::uint64_t, beast::string_view extensions, beast::error_code& error) {
            if (!extensions.empty())
                error = beast::http::error::bad_chunk_extension;
        };
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
    m_parser.reset();
    m_head = {};
    m_state = State::Waiting;
    advance();
}

void RequestReader::advance()
{
    if (m_state == State::Waiting && !m_pending.isEmpty()) {
        m_parser = std::make_unique<Parser>(m_limits);
        m_state = State::Header;
    }
    if (m_state == State::Header)
        readHeader();
    if (m_state == State::Body)
        readBody();
}

void RequestReader::readHeader()
{
    m_parser->scanner.scan(m_pending);
    if (m_parser->scanner.refusal())
        return refuse(*m_parser->scanner.refusal());
    const qsizetype size = m_parser->scanner.headerSize();
    if (size == 0)
        return;

    beast::error_code error;
    const qsizetype parsed = m_parser->put(QByteArrayView(m_pending).first(size), error);
    if (error)
        return refuse(refusalFor(error));
    if (parsed != size || !m_parser->http.is_header_done())
        return refuse({.reason = "header section ends early"});
    if (const auto refusal = checkHead(m_parser->rawHead(), m_head))
        return refuse(*refusal);
    consume(size);
    m_parser->http.eager(true);
    m_state = m_parser->http.is_done() ? State::Complete : State::Body;
}

void RequestReader::readBody()
{
    // The parser keeps what it needs again in the bytes it does not consume. It must not be asked about less than the
    // shortest possible end of a chunked body: it asserts that.
    const qsizetype least = m_head.isChunked ? smallestChunkedEnd : 1;
    while (m_state == State::Body && m_pending.size() >= least) {
        beast::error_code error;
        const qsizetype parsed = m_parser->put(m_pending, error);
        consume(parsed);
        if (error && error != beast::http::error::need_more)
            return refuse(refusalFor(error));
        if (m_parser->http.is_done())
            m_state = State::Complete;
        else if (parsed == 0)
            break;
    }
    if (m_state == State::Body && m_pending.size() > longestChunkLine)
        refuse({.status = 431, .code = ErrorCode::TooLarge, .reason = "chunk line or trailer section too large"});
}

HttpRequest RequestReader::take()
{
    HttpRequest request;
    request.method = m_head.method;
    request.path = m_head.path;
    request.rawQuery = m_head.rawQuery;
    // From the head, not from the parser: a trailer section must not add fields that were never checked.
    request.headers = std::exchange(m_head.headers, {});
    request.body = std::exchange(m_parser->http.get().body(), {});

    QByteArray rest;
    if (!m_pending.isEmpty()) {
        rest.reserve(m_limits.headerBytes + readRoom);
        rest.append(m_pending);
    }
    wipe(m_pending);
    m_pending = std::move(rest);
    return request;
}

bool RequestReader::waitsForContinue() const
{
    return m_state == State::Body && m_head.expectsContinue && m_pending.isEmpty()
        && m_parser->http.get().body().isEmpty();
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
