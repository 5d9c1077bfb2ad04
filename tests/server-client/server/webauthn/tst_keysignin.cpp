#include "webauthnbench.h"

#include <QTest>
#include <thread>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

template <typename T>
ErrorCode codeOf(const Result<T>& result)
{
    return result ? ErrorCode::Internal : result.error().code;
}

Method firstChoice(const SignInStep& step)
{
    return step.choices.isEmpty() ? Method::Password : step.choices.first().method;
}

} // namespace

/// Security keys as an answer to a factor, with a user name.
class TestKeySignIn : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void signsIn();
    void comesAfterAPassword();
    void countsAsStrong();
    void renewsTheStrongProof();
    void aChallengeIsGoodForOneAnswer();
    void anotherChallengeCanBeAskedFor();
    void ofTwoAnswersAtOnceOneWins();
    void aChallengeEndsWithItsCeremony();
    void whatIsNotAnAnswerSpendsNothing();
    void refusesWhatBreaksARule_data();
    void refusesWhatBreaksARule();
    void refusesAnotherPersonsKey();
    void needsTheInstallationOfTheCeremony();
    void aCounterThatDoesNotGrowIsRefusedAndTold();
    void aCounterThatDoesNotGrowMayPass();
    void losingAKeyEndsWhatItSignedIn();
    void isNotForEveryInstallation();
};

void TestKeySignIn::signsIn()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    KeyAtHand key;
    const SecurityKey blue = bench.registered(bench.caller(u"ada"_s), key);
    const auto started = bench.start(u"ada"_s);
    QCOMPARE(started->step.choices.size(), 1);
    QCOMPARE(firstChoice(started->step), Method::WebAuthn);
    const AssertionRequest request = *started->step.assertion;
    QCOMPARE(request.ceremony, started->step.ceremony);
    QCOMPARE(request.challenge.size(), 32);
    QCOMPARE(request.relyingPartyId, u"example.org"_s);
    QCOMPARE(request.origin, u"https://register.example.org"_s);
    QCOMPARE(request.allowed.size(), 1);
    QCOMPARE(request.allowed.first().id, blue.credentialId);
    QCOMPARE(request.expires, started->step.expires);

    bench.database.clock().advance(1min);
    const auto done = bench.answerByKey(started->step, key);
    QVERIFY(done && done->step.isDone && done->accessToken);
    QVERIFY(!done->step.assertion);
    QCOMPARE(bench.authenticated(*done)->userName, u"ada"_s);
    QCOMPARE(bench.service.keys(bench.caller(u"ada"_s))->first().lastUsed, bench.database.clock().now());
    QCOMPARE(bench.auditRecords().last().details[u"methods"_s].toArray(), QJsonArray{u"webauthn"_s});
}

void TestKeySignIn::comesAfterAPassword()
{
    WebAuthnBench bench;
    bench.profile({{Method::Password}, {Method::WebAuthn}});
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    const auto started = bench.start(u"ada"_s);
    QVERIFY(!started->step.assertion);
    const auto second = bench.answerByPassword(started->step);
    QVERIFY(second->step.assertion);
    QVERIFY(bench.answerByKey(second->step, key)->accessToken);
    // Who has none learns it after the password, and not before.
    const auto graces = bench.answerByPassword(bench.start(u"grace"_s)->step);
    QCOMPARE(codeOf(graces), ErrorCode::FactorsUnsatisfiable);
}

void TestKeySignIn::countsAsStrong()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    const auto done = bench.answerByKey(bench.start(u"ada"_s)->step, key);
    const Caller ada = *bench.authenticated(*done);
    QCOMPARE(ada.strongProofAt, bench.database.clock().now());
    QVERIFY(bench.service.startRegistration(ada));
}

void TestKeySignIn::renewsTheStrongProof()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    const auto done = bench.answerByKey(bench.start(u"ada"_s)->step, key);
    bench.database.clock().advance(6min);
    const Caller ada = *bench.authenticated(*done);
    QCOMPARE(codeOf(bench.service.startRegistration(ada)), ErrorCode::StepUpRequired);
    const auto stepUp = bench.signIn.startStepUp(ada);
    QVERIFY(stepUp && stepUp->step.assertion);
    QVERIFY(bench.answerByKey(stepUp->step, key, ada));
    QVERIFY(bench.service.startRegistration(*bench.authenticated(*done)));
}

void TestKeySignIn::aChallengeIsGoodForOneAnswer()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}, {Method::Password}});
    KeyAtHand key;
    KeyAtHand stranger;
    bench.registered(bench.caller(u"ada"_s), key);
    const SignInStep step = bench.start(u"ada"_s)->step;
    const SharedSecret right = answerText(key.answer(*step.assertion));
    // A wrong answer spends it.
    const auto wrong = bench.answerByKey(step, stranger);
    QCOMPARE(codeOf(wrong), ErrorCode::SignInRefused);
    QCOMPARE(wrong.error().details[u"triesLeft"_s].toInt(), 4);
    QCOMPARE(codeOf(bench.answer(step, Method::WebAuthn, right)), ErrorCode::SignInRefused);
    // So does a right one, in this ceremony and in every other.
    const SignInStep other = bench.start(u"ada"_s)->step;
    const SharedSecret accepted = answerText(key.answer(*other.assertion));
    QVERIFY(bench.answer(other, Method::WebAuthn, accepted));
    QCOMPARE(codeOf(bench.answer(other, Method::WebAuthn, accepted)), ErrorCode::InvalidRequest); // No choice any more.
    QCOMPARE(codeOf(bench.answer(bench.start(u"ada"_s)->step, Method::WebAuthn, accepted)), ErrorCode::SignInRefused);
}

void TestKeySignIn::anotherChallengeCanBeAskedFor()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    KeyAtHand key;
    KeyAtHand stranger;
    bench.registered(bench.caller(u"ada"_s), key);
    const SignInStep step = bench.start(u"ada"_s)->step;
    QVERIFY(!bench.answerByKey(step, stranger));
    const auto renewed = bench.signIn.sendCode(bench.kiosk(), step.ceremony, Method::WebAuthn);
    QVERIFY(renewed && renewed->step.assertion);
    QVERIFY(renewed->step.assertion->challenge != step.assertion->challenge);
    QVERIFY(!renewed->step.delivery);
    QCOMPARE(renewed->step.triesLeft, 4);
    const SharedSecret old = answerText(key.answer(*step.assertion));
    QVERIFY(bench.answerByKey(renewed->step, key)->accessToken);
    QCOMPARE(codeOf(bench.answer(step, Method::WebAuthn, old)), ErrorCode::CeremonyEnded);
}

void TestKeySignIn::ofTwoAnswersAtOnceOneWins()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    const SignInStep step = bench.start(u"ada"_s)->step;
    QList<SharedSecret> answers;
    for (int i = 0; i < 4; ++i)
        answers.append(answerText(key.answer(*step.assertion)));
    std::atomic<int> done{0};
    {
        std::vector<std::jthread> threads;
        for (const SharedSecret& answer : answers)
            threads.emplace_back([&] {
                if (bench.answer(step, Method::WebAuthn, answer))
                    ++done;
            });
    }
    QCOMPARE(done, 1);
    QCOMPARE(bench.count(u"access_tokens"_s), 1);
}

void TestKeySignIn::aChallengeEndsWithItsCeremony()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    const SignInStep step = bench.start(u"ada"_s)->step;
    bench.database.clock().advance(10min);
    QCOMPARE(codeOf(bench.answerByKey(step, key)), ErrorCode::CeremonyEnded);
}

void TestKeySignIn::whatIsNotAnAnswerSpendsNothing()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    const SignInStep step = bench.start(u"ada"_s)->step;
    for (const QByteArray& text : {QByteArray("123456"), QByteArray("{}"), QByteArray("[]"),
                                   QByteArray(R"({"credentialId": 7})"), QByteArray(8000, '{')}) {
        const auto refused = bench.answer(step, Method::WebAuthn, share(Secret::copyOf(text)));
        QCOMPARE(codeOf(refused), ErrorCode::InvalidRequest);
        QCOMPARE(refused.error().details[u"field"_s].toString(), u"answer"_s);
    }
    QVERIFY(bench.answerByKey(step, key));
}

void TestKeySignIn::refusesWhatBreaksARule_data()
{
    using Change = std::function<void(AssertionRequest&, KeyAtHand&)>;
    QTest::addColumn<Change>("change");
    QTest::newRow("challenge") << Change(
        [](AssertionRequest& request, KeyAtHand&) { request.challenge = QByteArray(32, 'x'); });
    QTest::newRow("origin") << Change(
        [](AssertionRequest&, KeyAtHand& key) { key.origin = u"https://evil.example.com"_s; });
    QTest::newRow("relying party") << Change(
        [](AssertionRequest&, KeyAtHand& key) { key.misbehave({.relyingPartyId = u"example.com"_s}); });
    QTest::newRow("nobody touched it") << Change(
        [](AssertionRequest&, KeyAtHand& key) { key.misbehave({.clearFlags = 0x01}); });
    QTest::newRow("nobody was verified") << Change([](AssertionRequest&, KeyAtHand& key) { key.isVerifying = false; });
    QTest::newRow("signature") << Change(
        [](AssertionRequest&, KeyAtHand& key) { key.misbehave({.hasBrokenSignature = true}); });
    QTest::newRow("backup eligibility") << Change(
        [](AssertionRequest&, KeyAtHand& key) { key.misbehave({.setFlags = 0x08}); });
    QTest::newRow("another key") << Change([](AssertionRequest&, KeyAtHand& key) { key = KeyAtHand(); });
}

void TestKeySignIn::refusesWhatBreaksARule()
{
    using Change = std::function<void(AssertionRequest&, KeyAtHand&)>;
    QFETCH(Change, change);
    WebAuthnPolicy policy = examplePolicy();
    policy.rules.userVerification = Requirement::Required;
    WebAuthnBench bench(policy);
    bench.profile({{Method::WebAuthn}});
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    SignInStep step = bench.start(u"ada"_s)->step;
    change(*step.assertion, key);
    const auto refused = bench.answerByKey(step, key);
    QCOMPARE(codeOf(refused), ErrorCode::SignInRefused);
    QCOMPARE(refused.error().details, (QJsonObject{{u"triesLeft"_s, 4}}));
}

void TestKeySignIn::refusesAnotherPersonsKey()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    KeyAtHand adas;
    KeyAtHand graces;
    bench.registered(bench.caller(u"ada"_s), adas);
    const SecurityKey other = bench.registered(bench.caller(u"grace"_s), graces);
    SignInStep step = bench.start(u"ada"_s)->step;
    step.assertion->allowed = {{other.credentialId, {}}}; // Grace's client does not care whom it is asked for.
    QCOMPARE(codeOf(bench.answerByKey(step, graces)), ErrorCode::SignInRefused);
}

void TestKeySignIn::needsTheInstallationOfTheCeremony()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    const SignInStep step = bench.start(u"ada"_s)->step;
    QCOMPARE(codeOf(bench.answerByKey(step, key, bench.kiosk(u"elsewhere"_s))), ErrorCode::CeremonyEnded);
    QVERIFY(bench.answerByKey(step, key));
}

void TestKeySignIn::aCounterThatDoesNotGrowIsRefusedAndTold()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    KeyAtHand key;
    const Caller grace = bench.caller(u"grace"_s);
    bench.registered(grace, key);
    KeyAtHand copied = key.copy();
    QVERIFY(bench.answerByKey(bench.start(u"grace"_s)->step, key));
    bench.database.clock().advance(1min);
    for (int round = 0; round < 2; ++round) {
        KeyAtHand stale = copied.copy();
        QCOMPARE(codeOf(bench.answerByKey(bench.start(u"grace"_s)->step, stale)), ErrorCode::SignInRefused);
    }
    QCOMPARE(bench.service.keys(grace)->first().alerts, QStringList{u"counter_did_not_grow"_s});
    QCOMPARE(bench.auditEvents().count(u"security_key.counter_alert"_s), 1);
    QCOMPARE(bench.mailTexts().count(u"mail.security_key_counter_alert"_s), 1);
    QCOMPARE(bench.mails().last().locale, u"tr"_s);
    for (const AuditRecord& record : bench.auditRecords()) {
        if (record.event == u"security_key.counter_alert") {
            QCOMPARE(record.details[u"counter"_s].toInt(), 2);
            QCOMPARE(record.details[u"counterBefore"_s].toInt(), 2);
        }
    }
    // The one that counts on is the original, as far as anybody can tell.
    QVERIFY(bench.answerByKey(bench.start(u"grace"_s)->step, key));
}

void TestKeySignIn::aCounterThatDoesNotGrowMayPass()
{
    WebAuthnPolicy policy = examplePolicy();
    policy.refusesCounter = false;
    WebAuthnBench bench(policy);
    bench.profile({{Method::WebAuthn}});
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    KeyAtHand copied = key.copy();
    bench.database.clock().advance(1min);
    for (int round = 0; round < 3; ++round)
        QVERIFY(bench.answerByKey(bench.start(u"ada"_s)->step, key));
    QVERIFY(bench.answerByKey(bench.start(u"ada"_s)->step, copied));
    QCOMPARE(bench.service.keys(bench.caller(u"ada"_s))->first().alerts, QStringList{u"counter_did_not_grow"_s});
    QCOMPARE(bench.mailTexts().last(), u"mail.security_key_counter_alert"_s);
    const auto counter = bench.database->read([](Transaction& transaction) -> Result<qint64> {
        return transaction.first(u"SELECT sign_count FROM security_keys"_s)->number(0);
    });
    QCOMPARE(*counter, 4); // It never goes back.
}

void TestKeySignIn::losingAKeyEndsWhatItSignedIn()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn, Method::Password}});
    KeyAtHand key;
    const SecurityKey blue = bench.registered(bench.caller(u"ada"_s), key);
    const auto byKey = bench.answerByKey(bench.start(u"ada"_s)->step, key);
    const auto byPassword = bench.answerByPassword(bench.start(u"ada"_s)->step);
    QVERIFY(bench.service.reportLost(*bench.authenticated(*byPassword), blue.id));
    QVERIFY(!bench.authenticated(*byKey));
    QVERIFY(bench.authenticated(*byPassword));
}

void TestKeySignIn::isNotForEveryInstallation()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    Caller sync = bench.kiosk();
    sync.installationKind = InstallationKind::Sync;
    const auto started = bench.start(u"ada"_s, sync);
    QVERIFY(!started->step.assertion);
    const AssertionAnswer made = key.answer({.ceremony = started->step.ceremony,
                                             .challenge = QByteArray(32, 'c'),
                                             .relyingPartyId = u"example.org"_s,
                                             .origin = u"https://register.example.org"_s,
                                             .expires = {}});
    QCOMPARE(codeOf(bench.answer(started->step, Method::WebAuthn, answerText(made), sync)), ErrorCode::SignInRefused);
}

Q_DECLARE_METATYPE(std::function<void(AssertionRequest&, KeyAtHand&)>)

QTEST_GUILESS_MAIN(TestKeySignIn)
#include "tst_keysignin.moc"
