#pragma once

#include "saml/samlcertificate.h"
#include "saml/xmldocument.h"

namespace keydesk {

/// Puts an <EncryptedData> in the element's place, which only the holder of the certificate's key can read: AES-256-GCM
/// under a fresh key, that one by RSA-OAEP (xmlenc-core1, sections 5.2.4 and 5.5.2). The element must declare its own
/// namespaces. SamlRefusal::MetadataCertificate for a key that is not RSA; Internal when xmlsec fails.
Result<void> encryptElement(const XmlElement& element, const SamlCertificate& recipient);

} // namespace keydesk
