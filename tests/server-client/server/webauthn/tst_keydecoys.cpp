#include "webauthnbench.h"

#include "base/digest.h"
#include "protocol/wire.h"

#include <QJsonDocument>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QList<CredentialDescriptor> asked(WebAuthnBench& bench, const QString& name)
{
    const auto started = bench.start(name, WebAuthnBench::kiosk(u"desk of "_s + name));
    return started && started->step.assertion ? started->step.assertion->allowed : QList<CredentialDescriptor>();
}

QList<QByteArray> idsOf(const QList<CredentialDescriptor>& keys)
{
    QList<QByteArray> ids;
    for (const CredentialDescriptor& key : keys)
        ids.append(key.id);
    return ids;
}

/// What differs between any two ceremonies, and between any two people, is left out.
QByteArray shapeOf(const Result<SignInProgress>& result)
{
    if (!result)
        return QJsonDocument(wire::toJson(result.error())).toJson(QJsonDocument::Compact);
    QJsonObject json = wire::toJson(result->step);
    json[u"ceremony"_s] = QJsonValue();
    QJsonObject assertion = json[u"assertion"_s].toObject();
    assertion[u"challenge"_s] = assertion[u"challenge"_s].toString().size();
    QJsonArray keys;
    for (const QJsonValue key : assertion[u"allowed"_s].toArray())
        keys.append(QJsonObject{{u"id"_s, key[u"id"_s].toString().size()}, {u"transports"_s, key[u"transports"_s]}});
    assertion[u"allowed"_s] = keys;
    json[u"assertion"_s] = assertion;
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace

/// Nobody learns from sign-in who exists, or who has security keys.
class TestKeyDecoys : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void everybodyIsAskedForKeys();
    void decoysStayTheSame();
    void decoysLookLikeTheKeysOfSomebody();
    void aKeyTakesThePlaceOfDecoys();
    void theSameScriptHasTheSameAnswers_data();
    void theSameScriptHasTheSameAnswers();
    void theirKeyIsNoSecretAndNoUse();
};

void TestKeyDecoys::everybodyIsAskedForKeys()
{
    WebAuthnBench bench;
    bench.profile({{Method::Password, Method::WebAuthn}});
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    bench.setDisabled(u"alan"_s);
    for (const QString& name : {u"ada"_s, u"grace"_s, u"alan"_s, u"nobody"_s}) {
        const auto started = bench.start(name);
        QCOMPARE(started->step.choices.size(), 2);
        QCOMPARE(started->step.choices.last().method, Method::WebAuthn);
        QVERIFY(started->step.choices.last().hint.isEmpty());
        QCOMPARE(asked(bench, name).size(), 1);
    }
    // After the password the truth is told.
    const auto graces = bench.start(u"grace"_s);
    QVERIFY(bench.answerByPassword(graces->step)->step.isDone);
}

void TestKeyDecoys::decoysStayTheSame()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    const auto before = asked(bench, u"nobody"_s);
    QCOMPARE(before.size(), 1);
    bench.database.clock().advance(48h);
    QCOMPARE(idsOf(asked(bench, u"nobody"_s)), idsOf(before));
    QCOMPARE(idsOf(asked(bench, u"NOBODY"_s)), idsOf(before));
    QVERIFY(idsOf(asked(bench, u"somebody"_s)) != idsOf(before));
    QVERIFY(idsOf(asked(bench, u"grace"_s)) != idsOf(before));
    // Another instance with the same master keys.
    WebAuthnMethod other(
        {*bench.database, bench.directory, bench.factors, bench.sealer, bench.outbox, bench.random, examplePolicy()});
    QCOMPARE(idsOf(asked(bench, u"nobody"_s)), idsOf(before));
}

void TestKeyDecoys::decoysLookLikeTheKeysOfSomebody()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    KeyAtHand blue;
    KeyAtHand red;
    red.transports = {u"internal"_s};
    const Caller ada = bench.caller(u"ada"_s, true);
    bench.registered(ada, blue);
    bench.database.clock().advance(1s);
    bench.registered(ada, red);
    const auto real = asked(bench, u"ada"_s);
    const auto decoys = asked(bench, u"nobody"_s);
    QCOMPARE(decoys.size(), 2);
    for (qsizetype i = 0; i < 2; ++i) {
        QCOMPARE(decoys[i].id.size(), real[i].id.size());
        QCOMPARE(decoys[i].transports, real[i].transports);
        QVERIFY(!idsOf(real).contains(decoys[i].id));
    }
    QVERIFY(decoys[0].id != decoys[1].id);
}

void TestKeyDecoys::aKeyTakesThePlaceOfDecoys()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    const auto decoys = asked(bench, u"ada"_s);
    KeyAtHand key;
    const Caller ada = bench.caller(u"ada"_s);
    const SecurityKey blue = bench.registered(ada, key);
    QCOMPARE(idsOf(asked(bench, u"ada"_s)), QList<QByteArray>{blue.credentialId});
    QVERIFY(bench.service.reportLost(ada, blue.id));
    QCOMPARE(idsOf(asked(bench, u"ada"_s)), idsOf(decoys));
}

void TestKeyDecoys::theSameScriptHasTheSameAnswers_data()
{
    QTest::addColumn<QList<QList<Method>>>("factors");
    using F = QList<QList<Method>>;
    QTest::newRow("key") << F{{Method::WebAuthn}};
    QTest::newRow("key, then password") << F{{Method::WebAuthn}, {Method::Password}};
    QTest::newRow("password or key") << F{{Method::Password, Method::WebAuthn}};
}

void TestKeyDecoys::theSameScriptHasTheSameAnswers()
{
    QFETCH(QList<QList<Method>>, factors);
    WebAuthnBench bench;
    bench.profile(factors);
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    bench.registered(bench.caller(u"alan"_s), key);
    bench.setDisabled(u"alan"_s);
    const QByteArray foreignId = QByteArray(48, 'f');

    QList<QByteArrayList> transcripts;
    for (const QString& name : {u"ada"_s, u"grace"_s, u"alan"_s, u"nobody"_s}) {
        const Caller at = WebAuthnBench::kiosk(u"desk of "_s + name);
        KeyAtHand stranger;
        QByteArrayList transcript;
        for (int round = 0; round < 3; ++round) {
            const auto started = bench.start(name, at);
            transcript.append(shapeOf(started));
            if (!started)
                continue;
            SignInStep step = started->step;
            for (int answer = 0; answer < 5; ++answer) {
                AssertionAnswer made = stranger.answer(*step.assertion);
                if (answer == 1)
                    made.credentialId = foreignId;
                if (answer == 2)
                    made.userHandle = "somebody";
                if (answer == 3)
                    made.clientDataJson = "{}";
                transcript.append(shapeOf(bench.answer(step, Method::WebAuthn, answerText(made), at)));
                const auto renewed = bench.signIn.sendCode(at, step.ceremony, Method::WebAuthn);
                transcript.append(shapeOf(renewed));
                if (renewed)
                    step = renewed->step;
            }
        }
        transcripts.append(transcript);
    }
    for (qsizetype i = 1; i < transcripts.size(); ++i)
        QCOMPARE(transcripts[i], transcripts[0]);
}

/// The record by which a decoy's answer is verified has a well-known key: whoever signs with it gains nothing.
void TestKeyDecoys::theirKeyIsNoSecretAndNoUse()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    const auto one = virtualkey::KeyPair::fromPkcs8(QByteArray::fromHex(
        "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420" + QByteArray(62, '0') + "01"));
    QVERIFY(one);
    for (const QString& name : {u"nobody"_s, u"grace"_s, QString()}) {
        const SignInStep step = bench.start(name)->step;
        KeyAtHand stranger;
        AssertionAnswer made = stranger.answer(*step.assertion);
        made.signature = one->sign(made.authenticatorData + digest(Hash::Sha256, made.clientDataJson));
        const auto refused = bench.answer(step, Method::WebAuthn, answerText(made));
        QCOMPARE(refused.error().code, ErrorCode::SignInRefused);
        QVERIFY2(refused.error().context.contains(u"a key that nobody has"_s), qPrintable(refused.error().context));
    }
}

QTEST_GUILESS_MAIN(TestKeyDecoys)
#include "tst_keydecoys.moc"
