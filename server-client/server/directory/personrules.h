#pragma once

#include "protocol/administration.h"

namespace keydesk {

/// An address that a mail can be sent to: local part and domain of RFC 5321 section 4.1.2 in ASCII, without quoted
/// local parts and address literals. At most 254 characters.
bool isMailAddress(QStringView text);
/// E.164: a plus and 7 to 15 digits, the first of which is no zero.
bool isMobileNumber(QStringView text);
/// The shape of a language tag (BCP 47): subtags of letters and digits.
bool isLanguageTag(QStringView text);

/// Brings a person's fields into the form in which they are stored (user name prepared, texts in NFC and trimmed,
/// display name and locale filled in where empty). InvalidRequest with details.field for the first that is not
/// acceptable. Mail and mobile may be empty.
Result<User> normalizedPerson(const User& user);

} // namespace keydesk
