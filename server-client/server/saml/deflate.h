#pragma once

#include "base/result.h"

#include <QByteArray>

namespace keydesk {

/// RFC 1951 without a header, as the Redirect binding has it. At most so many bytes are made, and no memory is taken
/// beyond them. SamlRefusal::Deflate, Inflation.
Result<QByteArray> inflated(const QByteArray& bytes, qsizetype maximum);
QByteArray deflated(const QByteArray& bytes);

} // namespace keydesk
