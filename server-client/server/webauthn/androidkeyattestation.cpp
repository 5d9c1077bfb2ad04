#include "webauthn/attestationformats.h"
#include "webauthn/ceremonystep.h"
#include "webauthn/keydescription.h"
#include "webauthn/objectids.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

// Android's keymaster tags.
constexpr qint64 originGenerated = 0;
constexpr qint64 purposeSign = 2;

/// Is what one list says of origin and purpose, where it says something, what a credential's key must have?
bool isFitting(const KeyAuthorizations& list)
{
    return (!list.origin || *list.origin == originGenerated) && (!list.purposes || *list.purposes == QSet{purposeSign});
}

Result<void> checkKeyUse(const KeyDescription& description, const AttestationRules& rules)
{
    const auto refused = [](const QString& why) { return refusedAt(CeremonyStep::AttestationKeyUse, why); };
    const KeyAuthorizations& hardware = description.byHardware;
    const KeyAuthorizations& software = description.bySoftware;
    if (hardware.isForAllApplications || software.isForAllApplications)
        return refused(u"android-key: every application may use the key"_s);
    if (!isFitting(hardware) || (!rules.androidHardwareOnly && !isFitting(software)))
        return refused(u"android-key: not generated in place, or not for signing alone"_s);
    const bool tellsOrigin = hardware.origin || (!rules.androidHardwareOnly && software.origin);
    const bool tellsPurpose = hardware.purposes || (!rules.androidHardwareOnly && software.purposes);
    if ((!tellsOrigin || !tellsPurpose) && !rules.androidMayOmitKeyUse)
        return refused(u"android-key: origin or purpose is left out"_s);
    return done();
}

} // namespace

/// Section 8.4.
Result<Attestation> verifyAndroidKeyAttestation(const CborValue& statement, const AttestationSubject& subject)
{
    const auto identifier = algorithmOf(statement);
    const QByteArray signature = bytesOf(statement, u"sig"_s);
    if (!identifier || signature.isEmpty() || statement.map()->size() != 3)
        return refusedAt(CeremonyStep::AttestationStatement, u"android-key: not alg, sig and x5c"_s);
    const auto path = certificatesOf(statement);
    if (!path)
        return path.error();
    const Certificate& leaf = path->front();
    const auto algorithm = coseAlgorithm(*identifier);
    if (const auto ok = checkSignature(leaf, algorithm, {subject.signedBytes, signature}); !ok)
        return ok.error();
    if (leaf.publicKey() != subject.credentialKey.key)
        return refusedAt(CeremonyStep::AttestationKey, u"android-key: the certificate is for another key"_s);
    const auto extension = leaf.extension(objectid::androidKeyDescription);
    const auto description = extension ? readKeyDescription(extension->value) : std::nullopt;
    if (!description)
        return refusedAt(CeremonyStep::AttestationCertificate, u"android-key: without a description of the key"_s);
    if (description->attestationChallenge != subject.clientDataHash)
        return refusedAt(CeremonyStep::AttestationBinding, u"android-key: the challenge is not of this ceremony"_s);
    if (const auto ok = checkKeyUse(*description, subject.rules); !ok)
        return ok.error();
    return Attestation{.format = u"android-key"_s, .type = AttestationType::Certified, .paths = {{*path}}};
}

} // namespace keydesk
