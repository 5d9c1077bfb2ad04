#include "administration/securitykeycheck.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

using Verdict = CheckLine::Verdict;

const QString sectionAdvice = u"Correct the section [webauthn] of the settings file."_s;

CheckLine line(Verdict verdict, const QString& subject, const QString& finding, const QString& advice = {})
{
    return {.verdict = verdict, .subject = subject, .finding = finding, .advice = advice};
}

} // namespace

QList<CheckLine> SecurityKeyCheck::run() const
{
    QList<CheckLine> lines = settings();
    if (!source)
        lines.append(line(Verdict::Fail, u"metadata"_s, source.error().context, sectionAdvice));
    else if (source->isConfigured())
        lines.append(models());
    return lines;
}

QList<CheckLine> SecurityKeyCheck::settings() const
{
    const QString subject = u"security keys"_s;
    if (!policy)
        return {line(Verdict::Fail, subject, policy.error().context, sectionAdvice)};
    const QString kiosks = policy->origins.value(InstallationKind::Kiosk).join(u", "_s);
    const QString desktops = policy->origins.value(InstallationKind::Desktop).join(u", "_s);
    QList<CheckLine> lines{
        line(Verdict::Ok, subject,
             u"for %1, from kiosks at %2, from desktop apps at %3, user verification %4"_s.arg(
                 policy->relyingPartyId, kiosks, desktops, requirementName(policy->rules.userVerification)))};
    const AttestationPolicy& attestation = policy->rules.attestation;
    if (attestation.isAttestationRequired() && attestation.anchors.isEmpty() && source && !source->isConfigured())
        lines.append(line(Verdict::Fail, subject, u"each must prove its make, and nobody is trusted to vouch for one"_s,
                          u"Set webauthn.anchors_folder, webauthn.metadata_url or webauthn.metadata_file."_s));
    return lines;
}

CheckLine SecurityKeyCheck::models() const
{
    const QString subject = u"metadata"_s;
    const QString advice = u"\"keydesk-admin metadata refresh\" fetches it now and says what is wrong."_s;
    if (!metadata.hasMetadata)
        return line(Verdict::Warn, subject, u"none was accepted yet"_s, advice);
    const QString finding = u"number %1 with %2 models, to be renewed by %3"_s.arg(
        QString::number(metadata.number), QString::number(metadata.models), metadata.nextUpdate);
    return metadata.isOverdue ? line(Verdict::Warn, subject, finding + u": that is over"_s, advice)
                              : line(Verdict::Ok, subject, finding);
}

} // namespace keydesk
