#include "webauthn/attestationformats.h"
#include "webauthn/ceremonystep.h"
#include "webauthn/objectids.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

bool isCountry(const QStringList& values)
{
    return values.size() == 1 && values.front().size() == 2 &&
           std::all_of(values.front().begin(), values.front().end(),
                       [](QChar letter) { return letter >= u'A' && letter <= u'Z'; });
}

bool isOneText(const QStringList& values)
{
    return values.size() == 1 && !values.front().isEmpty();
}

/// Section 8.2.1.
Result<void> checkRequirements(const Certificate& certificate)
{
    const auto refused = [](const QString& why) { return refusedAt(CeremonyStep::AttestationCertificate, why); };
    if (!certificate.isVersion3())
        return refused(u"not of version 3"_s);
    if (!isCountry(certificate.subjectValues(objectid::country)))
        return refused(u"the subject's country is no two-letter code"_s);
    if (!isOneText(certificate.subjectValues(objectid::organisation)))
        return refused(u"the subject has no organisation"_s);
    if (certificate.subjectValues(objectid::unit) != QStringList{u"Authenticator Attestation"_s})
        return refused(u"the subject's unit is not \"Authenticator Attestation\""_s);
    if (!isOneText(certificate.subjectValues(objectid::commonName)))
        return refused(u"the subject has no common name"_s);
    if (!certificate.isEndEntity())
        return refused(u"an authority's, or without basic constraints"_s);
    return done();
}

Result<Attestation> verifyCertified(const CborValue& statement, std::optional<CoseAlgorithm> algorithm,
                                    const AttestationSubject& subject)
{
    const auto path = certificatesOf(statement);
    if (!path)
        return path.error();
    const Certificate& leaf = path->front();
    const QByteArray signature = bytesOf(statement, u"sig"_s);
    if (const auto ok = checkSignature(leaf, algorithm, {subject.signedBytes, signature}); !ok)
        return ok.error();
    if (const auto ok = checkRequirements(leaf); !ok)
        return ok.error();
    if (const auto ok = checkModelExtension(leaf, subject.authenticatorData.credential->aaguid); !ok)
        return ok.error();
    return Attestation{.format = u"packed"_s, .type = AttestationType::Certified, .paths = {{*path}}};
}

} // namespace

/// Section 8.2.
Result<Attestation> verifyPackedAttestation(const CborValue& statement, const AttestationSubject& subject)
{
    const auto identifier = algorithmOf(statement);
    const QByteArray signature = bytesOf(statement, u"sig"_s);
    const bool isCertified = statement.find(u"x5c"_s) != nullptr;
    if (!identifier || signature.isEmpty() || statement.map()->size() != (isCertified ? 3 : 2))
        return refusedAt(CeremonyStep::AttestationStatement, u"packed: not alg, sig and perhaps x5c"_s);
    const auto algorithm = coseAlgorithm(*identifier);
    if (isCertified)
        return verifyCertified(statement, algorithm, subject);
    if (algorithm != subject.credentialKey.algorithm)
        return refusedAt(CeremonyStep::AttestationAlgorithm, u"packed: not the credential's"_s);
    if (!subject.credentialKey.verifies(subject.signedBytes, signature))
        return refusedAt(CeremonyStep::AttestationSignature, u"packed: not made by the credential's key"_s);
    return Attestation{.format = u"packed"_s, .type = AttestationType::Self};
}

} // namespace keydesk
