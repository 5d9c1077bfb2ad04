#pragma once

#include "base/result.h"
#include "outbox/courier.h"

namespace keydesk {

struct MailSender
{
    QString address;
    QString name;
};

/// A mail in the form of RFC 5322 and MIME (RFC 2045, 2047): UTF-8 text/plain, quoted-printable, lines of at most 76
/// characters, CRLF. The Message-ID is made of the parcel's id, so that a mail delivered twice is known as one; the
/// mail is marked as automatic (RFC 3834). InvalidRequest for an address that is none (line breaks, spaces, brackets).
Result<QByteArray> mailMessage(const MailSender& sender, const Parcel& parcel);

/// For the envelope and the headers: one "@" with something on both sides, no character that ends a header or an
/// address.
bool isPlainAddress(const QString& address);

/// RFC 2047 where it must be: words of at most 75 characters that do not cut a character. Controls become spaces.
QByteArray encodedHeader(const QString& text);
/// RFC 2045 section 6.7.
QByteArray quotedPrintable(const QString& text);

} // namespace keydesk
