#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>

namespace keydesk {

struct CsvRecord
{
    int line = 0; ///< Where it begins, from 1.
    QList<QByteArray> fields;
};

/// A table as text (RFC 4180): fields in quotes may hold separators, line breaks and doubled quotes. A byte order mark
/// is skipped, empty lines are left out, lines may end with LF or CRLF. Separated by commas, or by semicolons where the
/// first line has these and no comma. InvalidRequest with details.line for a quote in the wrong place, and for NUL.
Result<QList<CsvRecord>> parseCsv(QByteArrayView text);

} // namespace keydesk
