#include "phone/phonename.h"

#include "text/servicetext.h"

#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestName = 64;

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

Error refused(const QString& why)
{
    return {
        .code = ErrorCode::InvalidRequest, .context = u"phone name: "_s + why, .details = {{u"field"_s, u"name"_s}}};
}

} // namespace

Result<QString> checkedPhoneName(const QString& name)
{
    const QString composed = name.trimmed().normalized(QString::NormalizationForm_C);
    const QList<uint> characters = composed.toUcs4();
    if (characters.isEmpty() || characters.size() > longestName)
        return refused(u"not 1 to 64 characters"_s);
    if (!name.isValidUtf16() || std::any_of(characters.begin(), characters.end(), isMisleading))
        return refused(u"a character that is not allowed"_s);
    return composed;
}

QString defaultPhoneName(const QString& locale, const QStringList& taken)
{
    for (int number = 1;; ++number) {
        const QString name =
            ServiceText::render(u"phone.default_name"_s, locale, {{u"number"_s, QString::number(number)}}).body;
        if (!taken.contains(name))
            return name;
    }
}

} // namespace keydesk
