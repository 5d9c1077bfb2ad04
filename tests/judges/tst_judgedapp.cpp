#include "judge.h"
#include "keybench.h"
#include "nidkey.h"
#include "webauthnjson.h"

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A registration and an assertion with the same key: what the service asked for, and what the app made of it.
struct Exchange
{
    CredentialCreation creation = creationFor();
    AssertionRequest request = requestFor();
    CreatedCredential created = {};
    AssertionAnswer answer = {};
    QByteArray root = {}; ///< The manufacturer's certificate.

    QJsonObject json() const
    {
        return {{u"rpId"_s, creation.relyingPartyId},   {u"origin"_s, creation.origin},
                {u"root"_s, QString::fromLatin1(root)}, {u"creation"_s, optionsJson(creation)},
                {u"created"_s, responseJson(created)},  {u"request"_s, optionsJson(request)},
                {u"answer"_s, responseJson(answer)}};
    }
};

/// Which key, and what it is asked for.
struct Plan
{
    QStringList key = {}; ///< Options of keydesk-key, or the algorithms of nid.
    bool isNid = false;
    CoseAlgorithm algorithm = CoseAlgorithm::Es256;
    AttestationConveyance attestation = AttestationConveyance::Direct;
    const char* pin = nullptr; ///< Set first; the credential is discoverable then, and the person verified.
};

/// What a judge cannot do, and says so.
struct Shortcoming
{
    QString of = {}; ///< "registration" or "assertion"; empty: nothing.
    QString words = {};
};

/// Changes the first of two exchanges into one that nobody may accept.
using Tampering = std::function<void(Exchange& one, const Exchange& other)>;

/// Lets the app register and sign in with the key at the socket.
void carryOut(Exchange& exchange, const QString& socket, const char* pin)
{
    LocalKeyDevices local(sourcesFor({socket}), benchTimes);
    KeyDevices& devices = local;
    const KeyWatch watch(devices);
    local.start();
    if (!watch.waitForKeys(1))
        return;
    const auto withPin = [&](const KeyOperationId& operation) {
        if (pin != nullptr && watch.waitForPin(operation))
            devices.answerPin(operation, pinOf(pin));
        return operation;
    };
    if (pin != nullptr && !watch.isDone(devices.setPin(devices.keys()[0].id, pinOf(pin))))
        return;
    exchange.created = watch.outcome<CreatedCredential>(withPin(devices.makeCredential(exchange.creation)));
    if (pin == nullptr)
        exchange.request.allowed = {{.id = exchange.created.credentialId}};
    exchange.answer = watch.outcome<AssertionAnswer>(withPin(devices.makeAssertion(exchange.request)));
}

Exchange exchangeFor(const Plan& plan)
{
    Exchange exchange;
    exchange.creation.algorithms = {plan.algorithm};
    exchange.creation.attestation = plan.attestation;
    if (plan.pin != nullptr) {
        exchange.creation.residentKey = Requirement::Required;
        exchange.creation.userVerification = Requirement::Required;
        exchange.request.userVerification = Requirement::Required;
    }
    const KeyProgram key((plan.isNid ? QStringList() : plan.key) + QStringList{u"--touch"_s, u"auto"_s});
    exchange.root = key.manufacturerRoot();
    if (plan.isNid)
        carryOut(exchange, NidKey(plan.key).socket(), plan.pin);
    else
        carryOut(exchange, key.socket(), plan.pin);
    return exchange;
}

} // namespace

Q_DECLARE_METATYPE(Plan)
Q_DECLARE_METATYPE(Shortcoming)
Q_DECLARE_METATYPE(Tampering)

/// What the app and a key make together is shown to relying parties of other people.
class TstJudgedApp : public QObject
{
    Q_OBJECT
private:
    Judge m_simpleWebAuthn{u"judge_simplewebauthn.js"_s};
    Judge m_fido2{u"judge_fido2.py"_s};
    Exchange m_genuine; ///< Packed, ES256.
    Exchange m_other;   ///< The same of another key, by another manufacturer.

private Q_SLOTS:
    void initTestCase();
    void isAccepted_data();
    void isAccepted();
    void tamperedIsRefused_data();
    void tamperedIsRefused();
};

void TstJudgedApp::initTestCase()
{
    m_genuine = exchangeFor({});
    m_other = exchangeFor({});
    QVERIFY(!m_genuine.answer.signature.isEmpty() && !m_other.answer.signature.isEmpty());
}

void TstJudgedApp::isAccepted_data()
{
    QTest::addColumn<Plan>("plan");
    QTest::addColumn<Shortcoming>("shortcoming"); ///< Of python3-fido2 0.9.1; SimpleWebAuthn 14 accepts them all.
    const auto row = [](const char* name, const Plan& plan, const Shortcoming& shortcoming = {}) {
        QTest::newRow(name) << plan << shortcoming;
    };
    const QStringList self{u"--attestation"_s, u"self"_s};
    const auto nid = [](const QString& name, CoseAlgorithm algorithm) {
        return Plan{.key = {name}, .isNid = true, .algorithm = algorithm, .attestation = AttestationConveyance::None};
    };
    row("packed, ES256", {});
    row("packed, EdDSA", {.algorithm = CoseAlgorithm::EdDsa});
    row("packed, ES384", {.algorithm = CoseAlgorithm::Es384}, {.of = u"assertion"_s, .words = u"not supported"_s});
    row("packed, with a PIN, without a user name", {.pin = "2468"});
    row("packed, CTAP 2.0", {.key = {u"--generation"_s, u"2.0"_s}});
    row("self, ES256", {.key = self});
    row("self, EdDSA", {.key = self, .algorithm = CoseAlgorithm::EdDsa});
    row("none, by the service's wish", {.attestation = AttestationConveyance::None});
    // Asked for a statement and given none, it knows no procedure for "none"; its relying party may then accept by
    // itself.
    row("none, by the key", {.key = {u"--attestation"_s, u"none"_s}},
        {.of = u"registration"_s, .words = u"format \"none\" is not supported"_s});
    row("fido-u2f", {.key = {u"--generation"_s, u"u2f"_s}});
    row("nid, ES256", nid(u"ES256"_s, CoseAlgorithm::Es256));
    row("nid, EdDSA", nid(u"EdDSA"_s, CoseAlgorithm::EdDsa));
    row("nid, RS256", nid(u"RS256"_s, CoseAlgorithm::Rs256));
}

void TstJudgedApp::isAccepted()
{
    QFETCH(Plan, plan);
    QFETCH(Shortcoming, shortcoming);
    const Exchange exchange = exchangeFor(plan);
    QVERIFY(!exchange.created.credentialId.isEmpty());
    QVERIFY(!exchange.answer.signature.isEmpty());
    const QJsonObject accepted{{u"registration"_s, QJsonValue::Null}, {u"assertion"_s, QJsonValue::Null}};
    QCOMPARE(m_simpleWebAuthn.ask(exchange.json()), accepted);
    QJsonObject verdict = m_fido2.ask(exchange.json());
    if (!shortcoming.of.isEmpty()) {
        QVERIFY2(verdict[shortcoming.of].toString().contains(shortcoming.words),
                 qPrintable(verdict[shortcoming.of].toString()));
        verdict[shortcoming.of] = QJsonValue::Null;
    }
    QCOMPARE(verdict, accepted);
}

void TstJudgedApp::tamperedIsRefused_data()
{
    QTest::addColumn<QString>("part");
    QTest::addColumn<Tampering>("tampering");
    const auto registration = [](const char* name, const Tampering& tampering) {
        QTest::addRow("registration, %s", name) << u"registration"_s << tampering;
    };
    const auto assertion = [](const char* name, const Tampering& tampering) {
        QTest::addRow("assertion, %s", name) << u"assertion"_s << tampering;
    };
    registration("challenge", [](Exchange& one, const Exchange&) { one.creation.challenge = QByteArray(32, 'x'); });
    registration("origin",
                 [](Exchange& one, const Exchange&) { one.creation.origin = u"https://panel.example.com"_s; });
    registration("relying party",
                 [](Exchange& one, const Exchange&) { one.creation.relyingPartyId = u"example.com"_s; });
    registration("nobody verified",
                 [](Exchange& one, const Exchange&) { one.creation.userVerification = Requirement::Required; });
    registration("another public key", [](Exchange& one, const Exchange&) { ++one.created.attestationObject.back(); });
    registration("another manufacturer", [](Exchange& one, const Exchange& other) { one.root = other.root; });
    registration("client data of an assertion",
                 [](Exchange& one, const Exchange&) { one.created.clientDataJson = one.answer.clientDataJson; });
    assertion("challenge", [](Exchange& one, const Exchange&) { one.request.challenge = QByteArray(32, 'x'); });
    assertion("nobody verified",
              [](Exchange& one, const Exchange&) { one.request.userVerification = Requirement::Required; });
    assertion("another counter", [](Exchange& one, const Exchange&) { ++one.answer.authenticatorData.back(); });
    assertion("another's signature",
              [](Exchange& one, const Exchange& other) { one.answer.signature = other.answer.signature; });
    assertion("client data of a registration",
              [](Exchange& one, const Exchange&) { one.answer.clientDataJson = one.created.clientDataJson; });
}

void TstJudgedApp::tamperedIsRefused()
{
    QFETCH(QString, part);
    QFETCH(Tampering, tampering);
    Exchange tampered = m_genuine;
    tampering(tampered, m_other);
    QVERIFY(!m_simpleWebAuthn.ask(tampered.json())[part].toString().isEmpty());
    QVERIFY(!m_fido2.ask(tampered.json())[part].toString().isEmpty());
}

QTEST_GUILESS_MAIN(TstJudgedApp)
#include "tst_judgedapp.moc"
