#include "base/digest.h"
#include "base/random.h"
#include "protocol/proofofpossession.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;

namespace {

constexpr auto form = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
const QUrl url(QStringLiteral("https://panel.example.org/api/v1/phones"));
const Instant now = instantFrom(1'700'000'000'000);

QByteArray json(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}
QJsonObject objectOf(const QByteArray& part)
{
    return QJsonDocument::fromJson(QByteArray::fromBase64(part, form)).object();
}

ProofExpectation expected(QByteArrayView token = {})
{
    return {.httpMethod = "POST", .url = url, .accessToken = token, .now = now};
}

} // namespace

class TestProofOfPossession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exampleOfRfc9449Section41();
    void exampleOfRfc9449Section71();
    void proofHasTheFormOfSection42();
    void ownProofIsAccepted();
    void everyRuleOfSection43_data();
    void everyRuleOfSection43();
    void signatureOfAnotherKeyIsRefused();
    void everyAlteredCharacterIsRefused();
    void onlyCompactSerialisationIsRead_data();
    void onlyCompactSerialisationIsRead();
    void urlsAreComparedAfterNormalisation_data();
    void urlsAreComparedAfterNormalisation();
    void tokenMustBeTheOneProved();
    void wrongClockIsToldToTheTrueHolderAlone();
    void toleranceIsExact();
    void everyProofIsNew();

private:
    QByteArray signedProof(const QJsonObject& header, const QJsonObject& claims) const;
    QJsonObject usualHeader() const;
    QJsonObject usualClaims() const;

    SigningKey m_key = SigningKey::generate();
    SystemRandom m_random;
};

QByteArray TestProofOfPossession::signedProof(const QJsonObject& header, const QJsonObject& claims) const
{
    const QByteArray signedPart = json(header).toBase64(form) + '.' + json(claims).toBase64(form);
    return signedPart + '.' + m_key.sign(signedPart).toBase64(form);
}

QJsonObject TestProofOfPossession::usualHeader() const
{
    return {{QStringLiteral("typ"), QStringLiteral("dpop+jwt")},
            {QStringLiteral("alg"), QStringLiteral("ES256")},
            {QStringLiteral("jwk"), m_key.publicKey().jwk()}};
}

QJsonObject TestProofOfPossession::usualClaims() const
{
    return {{QStringLiteral("jti"), QStringLiteral("j-1")},
            {QStringLiteral("htm"), QStringLiteral("POST")},
            {QStringLiteral("htu"), url.toString()},
            {QStringLiteral("iat"), 1'700'000'000}};
}

void TestProofOfPossession::exampleOfRfc9449Section41()
{
    const QByteArray proof = "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0V"
                             "jNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldW"
                             "QVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtM"
                             "jU2In19.eyJqdGkiOiItQndDM0VTYzZhY2My"
                             "bFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxN"
                             "TYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP"
                             "0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";
    const auto checked = checkProof(proof, {.httpMethod = "POST",
                                            .url = QUrl(QStringLiteral("https://server.example.com/token")),
                                            .accessToken = {},
                                            .now = instantFrom(1'562'262'616'000)});
    QVERIFY2(checked, checked ? "" : qPrintable(checked.error().context));
    QCOMPARE(checked->jti, QStringLiteral("-BwC3ESc6acc2lTc"));
    QCOMPARE(checked->thumbprint, QByteArray("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"));
    QCOMPARE(toMilliseconds(checked->issued), qint64(1'562'262'616'000));
}

void TestProofOfPossession::exampleOfRfc9449Section71()
{
    const QByteArray token = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";
    QCOMPARE(digest(Hash::Sha256, token).toBase64(form), QByteArray("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo"));
    const auto proof = makeProof(m_key, "GET", url, token, now, m_random);
    QCOMPARE(objectOf(proof.split('.')[1])[QStringLiteral("ath")].toString(),
             QStringLiteral("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo"));
}

void TestProofOfPossession::proofHasTheFormOfSection42()
{
    const QByteArray proof =
        makeProof(m_key, "POST", QUrl(url.toString() + QStringLiteral("?after=5#x")), {}, now, m_random);
    const QByteArrayList parts = proof.split('.');
    QCOMPARE(parts.size(), 3);
    QCOMPARE(objectOf(parts[0]), usualHeader());
    QJsonObject claims = objectOf(parts[1]);
    QVERIFY(claims.take(QStringLiteral("jti")).toString().size() >= 16); // At least 96 random bits.
    QJsonObject rest = usualClaims();
    rest.remove(QStringLiteral("jti"));
    QCOMPARE(claims, rest);
    QVERIFY(m_key.publicKey().verifies(proof.left(proof.lastIndexOf('.')), QByteArray::fromBase64(parts[2], form)));
}

void TestProofOfPossession::ownProofIsAccepted()
{
    const auto checked = checkProof(makeProof(m_key, "POST", url, "token", now + 400ms, m_random), expected("token"));
    QVERIFY2(checked, checked ? "" : qPrintable(checked.error().context));
    QCOMPARE(checked->thumbprint, m_key.publicKey().thumbprint());
    QCOMPARE(checked->issued, now);
}

void TestProofOfPossession::everyRuleOfSection43_data()
{
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    const QJsonValue absent(QJsonValue::Undefined);
    QTest::newRow("3: jti missing") << "claims"
                                    << "jti" << absent;
    QTest::newRow("3: jti a number") << "claims"
                                     << "jti" << QJsonValue(7);
    QTest::newRow("3: jti empty") << "claims"
                                  << "jti" << QJsonValue(QString());
    QTest::newRow("3: jti huge") << "claims"
                                 << "jti" << QJsonValue(QString(129, QLatin1Char('j')));
    QTest::newRow("3: jti with NUL") << "claims"
                                     << "jti" << QJsonValue(QStringLiteral("j\0j"));
    QTest::newRow("3: htm missing") << "claims"
                                    << "htm" << absent;
    QTest::newRow("3: htu missing") << "claims"
                                    << "htu" << absent;
    QTest::newRow("3: iat missing") << "claims"
                                    << "iat" << absent;
    QTest::newRow("3: iat as text") << "claims"
                                    << "iat" << QJsonValue(QStringLiteral("1700000000"));
    QTest::newRow("3: iat negative") << "claims"
                                     << "iat" << QJsonValue(-1);
    QTest::newRow("3: iat enormous") << "claims"
                                     << "iat" << QJsonValue(1e300);
    QTest::newRow("4: typ missing") << "header"
                                    << "typ" << absent;
    QTest::newRow("4: typ of another token") << "header"
                                             << "typ" << QJsonValue(QStringLiteral("JWT"));
    QTest::newRow("5: alg none") << "header"
                                 << "alg" << QJsonValue(QStringLiteral("none"));
    QTest::newRow("5: alg symmetric") << "header"
                                      << "alg" << QJsonValue(QStringLiteral("HS256"));
    QTest::newRow("5: alg another") << "header"
                                    << "alg" << QJsonValue(QStringLiteral("RS256"));
    QTest::newRow("5: alg missing") << "header"
                                    << "alg" << absent;
    QTest::newRow("6: jwk missing") << "header"
                                    << "jwk" << absent;
    QTest::newRow("6: jwk of another key") << "header"
                                           << "jwk" << QJsonValue(SigningKey::generate().publicKey().jwk());
    QJsonObject secret = SigningKey::generate().publicKey().jwk();
    secret.insert(QStringLiteral("d"), QStringLiteral("AAAA"));
    QTest::newRow("7: jwk private") << "header"
                                    << "jwk" << QJsonValue(secret);
    QTest::newRow("8: htm of another method") << "claims"
                                              << "htm" << QJsonValue(QStringLiteral("GET"));
    QTest::newRow("8: htm in lower case") << "claims"
                                          << "htm" << QJsonValue(QStringLiteral("post"));
    QTest::newRow("9: htu of another path")
        << "claims"
        << "htu" << QJsonValue(QStringLiteral("https://panel.example.org/api/v1/account"));
    QTest::newRow("9: htu of another host")
        << "claims"
        << "htu" << QJsonValue(QStringLiteral("https://panel.example.net/api/v1/phones"));
    QTest::newRow("9: htu of another port")
        << "claims"
        << "htu" << QJsonValue(QStringLiteral("https://panel.example.org:8443/api/v1/phones"));
    QTest::newRow("9: htu without TLS") << "claims"
                                        << "htu"
                                        << QJsonValue(QStringLiteral("http://panel.example.org:443/api/v1/phones"));
    QTest::newRow("9: htu with a user") << "claims"
                                        << "htu"
                                        << QJsonValue(QStringLiteral("https://ada@panel.example.org/api/v1/phones"));
    QTest::newRow("9: htu is no URL") << "claims"
                                      << "htu" << QJsonValue(QStringLiteral("::"));
    QTest::newRow("RFC 7515 4.1.11: crit") << "header"
                                           << "crit" << QJsonValue(QJsonArray{QStringLiteral("b64")});
}

void TestProofOfPossession::everyRuleOfSection43()
{
    QFETCH(QString, part);
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    QJsonObject header = usualHeader();
    QJsonObject claims = usualClaims();
    QVERIFY(checkProof(signedProof(header, claims), expected()));              // Nothing else is wrong with it.
    (part == QLatin1String("header") ? header : claims).insert(member, value); // Undefined removes it.
    const auto checked = checkProof(signedProof(header, claims), expected());
    QVERIFY(!checked);
    QCOMPARE(checked.error().code, ErrorCode::ProofInvalid);
}

void TestProofOfPossession::signatureOfAnotherKeyIsRefused()
{
    const QByteArrayList parts = signedProof(usualHeader(), usualClaims()).split('.');
    const QByteArray signedPart = parts[0] + '.' + parts[1];
    const QByteArray other = SigningKey::generate().sign(signedPart).toBase64(form);
    QCOMPARE(checkProof(signedPart + '.' + other, expected()).error().code, ErrorCode::ProofInvalid);
}

void TestProofOfPossession::everyAlteredCharacterIsRefused()
{
    const QByteArray proof = signedProof(usualHeader(), usualClaims());
    for (qsizetype i = 0; i < proof.size(); ++i) {
        QByteArray altered = proof;
        altered[i] = altered[i] == 'A' ? 'B' : 'A';
        QVERIFY2(!checkProof(altered, expected()), qPrintable(QString::number(i)));
    }
}

void TestProofOfPossession::onlyCompactSerialisationIsRead_data()
{
    QTest::addColumn<QByteArray>("proof");
    const QByteArray good = signedProof(usualHeader(), usualClaims());
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("proof");
    QTest::newRow("two parts") << good.left(good.lastIndexOf('.'));
    QTest::newRow("no signature") << good.left(good.lastIndexOf('.') + 1);
    QTest::newRow("four parts") << good + ".AA";
    QTest::newRow("two proofs") << good + "," + good;
    QTest::newRow("padding") << good + "==";
    QTest::newRow("space before") << ' ' + good;
    QTest::newRow("line break behind") << good + '\n';
    QTest::newRow("JSON serialisation") << json({{QStringLiteral("payload"), QStringLiteral("AA")}});
    QTest::newRow("header is no object") << QByteArray("[]").toBase64(form) + good.mid(good.indexOf('.'));
    QTest::newRow("huge") << QByteArray(5000, 'A') + good;
    QTest::newRow("dots") << QByteArray(4000, '.');
}

void TestProofOfPossession::onlyCompactSerialisationIsRead()
{
    QFETCH(QByteArray, proof);
    QCOMPARE(checkProof(proof, expected()).error().code, ErrorCode::ProofInvalid);
}

void TestProofOfPossession::urlsAreComparedAfterNormalisation_data()
{
    QTest::addColumn<QString>("claimed");
    QTest::newRow("port written") << "https://panel.example.org:443/api/v1/phones";
    QTest::newRow("upper case host") << "HTTPS://Panel.Example.ORG/api/v1/phones";
    QTest::newRow("dot segments") << "https://panel.example.org/api/v1/x/../phones";
    QTest::newRow("needless escapes") << "https://panel.example.org/api/v1/%70hones";
    QTest::newRow("query and fragment") << "https://panel.example.org/api/v1/phones?x=1#y";
}

void TestProofOfPossession::urlsAreComparedAfterNormalisation()
{
    QFETCH(QString, claimed);
    QJsonObject claims = usualClaims();
    claims.insert(QStringLiteral("htu"), claimed);
    const auto checked = checkProof(signedProof(usualHeader(), claims), expected());
    QVERIFY2(checked, checked ? "" : qPrintable(checked.error().context));
}

void TestProofOfPossession::tokenMustBeTheOneProved()
{
    const QByteArray proof = makeProof(m_key, "POST", url, "token", now, m_random);
    QVERIFY(checkProof(proof, expected("token")));
    QCOMPARE(checkProof(proof, expected("other")).error().code, ErrorCode::ProofInvalid);
    const QByteArray without = makeProof(m_key, "POST", url, {}, now, m_random);
    QCOMPARE(checkProof(without, expected("token")).error().code, ErrorCode::ProofInvalid);
}

void TestProofOfPossession::wrongClockIsToldToTheTrueHolderAlone()
{
    const QByteArray stale = makeProof(m_key, "POST", url, {}, now - 10min, m_random);
    const auto checked = checkProof(stale, expected());
    QVERIFY(!checked);
    QCOMPARE(checked.error().code, ErrorCode::ClockWrong);
    QCOMPARE(checked.error().details[QStringLiteral("serviceTime")].toInteger(), toMilliseconds(now));

    const QByteArray elsewhere =
        makeProof(m_key, "POST", QUrl(QStringLiteral("https://panel.example.org/x")), {}, now - 10min, m_random);
    QCOMPARE(checkProof(elsewhere, expected()).error().code, ErrorCode::ProofInvalid);
}

void TestProofOfPossession::toleranceIsExact()
{
    for (const std::chrono::seconds offset : {-60s, 60s})
        QVERIFY(checkProof(makeProof(m_key, "POST", url, {}, now + offset, m_random), expected()));
    for (const std::chrono::seconds offset : {-61s, 61s})
        QCOMPARE(checkProof(makeProof(m_key, "POST", url, {}, now + offset, m_random), expected()).error().code,
                 ErrorCode::ClockWrong);
}

void TestProofOfPossession::everyProofIsNew()
{
    const auto first = checkProof(makeProof(m_key, "POST", url, {}, now, m_random), expected());
    const auto second = checkProof(makeProof(m_key, "POST", url, {}, now, m_random), expected());
    QVERIFY(first->jti != second->jti);
}

QTEST_GUILESS_MAIN(TestProofOfPossession)
#include "tst_proofofpossession.moc"
