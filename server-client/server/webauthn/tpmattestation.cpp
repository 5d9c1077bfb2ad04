#include "webauthn/attestationformats.h"
#include "webauthn/ceremonystep.h"
#include "webauthn/objectids.h"
#include "webauthn/tpmstructures.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

/// "id:" and eight hexadecimal digits.
bool isVendorId(const QString& text)
{
    if (text.size() != 11 || !text.startsWith(u"id:"))
        return false;
    bool isHex = false;
    text.sliced(3).toUInt(&isHex, 16);
    return isHex;
}

/// Section 8.3.1.
Result<void> checkRequirements(const Certificate& certificate, const QStringList& manufacturers)
{
    const auto refused = [](const QString& why) { return refusedAt(CeremonyStep::AttestationCertificate, why); };
    if (!certificate.isVersion3())
        return refused(u"not of version 3"_s);
    if (!certificate.hasEmptySubject())
        return refused(u"the subject is not empty"_s);
    const QStringList manufacturer = certificate.alternativeValues(objectid::tpmManufacturer);
    if (manufacturer.size() != 1 || !isVendorId(manufacturer.front()) ||
        certificate.alternativeValues(objectid::tpmModel).size() != 1 ||
        certificate.alternativeValues(objectid::tpmVersion).size() != 1)
        return refused(u"the subject alternative name does not name a TPM"_s);
    if (!manufacturers.isEmpty() && !manufacturers.contains(manufacturer.front(), Qt::CaseInsensitive))
        return refused(u"a TPM of %1, which is not accepted"_s.arg(manufacturer.front()));
    if (!certificate.allowsPurpose(objectid::tpmAttestationKey))
        return refused(u"not for attestation keys of TPMs"_s);
    if (!certificate.isEndEntity())
        return refused(u"an authority's, or without basic constraints"_s);
    return done();
}

struct TpmStatement
{
    std::optional<CoseAlgorithm> algorithm;
    QByteArray signature;
    QByteArray certifyInfo;
    QByteArray publicArea;
};

Result<TpmStatement> readStatement(const CborValue& statement, const AttestationRules& rules)
{
    const CborValue* version = statement.find(u"ver"_s);
    const auto identifier = algorithmOf(statement);
    const TpmStatement read{.algorithm = rules.acceptsTpmSha1 && identifier == static_cast<qint64>(rs1)
                                             ? rs1
                                             : coseAlgorithm(identifier.value_or(0)),
                            .signature = bytesOf(statement, u"sig"_s),
                            .certifyInfo = bytesOf(statement, u"certInfo"_s),
                            .publicArea = bytesOf(statement, u"pubArea"_s)};
    if (!version || !version->text() || *version->text() != u"2.0" || !identifier || read.signature.isEmpty() ||
        read.certifyInfo.isEmpty() || read.publicArea.isEmpty() || statement.map()->size() != 6)
        return refusedAt(CeremonyStep::AttestationStatement, u"tpm: not ver 2.0, alg, x5c, sig, certInfo, pubArea"_s);
    return read;
}

Result<void> checkCertifyInfo(const TpmStatement& statement, const TpmPublicArea& publicArea,
                              const AttestationSubject& subject)
{
    const auto info = readTpmCertifyInfo(statement.certifyInfo);
    if (!info || info->magic != tpmGeneratedValue || info->type != tpmAttestCertify)
        return refusedAt(CeremonyStep::AttestationStatement, u"tpm: certInfo does not certify a key"_s);
    const QByteArray expected =
        statement.algorithm ? messageDigest(*statement.algorithm, subject.signedBytes) : QByteArray();
    if (expected.isEmpty())
        return refusedAt(CeremonyStep::AttestationAlgorithm, u"tpm: not known, or without a hash"_s);
    if (info->extraData != expected)
        return refusedAt(CeremonyStep::AttestationBinding, u"tpm: extraData is not of this ceremony"_s);
    const QByteArray name = tpmName(publicArea.nameAlgorithm, statement.publicArea);
    if (name.isEmpty() || info->name != name)
        return refusedAt(CeremonyStep::AttestationKey, u"tpm: certInfo names another key"_s);
    return done();
}

} // namespace

/// Section 8.3.
Result<Attestation> verifyTpmAttestation(const CborValue& statement, const AttestationSubject& subject)
{
    const auto read = readStatement(statement, subject.rules);
    if (!read)
        return read.error();
    const auto path = certificatesOf(statement);
    if (!path)
        return path.error();
    const auto publicArea = readTpmPublicArea(read->publicArea);
    if (!publicArea || publicArea->key != subject.credentialKey.key)
        return refusedAt(CeremonyStep::AttestationKey, u"tpm: pubArea is not the credential's key"_s);
    if (const auto ok = checkCertifyInfo(*read, *publicArea, subject); !ok)
        return ok.error();
    const Certificate& leaf = path->front();
    if (const auto ok = checkSignature(leaf, read->algorithm, {read->certifyInfo, read->signature}); !ok)
        return ok.error();
    if (const auto ok = checkRequirements(leaf, subject.rules.tpmManufacturers); !ok)
        return ok.error();
    if (const auto ok = checkModelExtension(leaf, subject.authenticatorData.credential->aaguid); !ok)
        return ok.error();
    return Attestation{.format = u"tpm"_s, .type = AttestationType::Certified, .paths = {{*path}}};
}

} // namespace keydesk
