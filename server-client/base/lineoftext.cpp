#include "base/lineoftext.h"

#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isMisleading(char32_t character)
{
    const bool overridesDirection =
        (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return overridesDirection;
    }
}

Error refused(const LineRule& rule, const QString& why)
{
    return {.code = ErrorCode::InvalidRequest,
            .context = rule.field % u": "_s % why,
            .details = {{u"field"_s, rule.field}}};
}

} // namespace

Result<QString> lineOfText(const QString& text, const LineRule& rule)
{
    const QString line = text.trimmed().normalized(QString::NormalizationForm_C);
    const QList<uint> characters = line.toUcs4();
    if (characters.size() < rule.shortest || characters.size() > rule.longest)
        return refused(rule, u"not %1 to %2 characters"_s.arg(rule.shortest).arg(rule.longest));
    if (!text.isValidUtf16() || std::any_of(characters.begin(), characters.end(), isMisleading))
        return refused(rule, u"a character that is not allowed"_s);
    return line;
}

} // namespace keydesk
