#include "fakes/keyathand.h"
#include "webauthn/metadatasettings.h"
#include "webauthn/webauthnsettings.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const RelyingPartyNames names{u"example.org"_s, u"Example Corp"_s, u"https://register.example.org"_s};

QList<const SettingDeclaration*> declarations()
{
    QList<const SettingDeclaration*> all(webAuthnSettings.begin(), webAuthnSettings.end());
    all.append(QList<const SettingDeclaration*>(metadataSettings.begin(), metadataSettings.end()));
    return all;
}

Settings settingsOf(const QByteArray& lines, const QString& folder = {})
{
    auto parsed = Settings::parse("[webauthn]\n" + lines, QDir(folder).filePath(u"keydeskd.toml"_s), declarations());
    if (!parsed)
        qFatal("%s", qPrintable(parsed.error().context));
    return parsed.take();
}

Result<WebAuthnPolicy> policy(const QByteArray& lines)
{
    return webAuthnPolicy(settingsOf(lines), names);
}

} // namespace

/// The section [webauthn] of the settings file.
class TestWebAuthnSettings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void littleIsNeeded()
    {
        const auto made = policy({});
        QVERIFY2(made, made ? "" : qPrintable(made.error().context));
        QCOMPARE(made->relyingPartyId, u"example.org"_s);
        QCOMPARE(made->relyingPartyName, u"Example Corp"_s);
        QCOMPARE(made->originFor(InstallationKind::Kiosk), u"https://register.example.org"_s);
        QCOMPARE(made->originFor(InstallationKind::Desktop), u"https://register.example.org"_s);
        QVERIFY(made->originFor(InstallationKind::Administration).isEmpty());
        QCOMPARE(made->keysPerPerson, 5);
        QCOMPARE(made->rules.attestation.conveyance, AttestationConveyance::None);
        QVERIFY(made->refusesCounter && !made->rules.attestation.isAttestationRequired());
    }

    void everythingIsRead()
    {
        const auto made = policy(R"(keys_per_person = 3
            registration_life = "2min"
            user_verification = "required"
            resident_key = "required"
            attachment = "cross-platform"
            synchronised = "device_bound"
            algorithms = ["EdDSA", "ES256"]
            counter = "alert"
            kiosk_origins = ["https://kiosk.example.org", "https://example.org:8443"]
            metadata_refused = ["REVOKED"]
            tpm_manufacturers = ["id:494E5443"])");
        QVERIFY2(made, made ? "" : qPrintable(made.error().context));
        QCOMPARE(made->keysPerPerson, 3);
        QCOMPARE(made->registrationLife, 120s);
        QCOMPARE(made->rules.userVerification, Requirement::Required);
        QCOMPARE(made->residentKey, Requirement::Required);
        QCOMPARE(made->attachment, AuthenticatorAttachment::CrossPlatform);
        QCOMPARE(made->rules.backup, BackupPolicy::DeviceBound);
        QCOMPARE(made->rules.algorithms, (QList<CoseAlgorithm>{CoseAlgorithm::EdDsa, CoseAlgorithm::Es256}));
        QVERIFY(!made->refusesCounter);
        QCOMPARE(made->originFor(InstallationKind::Kiosk), u"https://kiosk.example.org"_s);
        QCOMPARE(made->origins.value(InstallationKind::Kiosk).size(), 2);
        QCOMPARE(made->rules.attestation.refusedStatuses, QStringList{u"REVOKED"_s});
        QCOMPARE(made->rules.attestation.rules.tpmManufacturers, QStringList{u"id:494E5443"_s});
    }

    void modelsAndAnchors()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(u"anchors"_s));
        QVERIFY(QFile::copy(KeyAtHand::rootFile(), folder.filePath(u"anchors/maker.pem"_s)));
        const auto made = webAuthnPolicy(settingsOf(R"(attestation = "direct"
            attestation_accepted = "trusted"
            anchors_folder = "anchors"
            models_allowed = ["4b455944-4553-4b2d-5649-525455414C31"])",
                                                    folder.path()),
                                         names);
        QVERIFY2(made, made ? "" : qPrintable(made.error().context));
        const AttestationPolicy& attestation = made->rules.attestation;
        QVERIFY(attestation.isAttestationRequired() && !attestation.anchors.isEmpty());
        QCOMPARE(attestation.allowedModels, QList<QByteArray>{"KEYDESK-VIRTUAL1"});
    }

    void mistakesAreNamed_data();
    void mistakesAreNamed()
    {
        QFETCH(QByteArray, lines);
        QFETCH(QString, says);
        const auto made = policy(lines);
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::InvalidRequest);
        QVERIFY2(made.error().context.contains(says), qPrintable(made.error().context));
    }

    void metadataComesFromOnePlace()
    {
        const QTemporaryDir folder;
        QVERIFY(QFile::copy(KeyAtHand::rootFile(), folder.filePath(u"root.pem"_s)));
        const QByteArray anchor = "metadata_anchor_file = \"root.pem\"\n";
        const auto source = [&](const QByteArray& lines) { return metadataSource(settingsOf(lines, folder.path())); };
        QVERIFY(!source({})->isConfigured());
        QVERIFY(source("metadata_anchor_file = \"nowhere.pem\"")); // Without metadata nothing is read.
        const auto fetched =
            source(anchor + "metadata_url = \"https://mds3.fidoalliance.org/\"\nmetadata_interval = \"5min\"");
        QVERIFY(fetched && fetched->isConfigured());
        QCOMPARE(fetched->interval, std::chrono::milliseconds{1h});
        QCOMPARE(fetched->signer.host, u"mds.fidoalliance.org"_s);
        QCOMPARE(fetched->cacheFile, folder.filePath(u"metadata.jwt"_s));
        const auto read = source(anchor + "metadata_file = \"fetched.jwt\"");
        QCOMPARE(read->file, folder.filePath(u"fetched.jwt"_s));
        for (const QByteArray& lines :
             {QByteArray("metadata_url = \"http://mds3.fidoalliance.org/\""), QByteArray("metadata_url = \"mds\""),
              QByteArray("metadata_url = \"https://a.test/\"\nmetadata_file = \"b\"")})
            QVERIFY2(!source(anchor + lines), lines.constData());
        const auto unanchored = source("metadata_file = \"fetched.jwt\"\nmetadata_anchor_file = \"nowhere.pem\"");
        QVERIFY(unanchored.error().context.contains(u"webauthn.metadata_anchor_file"_s));
    }
};

void TestWebAuthnSettings::mistakesAreNamed_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QString>("says");
    const auto row = [](const QByteArray& line, const QString& says) {
        QTest::newRow(line.constData()) << line << says;
    };
    row(R"(user_verification = "always")", u"webauthn.user_verification: \"always\""_s);
    row(R"(resident_key = "yes")", u"webauthn.resident_key"_s);
    row(R"(attachment = "usb")", u"webauthn.attachment"_s);
    row(R"(synchronised = "never")", u"webauthn.synchronised"_s);
    row(R"(counter = "ignore")", u"webauthn.counter"_s);
    row(R"(algorithms = ["RS1"])", u"webauthn.algorithms: \"RS1\""_s);
    row(R"(algorithms = [])", u"no key could be registered"_s);
    row(R"(kiosk_origins = ["http://register.example.org"])", u"is no origin"_s);
    row(R"(kiosk_origins = ["https://register.example.org/"])", u"is no origin"_s);
    row(R"(kiosk_origins = ["https://register.example.org.evil.test"])", u"is no origin"_s);
    row(R"(desktop_origins = ["https://notexample.org"])", u"webauthn.desktop_origins"_s);
    row(R"(desktop_origins = ["https://ada@example.org"])", u"is no origin"_s);
    row(R"(models_denied = ["4b455944-4553-4b2d-5649-525455414c31"])", u"attestation_accepted"_s);
    row(R"(attestation_accepted = "self")", u"webauthn.attestation = \"direct\""_s);
    row(R"(anchors_folder = "nowhere")", u"webauthn.anchors_folder"_s);
    row("attestation = \"direct\"\nattestation_accepted = \"trusted\"\nmodels_allowed = [\"KEYDESK\"]",
        u"webauthn.models_allowed: \"KEYDESK\""_s);
}

QTEST_GUILESS_MAIN(TestWebAuthnSettings)
#include "tst_webauthnsettings.moc"
