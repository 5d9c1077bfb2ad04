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

} // namespace

/// A security key says who signs in.
class TestNamelessSignIn : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void signsIn();
    void theOtherFactorsFollow();
    void theProfileOfThePersonCounts();
    void aProfileWithoutKeysIsNotSatisfied();
    void needsAProfileThatAsksForAKey();
    void refusalsLookTheSame();
    void aKeyThatDoesNotSayWhoseItIsIsRefused();
    void alwaysChecksWhoTouchesTheKey();
    void ofTwoKeysAtOnceOneSaysWhoItIs();
    void noOtherMethodAnswers();
    void limitsByNameDoNotCount();
    void wrongAnswersAfterwardsCountForThePerson();
    void learnsThatAKeyIsDiscoverable();
};

void TestNamelessSignIn::signsIn()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    const auto started = bench.start({});
    QVERIFY(started && started->step.assertion);
    QCOMPARE(started->step.factor, 1);
    QCOMPARE(started->step.choices.size(), 1);
    QCOMPARE(started->step.choices.first().method, Method::WebAuthn);
    QVERIFY(started->step.assertion->allowed.isEmpty());
    const auto done = bench.answerByKey(started->step, key);
    QVERIFY(done && done->step.isDone && done->accessToken);
    QCOMPARE(bench.authenticated(*done)->userName, u"ada"_s);
    const AuditRecord record = bench.auditRecords().last();
    QCOMPARE(record.event, u"sign_in.succeeded"_s);
    QCOMPARE(record.subject, u"ada"_s);
}

void TestNamelessSignIn::theOtherFactorsFollow()
{
    WebAuthnBench bench;
    bench.profile({{Method::Password}, {Method::SoftOtp, Method::WebAuthn}});
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    const auto second = bench.answerByKey(bench.start({})->step, key);
    QVERIFY(second && !second->step.isDone && !second->accessToken);
    QCOMPARE(second->step.factor, 2);
    QCOMPARE(second->step.factorCount, 2);
    QCOMPARE(second->step.choices.size(), 1);
    QCOMPARE(second->step.choices.first().method, Method::Password);
    QVERIFY(!second->step.assertion);
    const auto done = bench.answerByPassword(second->step);
    QVERIFY(done && done->accessToken);
    const Caller ada = *bench.authenticated(*done);
    QCOMPARE(ada.userName, u"ada"_s);
    QVERIFY(ada.strongProofAt);
}

void TestNamelessSignIn::theProfileOfThePersonCounts()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}, {Method::Password}}, {u"engineering"_s}); // Nobody here is in it.
    bench.profile({{Method::WebAuthn}});
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    QVERIFY(bench.answerByKey(bench.start({})->step, key)->step.isDone);
}

void TestNamelessSignIn::aProfileWithoutKeysIsNotSatisfied()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}}, {u"engineering"_s});
    bench.profile({{Method::Password}});
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    const SignInStep step = bench.start({})->step;
    QCOMPARE(codeOf(bench.answerByKey(step, key)), ErrorCode::FactorsUnsatisfiable);
    QCOMPARE(bench.auditEvents().last(), u"sign_in.ended"_s);
    QCOMPARE(codeOf(bench.answerByPassword(step)), ErrorCode::CeremonyEnded);
    QCOMPARE(bench.count(u"access_tokens"_s), 0);
}

void TestNamelessSignIn::needsAProfileThatAsksForAKey()
{
    WebAuthnBench bench;
    QCOMPARE(codeOf(bench.start({})), ErrorCode::NoRegistrationProfile);
    bench.profile({{Method::Password}});
    QCOMPARE(codeOf(bench.start({})), ErrorCode::FactorsUnsatisfiable);
}

void TestNamelessSignIn::refusalsLookTheSame()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    KeyAtHand unknown;
    KeyAtHand lost;
    KeyAtHand disabled;
    KeyAtHand broken;
    const Caller ada = bench.caller(u"ada"_s, true);
    bench.registered(ada, broken);
    broken.misbehave({.hasBrokenSignature = true});
    QVERIFY(bench.service.reportLost(ada, bench.registered(ada, lost).id));
    bench.registered(bench.caller(u"grace"_s), disabled);
    bench.setDisabled(u"grace"_s);
    for (KeyAtHand* key : {&unknown, &lost, &disabled, &broken}) {
        const auto refused = bench.answerByKey(bench.start({})->step, *key);
        QCOMPARE(codeOf(refused), ErrorCode::SignInRefused);
        QCOMPARE(refused.error().details, (QJsonObject{{u"triesLeft"_s, 4}}));
        const AuditRecord record = bench.auditRecords().last();
        QCOMPARE(record.event, u"sign_in.refused"_s);
        QVERIFY(record.subject.isEmpty());
        QVERIFY(record.details[u"withoutName"_s].toBool());
    }
}

void TestNamelessSignIn::aKeyThatDoesNotSayWhoseItIsIsRefused()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    SignInStep step = bench.start({})->step;
    AssertionAnswer silent = key.answer(*step.assertion);
    silent.userHandle.clear();
    QCOMPARE(codeOf(bench.answer(step, Method::WebAuthn, answerText(silent))), ErrorCode::SignInRefused);
    step = bench.start({})->step;
    AssertionAnswer lying = key.answer(*step.assertion);
    lying.userHandle = QByteArray(64, 'x');
    QCOMPARE(codeOf(bench.answer(step, Method::WebAuthn, answerText(lying))), ErrorCode::SignInRefused);
}

void TestNamelessSignIn::alwaysChecksWhoTouchesTheKey()
{
    WebAuthnPolicy policy = examplePolicy();
    policy.rules.userVerification = Requirement::Discouraged;
    WebAuthnBench bench(policy);
    bench.profile({{Method::WebAuthn}});
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    key.isVerifying = false;
    QVERIFY(bench.answerByKey(bench.start(u"ada"_s)->step, key));
    const SignInStep step = bench.start({})->step;
    QCOMPARE(step.assertion->userVerification, Requirement::Required);
    QCOMPARE(codeOf(bench.answerByKey(step, key)), ErrorCode::SignInRefused);
}

void TestNamelessSignIn::ofTwoKeysAtOnceOneSaysWhoItIs()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}, {Method::Password}});
    KeyAtHand adas;
    KeyAtHand graces;
    bench.registered(bench.caller(u"ada"_s), adas);
    bench.registered(bench.caller(u"grace"_s), graces);
    const SignInStep step = bench.start({})->step;
    const QList<SharedSecret> answers{answerText(adas.answer(*step.assertion)),
                                      answerText(graces.answer(*step.assertion))};
    std::atomic<int> accepted{0};
    {
        std::vector<std::jthread> threads;
        for (const SharedSecret& answer : answers)
            threads.emplace_back([&] {
                if (bench.answer(step, Method::WebAuthn, answer))
                    ++accepted;
            });
    }
    QCOMPARE(accepted, 1);
    const auto done = bench.answerByPassword(step);
    QVERIFY(done && done->step.isDone);
    QCOMPARE(bench.count(u"ceremony_proofs"_s), 2);
}

void TestNamelessSignIn::noOtherMethodAnswers()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn, Method::Password}});
    const SignInStep step = bench.start({})->step;
    QCOMPARE(codeOf(bench.answerByPassword(step)), ErrorCode::InvalidRequest);
}

void TestNamelessSignIn::limitsByNameDoNotCount()
{
    // More than one name would be allowed at one place.
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    KeyAtHand stranger;
    for (int round = 0; round < 25; ++round)
        QCOMPARE(codeOf(bench.answerByKey(bench.start({})->step, stranger)), ErrorCode::SignInRefused);
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    QVERIFY(bench.answerByKey(bench.start({})->step, key));
    // An installation has its limit all the same.
    ErrorCode code = ErrorCode::Internal;
    for (int round = 0; round < 100 && code != ErrorCode::RateLimited; ++round) {
        const auto started = bench.start({});
        code = started ? codeOf(bench.answerByKey(started->step, stranger)) : started.error().code;
    }
    QCOMPARE(code, ErrorCode::RateLimited);
}

void TestNamelessSignIn::wrongAnswersAfterwardsCountForThePerson()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}, {Method::Password}});
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    int refused = 0;
    for (int round = 0; round < 4; ++round) {
        const auto second = bench.answerByKey(bench.start({})->step, key);
        for (int guess = 0; second && guess < 5; ++guess) {
            const auto answer = bench.answer(second->step, Method::Password, share(Secret::copyOf("wrong horse")));
            refused += codeOf(answer) == ErrorCode::SignInRefused ? 1 : 0;
        }
    }
    QCOMPARE(refused, 10); // The allowance of one name at one place.
}

void TestNamelessSignIn::learnsThatAKeyIsDiscoverable()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    KeyAtHand key;
    const Caller ada = bench.caller(u"ada"_s);
    CreatedCredential created = key.create(*bench.service.startRegistration(ada));
    created.isDiscoverable = false;
    QVERIFY(!bench.service.finishRegistration(ada, created, {})->isDiscoverable);
    QVERIFY(bench.answerByKey(bench.start({})->step, key));
    QVERIFY(bench.service.keys(ada)->first().isDiscoverable);
}

QTEST_GUILESS_MAIN(TestNamelessSignIn)
#include "tst_namelesssignin.moc"
