#include "saml/deflate.h"

#include "saml/samlrefusal.h"

#include <zlib.h>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int withoutHeader = -MAX_WBITS;

Bytef* start(const QByteArray& bytes)
{
    return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.constData())); // zlib writes nothing there.
}

} // namespace

Result<QByteArray> inflated(const QByteArray& bytes, qsizetype maximum)
{
    z_stream stream{};
    if (inflateInit2(&stream, withoutHeader) != Z_OK)
        return Error{ErrorCode::Unavailable, u"zlib has no memory"_s};
    QByteArray text(maximum + 1, Qt::Uninitialized);
    stream.next_in = start(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    const int outcome = inflate(&stream, Z_FINISH);
    const qsizetype size = text.size() - static_cast<qsizetype>(stream.avail_out);
    const bool hasRest = stream.avail_in > 0;
    inflateEnd(&stream);
    if (size > maximum)
        return refusedAs(SamlRefusal::Inflation, u"more than %1 bytes"_s.arg(maximum));
    if (outcome != Z_STREAM_END || hasRest)
        return refusedAs(SamlRefusal::Deflate, u"not one whole stream"_s);
    text.truncate(size);
    return text;
}

QByteArray deflated(const QByteArray& bytes)
{
    z_stream stream{};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, withoutHeader, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        qFatal("zlib has no memory");
    QByteArray packed(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(bytes.size()))),
                      Qt::Uninitialized);
    stream.next_in = start(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.truncate(packed.size() - static_cast<qsizetype>(stream.avail_out));
    deflateEnd(&stream);
    return packed;
}

} // namespace keydesk
