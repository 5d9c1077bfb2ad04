#include "directory/precisclass.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

namespace keydesk {

namespace {

constexpr bool within(char32_t c, char32_t first, char32_t last)
{
    return c >= first && c <= last;
}
constexpr bool isArabicIndicDigit(char32_t c)
{
    return within(c, 0x0660, 0x0669);
}
constexpr bool isExtendedArabicIndicDigit(char32_t c)
{
    return within(c, 0x06F0, 0x06F9);
}

constexpr std::array<char32_t, 6> exceptionsValid{0x00DF, 0x03C2, 0x06FD, 0x06FE, 0x0F0B, 0x3007};
constexpr std::array<char32_t, 5> exceptionsContext{0x00B7, 0x0375, 0x05F3, 0x05F4, 0x30FB};
constexpr std::array<char32_t, 10> exceptionsDisallowed{0x0640, 0x07FA, 0x302E, 0x302F, 0x3031,
                                                        0x3032, 0x3033, 0x3034, 0x3035, 0x303B};

template <std::size_t size>
bool isOneOf(const std::array<char32_t, size>& set, char32_t c)
{
    return std::ranges::find(set, c) != set.end();
}

bool hasCategory(char32_t c, uint32_t mask)
{
    return (U_GET_GC_MASK(static_cast<UChar32>(c)) & mask) != 0;
}

bool isOldHangulJamo(char32_t c)
{
    const int type = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_HANGUL_SYLLABLE_TYPE);
    return type == U_HST_LEADING_JAMO || type == U_HST_VOWEL_JAMO || type == U_HST_TRAILING_JAMO;
}

/// RFC 8264 section 9.17: NFKC would change it.
bool hasCompatibilityEquivalent(char32_t c)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* nfkc = unorm2_getNFKCInstance(&status);
    std::array<char16_t, 2> source{};
    int32_t length = 0;
    U16_APPEND_UNSAFE(source.data(), length, c);
    std::array<char16_t, 64> normalized{};
    const int32_t size = unorm2_normalize(nfkc, source.data(), length, normalized.data(), normalized.size(), &status);
    return U_FAILURE(status) ||
           std::u16string_view(source.data(), length) != std::u16string_view(normalized.data(), size);
}

/// A text read code point by code point; positions are UTF-16 indices.
class CodePoints
{
public:
    explicit CodePoints(std::u16string_view text) : m_text(text) {}

    int size() const { return static_cast<int>(m_text.size()); }
    /// The code point that starts at the position, which moves on to the next one.
    char32_t next(int& position) const
    {
        UChar32 c = 0;
        U16_NEXT(m_text.data(), position, size(), c);
        return static_cast<char32_t>(c);
    }
    /// The code point before the position, which moves back to its start; 0 at the beginning.
    char32_t previous(int& position) const
    {
        if (position == 0)
            return 0;
        UChar32 c = 0;
        U16_PREV(m_text.data(), 0, position, c);
        return static_cast<char32_t>(c);
    }
    template <typename Predicate>
    bool any(Predicate predicate) const
    {
        for (int position = 0; position < size();)
            if (predicate(next(position)))
                return true;
        return false;
    }

private:
    std::u16string_view m_text;
};

int joiningType(char32_t c)
{
    return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_JOINING_TYPE);
}

bool hasScript(char32_t c, std::initializer_list<UScriptCode> scripts)
{
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
    return U_SUCCESS(status) && std::ranges::find(scripts, script) != scripts.end();
}

/// RFC 5892 appendix A.1, the second condition: the non-joiner breaks a connection between two letters that would join.
bool separatesJoiningLetters(const CodePoints& text, int start, int end)
{
    char32_t before = 0;
    do {
        if (start == 0)
            return false;
        before = text.previous(start);
    } while (joiningType(before) == U_JT_TRANSPARENT);
    if (joiningType(before) != U_JT_LEFT_JOINING && joiningType(before) != U_JT_DUAL_JOINING)
        return false;
    while (end < text.size()) {
        const int type = joiningType(text.next(end));
        if (type != U_JT_TRANSPARENT)
            return type == U_JT_RIGHT_JOINING || type == U_JT_DUAL_JOINING;
    }
    return false;
}

/// RFC 5892 appendix A for the code point between start and end.
bool contextHolds(const CodePoints& text, char32_t c, int start, int end)
{
    int back = start;
    int forth = end;
    const char32_t before = text.previous(back);
    const char32_t after = end < text.size() ? text.next(forth) : 0;
    constexpr uint8_t virama = 9;

    switch (c) {
    case 0x200C: // zero width non-joiner
        return (before != 0 && u_getCombiningClass(static_cast<UChar32>(before)) == virama) ||
               separatesJoiningLetters(text, start, end);
    case 0x200D: // zero width joiner
        return before != 0 && u_getCombiningClass(static_cast<UChar32>(before)) == virama;
    case 0x00B7: // middle dot
        return before == U'l' && after == U'l';
    case 0x0375: // Greek lower numeral sign
        return hasScript(after, {USCRIPT_GREEK});
    case 0x05F3: // Hebrew geresh
    case 0x05F4: // Hebrew gershayim
        return hasScript(before, {USCRIPT_HEBREW});
    case 0x30FB: // Katakana middle dot
        return text.any([](char32_t other) {
            return hasScript(other, {USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_HAN});
        });
    default:
        break;
    }
    if (isArabicIndicDigit(c))
        return !text.any(isExtendedArabicIndicDigit);
    if (isExtendedArabicIndicDigit(c))
        return !text.any(isArabicIndicDigit);
    return false;
}

bool conforms(std::u16string_view utf16, bool freeform)
{
    const CodePoints text(utf16);
    for (int position = 0; position < text.size();) {
        const int start = position;
        const char32_t c = text.next(position);
        switch (precisProperty(c)) {
        case PrecisProperty::Valid:
            break;
        case PrecisProperty::FreeformOnly:
            if (!freeform)
                return false;
            break;
        case PrecisProperty::ContextJ:
        case PrecisProperty::ContextO:
            if (!contextHolds(text, c, start, position))
                return false;
            break;
        case PrecisProperty::Disallowed:
        case PrecisProperty::Unassigned:
            return false;
        }
    }
    return !utf16.empty();
}

} // namespace

PrecisProperty precisProperty(char32_t c)
{
    constexpr uint32_t letterDigits =
        U_GC_LL_MASK | U_GC_LU_MASK | U_GC_LO_MASK | U_GC_ND_MASK | U_GC_LM_MASK | U_GC_MN_MASK | U_GC_MC_MASK;
    constexpr uint32_t otherLetterDigits = U_GC_LT_MASK | U_GC_NL_MASK | U_GC_NO_MASK | U_GC_ME_MASK;
    const auto codePoint = static_cast<UChar32>(c);

    // The order of the questions is that of RFC 8264 section 8.
    if (isOneOf(exceptionsValid, c))
        return PrecisProperty::Valid;
    if (isOneOf(exceptionsContext, c) || isArabicIndicDigit(c) || isExtendedArabicIndicDigit(c))
        return PrecisProperty::ContextO;
    if (isOneOf(exceptionsDisallowed, c))
        return PrecisProperty::Disallowed;
    if (hasCategory(c, U_GC_CN_MASK) && !u_hasBinaryProperty(codePoint, UCHAR_NONCHARACTER_CODE_POINT))
        return PrecisProperty::Unassigned;
    if (within(c, 0x21, 0x7E))
        return PrecisProperty::Valid;
    if (u_hasBinaryProperty(codePoint, UCHAR_JOIN_CONTROL))
        return PrecisProperty::ContextJ;
    if (isOldHangulJamo(c) || u_hasBinaryProperty(codePoint, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
        u_hasBinaryProperty(codePoint, UCHAR_NONCHARACTER_CODE_POINT) || hasCategory(c, U_GC_CC_MASK | U_GC_CS_MASK))
        return PrecisProperty::Disallowed;
    if (hasCompatibilityEquivalent(c))
        return PrecisProperty::FreeformOnly;
    if (hasCategory(c, letterDigits))
        return PrecisProperty::Valid;
    if (hasCategory(c, otherLetterDigits | U_GC_ZS_MASK | U_GC_S_MASK | U_GC_P_MASK))
        return PrecisProperty::FreeformOnly;
    return PrecisProperty::Disallowed;
}

bool isPrecisIdentifier(std::u16string_view text)
{
    return conforms(text, false);
}

bool isPrecisFreeform(std::u16string_view text)
{
    return conforms(text, true);
}

bool satisfiesBidiRule(std::u16string_view utf16)
{
    const auto mask = [](char32_t c) { return 1U << u_charDirection(static_cast<UChar32>(c)); };
    constexpr auto bit = [](UCharDirection direction) { return 1U << direction; };
    constexpr uint32_t neutral = bit(U_EUROPEAN_NUMBER) | bit(U_EUROPEAN_NUMBER_SEPARATOR) |
                                 bit(U_COMMON_NUMBER_SEPARATOR) | bit(U_EUROPEAN_NUMBER_TERMINATOR) |
                                 bit(U_OTHER_NEUTRAL) | bit(U_BOUNDARY_NEUTRAL) | bit(U_DIR_NON_SPACING_MARK);
    constexpr uint32_t rightToLeft = bit(U_RIGHT_TO_LEFT) | bit(U_RIGHT_TO_LEFT_ARABIC);

    const CodePoints text(utf16);
    uint32_t present = 0;
    uint32_t last = 0; // of those that are no non-spacing marks
    for (int position = 0; position < text.size();) {
        const uint32_t direction = mask(text.next(position));
        present |= direction;
        if (direction != bit(U_DIR_NON_SPACING_MARK))
            last = direction;
    }
    if ((present & (rightToLeft | bit(U_ARABIC_NUMBER))) == 0)
        return true;

    int start = 0;
    const uint32_t first = mask(text.next(start));
    if ((first & rightToLeft) != 0) {
        const bool hasBothNumbers = (present & bit(U_EUROPEAN_NUMBER)) != 0 && (present & bit(U_ARABIC_NUMBER)) != 0;
        return (present & ~(rightToLeft | bit(U_ARABIC_NUMBER) | neutral)) == 0 && !hasBothNumbers &&
               (last & (rightToLeft | bit(U_EUROPEAN_NUMBER) | bit(U_ARABIC_NUMBER))) != 0;
    }
    // A left-to-right label must hold no right-to-left character at all, and this one holds some.
    return false;
}

} // namespace keydesk
