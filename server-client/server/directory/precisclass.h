#pragma once

#include <string_view>

namespace keydesk {

/// What PRECIS says about one code point (RFC 8264 section 8).
enum class PrecisProperty {
    Valid,        ///< In both string classes.
    FreeformOnly, ///< Not in an identifier.
    ContextJ,     ///< A join control: allowed where the writing system needs it.
    ContextO,     ///< Allowed beside certain characters.
    Disallowed,
    Unassigned,
};
PrecisProperty precisProperty(char32_t codePoint);

/// RFC 8264 section 4.2; the context rules are those of RFC 5892 appendix A. Text is UTF-16.
bool isPrecisIdentifier(std::u16string_view text);
/// RFC 8264 section 4.3.
bool isPrecisFreeform(std::u16string_view text);
/// RFC 5893 section 2; true also for text without any right-to-left character.
bool satisfiesBidiRule(std::u16string_view text);

} // namespace keydesk
