#include "protocol/jsonreader.h"
#include "wiresamples.h"

#include <QJsonDocument>
#include <QTest>

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

void addSamples()
{
    QTest::addColumn<int>("index");
    const QList<WireSample> all = wireSamples();
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
    const WireSample one = wireSamples()[index];
    const auto again = one.again(sent(one.json));
    QVERIFY2(again, again ? "" : qPrintable(again.error().context));
    QCOMPARE(*again, one.json);
}

void TestWire::unknownMembersAreRefusedInRequestsAndSkippedInAnswers()
{
    QFETCH(int, index);
    WireSample one = wireSamples()[index];
    one.json.insert(u"later"_s, 1);
    QCOMPARE(one.again(sent(one.json)).isOk(), !one.isRequest);
}

void TestWire::everyMemberOfAWrongTypeIsRefused()
{
    QFETCH(int, index);
    const WireSample one = wireSamples()[index];
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
    QVERIFY(!wireSamples()[index].again({}));
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
    for (const WireSample& each : wireSamples()) {
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
