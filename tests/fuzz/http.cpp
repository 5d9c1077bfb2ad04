// Bytes of a connection → requests. Must hold: the pieces in which bytes arrive do not change what they mean, and what
// gets through is what HttpRequest promises.

#include "http/httpserver.h"
#include "http/requestreader.h"

#include <cstdint>
#include <cstdlib>

using namespace keydesk;

namespace {

struct Reading
{
    QList<QByteArray> requests;
    RequestReader::State end = RequestReader::State::Waiting;
    int refusal = 0;

    bool operator==(const Reading&) const = default;
};

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void checkPromises(const HttpRequest& request, bool asksWholeServer, const HttpLimits& limits)
{
    require(asksWholeServer || request.path.startsWith(u'/'));
    require(!request.path.contains(QChar(0)) && !request.path.contains(u"//") && !request.path.contains(u"/../"));
    require(!request.path.endsWith(u"/..") && !request.path.contains(u'\\'));
    require(request.path.isValidUtf16());
    require(request.body.size() <= limits.bodyBytes);
    require(!request.header("host").isEmpty());
    QList<QByteArray> names;
    for (const auto& [name, value] : request.headers) {
        require(name == name.toLower() && !names.contains(name));
        require(!value.contains('\0') && !value.contains('\r') && !value.contains('\n'));
        names.append(name);
    }
}

QByteArray summary(const HttpRequest& request)
{
    QByteArray text = request.method + ' ' + request.path.toUtf8() + '?' + request.rawQuery + '\n';
    for (const auto& [name, value] : request.headers)
        text += name + ':' + value + '\n';
    return text + request.body;
}

Reading read(QByteArrayView bytes, qsizetype piece, const HttpLimits& limits)
{
    Reading reading;
    RequestReader reader(limits);
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        reader.feed(bytes.sliced(at, std::min(piece, bytes.size() - at)));
        while (reader.state() == RequestReader::State::Complete) {
            const bool asksWholeServer = reader.head().asksWholeServer;
            const HttpRequest request = reader.take();
            checkPromises(request, asksWholeServer, limits);
            reading.requests.append(summary(request));
            reader.next();
        }
    }
    reading.end = reader.state();
    if (reading.end == RequestReader::State::Refused)
        reading.refusal = reader.refusal().status;
    return reading;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    if (size == 0)
        return 0;
    HttpLimits limits;
    limits.headerBytes = 2048;
    limits.headerFields = 12;
    limits.bodyBytes = 512;
    // The first byte says how large the pieces are.
    const qsizetype piece = 1 + bytes[0] % 64;
    const QByteArrayView stream(bytes + 1, static_cast<qsizetype>(size) - 1);
    require(read(stream, std::max<qsizetype>(1, stream.size()), limits) == read(stream, piece, limits));
    return 0;
}
