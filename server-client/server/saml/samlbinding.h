#pragma once

#include "base/result.h"

#include <QByteArray>

namespace keydesk {

/// How messages travel (saml-bindings-2.0).
enum class SamlBinding { Redirect, Post, Soap };

/// The binding's URI, and back; nullopt for those that this service does not speak (artifact, PAOS).
QString bindingUri(SamlBinding binding);
std::optional<SamlBinding> bindingFromUri(QStringView uri);

/// The signature of the Redirect binding stands beside the message.
struct QuerySignature
{
    QByteArray algorithm;
    QByteArray signedBytes; ///< The parameters exactly as they came.
    QByteArray value;
};

/// A message out of what carried it; nothing in it is checked yet.
struct BoundMessage
{
    SamlBinding binding = SamlBinding::Redirect;
    bool isResponse = false; ///< It came as SAMLResponse. Means nothing with SOAP.
    QByteArray xml;
    QString relayState = {}; ///< To be given back as it is; a stranger's text.
    std::optional<QuerySignature> signature = {};
};

/// Section 3.4: the raw query, without "?", as it stood in the request line. At most 24 KiB, inflated 64 KiB,
/// RelayState 2 KiB (the standard's 80 bytes are too few for real service providers). Other parameters play no part.
/// SamlRefusal: Size, Parameters, Base64, Deflate, Inflation, Encoding.
Result<BoundMessage> readRedirect(const QByteArray& rawQuery);
/// Section 3.5: the body of a form, application/x-www-form-urlencoded, at most 128 KiB.
Result<BoundMessage> readPost(const QByteArray& form);
/// Section 3.2: the envelope as it came; the gate opens it. At most 64 KiB.
Result<BoundMessage> readSoap(const QByteArray& body);

} // namespace keydesk
