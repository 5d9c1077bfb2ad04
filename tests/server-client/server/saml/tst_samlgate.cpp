#include "samlstand.h"

#include "fakes/expect.h"
#include "saml/samlnames.h"
#include "store/housekeeping.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <thread>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

/// What the gate lets pass, by each binding, and what it makes of it.
class TestSamlGate : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void readsAnAuthnRequest();
    void readsWhatMicrosoftSends();
    void readsALogoutRequest();
    void readsALogoutResponse();
    void takesEachBinding();
    void takesEachAlgorithm_data();
    void takesEachAlgorithm();
    void takesEllipticCurves_data();
    void takesEllipticCurves();
    void takesTheSecondKey();
    void keepsRelayStateAsItIs();
    void doesNotUseUpAnIdThatWasRefused();
    void forgetsUsesThatAreTooOldAnyway();
    void oneOfManyThreadsIsFirst();
};

namespace {

TestDatabase::Engine engine()
{
    QFETCH_GLOBAL(TestDatabase::Engine, engine);
    return engine;
}

template <typename T>
T only(const Result<ReceivedMessage>& received)
{
    if (!received)
        qFatal("%s", qPrintable(received.error().context));
    return std::get<T>(received->message);
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A query signed with ECDSA: r ‖ s, as the W3C writes such signatures.
QByteArray curveQuery(const QByteArray& xml, const QString& method, const QByteArray& keyPem)
{
    BIO* file = BIO_new_mem_buf(keyPem.constData(), static_cast<int>(keyPem.size()));
    EVP_PKEY* key = PEM_read_bio_PrivateKey(file, nullptr, nullptr, nullptr);
    BIO_free(file);
    const QByteArray digest = "SHA" + method.right(3).toLatin1();
    const QByteArray query = redirectQuery(xml) + "&SigAlg=" + method.toLatin1().toPercentEncoding();
    std::size_t size = 512;
    QByteArray der(512, '\0');
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestSignInit(context, nullptr, EVP_get_digestbyname(digest.constData()), nullptr, key);
    EVP_DigestSign(context, reinterpret_cast<unsigned char*>(der.data()), &size,
                   reinterpret_cast<const unsigned char*>(query.constData()), static_cast<std::size_t>(query.size()));
    EVP_MD_CTX_free(context);
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.constData());
    ECDSA_SIG* signature = d2i_ECDSA_SIG(nullptr, &bytes, static_cast<long>(size));
    const int half = (EVP_PKEY_get_bits(key) + 7) / 8;
    QByteArray plain(2 * half, '\0');
    BN_bn2binpad(ECDSA_SIG_get0_r(signature), reinterpret_cast<unsigned char*>(plain.data()), half);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature), reinterpret_cast<unsigned char*>(plain.data()) + half, half);
    ECDSA_SIG_free(signature);
    EVP_PKEY_free(key);
    return query + "&Signature=" + plain.toBase64().toPercentEncoding();
}

} // namespace

void TestSamlGate::readsAnAuthnRequest()
{
    SamlStand stand(engine());
    const MessageDraft draft{
        .attributes =
            u" ForceAuthn=\"1\" IsPassive=\"false\" AssertionConsumerServiceURL=\"https://mail.example.org/acs\""
            " ProtocolBinding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" ProviderName=\"Mail\""_s,
        .content = u"<saml:Subject><saml:NameID Format=\"f\">ada</saml:NameID></saml:Subject>"
                   "<samlp:NameIDPolicy Format=\"f\" AllowCreate=\"true\" SPNameQualifier=\"q\"/>"
                   "<saml:Conditions NotBefore=\"2026-01-01T00:00:00Z\"/>"
                   "<samlp:RequestedAuthnContext Comparison=\"minimum\"><saml:AuthnContextClassRef>urn:a"
                   "</saml:AuthnContextClassRef><saml:AuthnContextClassRef>urn:b</saml:AuthnContextClassRef>"
                   "</samlp:RequestedAuthnContext><samlp:Scoping ProxyCount=\"0\"/>"_s};
    const auto received = stand.post(signedXml(draft.xml()));
    const auto request = only<AuthnRequest>(received);
    QVERIFY(received->isSigned);
    QCOMPARE(received->relayState, u"there"_s);
    QCOMPARE(request.header.id, u"_first"_s);
    QCOMPARE(request.header.issuer, u"https://mail.example.org/saml"_s);
    QVERIFY(request.header.issueInstant == FakeClock::start);
    QVERIFY(request.isForced && !request.isPassive);
    QCOMPARE(request.consumerUrl, u"https://mail.example.org/acs"_s);
    QCOMPARE(request.protocolBinding, QString(saml::httpPost));
    QVERIFY(!request.consumerIndex);
    QVERIFY(request.nameIdPolicy && request.nameIdPolicy->allowsCreate);
    QCOMPARE(request.nameIdPolicy->format, u"f"_s);
    QCOMPARE(request.nameIdPolicy->spNameQualifier, u"q"_s);
    QVERIFY(request.context && request.context->comparison == AuthnContextComparison::Minimum);
    QCOMPARE(request.context->classes, (QStringList{u"urn:a"_s, u"urn:b"_s}));
    QVERIFY(request.subject && request.subject->value == u"ada");
}

/// An unsigned request without a destination, as its cloud services make them.
void TestSamlGate::readsWhatMicrosoftSends()
{
    SamlStand stand(engine());
    stand.peer.entityId = u"urn:federation:MicrosoftOnline"_s;
    const QByteArray xml =
        "<samlp:AuthnRequest xmlns=\"urn:oasis:names:tc:SAML:2.0:assertion\" "
        "ID=\"_7171b0b2-19f2-4ba2-8f94-24b5e56b7f1e\" IssueInstant=\"2026-01-05T10:00:12Z\" "
        "Version=\"2.0\" AssertionConsumerServiceIndex=\"0\" xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\">"
        "<Issuer>urn:federation:MicrosoftOnline</Issuer>"
        "<samlp:NameIDPolicy Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:persistent\"/></samlp:AuthnRequest>";
    const auto request = only<AuthnRequest>(stand.receive(readRedirect(redirectQuery(xml))));
    QCOMPARE(request.consumerIndex, std::optional<quint16>(0));
    QCOMPARE(request.nameIdPolicy->format, QString(saml::persistentName));
}

void TestSamlGate::readsALogoutRequest()
{
    SamlStand stand(engine());
    MessageDraft draft = logoutRequestDraft();
    draft.attributes = u" Reason=\"urn:oasis:names:tc:SAML:2.0:logout:user\" NotOnOrAfter=\"2026-01-05T10:02:00.5Z\""_s;
    const auto request = only<LogoutRequest>(stand.post(signedXml(draft.xml())));
    QCOMPARE(request.nameId, (NameId{.value = u"ada-7"_s,
                                     .format = saml::persistentName,
                                     .spNameQualifier = u"https://mail.example.org/saml"_s}));
    QCOMPARE(request.sessionIndexes, (QStringList{u"_one"_s, u"_two"_s}));
    QCOMPARE(request.reason, QString(saml::logoutByUser));
    QVERIFY(request.notOnOrAfter == FakeClock::start + std::chrono::milliseconds{110'500});
}

void TestSamlGate::readsALogoutResponse()
{
    SamlStand stand(engine());
    const QByteArray xml = signedXml(logoutResponseDraft().xml());
    const auto response = only<LogoutResponse>(stand.receive(readPost(postForm(xml, "SAMLResponse"))));
    QCOMPARE(response.inResponseTo, u"_ours"_s);
    QCOMPARE(response.statusCodes, (QStringList{u"urn:oasis:names:tc:SAML:2.0:status:Responder"_s,
                                                u"urn:oasis:names:tc:SAML:2.0:status:PartialLogout"_s}));
}

void TestSamlGate::takesEachBinding()
{
    SamlStand stand(engine());
    MessageDraft draft = logoutRequestDraft();
    const auto redirected = stand.receive(readRedirect(redirectQuery(draft.xml(), &providerKey())));
    QVERIFY(only<LogoutRequest>(redirected).nameId.value == u"ada-7");
    QVERIFY(redirected->isSigned && redirected->binding == SamlBinding::Redirect);
    draft.id = u"_second"_s;
    QVERIFY(only<LogoutRequest>(stand.post(signedXml(draft.xml()))).nameId.value == u"ada-7");
    draft.id = u"_third"_s;
    draft.destination = QString();
    const auto enveloped = stand.receive(readSoap(soapEnvelope(signedXml(draft.xml()))));
    QVERIFY(only<LogoutRequest>(enveloped).nameId.value == u"ada-7");
    QVERIFY(enveloped->isSigned && enveloped->binding == SamlBinding::Soap);
}

void TestSamlGate::takesEachAlgorithm_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("digest");
    QTest::newRow("SHA-256") << QString(saml::rsaSha256) << QString(saml::sha256);
    QTest::newRow("SHA-384") << QString(saml::rsaSha384) << QString(saml::sha384);
    QTest::newRow("SHA-512") << QString(saml::rsaSha512) << QString(saml::sha512);
}

/// Signed by a program of other people.
void TestSamlGate::takesEachAlgorithm()
{
    QFETCH(QString, method);
    QFETCH(QString, digest);
    SamlStand stand(engine());
    const MessageDraft draft{.afterIssuer = signatureTemplate({.method = method, .digest = digest})};
    const auto received = stand.post(signedByProgram(draft.xml()));
    QCOMPARE(outcome(received), QByteArray("accepted"));
    QVERIFY(received->isSigned);
}

void TestSamlGate::takesEllipticCurves_data()
{
    QTest::addColumn<QString>("curve");
    QTest::addColumn<QString>("method");
    QTest::newRow("P-256") << u"P-256"_s << QString(saml::ecdsaSha256);
    QTest::newRow("P-384") << u"P-384"_s << QString(saml::ecdsaSha384);
    QTest::newRow("P-521") << u"P-521"_s << QString(saml::ecdsaSha512);
}

/// Keys and signatures of other programs.
void TestSamlGate::takesEllipticCurves()
{
    QFETCH(QString, curve);
    QFETCH(QString, method);
    const QTemporaryDir folder;
    QCOMPARE(QProcess::execute(u"openssl"_s,
                               {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                                u"ec_paramgen_curve:"_s + curve, u"-nodes"_s, u"-subj"_s, u"/CN=mail"_s, u"-keyout"_s,
                                folder.filePath(u"key.pem"_s), u"-out"_s, folder.filePath(u"certificate.pem"_s)}),
             0);
    SamlStand stand(engine());
    stand.peer.signingKeys = {expect(SamlCertificate::fromPem(contentOf(folder.filePath(u"certificate.pem"_s))))};
    const QByteArray keyPem = contentOf(folder.filePath(u"key.pem"_s));
    const MessageDraft draft{.afterIssuer = signatureTemplate({.method = method})};
    const QByteArray xml = signedByProgram(draft.xml(), keyPem);
    QCOMPARE(outcome(stand.post(xml)), QByteArray("accepted"));
    QCOMPARE(outcome(stand.post(QByteArray(xml).replace("_first", "_other"))), QByteArray("signature_wrong"));
    const QByteArray query = curveQuery(MessageDraft{.id = u"_query"_s}.xml(), method, keyPem);
    QCOMPARE(outcome(stand.receive(readRedirect(query))), QByteArray("accepted"));
    const QByteArray changed = QByteArray(query).replace("SAMLRequest=", "RelayState=evil&SAMLRequest=");
    QCOMPARE(outcome(stand.receive(readRedirect(changed))), QByteArray("signature_wrong"));
}

void TestSamlGate::takesTheSecondKey()
{
    SamlStand stand(engine());
    stand.peer.signingKeys = {strangersKey().certificate(), providerKey().certificate()};
    QCOMPARE(outcome(stand.post(signedXml(MessageDraft().xml()))), QByteArray("accepted"));
    const MessageDraft second{.id = u"_second"_s};
    QCOMPARE(outcome(stand.receive(readRedirect(redirectQuery(second.xml(), &providerKey())))), QByteArray("accepted"));
}

void TestSamlGate::keepsRelayStateAsItIs()
{
    SamlStand stand(engine());
    const QByteArray raw = "a%26b%3D%22%3Cscript%3E+%C3%BC%2B";
    const auto received =
        stand.receive(readRedirect(redirectQuery(MessageDraft().xml(), &providerKey(), "SAMLRequest", raw)));
    QCOMPARE(outcome(received), QByteArray("accepted"));
    QCOMPARE(received->relayState, u"a&b=\"<script> ü+"_s);
}

void TestSamlGate::doesNotUseUpAnIdThatWasRefused()
{
    SamlStand stand(engine());
    QCOMPARE(outcome(stand.post(signedXml(MessageDraft().xml(), strangersKey()))), QByteArray("signature_wrong"));
    QCOMPARE(outcome(stand.post(signedXml(MessageDraft().xml()))), QByteArray("accepted"));
    QCOMPARE(outcome(stand.post(signedXml(MessageDraft().xml()))), QByteArray("replayed"));
}

void TestSamlGate::forgetsUsesThatAreTooOldAnyway()
{
    TestDatabase database(engine());
    MessageUseStore uses(*database);
    Housekeeping housekeeping;
    MessageUseStore::registerWith(housekeeping);
    const Instant expires = database.clock().now() + std::chrono::minutes{10};
    QVERIFY(*uses.use(u"issuer"_s, u"_1"_s, expires));
    QVERIFY(!*uses.use(u"issuer"_s, u"_1"_s, expires));
    QVERIFY(*uses.use(u"another"_s, u"_1"_s, expires));
    database.clock().advance(std::chrono::minutes{9});
    QCOMPARE(expect(housekeeping.run(*database)), 0);
    database.clock().advance(std::chrono::minutes{2});
    QCOMPARE(expect(housekeeping.run(*database)), 2);
    QVERIFY(*uses.use(u"issuer"_s, u"_1"_s, expires));
}

void TestSamlGate::oneOfManyThreadsIsFirst()
{
    SamlStand stand(engine());
    const QByteArray xml = signedXml(MessageDraft().xml());
    std::atomic<int> accepted = 0;
    std::atomic<int> replayed = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            const QByteArray result = outcome(stand.post(xml));
            accepted += result == "accepted" ? 1 : 0;
            replayed += result == "replayed" ? 1 : 0;
        });
    for (std::thread& each : threads)
        each.join();
    QCOMPARE(accepted.load(), 1);
    QCOMPARE(replayed.load(), 7);
}

QTEST_GUILESS_MAIN(TestSamlGate)
#include "tst_samlgate.moc"
