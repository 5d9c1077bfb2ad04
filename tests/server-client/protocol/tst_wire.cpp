#include "protocol/jsonreader.h"
#include "protocol/wire.h"

#include <QJsonDocument>
#include <QTest>
#include <functional>

using namespace keydesk;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Through text, as it goes over the wire.
QJsonObject sent(const QJsonObject& json)
{
    const auto parsed = parseJsonObject(QJsonDocument(json).toJson());
    return parsed ? *parsed : QJsonObject();
}

SharedSecret secret(const char* text)
{
    return share(Secret::copyOf(text));
}

const SignInStep waitingStep{
    .ceremony = {u"c-1"_s},
    .isDone = false,
    .factor = 2,
    .factorCount = 2,
    .choices = {{Method::MailCode, u"a•••@example.org"_s}, {Method::SoftOtp, {}}},
    .delivery = CodeDelivery{Method::MailCode, u"a•••@example.org"_s, instantFrom(1'700'000'300'000), 30s, 2},
    .triesLeft = 5,
    .expires = instantFrom(1'700'000'600'000)};

const AssertionRequest assertionRequest{.ceremony = {u"c-1"_s},
                                        .challenge = QByteArray(32, '\x7f'),
                                        .relyingPartyId = u"example.org"_s,
                                        .origin = u"https://register.example.org"_s,
                                        .allowed = {{QByteArray(16, '\xff'), {u"usb"_s, u"nfc"_s}}, {"an id", {}}},
                                        .userVerification = Requirement::Required,
                                        .expires = instantFrom(1'700'000'600'000)};

const AssertionAnswer assertionAnswer{.ceremony = {},
                                      .credentialId = "an id",
                                      .clientDataJson = "{}",
                                      .authenticatorData = QByteArray(37, '\0'),
                                      .signature = "signature",
                                      .userHandle = QByteArray(64, '\x01')};

/// All values that cross the wire, by their writer; the rows of the tests below.
struct Sample
{
    const char* name;
    QJsonObject json;
    std::function<Result<QJsonObject>(const QJsonObject&)> again; ///< Reads and writes once more.
    bool isRequest;
};

template <typename T>
Sample sample(const char* name, const T& value, Result<T> (*read)(const QJsonObject&), bool isRequest)
{
    return {name, wire::toJson(value),
            [read](const QJsonObject& json) -> Result<QJsonObject> {
                const auto seen = read(json);
                if (!seen)
                    return seen.error();
                return wire::toJson(*seen);
            },
            isRequest};
}

QList<Sample> samples()
{
    const User user{{u"u-1"_s},           u"ada"_s,        u"Ada Lovelace"_s,
                    u"ada@example.org"_s, u"+441234567"_s, u"en"_s,
                    Role::Operator,       {u"staff"_s},    true};
    const ApplicationProfile profile{
        {u"p-1"_s}, u"Panel"_s,   ProfileType::Registration,
        3,          {u"staff"_s}, {{Method::Password}, {Method::MailCode, Method::SoftOtp}}};
    ApplicationProfile newProfile = profile;
    newProfile.id = {};
    const Phone phone{
        {u"ph-1"_s}, u"Ada's phone"_s, u"ada@example.org"_s, {u"soft_otp"_s}, instantFrom(1), instantFrom(2), true,
        -200s};
    const Branding branding{u"Örnek"_s,
                            u"SecTrail Authenticator"_s,
                            QUrl(u"https://apps.example.org/1"_s),
                            QUrl(u"https://play.example.org/1"_s),
                            u"#12aB9f"_s,
                            QByteArray("<svg/>\xff"),
                            u"Call 4242"_s};
    SignInStep keyStep = waitingStep;
    keyStep.choices.append({Method::WebAuthn, {}});
    keyStep.assertion = assertionRequest;
    const CredentialCreation creation{.ceremony = {u"r-1"_s},
                                      .challenge = QByteArray(32, '\x01'),
                                      .relyingPartyId = u"example.org"_s,
                                      .relyingPartyName = u"Example Corp"_s,
                                      .origin = u"https://register.example.org"_s,
                                      .userHandle = QByteArray(64, '\x02'),
                                      .userName = u"ada"_s,
                                      .displayName = u"Ada"_s,
                                      .algorithms = {CoseAlgorithm::Es256, CoseAlgorithm::Rs256},
                                      .excluded = assertionRequest.allowed,
                                      .attachment = AuthenticatorAttachment::CrossPlatform,
                                      .residentKey = Requirement::Discouraged,
                                      .userVerification = Requirement::Required,
                                      .attestation = AttestationConveyance::Direct,
                                      .expires = instantFrom(9)};
    const CreatedCredential created{.ceremony = {},
                                    .credentialId = "an id",
                                    .clientDataJson = "{}",
                                    .attestationObject = QByteArray(200, '\xa3'),
                                    .transports = {u"usb"_s},
                                    .isDiscoverable = true};
    const SecurityKey key{.id = {u"k-1"_s},
                          .name = u"Blue key"_s,
                          .credentialId = "an id",
                          .aaguid = QByteArray(16, '\0'),
                          .model = u"Model 5"_s,
                          .registered = instantFrom(1),
                          .lastUsed = instantFrom(2),
                          .isDiscoverable = true,
                          .isBackedUp = true,
                          .isLost = true,
                          .alerts = {u"counter_did_not_grow"_s}};
    return {
        sample("StartSignIn", StartSignIn{u"ada"_s, u"tr-TR"_s}, wire::startSignInFromJson, true),
        sample("StartSignIn without a name", StartSignIn{{}, u"tr-TR"_s}, wire::startSignInFromJson, true),
        sample("SignInStep", waitingStep, wire::signInStepFromJson, false),
        sample("SignInStep for a key", keyStep, wire::signInStepFromJson, false),
        sample("AssertionRequest", assertionRequest, wire::assertionRequestFromJson, false),
        sample("AssertionAnswer", assertionAnswer, wire::assertionAnswerFromJson, true),
        sample("CredentialCreation", creation, wire::credentialCreationFromJson, false),
        sample("NamedCredential", wire::NamedCredential{created, u"Blue key"_s}, wire::namedCredentialFromJson, true),
        sample("SecurityKey", key, wire::securityKeyFromJson, false),
        sample("FactorAnswer", FactorAnswer{{}, Method::Password, secret("pass \"w\xc3\xb6rd\"")},
               wire::factorAnswerFromJson, true),
        sample("Account", Account{{u"u-1"_s}, u"ada"_s, u"Ada"_s, u"en"_s, Role::Administrator, 1, 2, 5, true, 3, 4},
               wire::accountFromJson, false),
        sample("Phone", phone, wire::phoneFromJson, false),
        sample("PhoneRegistration",
               PhoneRegistration{{u"ph-1"_s},
                                 u"Keydesk"_s,
                                 u"ada"_s,
                                 share(Secret::copyOf(QByteArrayView("\0\xff secret", 9))),
                                 secret("otpauth://totp/x"),
                                 instantFrom(9),
                                 5},
               wire::phoneRegistrationFromJson, false),
        sample("ServiceDescription",
               ServiceDescription{
                   u"0.1.0"_s, u"0.1.0"_s, {u"sign_in"_s}, {u"en"_s, u"tr"_s}, branding, instantFrom(7), true},
               wire::serviceDescriptionFromJson, false),
        sample("InstallationIdentity", InstallationIdentity{u"i-1"_s, u"Kiosk 1"_s, u"Hall"_s, u"kiosk"_s},
               wire::installationIdentityFromJson, false),
        sample("User", user, wire::userFromJson, false),
        sample("NewUser",
               NewUser{{{}, u"grace"_s, u"Grace"_s, u"grace@example.org"_s, {}, u"tr"_s, Role::User, {}, false},
                       secret("password")},
               wire::newUserFromJson, true),
        sample("ApplicationProfile", profile, wire::applicationProfileFromJson, false),
        sample("new ApplicationProfile", newProfile, wire::newProfileFromJson, true),
        sample("Installation",
               Installation{
                   {u"i-1"_s}, u"Kiosk 1"_s, u"Hall"_s, InstallationKind::Kiosk, instantFrom(1), instantFrom(2), false},
               wire::installationFromJson, false),
        sample("EnrolmentCode", EnrolmentCode{secret("ABCD-EFGH"), instantFrom(9)}, wire::enrolmentCodeFromJson, false),
        sample("AuditRecord",
               AuditRecord{7,
                           instantFrom(1),
                           u"phone.registered"_s,
                           u"ada"_s,
                           u"ada"_s,
                           u"Kiosk 1"_s,
                           u"192.0.2.1"_s,
                           u"r-1"_s,
                           {{u"phone"_s, u"ph-1"_s}},
                           u"ab"_s},
               wire::auditRecordFromJson, false),
        sample("AuditVerdict", AuditVerdict{true, 7, u"ab"_s, 0, {}}, wire::auditVerdictFromJson, false),
    };
}

void addSamples()
{
    QTest::addColumn<int>("index");
    const QList<Sample> all = samples();
    for (int i = 0; i < all.size(); ++i)
        QTest::newRow(all[i].name) << i;
}

} // namespace

class TestWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valueSurvivesTheWire_data() { addSamples(); }
    void valueSurvivesTheWire();
    void unknownMembersAreRefusedInRequestsAndSkippedInAnswers_data() { addSamples(); }
    void unknownMembersAreRefusedInRequestsAndSkippedInAnswers();
    void everyMemberOfAWrongTypeIsRefused_data() { addSamples(); }
    void everyMemberOfAWrongTypeIsRefused();
    void nothingIsRefused_data() { addSamples(); }
    void nothingIsRefused();
    void stepWithoutADelivery();
    void newerMethodsAreLeftOut();
    void whatAKeyIsAskedBelongsToTheStep();
    void answerOfAKeyIsText();
    void answersMayBeLongForKeysOnly();
    void startNeedsANameOrAKey();
    void newerAlgorithmsAreLeftOut();
    void brandingOfAStrangerIsHarmless();
    void factorsMustMakeSense_data();
    void factorsMustMakeSense();
    void lists();
    void errorSurvivesWithoutItsContext();
    void errorsOfUnknownForm_data();
    void errorsOfUnknownForm();
};

void TestWire::valueSurvivesTheWire()
{
    QFETCH(int, index);
    const Sample one = samples()[index];
    const auto again = one.again(sent(one.json));
    QVERIFY2(again, again ? "" : qPrintable(again.error().context));
    QCOMPARE(*again, one.json);
}

void TestWire::unknownMembersAreRefusedInRequestsAndSkippedInAnswers()
{
    QFETCH(int, index);
    Sample one = samples()[index];
    one.json.insert(u"later"_s, 1);
    QCOMPARE(one.again(sent(one.json)).isOk(), !one.isRequest);
}

void TestWire::everyMemberOfAWrongTypeIsRefused()
{
    QFETCH(int, index);
    const Sample one = samples()[index];
    for (const QString& name : one.json.keys()) {
        QJsonObject wrong = one.json;
        const bool isObject = wrong[name].isObject();
        wrong.insert(name, isObject ? QJsonValue(u"text"_s) : QJsonValue(QJsonObject{{u"x"_s, 1}}));
        const auto again = one.again(sent(wrong));
        QVERIFY2(!again, qPrintable(name));
        QCOMPARE(again.error().code, ErrorCode::InvalidRequest);
        QCOMPARE(again.error().details[u"field"_s].toString(), name);
    }
}

void TestWire::nothingIsRefused()
{
    QFETCH(int, index);
    QVERIFY(!samples()[index].again({}));
}

void TestWire::stepWithoutADelivery()
{
    SignInStep step = waitingStep;
    step.delivery.reset();
    step.isDone = true;
    step.choices.clear();
    const auto seen = wire::signInStepFromJson(sent(wire::toJson(step)));
    QVERIFY(seen);
    QVERIFY(!seen->delivery);
    QVERIFY(seen->choices.isEmpty());
    step.isDone = false; // Nothing could ever answer it.
    QVERIFY(!wire::signInStepFromJson(sent(wire::toJson(step))));
}

void TestWire::newerMethodsAreLeftOut()
{
    QJsonObject json = wire::toJson(waitingStep);
    QJsonArray choices = json[u"choices"_s].toArray();
    choices.prepend(QJsonObject{{u"method"_s, u"telepathy"_s}, {u"hint"_s, u""_s}});
    json.insert(u"choices"_s, choices);
    const auto seen = wire::signInStepFromJson(sent(json));
    QVERIFY(seen);
    QCOMPARE(seen->choices.size(), 2);
    QCOMPARE(seen->choices[0].method, Method::MailCode);
}

void TestWire::whatAKeyIsAskedBelongsToTheStep()
{
    SignInStep step = waitingStep;
    step.assertion = assertionRequest;
    const auto seen = wire::signInStepFromJson(sent(wire::toJson(step)));
    QVERIFY(seen && seen->assertion);
    QCOMPARE(seen->assertion->ceremony, step.ceremony);
    QCOMPARE(seen->assertion->challenge, assertionRequest.challenge);
    QCOMPARE(seen->assertion->allowed.size(), 2);
    QCOMPARE(seen->assertion->allowed[0].transports, (QStringList{u"usb"_s, u"nfc"_s}));
}

void TestWire::answerOfAKeyIsText()
{
    const auto json = parseJsonObject(answerText(assertionAnswer)->view().toByteArray());
    QVERIFY(json);
    const auto seen = wire::assertionAnswerFromJson(*json);
    QVERIFY(seen);
    QCOMPARE(seen->userHandle, assertionAnswer.userHandle);
    QCOMPARE(seen->authenticatorData, assertionAnswer.authenticatorData);
}

void TestWire::answersMayBeLongForKeysOnly()
{
    const auto answer = [](Method method, int length) {
        return wire::factorAnswerFromJson(
            wire::toJson(FactorAnswer{{}, method, share(Secret::copyOf(QByteArray(length, 'x')))}));
    };
    QVERIFY(answer(Method::Password, 1024));
    QCOMPARE(answer(Method::Password, 1025).error().details[u"field"_s].toString(), u"answer"_s);
    QVERIFY(answer(Method::WebAuthn, 16 * 1024));
    QVERIFY(!answer(Method::WebAuthn, 16 * 1024 + 1));
}

void TestWire::startNeedsANameOrAKey()
{
    QVERIFY(!wire::startSignInFromJson({{u"userName"_s, QString()}}));
    QVERIFY(!wire::startSignInFromJson({{u"method"_s, u"password"_s}}));
    QVERIFY(!wire::startSignInFromJson({{u"method"_s, u"webauthn"_s}, {u"userName"_s, u"ada"_s}}));
    const auto nameless = wire::startSignInFromJson({{u"method"_s, u"webauthn"_s}});
    QVERIFY(nameless && nameless->userName.isEmpty());
}

void TestWire::newerAlgorithmsAreLeftOut()
{
    QJsonObject json;
    for (const Sample& each : samples()) {
        if (QByteArrayView(each.name) == QByteArrayView("CredentialCreation"))
            json = each.json;
    }
    json.insert(u"algorithms"_s, QJsonArray{-48, -7, u"ES256"_s});
    const auto seen = wire::credentialCreationFromJson(sent(json));
    QVERIFY(seen);
    QCOMPARE(seen->algorithms, QList<CoseAlgorithm>{CoseAlgorithm::Es256});
    json.insert(u"algorithms"_s, QJsonArray{-48});
    QVERIFY(!wire::credentialCreationFromJson(sent(json)));
}

void TestWire::brandingOfAStrangerIsHarmless()
{
    ServiceDescription description{u"0.1.0"_s, u"0.1.0"_s, {}, {}, {}, instantFrom(7), true};
    QJsonObject json = wire::toJson(description);
    json.insert(u"branding"_s, QJsonObject{{u"appStore"_s, u"javascript:alert(1)"_s},
                                           {u"playStore"_s, u"http://play.example.org"_s},
                                           {u"accent"_s, u"red; x"_s}});
    const auto seen = wire::serviceDescriptionFromJson(sent(json));
    QVERIFY(seen);
    QVERIFY(seen->branding.appStore.isEmpty());
    QVERIFY(seen->branding.playStore.isEmpty());
    QVERIFY(seen->branding.accent.isEmpty());
}

void TestWire::factorsMustMakeSense_data()
{
    QTest::addColumn<QByteArray>("factors");
    QTest::newRow("none") << QByteArray("[]");
    QTest::newRow("factor without method") << QByteArray("[[\"password\"], []]");
    QTest::newRow("unknown method") << QByteArray("[[\"telepathy\"]]");
    QTest::newRow("method twice in one factor") << QByteArray("[[\"password\", \"password\"]]");
    QTest::newRow("method instead of factor") << QByteArray("[\"password\"]");
    QTest::newRow("too many") << "[" + QByteArray("[\"password\"],").repeated(8) + "[\"password\"]]";
}

void TestWire::factorsMustMakeSense()
{
    QFETCH(QByteArray, factors);
    const auto json =
        parseJsonObject("{\"name\": \"Panel\", \"type\": \"registration\", \"factors\": " + factors + '}');
    QVERIFY(json);
    const auto seen = wire::newProfileFromJson(*json);
    QVERIFY(!seen);
    QCOMPARE(seen.error().details[u"field"_s].toString(), u"factors"_s);
}

void TestWire::lists()
{
    const QList<InstallationIdentity> identities{{u"1"_s, u"A"_s, {}, u"kiosk"_s}, {u"2"_s, u"B"_s, {}, u"sync"_s}};
    const QJsonObject json = sent(wire::listToJson(identities));
    const auto seen = wire::listFromJson<InstallationIdentity>(json, wire::installationIdentityFromJson);
    QVERIFY(seen);
    QCOMPARE(seen->size(), 2);
    QCOMPARE(seen->at(1).name, u"B"_s);
    QVERIFY(!wire::listFromJson<InstallationIdentity>({}, wire::installationIdentityFromJson));
    QVERIFY(!wire::listFromJson<InstallationIdentity>({{u"items"_s, 5}}, wire::installationIdentityFromJson));
    QVERIFY(
        !wire::listFromJson<InstallationIdentity>({{u"items"_s, QJsonArray{1}}}, wire::installationIdentityFromJson));
}

void TestWire::errorSurvivesWithoutItsContext()
{
    const Error error{.code = ErrorCode::CodeRefused,
                      .context = u"internal words"_s,
                      .details = {{u"triesLeft"_s, 4}},
                      .retryAfter = 30s,
                      .requestId = u"r-1"_s};
    const QJsonObject json = sent(wire::toJson(error));
    QVERIFY(!QJsonDocument(json).toJson().contains("internal words"));
    const Error seen = wire::errorFromJson(json);
    QCOMPARE(seen.code, error.code);
    QCOMPARE(seen.details, error.details);
    QCOMPARE(seen.retryAfter, error.retryAfter);
    QCOMPARE(seen.requestId, error.requestId);
}

void TestWire::errorsOfUnknownForm_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray("{}");
    QTest::newRow("text") << QByteArray(R"({"error": "not_found"})");
    QTest::newRow("no code") << QByteArray(R"({"error": {}})");
    QTest::newRow("unknown code") << QByteArray(R"({"error": {"code": "full_moon", "requestId": "r-1"}})");
    QTest::newRow("retryAfter as text") << QByteArray(R"({"error": {"code": "busy", "retryAfter": "5"}})");
    QTest::newRow("retryAfter negative") << QByteArray(R"({"error": {"code": "busy", "retryAfter": -5}})");
}

void TestWire::errorsOfUnknownForm()
{
    QFETCH(QByteArray, json);
    QCOMPARE(wire::errorFromJson(*parseJsonObject(json)).code, ErrorCode::ProtocolMismatch);
}

QTEST_GUILESS_MAIN(TestWire)
#include "tst_wire.moc"
