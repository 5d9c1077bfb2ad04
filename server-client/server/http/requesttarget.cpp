#include "http/requesttarget.h"

#include <QStringDecoder>
#include <QStringList>
#include <algorithm>

namespace keydesk {

namespace {

int hexDigit(char character)
{
    if (character >= '0' && character <= '9')
        return character - '0';
    if (character >= 'a' && character <= 'f')
        return character - 'a' + 10;
    if (character >= 'A' && character <= 'F')
        return character - 'A' + 10;
    return -1;
}

/// The bytes that a percent-encoded text stands for; none when a "%" is not followed by two digits.
std::optional<QByteArray> percentDecoded(QByteArrayView text)
{
    QByteArray decoded;
    decoded.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        if (i + 2 >= text.size())
            return {};
        const int high = hexDigit(text[i + 1]);
        const int low = hexDigit(text[i + 2]);
        if (high < 0 || low < 0)
            return {};
        decoded += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return decoded;
}

bool isVisibleAscii(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

bool isForbiddenInPath(char character)
{
    const auto byte = static_cast<unsigned char>(character);
    return byte < 0x20 || byte == 0x7f || byte == '\\';
}

/// A lone "/" at the end is allowed: the last segment may be empty.
bool hasUnclearSegment(const QByteArray& path)
{
    const QList<QByteArray> segments = path.mid(1).split('/');
    for (qsizetype i = 0; i < segments.size(); ++i) {
        const QByteArray& segment = segments[i];
        const bool isLast = i + 1 == segments.size();
        if (segment == "." || segment == ".." || (segment.isEmpty() && !isLast))
            return true;
    }
    return false;
}

bool holdsEncodedSlash(QByteArrayView path)
{
    for (qsizetype i = 0; i + 2 < path.size(); ++i) {
        if (path[i] == '%' && path[i + 1] == '2' && (path[i + 2] == 'f' || path[i + 2] == 'F'))
            return true;
    }
    return false;
}

} // namespace

std::optional<RequestTarget> parseRequestTarget(QByteArrayView target)
{
    if (!target.startsWith('/') || !isVisibleAscii(target) || target.contains('#'))
        return {};
    const qsizetype questionMark = target.indexOf('?');
    const QByteArrayView rawPath = questionMark < 0 ? target : target.first(questionMark);
    const QByteArrayView rawQuery = questionMark < 0 ? QByteArrayView() : target.sliced(questionMark + 1);

    const std::optional<QByteArray> path = percentDecoded(rawPath);
    if (!path || holdsEncodedSlash(rawPath) || hasUnclearSegment(*path) ||
        std::any_of(path->begin(), path->end(), isForbiddenInPath) || !percentDecoded(rawQuery))
        return {};

    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(*path);
    if (decoder.hasError())
        return {};
    return RequestTarget{.path = text, .rawQuery = rawQuery.toByteArray()};
}

} // namespace keydesk
