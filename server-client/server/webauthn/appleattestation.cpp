#include "webauthn/attestationformats.h"

#include "webauthn/ceremonystep.h"
#include "webauthn/derreader.h"
#include "webauthn/objectids.h"
#include "webauthn/sha256.h"

#include <openssl/asn1.h>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

/// SEQUENCE { [1] { OCTET STRING nonce } }; empty where the extension is missing or of another form.
QByteArray nonceOf(const Certificate& certificate)
{
    const auto extension = certificate.extension(objectid::appleNonce);
    const auto sequence = extension ? onlyDerElement(extension->value) : std::nullopt;
    if (!sequence || !sequence->is(V_ASN1_SEQUENCE))
        return {};
    const auto tagged = onlyDerElement(sequence->content);
    if (!tagged || !tagged->isTagged(1))
        return {};
    const auto nonce = onlyDerElement(tagged->content);
    return nonce && nonce->is(V_ASN1_OCTET_STRING) ? nonce->content.toByteArray() : QByteArray();
}

} // namespace

/// Section 8.8.
Result<Attestation> verifyAppleAttestation(const CborValue& statement, const AttestationSubject& subject)
{
    const auto path = certificatesOf(statement);
    if (!path)
        return path.error();
    if (nonceOf(path->front()) != sha256(subject.signedBytes))
        return refusedAt(CeremonyStep::AttestationBinding, u"apple: the certificate's nonce is not of this ceremony"_s);
    if (path->front().publicKey() != subject.credentialKey.key)
        return refusedAt(CeremonyStep::AttestationKey, u"apple: the certificate is for another key"_s);
    return Attestation{.format = u"apple"_s, .type = AttestationType::Certified, .paths = {{*path}}};
}

} // namespace keydesk
