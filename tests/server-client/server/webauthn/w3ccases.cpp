#include "w3ccases.h"

#include "webauthn/authenticatordata.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr Instant w3cTime{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

QJsonObject document()
{
    QFile file(QStringLiteral(KEYDESK_TEST_DATA "/webauthn/w3c-level3.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the W3C's cases are not there");
    return QJsonDocument::fromJson(file.readAll()).object();
}

QByteArray hex(const QJsonValue& value)
{
    return QByteArray::fromHex(value.toString().toLatin1());
}

RegistrationPolicy policyFor(const QByteArray& name)
{
    RegistrationPolicy policy;
    policy.attestation.conveyance = AttestationConveyance::Direct;
    policy.attestation.acceptsNone = name.startsWith("none");
    policy.attestation.acceptsSelf = name.startsWith("packed-self");
    policy.attestation.anchors = TrustAnchors({w3cAuthority()});
    // The W3C's certificate leaves them out.
    policy.attestation.rules.androidMayOmitKeyUse = name.startsWith("android-key");
    return policy;
}

W3cCase caseFrom(const QJsonObject& all, const QJsonObject& each)
{
    const QJsonValue registration = each[u"registration"_s];
    const QJsonValue assertion = each[u"authentication"_s];
    W3cCase read;
    read.name = each[u"name"_s].toString().toLatin1();
    read.policy = policyFor(read.name);

    RelyingParty party{.id = all[u"rpId"_s].toString(), .origins = {.browser = {all[u"origin"_s].toString()}}};
    if (read.isFramed())
        party.origins.mayBeFramed = true;
    if (read.name.endsWith("topOrigin"))
        party.origins.topOrigins = {all[u"topOrigin"_s].toString()};
    const QByteArray id = hex(registration[u"credential_id"_s]);

    read.created = {.ceremony = {},
                    .credentialId = id,
                    .clientDataJson = hex(registration[u"clientDataJSON"_s]),
                    .attestationObject = hex(registration[u"attestationObject"_s])};
    read.registration = {.relyingParty = party, .challenge = hex(registration[u"challenge"_s]), .now = w3cTime};
    read.answer = {.ceremony = {},
                   .credentialId = id,
                   .clientDataJson = hex(assertion[u"clientDataJSON"_s]),
                   .authenticatorData = hex(assertion[u"authenticatorData"_s]),
                   .signature = hex(assertion[u"signature"_s])};
    read.assertion = {.relyingParty = party,
                      .challenge = hex(assertion[u"challenge"_s]),
                      .allowed = {{id}},
                      .userHandle = QByteArray("ada's handle")};

    const auto object = readCbor(read.created.attestationObject);
    const auto data = readAuthenticatorData(*object->find(u"authData"_s)->bytes());
    read.record = {.id = id,
                   .userHandle = "ada's handle",
                   .publicKey = data->credential->encodedPublicKey,
                   .counter = data->counter,
                   .isBackupEligible = data->isBackupEligible};
    return read;
}

} // namespace

const QList<W3cCase>& w3cCases()
{
    static const QList<W3cCase> cases = [] {
        QList<W3cCase> read;
        const QJsonObject all = document();
        for (const QJsonValue each : all[u"tests"_s].toArray())
            read.append(caseFrom(all, each.toObject()));
        return read;
    }();
    return cases;
}

Certificate w3cAuthority()
{
    static const QByteArray der = hex(document()[u"attestationRoot"_s][u"attestation_ca_cert"_s]);
    return Certificate::fromDer(der).take();
}

} // namespace keydesk
