#include "webauthn/webauthnsettings.h"

#include "protocol/wirenames.h"
#include "webauthn/metadatasettings.h"

#include <QDir>
#include <QUrl>
#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr WireNames<CoseAlgorithm, 6> algorithms{{{CoseAlgorithm::Es256, "ES256"_L1},
                                                  {CoseAlgorithm::EdDsa, "EdDSA"_L1},
                                                  {CoseAlgorithm::Es384, "ES384"_L1},
                                                  {CoseAlgorithm::Es512, "ES512"_L1},
                                                  {CoseAlgorithm::Ed448, "Ed448"_L1},
                                                  {CoseAlgorithm::Rs256, "RS256"_L1}}};
constexpr WireNames<BackupPolicy, 3> backupPolicies{{{BackupPolicy::Any, "any"_L1},
                                                     {BackupPolicy::NotBackedUp, "not_backed_up"_L1},
                                                     {BackupPolicy::DeviceBound, "device_bound"_L1}}};
enum class Accepted { Any, Self, Trusted };
constexpr WireNames<Accepted, 3> acceptances{
    {{Accepted::Any, "any"_L1}, {Accepted::Self, "self"_L1}, {Accepted::Trusted, "trusted"_L1}}};
enum class CounterRule { Refuse, Alert };
constexpr WireNames<CounterRule, 2> counterRules{
    {{CounterRule::Refuse, "refuse"_L1}, {CounterRule::Alert, "alert"_L1}}};

Error refused(const QString& why)
{
    return {.code = ErrorCode::InvalidRequest, .context = why};
}

/// Reads settings one after the other and remembers what is wrong with the first that is.
class Reader
{
public:
    explicit Reader(const Settings& values) : m_values(values) {}

    template <typename Function>
    auto choice(const Setting<QString>& setting, Function fromName) ->
        typename decltype(fromName(QStringView{}))::value_type
    {
        const QString text = m_values.value(setting);
        return known(setting, text, fromName(text));
    }

    QList<CoseAlgorithm> algorithmList()
    {
        QList<CoseAlgorithm> list;
        for (const QString& name : m_values.value(settings::keyAlgorithms)) {
            const CoseAlgorithm one = known(settings::keyAlgorithms, name, valueOf(algorithms, name));
            if (!list.contains(one))
                list.append(one);
        }
        if (list.isEmpty())
            fail(u"webauthn.algorithms is empty: no key could be registered"_s);
        return list;
    }

    QList<QByteArray> models(const Setting<QStringList>& setting)
    {
        QList<QByteArray> list;
        for (const QString& text : m_values.value(setting)) {
            const QByteArray aaguid = aaguidFromText(text);
            list.append(known(setting, text, aaguid.isEmpty() ? std::nullopt : std::optional(aaguid)));
        }
        return list;
    }

    QStringList origins(const Setting<QStringList>& setting, const RelyingPartyNames& names)
    {
        const QStringList wanted = m_values.value(setting);
        for (const QString& text : wanted) {
            const QUrl url(text, QUrl::StrictMode);
            const QString host = url.host(QUrl::FullyEncoded);
            const bool isOrigin = url.isValid() && url.scheme() == u"https" && url.path().isEmpty() &&
                                  url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment() &&
                                  text == u"https://"_s + url.authority(QUrl::FullyEncoded);
            if (!isOrigin || (host != names.id && !host.endsWith(u'.' + names.id)))
                fail(u"%1: \"%2\" is no origin such as https://register.%3 at service.rp_id or below it"_s.arg(
                    QString::fromLatin1(setting.name), text, names.id));
        }
        return wanted.isEmpty() ? QStringList{names.panelOrigin} : wanted;
    }

    TrustAnchors anchors()
    {
        const QString path = m_values.path(settings::keyAnchorsFolder);
        if (path.isEmpty())
            return {};
        QByteArray pem;
        const QStringList files = QDir(path).entryList({u"*.pem"_s, u"*.crt"_s}, QDir::Files, QDir::Name);
        for (const QString& name : files) {
            QFile file(QDir(path).filePath(name));
            if (!file.open(QIODevice::ReadOnly))
                fail(u"webauthn.anchors_folder: cannot read %1"_s.arg(file.fileName()));
            pem += file.readAll() + '\n';
        }
        auto anchors = TrustAnchors::fromPem(pem);
        if (!anchors)
            fail(u"webauthn.anchors_folder: %1 holds no .pem or .crt files, or something else than certificates in PEM "
                 "form in them"_s.arg(path));
        return anchors ? anchors.take() : TrustAnchors();
    }

    void fail(const QString& why)
    {
        if (!m_problem)
            m_problem = refused(why);
    }
    const std::optional<Error>& problem() const { return m_problem; }

private:
    template <typename Value>
    Value known(const SettingDeclaration& setting, const QString& text, const std::optional<Value>& value)
    {
        if (!value)
            fail(u"%1: \"%2\" is not one of its values; keydeskd --example-config lists them"_s.arg(
                QString::fromLatin1(setting.name), text));
        return value.value_or(Value{});
    }

    const Settings& m_values;
    std::optional<Error> m_problem;
};

AttestationPolicy attestationPolicy(const Settings& values, Reader& reader)
{
    const Accepted accepted =
        reader.choice(settings::keyAttestationAccepted, [](QStringView name) { return valueOf(acceptances, name); });
    return {.conveyance = reader.choice(settings::keyAttestation, conveyanceFromName),
            .acceptsNone = accepted == Accepted::Any,
            .acceptsSelf = accepted != Accepted::Trusted,
            .rules = {.tpmManufacturers = values.value(settings::keyTpmManufacturers),
                      .acceptsTpmSha1 = values.value(settings::keyTpmSha1),
                      .androidHardwareOnly = values.value(settings::keyAndroidHardwareOnly)},
            .allowedModels = reader.models(settings::keyModelsAllowed),
            .deniedModels = reader.models(settings::keyModelsDenied),
            .anchors = reader.anchors(),
            .refusedStatuses = values.value(settings::metadataRefused)};
}

/// In the words of the settings, where the rules' own would not help an administrator.
Result<void> checkTogether(const AttestationPolicy& policy)
{
    const bool hasLists = !policy.allowedModels.isEmpty() || !policy.deniedModels.isEmpty();
    if (hasLists && !policy.isAttestationRequired())
        return refused(u"webauthn.models_allowed and webauthn.models_denied need webauthn.attestation_accepted = "
                       "\"trusted\": otherwise a key may claim to be of any model"_s);
    if (!policy.acceptsNone && policy.conveyance != AttestationConveyance::Direct)
        return refused(u"webauthn.attestation_accepted needs webauthn.attestation = \"direct\": keys say what they are "
                       "asked for"_s);
    return checkPolicy(policy);
}

} // namespace

QByteArray aaguidFromText(const QString& text)
{
    const QByteArray bytes = QByteArray::fromHex(text.toLatin1());
    const QString hex = QString::fromLatin1(bytes.toHex());
    const QString form =
        hex.left(8) + u'-' + hex.mid(8, 4) + u'-' + hex.mid(12, 4) + u'-' + hex.mid(16, 4) + u'-' + hex.mid(20);
    return bytes.size() == 16 && text.toLower() == form ? bytes : QByteArray();
}

Result<WebAuthnPolicy> webAuthnPolicy(const Settings& values, const RelyingPartyNames& names)
{
    Reader reader(values);
    const auto life = std::chrono::duration_cast<std::chrono::seconds>(values.value(settings::keyRegistrationLife));
    WebAuthnPolicy policy{
        .relyingPartyId = names.id,
        .relyingPartyName = names.name,
        .origins = {{InstallationKind::Kiosk, reader.origins(settings::kioskOrigins, names)},
                    {InstallationKind::Desktop, reader.origins(settings::desktopOrigins, names)}},
        .keysPerPerson = values.value(settings::keysPerPerson),
        .registrationLife = std::clamp<std::chrono::seconds>(life, 1min, 1h),
        .attachment = reader.choice(settings::keyAttachment, attachmentFromName),
        .residentKey = reader.choice(settings::keyResident, requirementFromName),
        .rules = {.userVerification = reader.choice(settings::keyUserVerification, requirementFromName),
                  .backup = reader.choice(settings::keySynchronised,
                                          [](QStringView name) { return valueOf(backupPolicies, name); }),
                  .algorithms = reader.algorithmList(),
                  .attestation = attestationPolicy(values, reader)},
        .refusesCounter = reader.choice(settings::keyCounter, [](QStringView name) {
            return valueOf(counterRules, name);
        }) == CounterRule::Refuse};
    if (reader.problem())
        return *reader.problem();
    if (const auto together = checkTogether(policy.rules.attestation); !together)
        return together.error();
    return policy;
}

} // namespace keydesk
