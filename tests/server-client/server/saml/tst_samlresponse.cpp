#include "otherprograms.h"
#include "responsestand.h"

#include "base/random.h"
#include "fakes/expect.h"
#include "saml/ownmetadata.h"
#include "saml/samllogout.h"
#include "saml/samlnames.h"
#include "saml/samlsending.h"
#include "saml/xmldocument.h"
#include "saml/xmlvalues.h"

#include <QTest>
#include <QUrl>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

/// What the identity provider writes, held against OASIS's schemas and xmlsec1's command line.
class TestSamlResponse : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verifies_data();
    void verifies();
    void saysWhatItShould();
    void isForNobodyElse();
    void isNeverUnsigned();
    void encryptsForRsaAlone();
    void leavesOutWhatXmlCannotWrite();
    void answersWithEachStatus_data();
    void answersWithEachStatus();
    void asksToLogOut_data();
    void asksToLogOut();
    void answersALogout();
    void readsOutcomes();
    void sendsForms();
    void describesItself();
};

namespace {

const QString responseElement = u"urn:oasis:names:tc:SAML:2.0:protocol:Response"_s;
const QString assertionElement = u"urn:oasis:names:tc:SAML:2.0:assertion:Assertion"_s;

bool isSigned(const XmlElement& element)
{
    return element.children().value(1).is(saml::signature, "Signature"_L1); // Right after Issuer.
}

QByteArray decrypted(const QByteArray& xml)
{
    return byXmlsec({.arguments = {u"--decrypt"_s, u"--privkey-pem"_s, u"%2"_s, u"%1"_s},
                     .xml = xml,
                     .pem = privateKeyPem(providerKey())})
        .value_or(QByteArray());
}

XmlElement assertionOf(const XmlDocument& document)
{
    const XmlElement encrypted = document.root().child(saml::assertion, "EncryptedAssertion"_L1);
    return (encrypted.isNull() ? document.root() : encrypted).child(saml::assertion, "Assertion"_L1);
}

/// A service provider's gate for what we send.
class OwnPeers final : public SamlPeers
{
public:
    Result<std::optional<SamlPeer>> find(const QString& entityId) override
    {
        return entityId == ownIssuer().entityId
                   ? std::optional{SamlPeer{.entityId = entityId, .signingKeys = {ownKey().certificate()}}}
                   : std::nullopt;
    }
};

class EachOnce final : public SamlMessageUses
{
public:
    Result<bool> use(const QString&, const QString&, Instant) override { return true; }
};

Result<ReceivedMessage> receivedThere(const Result<BoundMessage>& bound)
{
    if (!bound)
        return bound.error();
    OwnPeers peers;
    EachOnce uses;
    FakeClock clock;
    return SamlGate(peers, uses, clock)
        .receive(*bound, {.destination = u"https://mail.example.org/saml/slo"_s,
                          .kinds = {SamlMessageKind::LogoutRequest, SamlMessageKind::LogoutResponse}});
}

/// What a service provider gets of a message, by each binding.
Result<BoundMessage> sent(const QByteArray& xml, SamlBinding binding, bool isResponse)
{
    const OutgoingSaml message{.location = u"https://mail.example.org/saml/slo"_s,
                               .isResponse = isResponse,
                               .xml = xml,
                               .relayState = u"a b"_s};
    switch (binding) {
    case SamlBinding::Redirect:
        return readRedirect(expect(redirectUrl(message, ownKey())).split('?').value(1));
    case SamlBinding::Post: {
        QByteArray form;
        for (const SamlForm::Field& each : formFor(message).fields)
            form += each.name.toLatin1() + '=' + QUrl::toPercentEncoding(each.value) + '&';
        return readPost(form.chopped(1));
    }
    case SamlBinding::Soap:
        return readSoap(soapEnvelopeOf(xml));
    }
    Q_UNREACHABLE();
}

} // namespace

void TestSamlResponse::verifies_data()
{
    QTest::addColumn<int>("number");
    for (int i = 0; i < responseVariants().size(); ++i)
        QTest::newRow(responseVariants()[i].name) << i;
}

void TestSamlResponse::verifies()
{
    QFETCH(int, number);
    const ResponseVariant variant = responseVariants()[number];
    const QByteArray xml = responseOf(variant, FakeClock::start);
    QCOMPARE(schemaProblem(xml, u"protocol"_s), QByteArray());
    const QString certificate = certificatePem(ownKey().certificate());
    QCOMPARE(verifiedByXmlsec(xml, certificate, responseElement), variant.signsResponse);
    QCOMPARE(xml.contains("ada@example.org"), !variant.encrypts);

    const QByteArray open = variant.encrypts ? decrypted(xml) : xml;
    // By itself, as some service providers read what they have decrypted.
    const qsizetype begin = open.indexOf("<saml:Assertion");
    QVERIFY(XmlDocument::parse(open.mid(begin, open.indexOf("</saml:Assertion>") + 17 - begin)));
    const XmlDocument document = expect(XmlDocument::parse(open));
    QVERIFY(!assertionOf(document).isNull());
    QCOMPARE(isSigned(document.root()), variant.signsResponse);
    QCOMPARE(isSigned(assertionOf(document)), variant.signsAssertion);
    QCOMPARE(verifiedByXmlsec(open, certificate, assertionElement), variant.signsAssertion);
    QVERIFY(!verifiedByXmlsec(open, certificatePem(strangersKey().certificate()), assertionElement));
    if (variant.encrypts)
        QVERIFY(xml.contains(saml::aes256Gcm.data()) && xml.contains(saml::rsaOaep.data()));
}

void TestSamlResponse::saysWhatItShould()
{
    const Instant now = FakeClock::start;
    const XmlDocument document = expect(XmlDocument::parse(responseOf(responseVariants().first(), now)));
    const XmlElement response = document.root();
    QCOMPARE(response.attribute("InResponseTo"_L1), u"_asked"_s);
    QCOMPARE(response.attribute("Destination"_L1), responseTarget().consumerUrl);
    const XmlElement assertion = assertionOf(document);
    QCOMPARE(assertion.child(saml::assertion, "Issuer"_L1).text(), ownIssuer().entityId);
    QVERIFY(assertion.attribute("ID"_L1) != response.attribute("ID"_L1));

    const XmlElement subject = assertion.child(saml::assertion, "Subject"_L1);
    QCOMPARE(subject.child(saml::assertion, "NameID"_L1).text(), u"ada@example.org"_s);
    const XmlElement confirmed =
        subject.child(saml::assertion, "SubjectConfirmation"_L1).child(saml::assertion, "SubjectConfirmationData"_L1);
    QCOMPARE(confirmed.attribute("Recipient"_L1), responseTarget().consumerUrl);
    QCOMPARE(confirmed.attribute("InResponseTo"_L1), u"_asked"_s);
    QVERIFY(!confirmed.attribute("NotBefore"_L1)); // Profiles, section 4.1.4.2.
    const auto until = expect(instantOf(confirmed, "NotOnOrAfter"_L1));
    QVERIFY(until == now + std::chrono::minutes{5});

    const XmlElement conditions = assertion.child(saml::assertion, "Conditions"_L1);
    QCOMPARE(conditions.children().first().child(saml::assertion, "Audience"_L1).text(), responseTarget().entityId);
    const XmlElement statement = assertion.child(saml::assertion, "AuthnStatement"_L1);
    QCOMPARE(statement.attribute("SessionIndex"_L1), u"_session-1"_s);
    QVERIFY(expect(instantOf(statement, "SessionNotOnOrAfter"_L1)) == now + std::chrono::hours{8});
    QCOMPARE(statement.children().first().children().first().text(), QString(saml::refedsMfaClass));

    const auto attributes = assertion.child(saml::assertion, "AttributeStatement"_L1).children();
    QCOMPARE(attributes.size(), 2); // The one without a value is left out.
    QCOMPARE(attributes[0].children().first().text(), u"Ada <Lovelace> & Çö"_s);
    QCOMPARE(attributes[1].children().size(), 2);
}

void TestSamlResponse::isForNobodyElse()
{
    ResponseTarget target = responseTarget();
    target.inResponseTo.clear();
    SystemRandom random;
    const QByteArray xml =
        expect(signInResponse(ownIssuer(), target, adaSubject(FakeClock::start), FakeClock::start, random));
    QVERIFY(!xml.contains("InResponseTo")); // Nobody asked.
    QCOMPARE(schemaProblem(xml, u"protocol"_s), QByteArray());
    const QByteArray second =
        expect(signInResponse(ownIssuer(), target, adaSubject(FakeClock::start), FakeClock::start, random));
    QVERIFY(expect(XmlDocument::parse(xml)).root().attribute("ID"_L1) !=
            expect(XmlDocument::parse(second)).root().attribute("ID"_L1));
}

void TestSamlResponse::isNeverUnsigned()
{
    ResponseTarget target = responseTarget();
    target.signsAssertion = false;
    SystemRandom random;
    const auto result = signInResponse(ownIssuer(), target, adaSubject(FakeClock::start), FakeClock::start, random);
    QVERIFY(!result && result.error().code == ErrorCode::InvalidRequest);
}

void TestSamlResponse::encryptsForRsaAlone()
{
    const QByteArray ellipticCurve =
        "MIIBfjCCASWgAwIBAgIUXO1yzQnVVgqkXTGzD3bHj1BJvmUwCgYIKoZIzj0EAwIwFTETMBEGA1UEAwwKc3AuZXhhbXBsZTAeFw0yNjAxMDEw";
    QVERIFY(!SamlCertificate::fromBase64(QString::fromLatin1(ellipticCurve))); // Cut off.
    QVERIFY(!SamlCertificate::fromDer(providerKey().certificate().der() + "tail"));
    QVERIFY(SamlCertificate::fromDer(providerKey().certificate().der()));
}

void TestSamlResponse::leavesOutWhatXmlCannotWrite()
{
    SamlSubject subject = adaSubject(FakeClock::start);
    subject.attributes = {{.name = u"displayName"_s, .values = {u"Ada\u0001\uFFFE L\tovelace"_s}}};
    SystemRandom random;
    const auto xml = signInResponse(ownIssuer(), responseTarget(), subject, FakeClock::start, random);
    const XmlDocument document = expect(XmlDocument::parse(expect(xml)));
    const XmlElement statement = assertionOf(document).child(saml::assertion, "AttributeStatement"_L1);
    QCOMPARE(statement.children().first().children().first().text(), u"Ada L\tovelace"_s);
}

void TestSamlResponse::answersWithEachStatus_data()
{
    QTest::addColumn<SamlStatus>("status");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::newRow("AuthnFailed") << SamlStatus::AuthnFailed << u"Responder"_s << u"AuthnFailed"_s;
    QTest::newRow("NoPassive") << SamlStatus::NoPassive << u"Responder"_s << u"NoPassive"_s;
    QTest::newRow("NoAuthnContext") << SamlStatus::NoAuthnContext << u"Responder"_s << u"NoAuthnContext"_s;
    QTest::newRow("InvalidNameIDPolicy") << SamlStatus::InvalidNameIdPolicy << u"Requester"_s
                                         << u"InvalidNameIDPolicy"_s;
    QTest::newRow("RequestDenied") << SamlStatus::RequestDenied << u"Responder"_s << u"RequestDenied"_s;
    QTest::newRow("RequestUnsupported") << SamlStatus::RequestUnsupported << u"Requester"_s << u"RequestUnsupported"_s;
    QTest::newRow("UnknownPrincipal") << SamlStatus::UnknownPrincipal << u"Requester"_s << u"UnknownPrincipal"_s;
    QTest::newRow("UnsupportedBinding") << SamlStatus::UnsupportedBinding << u"Requester"_s << u"UnsupportedBinding"_s;
}

void TestSamlResponse::answersWithEachStatus()
{
    QFETCH(SamlStatus, status);
    QFETCH(QString, first);
    QFETCH(QString, second);
    SystemRandom random;
    const QByteArray xml = expect(errorResponse(ownIssuer(), responseTarget(), status, FakeClock::start, random));
    QCOMPARE(schemaProblem(xml, u"protocol"_s), QByteArray());
    QVERIFY(verifiedByXmlsec(xml, certificatePem(ownKey().certificate()), responseElement));
    const XmlDocument document = expect(XmlDocument::parse(xml));
    const XmlElement code = document.root().child(saml::protocol, "Status"_L1).children().first();
    const QString prefix = u"urn:oasis:names:tc:SAML:2.0:status:"_s;
    QCOMPARE(code.attribute("Value"_L1), prefix + first);
    QCOMPARE(code.children().first().attribute("Value"_L1), prefix + second);
    QVERIFY(assertionOf(document).isNull());
}

void TestSamlResponse::asksToLogOut_data()
{
    QTest::addColumn<SamlBinding>("binding");
    QTest::newRow("Redirect") << SamlBinding::Redirect;
    QTest::newRow("POST") << SamlBinding::Post;
    QTest::newRow("SOAP") << SamlBinding::Soap;
}

void TestSamlResponse::asksToLogOut()
{
    QFETCH(SamlBinding, binding);
    SystemRandom random;
    const NameId ada{.value = u"ada-7"_s, .format = saml::persistentName, .spNameQualifier = u"there"_s};
    const auto request = expect(logoutRequest(
        ownIssuer(), {.binding = binding, .destination = u"https://mail.example.org/saml/slo"_s},
        {.nameId = ada, .sessionIndexes = {u"_one"_s}, .reason = saml::logoutByUser}, FakeClock::start, random));
    QCOMPARE(schemaProblem(request.xml, u"protocol"_s), QByteArray());
    const auto received = receivedThere(sent(request.xml, binding, false));
    QCOMPARE(outcome(received), QByteArray("accepted"));
    QCOMPARE(received->relayState, binding == SamlBinding::Soap ? QString() : u"a b"_s);
    const auto& message = std::get<LogoutRequest>(received->message);
    QCOMPARE(message.header.id, request.id);
    QCOMPARE(message.nameId, ada);
    QCOMPARE(message.sessionIndexes, QStringList{u"_one"_s});
    QCOMPARE(message.reason, QString(saml::logoutByUser));
    QVERIFY(message.notOnOrAfter == FakeClock::start + std::chrono::minutes{5});
}

void TestSamlResponse::answersALogout()
{
    SystemRandom random;
    for (const SamlBinding binding : {SamlBinding::Redirect, SamlBinding::Post, SamlBinding::Soap}) {
        const QByteArray xml = expect(
            logoutResponse(ownIssuer(), {.binding = binding, .destination = u"https://mail.example.org/saml/slo"_s},
                           u"_theirs"_s, SamlStatus::PartialLogout, FakeClock::start, random));
        QCOMPARE(schemaProblem(xml, u"protocol"_s), QByteArray());
        const auto received = receivedThere(sent(xml, binding, true));
        QCOMPARE(outcome(received), QByteArray("accepted"));
        const auto& message = std::get<LogoutResponse>(received->message);
        QCOMPARE(message.inResponseTo, u"_theirs"_s);
        QVERIFY(outcomeOf(message) == LogoutOutcome::Partial);
    }
}

void TestSamlResponse::readsOutcomes()
{
    const QString prefix = u"urn:oasis:names:tc:SAML:2.0:status:"_s;
    const auto outcomeFor = [&](const QStringList& names) {
        LogoutResponse response;
        for (const QString& each : names)
            response.statusCodes.append(prefix + each);
        return outcomeOf(response);
    };
    QVERIFY(outcomeFor({u"Success"_s}) == LogoutOutcome::SignedOut);
    QVERIFY(outcomeFor({u"Success"_s, u"PartialLogout"_s}) == LogoutOutcome::Partial);
    QVERIFY(outcomeFor({u"Responder"_s, u"PartialLogout"_s}) == LogoutOutcome::Partial);
    QVERIFY(outcomeFor({u"Requester"_s}) == LogoutOutcome::Refused);
    QVERIFY(outcomeFor({u"Responder"_s, u"RequestDenied"_s}) == LogoutOutcome::Refused);
}

void TestSamlResponse::sendsForms()
{
    const OutgoingSaml message{
        .location = u"https://x/acs?a=b"_s, .isResponse = true, .xml = "<a/>", .relayState = u"<\"&"_s};
    const SamlForm form = formFor(message);
    QCOMPARE(form.action, u"https://x/acs?a=b"_s);
    QCOMPARE(form.fields.size(), 2);
    QCOMPARE(form.fields[0].name, u"SAMLResponse"_s);
    QCOMPARE(form.fields[0].value, u"PGEvPg=="_s);
    QCOMPARE(form.fields[1].value, u"<\"&"_s); // Escaped where the page is written.
    QVERIFY(expect(redirectUrl(message, ownKey())).startsWith("https://x/acs?a=b&SAMLResponse="));
}

void TestSamlResponse::describesItself()
{
    const OwnMetadata metadata{.entityId = ownIssuer().entityId,
                               .signOnUrl = u"https://id.example.org/saml/sso"_s,
                               .logoutUrl = u"https://id.example.org/saml/logout"_s,
                               .soapLogoutUrl = u"https://id.example.org/saml/logout/soap"_s,
                               .nameIdFormats = {saml::persistentName, saml::transientName},
                               .certificates = {ownKey().certificate(), strangersKey().certificate()}};
    const QByteArray xml = expect(writeMetadata(metadata, ownKey()));
    QCOMPARE(schemaProblem(xml, u"metadata"_s), QByteArray());
    QVERIFY(verifiedByXmlsec(xml, certificatePem(ownKey().certificate()),
                             u"urn:oasis:names:tc:SAML:2.0:metadata:EntityDescriptor"_s));
    QCOMPARE(xml.count("<md:KeyDescriptor use=\"signing\">"), 2);
    QVERIFY(xml.contains(strangersKey().certificate().der().toBase64()));
    QCOMPARE(expect(writeMetadata(metadata, ownKey())), xml);
}

QTEST_GUILESS_MAIN(TestSamlResponse)
#include "tst_samlresponse.moc"
