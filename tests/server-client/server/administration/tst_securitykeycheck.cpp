#include "administration/securitykeycheck.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

using Verdict = CheckLine::Verdict;

SecurityKeyCheck wellSet()
{
    WebAuthnPolicy policy;
    policy.relyingPartyId = u"example.org"_s;
    policy.origins = {{InstallationKind::Kiosk, {u"https://register.example.org"_s}},
                      {InstallationKind::Desktop, {u"https://desktop.example.org"_s}}};
    return {.policy = policy, .source = MetadataSource{}};
}

Error mistake()
{
    return {.code = ErrorCode::InvalidRequest, .context = u"webauthn.counter: \"x\" is not one of its values"_s};
}

/// A newest one of which the source knows.
AuthenticatorMetadata newest(bool isOverdue = false)
{
    return {.isConfigured = true,
            .hasMetadata = true,
            .number = 42,
            .nextUpdate = u"2026-12-01"_s,
            .models = 120,
            .isOverdue = isOverdue};
}

} // namespace

/// What keydeskd check says of security keys.
class SecurityKeyCheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allIsWell()
    {
        const QList<CheckLine> lines = wellSet().run();
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines[0].verdict, Verdict::Ok);
        for (const QString& part :
             {u"example.org"_s, u"https://register.example.org"_s, u"https://desktop.example.org"_s, u"preferred"_s})
            QVERIFY2(lines[0].finding.contains(part), qPrintable(lines[0].finding));
    }

    void aMistakeInTheSettings()
    {
        SecurityKeyCheck check = wellSet();
        check.policy = mistake();
        QCOMPARE(check.run().first().verdict, Verdict::Fail);
        QVERIFY(check.run().first().finding.contains(u"webauthn.counter"_s));
        check = wellSet();
        check.source = mistake();
        QCOMPARE(check.run().last().subject, u"metadata"_s);
        QCOMPARE(check.run().last().verdict, Verdict::Fail);
    }

    void nobodyVouchesForAnyMake()
    {
        SecurityKeyCheck check = wellSet();
        check.policy->rules.attestation.conveyance = AttestationConveyance::Direct;
        check.policy->rules.attestation.acceptsNone = false;
        check.policy->rules.attestation.acceptsSelf = false;
        QCOMPARE(check.run().last().verdict, Verdict::Fail);
        QVERIFY(check.run().last().advice.contains(u"webauthn.anchors_folder"_s));
        check.source->url = u"https://mds3.fidoalliance.org/"_s;
        QVERIFY(!ServiceCheck::hasFailure(check.run()));
    }

    void theAgeOfMetadata()
    {
        SecurityKeyCheck check = wellSet();
        check.source->url = u"https://mds3.fidoalliance.org/"_s;
        QCOMPARE(check.run().last().verdict, Verdict::Warn);
        QVERIFY(check.run().last().finding.contains(u"none was accepted yet"_s));
        check.metadata = newest();
        QCOMPARE(check.run().last().verdict, Verdict::Ok);
        QVERIFY(check.run().last().finding.contains(u"number 42 with 120 models"_s));
        check.metadata = newest(true);
        QCOMPARE(check.run().last().verdict, Verdict::Warn);
        QVERIFY(check.run().last().advice.contains(u"keydesk-admin metadata refresh"_s));
    }
};

QTEST_GUILESS_MAIN(SecurityKeyCheckTest)
#include "tst_securitykeycheck.moc"
