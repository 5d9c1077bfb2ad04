#pragma once

#include "saml/samlbinding.h"
#include "saml/samlcertificate.h"

#include <QList>

namespace keydesk {

/// The fields of a page that sends itself (saml-bindings-2.0, section 3.5.4). Values must be escaped for HTML there.
struct SamlForm
{
    QString action;
    struct Field
    {
        QString name;
        QString value;
    };
    QList<Field> fields;
};

struct OutgoingSaml
{
    QString location;        ///< The endpoint of the metadata.
    bool isResponse = false; ///< SAMLResponse instead of SAMLRequest.
    QByteArray xml;
    QString relayState = {}; ///< As it came; left out where it is empty.
};

SamlForm formFor(const OutgoingSaml& message);
/// A URL that carries the message, signed (section 3.4.4.1). The message has no signature within.
Result<QByteArray> redirectUrl(const OutgoingSaml& message, const SamlSigningKey& key);
/// Section 3.2; the type is text/xml.
QByteArray soapEnvelopeOf(const QByteArray& xml);

} // namespace keydesk
