#pragma once

#include "saml/samlcertificate.h"
#include "saml/xmldocument.h"

namespace keydesk {

/// The enveloped signature of a message, a null element where there is none. At most one <Signature> in the document,
/// and that one right below the message. SignatureCount, SignaturePlace.
Result<XmlElement> signatureOf(const XmlDocument& document, const XmlElement& message);

/// Verifies by one of these keys that the message as a whole was signed (saml-core-2.0, section 5.4): one reference, to
/// the message's own ID; the enveloped-signature transform and exclusive canonicalisation, no other; RSA or ECDSA with
/// SHA-256, 384 or 512. What <KeyInfo> says plays no part. SignatureReference, SignatureTransform, SignatureAlgorithm,
/// SignatureWrong.
Result<void> verifySignature(const XmlDocument& document, const XmlElement& message, const XmlElement& signature,
                             const QList<SamlCertificate>& keys);

/// The same over bytes, for the query of the Redirect binding (saml-bindings-2.0, section 3.4.4.1). ECDSA signatures
/// are r ‖ s (xmldsig-core1, section 6.4.3). SignatureAlgorithm, SignatureWrong.
Result<void> verifyBytes(const QByteArray& algorithm, const QByteArray& signedBytes, const QByteArray& signature,
                         const QList<SamlCertificate>& keys);

/// Signs an element that has an ID (RSA with SHA-256, exclusive canonicalisation, the certificate beside it). The
/// signature stands behind `before`, or first where that is null. Internal when xmlsec fails.
Result<void> signElement(const XmlElement& element, const XmlElement& before, const SamlSigningKey& key);
/// RSA with SHA-256 over bytes.
Result<QByteArray> signBytes(const QByteArray& bytes, const SamlSigningKey& key);

} // namespace keydesk
