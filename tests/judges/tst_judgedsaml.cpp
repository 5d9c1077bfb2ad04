#include "judge.h"
#include "responsestand.h"

#include "base/random.h"
#include "fakes/expect.h"
#include "saml/samllogout.h"
#include "saml/samlnames.h"
#include "saml/samlsending.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

/// @node-saml/node-saml as the service provider: it judges every variant of our responses, and our gate what it sends.
class TestJudgedSaml : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void acceptsOurResponses_data();
    void acceptsOurResponses();
    void refusesOtherResponses_data();
    void refusesOtherResponses();
    void readsOurErrors();
    void acceptsOurLogouts();
    void isUnderstood();

private:
    Judge m_judge{u"judge_nodesaml.js"_s};
    SystemClock m_clock; // The other program has no other.
};

namespace {

QJsonObject options(const ResponseVariant& variant)
{
    return {{u"callbackUrl"_s, responseTarget().consumerUrl},
            {u"issuer"_s, responseTarget().entityId},
            {u"audience"_s, responseTarget().entityId},
            {u"idpIssuer"_s, ownIssuer().entityId},
            {u"entryPoint"_s, u"https://id.example.org/saml/sso"_s},
            {u"logoutUrl"_s, u"https://id.example.org/saml/sso"_s},
            {u"idpCert"_s, certificatePem(ownKey().certificate())},
            {u"decryptionPvk"_s, QString::fromLatin1(privateKeyPem(providerKey()))},
            {u"privateKey"_s, QString::fromLatin1(privateKeyPem(providerKey()))},
            {u"signatureAlgorithm"_s, u"sha256"_s},
            {u"digestAlgorithm"_s, u"sha256"_s},
            {u"skipRequestCompression"_s, true},
            {u"wantAssertionsSigned"_s, variant.signsAssertion},
            {u"wantAuthnResponseSigned"_s, variant.signsResponse}};
}

QJsonObject question(const ResponseVariant& variant, const QByteArray& xml)
{
    return {{u"options"_s, options(variant)}, {u"response"_s, QString::fromLatin1(xml.toBase64())}};
}

void eachVariant()
{
    QTest::addColumn<int>("number");
    for (int i = 0; i < responseVariants().size(); ++i)
        QTest::newRow(responseVariants()[i].name) << i;
}

} // namespace

void TestJudgedSaml::acceptsOurResponses_data()
{
    eachVariant();
}

void TestJudgedSaml::acceptsOurResponses()
{
    QFETCH(int, number);
    const ResponseVariant variant = responseVariants()[number];
    const QJsonObject answer = m_judge.ask(question(variant, responseOf(variant, m_clock.now())));
    QCOMPARE(answer[u"error"_s].toString(), QString());
    const QJsonObject profile = answer[u"profile"_s].toObject();
    QCOMPARE(profile[u"nameID"_s].toString(), u"ada@example.org"_s);
    QCOMPARE(profile[u"nameIDFormat"_s].toString(), QString(saml::emailAddressName));
    QCOMPARE(profile[u"sessionIndex"_s].toString(), u"_session-1"_s);
    QCOMPARE(profile[u"inResponseTo"_s].toString(), u"_asked"_s);
    QCOMPARE(profile[u"displayName"_s].toString(), u"Ada <Lovelace> & Çö"_s);
    QCOMPARE(profile[u"groups"_s].toArray(), (QJsonArray{u"staff"_s, u"mail"_s}));
}

void TestJudgedSaml::refusesOtherResponses_data()
{
    eachVariant();
}

/// The judge judges.
void TestJudgedSaml::refusesOtherResponses()
{
    QFETCH(int, number);
    const ResponseVariant variant = responseVariants()[number];
    const QByteArray good = responseOf(variant, m_clock.now());
    QByteArray changed = good;
    changed.replace(variant.encrypts ? "<EncryptedKey" : "ada@", variant.encrypts ? "<EncryptedKee" : "eve@");
    QVERIFY(changed != good);
    const QByteArray old = responseOf(variant, m_clock.now() - std::chrono::hours{1});
    for (const QByteArray& each : {changed, old})
        QVERIFY(!m_judge.ask(question(variant, each))[u"error"_s].toString().isEmpty());
    ResponseTarget target = targetOf(variant);
    target.entityId = u"https://other.example.org"_s;
    SystemRandom random;
    const Instant now = m_clock.now();
    const QByteArray foreign = expect(signInResponse(ownIssuer(), target, adaSubject(now), now, random));
    QVERIFY(!m_judge.ask(question(variant, foreign))[u"error"_s].toString().isEmpty());
}

void TestJudgedSaml::readsOurErrors()
{
    SystemRandom random;
    const ResponseVariant variant = responseVariants().first();
    const QByteArray denied =
        expect(errorResponse(ownIssuer(), responseTarget(), SamlStatus::RequestDenied, m_clock.now(), random));
    const QString error = m_judge.ask(question(variant, denied))[u"error"_s].toString();
    QVERIFY2(error.contains(u"RequestDenied"), qPrintable(error));
}

void TestJudgedSaml::acceptsOurLogouts()
{
    SystemRandom random;
    const QString location = u"https://mail.example.org/saml/slo"_s;
    const NameId ada{.value = u"ada-7"_s, .format = saml::persistentName};
    QJsonObject asked{{u"options"_s, options(responseVariants().first())}};
    for (const SamlBinding binding : {SamlBinding::Redirect, SamlBinding::Post}) {
        const auto request =
            expect(logoutRequest(ownIssuer(), {.binding = binding, .destination = location},
                                 {.nameId = ada, .sessionIndexes = {u"_one"_s}}, m_clock.now(), random));
        QJsonObject logout = asked;
        if (binding == SamlBinding::Post) {
            logout[u"logoutRequest"_s] = QString::fromLatin1(request.xml.toBase64());
        } else {
            const QByteArray url = expect(redirectUrl({.location = location, .xml = request.xml}, ownKey()));
            logout[u"redirect"_s] = QString::fromLatin1(url.split('?').value(1));
        }
        const QJsonObject answer = m_judge.ask(logout);
        QCOMPARE(answer[u"error"_s].toString(), QString());
        QCOMPARE(answer[u"profile"_s].toObject()[u"nameID"_s].toString(), u"ada-7"_s);
        QCOMPARE(answer[u"profile"_s].toObject()[u"sessionIndex"_s].toString(), u"_one"_s);
    }
}

void TestJudgedSaml::isUnderstood()
{
    SamlStand stand;
    stand.clock.set(m_clock.now());
    // Without a space: the library signs "%20" and sends "+".
    QJsonObject asked{{u"options"_s, options(responseVariants().first())}, {u"authorize"_s, u"a&b=c"_s}};
    const QJsonObject compressed = m_judge.ask([&] {
        QJsonObject question = asked;
        QJsonObject wishes = question[u"options"_s].toObject();
        wishes.remove(u"skipRequestCompression"_s);
        question[u"options"_s] = wishes;
        return question;
    }());
    const QByteArray url = compressed[u"url"_s].toString().toLatin1();
    const auto redirected = stand.receive(readRedirect(url.mid(url.indexOf('?') + 1)));
    QVERIFY2(redirected, qPrintable(redirected ? QString() : redirected.error().context));
    QVERIFY(redirected->isSigned);
    QCOMPARE(redirected->relayState, u"a&b=c"_s);

    const QJsonObject message = m_judge.ask(asked)[u"message"_s].toObject();
    const QByteArray base64 = message[u"SAMLRequest"_s].toString().toLatin1();
    const auto posted = stand.post(QByteArray::fromBase64(base64));
    QVERIFY2(posted, qPrintable(posted ? QString() : posted.error().context));
    QVERIFY(posted->isSigned);
    const auto& request = std::get<AuthnRequest>(posted->message);
    QCOMPARE(request.consumerUrl, responseTarget().consumerUrl);

    asked.remove(u"authorize"_s);
    asked[u"logout"_s] = QJsonObject{
        {u"nameID"_s, u"ada-7"_s}, {u"nameIDFormat"_s, QString(saml::persistentName)}, {u"sessionIndex"_s, u"_one"_s}};
    QJsonObject wishes = asked[u"options"_s].toObject();
    wishes.remove(u"skipRequestCompression"_s);
    asked[u"options"_s] = wishes;
    const QByteArray logout = m_judge.ask(asked)[u"url"_s].toString().toLatin1();
    const auto ended = stand.receive(readRedirect(logout.mid(logout.indexOf('?') + 1)));
    QVERIFY2(ended, qPrintable(ended ? QString() : ended.error().context));
    QCOMPARE(std::get<LogoutRequest>(ended->message).nameId.value, u"ada-7"_s);
}

QTEST_GUILESS_MAIN(TestJudgedSaml)
#include "tst_judgedsaml.moc"
