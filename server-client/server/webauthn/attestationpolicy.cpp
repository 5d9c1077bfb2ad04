#include "webauthn/attestationpolicy.h"

#include "webauthn/ceremonystep.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

QList<QByteArray> keyIdentifiersOf(const Attestation& attestation)
{
    QList<QByteArray> identifiers;
    for (const AttestationPath& path : attestation.paths) {
        for (const Certificate& certificate : path.certificates)
            identifiers.append(certificate.keyIdentifier());
    }
    return identifiers;
}

bool coversModel(const Attestation& attestation)
{
    return attestation.paths.isEmpty() || std::any_of(attestation.paths.begin(), attestation.paths.end(),
                                                      [](const AttestationPath& path) { return path.coversModel; });
}

/// Fills in what the paths prove.
void followPaths(const Attestation& attestation, const TrustAnchors& anchors, Instant now, ModelFindings& findings)
{
    for (const AttestationPath& path : attestation.paths) {
        if (anchors.isEmpty() || !anchors.verify(path.certificates, {.at = now}))
            continue;
        findings.isTrusted = true;
        findings.isModelProved = findings.isModelProved || path.coversModel;
    }
}

Result<void> checkType(AttestationType type, bool isTrusted, const AttestationPolicy& policy)
{
    if (type == AttestationType::None && !policy.acceptsNone)
        return refusedAt(CeremonyStep::AttestationNone, u"attestation is wanted"_s);
    if (type == AttestationType::Self && !policy.acceptsSelf)
        return refusedAt(CeremonyStep::AttestationSelf, u"only the credential's own key vouches for it"_s);
    if (type == AttestationType::Certified && !isTrusted && !policy.acceptsSelf)
        return refusedAt(CeremonyStep::AttestationTrust, u"the certificates lead to no trust anchor"_s);
    return done();
}

Result<void> checkModel(const QByteArray& aaguid, const AttestationPolicy& policy)
{
    const QString model = QString::fromLatin1(aaguid.toHex());
    if (policy.deniedModels.contains(aaguid))
        return refusedAt(CeremonyStep::ModelDenied, model);
    if (!policy.allowedModels.isEmpty() && !policy.allowedModels.contains(aaguid))
        return refusedAt(CeremonyStep::ModelNotAllowed, model);
    return done();
}

} // namespace

Result<void> checkPolicy(const AttestationPolicy& policy)
{
    const auto refused = [](const QString& why) {
        return Error{.code = ErrorCode::InvalidRequest, .context = u"attestation policy: "_s % why};
    };
    if ((!policy.allowedModels.isEmpty() || !policy.deniedModels.isEmpty()) && !policy.isAttestationRequired())
        return refused(u"lists of models need attestation to be required: otherwise every key may claim any model"_s);
    if (policy.isAttestationRequired() && policy.conveyance != AttestationConveyance::Direct)
        return refused(u"attestation is required, and must be asked for: conveyance direct"_s);
    return done();
}

Result<ModelFindings> assessAttestation(const Attestation& attestation, const QByteArray& aaguid,
                                        const AttestationPolicy& policy, Instant now)
{
    const QByteArray none(aaguid.size(), '\0');
    ModelFindings findings{.aaguid = coversModel(attestation) ? aaguid : none,
                           .keyIdentifiers = keyIdentifiersOf(attestation)};
    const MetadataEntry* entry =
        policy.metadata ? policy.metadata->find(findings.aaguid, findings.keyIdentifiers) : nullptr;
    followPaths(attestation, policy.anchors, now, findings);
    if (entry)
        followPaths(attestation, entry->anchors(), now, findings);
    if (const auto ok = checkType(attestation.type, findings.isTrusted, policy); !ok)
        return ok.error();
    if (const auto ok = checkModel(findings.isModelProved ? aaguid : none, policy); !ok)
        return ok.error();
    if (!entry)
        return findings;
    if (const auto status = refusedStatus(*entry, policy.refusedStatuses, now))
        return refusedAt(CeremonyStep::ModelStatus, *status);
    if (findings.isTrusted)
        findings.description = entry->description;
    return findings;
}

} // namespace keydesk
