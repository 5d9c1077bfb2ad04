#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace keydesk {

/// A request target in origin form (RFC 9112 section 3.2.1), decoded once.
struct RequestTarget
{
    QString path;        ///< Begins with "/".
    QByteArray rawQuery; ///< Still percent-encoded; empty when there is none.
};

/// None where two readers could disagree about what is meant: not absolute, dot segments or empty segments (also
/// encoded), encoded slash, backslash, control characters, broken percent-encoding (RFC 3986 section 2.1), not UTF-8.
std::optional<RequestTarget> parseRequestTarget(QByteArrayView target);

} // namespace keydesk
