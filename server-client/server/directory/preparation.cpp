#include "directory/directory.h"
#include "directory/precisclass.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

namespace keydesk {

namespace {

constexpr int longestUserName = 256;  ///< UTF-16 units, before and after preparation.
constexpr int longestPassword = 1024; ///< Bytes of UTF-8.

Error refused(const char* field, const char* why)
{
    return {
        ErrorCode::InvalidRequest, QString::fromLatin1(why), {{QStringLiteral("field"), QString::fromLatin1(field)}}};
}

std::u16string_view viewOf(const QString& text)
{
    return {QStringView(text).utf16(), static_cast<std::size_t>(text.size())};
}

/// RFC 8265 section 3.3.1: fullwidth and halfwidth code points become their decomposition mappings.
QString withWidthMapped(const QString& text)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* nfkc = unorm2_getNFKCInstance(&status);
    QString mapped;
    for (int position = 0; position < text.size();) {
        const int start = position;
        UChar32 c = 0;
        U16_NEXT(viewOf(text).data(), position, static_cast<int>(text.size()), c);
        const int type = u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE);
        char16_t decomposed[8];
        int32_t size = -1;
        if (type == U_DT_WIDE || type == U_DT_NARROW)
            size = unorm2_getRawDecomposition(nfkc, c, decomposed, 8, &status);
        if (size > 0 && U_SUCCESS(status))
            mapped.append(QStringView(decomposed, size));
        else
            mapped.append(QStringView(text).mid(start, position - start));
    }
    return mapped;
}

/// Unicode's default lower case, in no language: İ and ı keep apart from i, whatever the service's locale is.
QString lowerCased(const QString& text)
{
    // One code point grows to three UTF-16 units at most.
    QString lower(text.size() * 3 + 1, QChar(0));
    UErrorCode status = U_ZERO_ERROR;
    const int32_t size = u_strToLower(reinterpret_cast<char16_t*>(lower.data()), static_cast<int32_t>(lower.size()),
                                      viewOf(text).data(), static_cast<int32_t>(text.size()), "", &status);
    lower.resize(U_SUCCESS(status) ? size : 0);
    return lower;
}

QString composed(const QString& text)
{
    // Normalisation form C can triple the length (UAX #15).
    QString normalized(text.size() * 3 + 1, QChar(0));
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* nfc = unorm2_getNFCInstance(&status);
    const int32_t size = unorm2_normalize(nfc, viewOf(text).data(), static_cast<int32_t>(text.size()),
                                          reinterpret_cast<char16_t*>(normalized.data()),
                                          static_cast<int32_t>(normalized.size()), &status);
    normalized.resize(U_SUCCESS(status) ? size : 0);
    return normalized;
}

/// Room for UTF-16 text that is wiped when it goes.
Secret secretRoom(std::size_t units)
{
    QByteArray zeros(static_cast<qsizetype>(units * sizeof(char16_t)), '\0');
    return Secret::take(zeros);
}
char16_t* units(Secret& secret)
{
    return reinterpret_cast<char16_t*>(secret.data());
}

/// RFC 8265 section 4.2.2: spaces that are not ASCII become U+0020.
void mapSpaces(char16_t* text, int32_t size)
{
    // Every space separator lies in the basic plane: one unit each.
    for (int32_t i = 0; i < size; ++i)
        if (u_charType(text[i]) == U_SPACE_SEPARATOR)
            text[i] = u' ';
}

} // namespace

Result<QString> preparedUserName(const QString& name)
{
    if (name.isEmpty() || name.size() > longestUserName)
        return refused("userName", "empty or too long");
    // The rules are applied until nothing changes (RFC 8264 section 7): a result must prepare to itself.
    QString prepared = name;
    for (int round = 0; round < 4; ++round) {
        const QString mapped = withWidthMapped(prepared);
        if (!isPrecisIdentifier(viewOf(mapped)))
            return refused("userName", "a character that no user name has");
        const QString next = composed(lowerCased(mapped));
        if (next.isEmpty() || next.size() > longestUserName)
            return refused("userName", "too long");
        if (next == prepared) {
            if (!satisfiesBidiRule(viewOf(prepared)))
                return refused("userName", "writing directions are mixed");
            return prepared;
        }
        prepared = next;
    }
    return refused("userName", "preparation does not come to an end");
}

Result<Secret> preparedPassword(Secret password)
{
    if (password.isEmpty() || password.size() > longestPassword)
        return refused("password", "empty or too long");

    UErrorCode status = U_ZERO_ERROR;
    const auto utf8Size = static_cast<int32_t>(password.size());
    Secret typed = secretRoom(password.size() + 1);
    int32_t size = 0;
    u_strFromUTF8(units(typed), utf8Size + 1, &size, password.view().data(), utf8Size, &status);
    if (U_FAILURE(status))
        return refused("password", "not UTF-8");
    mapSpaces(units(typed), size);

    Secret normalized = secretRoom(static_cast<std::size_t>(size) * 3 + 1);
    const UNormalizer2* nfc = unorm2_getNFCInstance(&status);
    const int32_t normalizedSize = unorm2_normalize(nfc, units(typed), size, units(normalized), size * 3 + 1, &status);
    if (U_FAILURE(status) || !isPrecisFreeform({units(normalized), static_cast<std::size_t>(normalizedSize)}))
        return refused("password", "a character that no password has");

    QByteArray zeros(static_cast<qsizetype>(normalizedSize) * 3, '\0');
    int32_t preparedSize = 0;
    u_strToUTF8(zeros.data(), static_cast<int32_t>(zeros.size()), &preparedSize, units(normalized), normalizedSize,
                &status);
    if (U_FAILURE(status)) {
        wipe(zeros);
        return refused("password", "not text");
    }
    zeros.resize(preparedSize);
    return Secret::take(zeros);
}

} // namespace keydesk
