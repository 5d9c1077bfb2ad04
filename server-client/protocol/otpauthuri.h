#pragma once

#include "base/onetimepassword.h"
#include "base/result.h"

namespace keydesk {

/// The key URI that authenticator apps scan: otpauth://totp/ISSUER:ACCOUNT?secret=…&issuer=ISSUER
struct OtpAuthUri
{
    QString issuer;
    QString account;
    SharedSecret secret;
    OtpParameters parameters = {}; ///< Default ones are left out, so that the QR code stays small.

    /// Percent-encoded, space as %20; a colon in issuer or account is replaced, it would split the label.
    Secret encode() const;
    /// For keydesk-phone: foreign text, limited to 2,048 characters.
    static Result<OtpAuthUri> decode(QByteArrayView text);
};

} // namespace keydesk
