#include "samlstand.h"

#include "fakes/expect.h"
#include "saml/deflate.h"
#include "saml/samlnames.h"
#include "saml/xmlsignature.h"
#include "saml/xmlvalues.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

SamlSigningKey made(const char* name)
{
    return expect(SamlSigningKey::generate(QString::fromLatin1(name), FakeClock::start, std::chrono::days{30}));
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace

QByteArray MessageDraft::xml() const
{
    const QString head =
        u"<samlp:%1 xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" "
        "xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" Version=\"%2\" IssueInstant=\"%3\""_s.arg(
            name, version, textFrom(issueInstant));
    const QString idText = id.isNull() ? QString() : u" ID=\"%1\""_s.arg(id);
    const QString destinationText = destination.isNull() ? QString() : u" Destination=\"%1\""_s.arg(destination);
    const QString issuerText = issuer.isNull() ? QString() : u"<saml:Issuer>%1</saml:Issuer>"_s.arg(issuer);
    const QString whole = head % idText % destinationText % attributes % u'>' % issuerText % afterIssuer % content %
                          u"</samlp:" % name % u'>';
    return whole.toUtf8();
}

MessageDraft logoutRequestDraft()
{
    return {.name = u"LogoutRequest"_s,
            .content = u"<saml:NameID Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:persistent\" "
                       "SPNameQualifier=\"https://mail.example.org/saml\">ada-7</saml:NameID>"
                       "<samlp:SessionIndex>_one</samlp:SessionIndex><samlp:SessionIndex>_two</samlp:SessionIndex>"_s};
}

MessageDraft logoutResponseDraft()
{
    return {.name = u"LogoutResponse"_s,
            .attributes = u" InResponseTo=\"_ours\""_s,
            .content = u"<samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Responder\">"
                       "<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:PartialLogout\"/>"
                       "</samlp:StatusCode></samlp:Status>"_s};
}

const SamlSigningKey& providerKey()
{
    static const SamlSigningKey key = made("mail.example.org");
    return key;
}

const SamlSigningKey& strangersKey()
{
    static const SamlSigningKey key = made("stranger.example");
    return key;
}

const SamlSigningKey& ownKey()
{
    static const SamlSigningKey key = made("id.example.org");
    return key;
}

QByteArray privateKeyPem(const SamlSigningKey& key)
{
    return "-----BEGIN PRIVATE KEY-----\n" + key.pkcs8().view().toByteArray().toBase64() +
           "\n-----END PRIVATE KEY-----\n";
}

QByteArray signedXml(const QByteArray& xml, const SamlSigningKey& key)
{
    const XmlDocument document = expect(XmlDocument::parse(xml));
    const XmlElement root = document.root();
    if (const auto isSigned = signElement(root, root.child(saml::assertion, "Issuer"_L1), key); !isSigned)
        qFatal("%s", qPrintable(isSigned.error().context));
    return document.bytes();
}

QByteArray signedByProgram(const QByteArray& xml, const QByteArray& keyPem)
{
    const QTemporaryDir folder;
    write(folder.filePath(u"message.xml"_s), xml);
    write(folder.filePath(u"key.pem"_s), keyPem);
    QProcess program;
    program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    program.start(u"xmlsec1"_s,
                  {u"--sign"_s, u"--privkey-pem"_s, folder.filePath(u"key.pem"_s), u"--id-attr:ID"_s,
                   u"urn:oasis:names:tc:SAML:2.0:protocol:AuthnRequest"_s, u"--id-attr:ID"_s,
                   u"urn:oasis:names:tc:SAML:2.0:protocol:Extensions"_s, folder.filePath(u"message.xml"_s)});
    if (!program.waitForFinished() || program.exitCode() != 0)
        qFatal("xmlsec1 does not sign");
    return program.readAllStandardOutput();
}

QString signatureTemplate(const SignatureDraft& draft)
{
    QString transforms;
    for (const QString& each : draft.transforms)
        transforms += u"<ds:Transform Algorithm=\"%1\"/>"_s.arg(each);
    if (!transforms.isEmpty())
        transforms = u"<ds:Transforms>"_s + transforms + u"</ds:Transforms>"_s;
    return u"<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo>"
           "<ds:CanonicalizationMethod Algorithm=\"%1\"/><ds:SignatureMethod Algorithm=\"%2\"/>"
           "<ds:Reference URI=\"#%3\">%4<ds:DigestMethod Algorithm=\"%5\"/><ds:DigestValue/></ds:Reference>%6"
           "</ds:SignedInfo><ds:SignatureValue/></ds:Signature>"_s.arg(draft.canonicalization, draft.method, draft.id,
                                                                       transforms, draft.digest, draft.moreReferences);
}

QByteArray postForm(const QByteArray& xml, const QByteArray& parameter)
{
    return parameter + "=" + xml.toBase64().toPercentEncoding() + "&RelayState=there";
}

QByteArray soapEnvelope(const QByteArray& xml)
{
    const qsizetype start = xml.startsWith("<?xml") ? xml.indexOf("?>") + 2 : 0;
    return "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body>" + xml.mid(start).trimmed() +
           "</S:Body></S:Envelope>";
}

QByteArray redirectQuery(const QByteArray& xml, const SamlSigningKey* key, const QByteArray& parameter,
                         const QByteArray& relayState)
{
    QByteArray query = parameter + "=" + deflated(xml).toBase64().toPercentEncoding();
    if (!relayState.isNull())
        query += "&RelayState=" + relayState;
    if (key == nullptr)
        return query;
    query += "&SigAlg=" + QByteArray(saml::rsaSha256.data(), saml::rsaSha256.size()).toPercentEncoding();
    return query + "&Signature=" + expect(signBytes(query, *key)).toBase64().toPercentEncoding();
}

Result<std::optional<SamlPeer>> SamlStand::find(const QString& entityId)
{
    return entityId == peer.entityId ? std::optional{peer} : std::optional<SamlPeer>();
}

void SamlStand::forget()
{
    const auto forgotten = m_database->write([](Transaction& transaction) {
        transaction.run(u"DELETE FROM saml_message_uses"_s);
        return done();
    });
    if (!forgotten)
        qFatal("%s", qPrintable(forgotten.error().context));
}

Result<ReceivedMessage> SamlStand::receive(const Result<BoundMessage>& bound, const QList<SamlMessageKind>& kinds)
{
    if (!bound)
        return bound.error();
    return SamlGate(*this, m_uses, clock)
        .receive(*bound, {.destination = u"https://id.example.org/saml/sso"_s, .kinds = kinds});
}

} // namespace keydesk
