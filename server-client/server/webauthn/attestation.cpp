#include "webauthn/attestation.h"

#include "webauthn/attestationformats.h"
#include "webauthn/ceremonystep.h"
#include "webauthn/derreader.h"
#include "webauthn/objectids.h"

#include <array>
#include <openssl/asn1.h>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr std::size_t mostCertificates = 8;
constexpr std::size_t mostStatements = 8;

/// Section 8.7.
Result<Attestation> verifyNoAttestation(const CborValue& statement, const AttestationSubject&)
{
    if (!statement.map()->empty())
        return refusedAt(CeremonyStep::AttestationStatement, u"none, and yet not empty"_s);
    return Attestation{.format = u"none"_s, .type = AttestationType::None};
}

using Procedure = Result<Attestation> (*)(const CborValue&, const AttestationSubject&);

struct Format
{
    QLatin1StringView name;
    Procedure verify;
};

constexpr std::array formats{
    Format{"packed"_L1, verifyPackedAttestation},
    Format{"tpm"_L1, verifyTpmAttestation},
    Format{"android-key"_L1, verifyAndroidKeyAttestation},
    Format{"fido-u2f"_L1, verifyFidoU2fAttestation},
    Format{"none"_L1, verifyNoAttestation},
    Format{"apple"_L1, verifyAppleAttestation},
};

Result<Attestation> verifyOne(const QString& format, const CborValue& statement, const AttestationSubject& subject)
{
    for (const Format& each : formats) {
        if (format != each.name)
            continue;
        if (!statement.map())
            return refusedAt(CeremonyStep::AttestationStatement, u"not a map"_s);
        return each.verify(statement, subject);
    }
    return refusedAt(CeremonyStep::AttestationFormat, u"not known"_s);
}

/// Section 8.9: two or more statements of other formats, about the same credential. The standard leaves open how many
/// must be correct; here every one must.
Result<Attestation> verifyCompound(const CborValue& statement, const AttestationSubject& subject)
{
    const CborValue::Array* parts = statement.array();
    if (!parts || parts->size() < 2 || parts->size() > mostStatements)
        return refusedAt(CeremonyStep::AttestationStatement, u"compound of less than two, or too many"_s);
    Attestation whole{.format = u"compound"_s};
    for (const CborValue& part : *parts) {
        const CborValue* format = part.find(u"fmt"_s);
        const CborValue* inner = part.find(u"attStmt"_s);
        if (!format || !format->text() || !inner || part.map()->size() != 2)
            return refusedAt(CeremonyStep::AttestationStatement, u"a part of the compound is no statement"_s);
        // A compound within is not among the formats: refused.
        const auto verified = verifyOne(*format->text(), *inner, subject);
        if (!verified)
            return verified.error();
        whole.type = std::max(whole.type, verified->type);
        whole.paths += verified->paths;
    }
    return whole;
}

} // namespace

Result<Attestation> verifyAttestation(const QString& format, const CborValue& statement,
                                      const AttestationSubject& subject)
{
    return format == u"compound"_s ? verifyCompound(statement, subject) : verifyOne(format, statement, subject);
}

Result<QList<Certificate>> certificatesOf(const CborValue& statement)
{
    const CborValue* x5c = statement.find(u"x5c"_s);
    const CborValue::Array* encoded = x5c ? x5c->array() : nullptr;
    if (!encoded || encoded->empty() || encoded->size() > mostCertificates)
        return refusedAt(CeremonyStep::AttestationStatement, u"x5c is missing, empty or too long"_s);
    QList<Certificate> certificates;
    for (const CborValue& each : *encoded) {
        if (!each.bytes())
            return refusedAt(CeremonyStep::AttestationStatement, u"x5c holds something else than bytes"_s);
        auto certificate = Certificate::fromDer(*each.bytes());
        if (!certificate)
            return refusedAt(CeremonyStep::AttestationCertificate, certificate.error().context);
        certificates.append(certificate.take());
    }
    return certificates;
}

QByteArray bytesOf(const CborValue& statement, const QString& name)
{
    const CborValue* found = statement.find(name);
    const QByteArray* bytes = found ? found->bytes() : nullptr;
    return bytes ? *bytes : QByteArray();
}

std::optional<qint64> algorithmOf(const CborValue& statement)
{
    const CborValue* found = statement.find(u"alg"_s);
    return found ? found->integer() : std::nullopt;
}

Result<void> checkSignature(const Certificate& certificate, std::optional<CoseAlgorithm> algorithm,
                            const AttestationSignature& signature)
{
    const auto key = certificate.publicKey();
    if (!algorithm || !key || !key->suits(*algorithm))
        return refusedAt(CeremonyStep::AttestationAlgorithm, u"not known, or not the certificate's"_s);
    if (!key->verifies(*algorithm, signature.message, signature.signature))
        return refusedAt(CeremonyStep::AttestationSignature, u"not made by the certificate's key"_s);
    return done();
}

Result<void> checkModelExtension(const Certificate& certificate, const QByteArray& aaguid)
{
    const auto extension = certificate.extension(objectid::model);
    if (!extension)
        return done();
    const auto value = onlyDerElement(extension->value);
    if (extension->isCritical || !value || !value->is(V_ASN1_OCTET_STRING) || value->content != aaguid)
        return refusedAt(CeremonyStep::AttestationModel, u"the certificate is for another AAGUID"_s);
    return done();
}

} // namespace keydesk
