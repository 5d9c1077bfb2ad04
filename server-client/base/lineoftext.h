#pragma once

#include "base/result.h"

namespace keydesk {

struct LineRule
{
    QString field; ///< What details.field says where the line is refused.
    int longest = 64;
    int shortest = 1; ///< Both count characters, not UTF-16 units, once the line is in its form.
};

/// One line of text that somebody gave to a thing and that people read again in lists and mails: brought into its form,
/// which is without space at the ends and in Unicode normalization form C. InvalidRequest for another length, and for
/// characters that nobody sees and that could make a list or a mail say something else: controls, line separators,
/// direction overrides, unpaired surrogates.
Result<QString> lineOfText(const QString& text, const LineRule& rule);

} // namespace keydesk
