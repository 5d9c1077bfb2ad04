#include "hostilemessages.h"

#include "saml/samlnames.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

HostileMessage posted(SamlRefusal refusal, const QByteArray& what, const std::function<QByteArray()>& xml)
{
    return {refusal, what, [xml](SamlStand& stand) { return stand.post(xml()); }};
}

/// A message that a service provider has signed, in pieces: what wrapping puts together anew.
struct Pieces
{
    QString whole;
    QString signature;
    QString unsignedWhole;

    Pieces()
    {
        QString text = QString::fromUtf8(signedXml(MessageDraft().xml()));
        whole = text.mid(text.indexOf(u"<samlp:"_s)).trimmed();
        const qsizetype begin = whole.indexOf(u"<ds:Signature "_s);
        const qsizetype end = whole.indexOf(u"</ds:Signature>"_s) + 15;
        signature = whole.mid(begin, end - begin);
        unsignedWhole = whole.left(begin) + whole.mid(end);
    }

    QString signatureWith(const QString& content) const
    {
        return QString(signature).replace(u"</ds:Signature>"_s, content + u"</ds:Signature>"_s);
    }
    QString signatureWithObject(const QString& content) const
    {
        return signatureWith(u"<ds:Object>"_s + content + u"</ds:Object>"_s);
    }
};

/// What the attacker wants to be read: the same issuer, another place to answer to.
QByteArray evil(const QString& afterIssuer, const QString& content = {}, const QString& id = u"_evil"_s)
{
    return MessageDraft{.id = id,
                        .attributes = u" AssertionConsumerServiceURL=\"https://evil.example/\""_s,
                        .afterIssuer = afterIssuer,
                        .content = content}
        .xml();
}

QString extensions(const QString& content)
{
    return u"<samlp:Extensions>"_s + content + u"</samlp:Extensions>"_s;
}

QList<HostileMessage> wrappings()
{
    const Pieces pieces;
    const auto wrapped = [](SamlRefusal refusal, const QByteArray& what, const QByteArray& xml) {
        return posted(refusal, what, [xml] { return xml; });
    };
    const QString evilText = QString::fromUtf8(evil({}));
    return {
        wrapped(SamlRefusal::Structure, "XSW1: the original within the signature of another message",
                evil(pieces.signatureWith(pieces.unsignedWhole))),
        wrapped(SamlRefusal::Structure, "XSW2: the original beside the signature of another message",
                evil(pieces.unsignedWhole + pieces.signature)),
        wrapped(SamlRefusal::RootElement, "XSW3: another message before the original",
                (u"<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\">"_s + evilText + pieces.whole +
                 u"</samlp:Response>"_s)
                    .toUtf8()),
        wrapped(SamlRefusal::SignaturePlace, "XSW4: the original within another message", evil(pieces.whole)),
        wrapped(SamlRefusal::IdAmbiguous, "XSW5: the original behind another message of the same ID",
                evil(pieces.signature, pieces.unsignedWhole, u"_first"_s)),
        wrapped(SamlRefusal::IdAmbiguous, "XSW6: the original within the signature of the same ID",
                evil(pieces.signatureWith(pieces.unsignedWhole), {}, u"_first"_s)),
        wrapped(SamlRefusal::SignaturePlace, "XSW7: the original in the extensions of another message",
                evil(extensions(pieces.whole))),
        wrapped(SamlRefusal::Structure, "XSW8: the original in an object of the signature",
                evil(pieces.signatureWithObject(pieces.unsignedWhole))),
        // What the schema would let pass meets the rule of the one reference.
        wrapped(SamlRefusal::SignatureReference, "the original in the extensions, its signature at the root",
                evil(pieces.signature + extensions(pieces.unsignedWhole))),
        wrapped(SamlRefusal::SignatureReference, "the original in the signature's KeyInfo",
                evil(QString(pieces.signature).replace(u"</ds:KeyInfo>"_s, pieces.unsignedWhole + u"</ds:KeyInfo>"_s))),
    };
}

QList<HostileMessage> algorithms()
{
    const auto program = [](SamlRefusal refusal, const QByteArray& what, const SignatureDraft& draft) {
        return posted(refusal, what,
                      [draft] { return signedByProgram(MessageDraft{.afterIssuer = signatureTemplate(draft)}.xml()); });
    };
    const QString inclusive = u"http://www.w3.org/TR/2001/REC-xml-c14n-20010315"_s;
    const QString withComments = u"http://www.w3.org/2001/10/xml-exc-c14n#WithComments"_s;
    const QString second = u"<ds:Reference URI=\"\"><ds:DigestMethod "
                           "Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue/></ds:Reference>"_s;
    return {
        program(SamlRefusal::SignatureAlgorithm, "RSA with SHA-1",
                {.method = u"http://www.w3.org/2000/09/xmldsig#rsa-sha1"_s}),
        program(SamlRefusal::SignatureAlgorithm, "SHA-1 as the digest",
                {.digest = u"http://www.w3.org/2000/09/xmldsig#sha1"_s}),
        program(SamlRefusal::SignatureTransform, "inclusive canonicalisation of what is signed",
                {.canonicalization = inclusive}),
        program(SamlRefusal::SignatureTransform, "canonicalisation with comments",
                {.transforms = {saml::envelopedSignature, withComments}}),
        program(SamlRefusal::SignatureTransform, "exclusive canonicalisation alone",
                {.transforms = {saml::exclusiveC14n}}),
        program(SamlRefusal::SignatureTransform, "canonicalisation twice",
                {.transforms = {saml::envelopedSignature, saml::exclusiveC14n, saml::exclusiveC14n}}),
        program(SamlRefusal::SignatureReference, "two references", {.moreReferences = second}),
        posted(SamlRefusal::SignatureTransform, "no transforms",
               [] { return MessageDraft{.afterIssuer = signatureTemplate({.transforms = {}})}.xml(); }),
        posted(SamlRefusal::SignatureReference, "a reference to the whole document",
               [] { return MessageDraft{.afterIssuer = signatureTemplate().replace(u"#_first"_s, QString())}.xml(); }),
        posted(SamlRefusal::SignatureReference, "a reference to a file",
               [] {
                   return MessageDraft{.afterIssuer =
                                           signatureTemplate().replace(u"#_first"_s, u"file:///etc/passwd"_s)}
                       .xml();
               }),
        posted(SamlRefusal::SignatureTransform, "XSLT as a transform",
               [] {
                   SignatureDraft draft;
                   draft.transforms += u"http://www.w3.org/TR/1999/REC-xslt-19991116"_s;
                   return MessageDraft{.afterIssuer = signatureTemplate(draft)}.xml();
               }),
        posted(SamlRefusal::SignatureAlgorithm, "HMAC, which a certificate could be the key of",
               [] {
                   SignatureDraft draft;
                   draft.method = u"http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"_s;
                   return MessageDraft{.afterIssuer = signatureTemplate(draft)}.xml();
               }),
    };
}

QList<HostileMessage> queries()
{
    const auto query = [](SamlRefusal refusal, const QByteArray& what, const std::function<QByteArray()>& text) {
        return HostileMessage{refusal, what, [text](SamlStand& stand) { return stand.receive(readRedirect(text())); }};
    };
    const auto good = [] { return redirectQuery(MessageDraft().xml(), &providerKey(), "SAMLRequest", "there"); };
    return {
        query(SamlRefusal::SignatureWrong, "another RelayState", [good] { return good().replace("there", "evil"); }),
        query(SamlRefusal::SignatureWrong, "RelayState taken away",
              [good] { return good().replace("&RelayState=there", ""); }),
        query(SamlRefusal::SignatureWrong, "RelayState written otherwise",
              [good] { return good().replace("there", "%74here"); }),
        query(SamlRefusal::SignatureAlgorithm, "RSA with SHA-1 over the query",
              [good] {
                  return good().replace("http%3A%2F%2Fwww.w3.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256",
                                        "http%3A%2F%2Fwww.w3.org%2F2000%2F09%2Fxmldsig%23rsa-sha1");
              }),
        query(SamlRefusal::SignatureWrong, "ECDSA over the query with a key of RSA",
              [good] { return good().replace("rsa-sha256", "ecdsa-sha256"); }),
        query(SamlRefusal::SignatureWrong, "a stranger's key over the query",
              [] { return redirectQuery(MessageDraft().xml(), &strangersKey()); }),
        query(SamlRefusal::SignaturePlace, "a signature within a redirected message",
              [] { return redirectQuery(signedXml(MessageDraft().xml())); }),
    };
}

} // namespace

QList<HostileMessage> hostileSignatures()
{
    const auto unsignedLogout = [](SamlStand& stand) { return stand.post(logoutRequestDraft().xml()); };
    return wrappings() + algorithms() + queries() +
           QList<HostileMessage>{
               {SamlRefusal::SignatureMissing, "unsigned where signing is required",
                [](SamlStand& stand) {
                    stand.peer.mustSignRequests = true;
                    return stand.post(MessageDraft().xml());
                }},
               {SamlRefusal::SignatureMissing, "an unsigned logout", unsignedLogout},
               {SamlRefusal::SignatureMissing, "an unsigned logout by SOAP",
                [](SamlStand& stand) { return stand.receive(readSoap(soapEnvelope(logoutRequestDraft().xml()))); }},
               {SamlRefusal::SignatureWrong, "an issuer without a key",
                [](SamlStand& stand) {
                    stand.peer.signingKeys.clear();
                    return stand.post(signedXml(MessageDraft().xml()));
                }},
               posted(SamlRefusal::SignatureCount, "two signatures",
                      [] { return signedXml(signedXml(MessageDraft().xml())); }),
               posted(SamlRefusal::SignaturePlace, "a signature in the extensions",
                      [] { return MessageDraft{.afterIssuer = extensions(signatureTemplate())}.xml(); }),
               posted(SamlRefusal::SignatureWrong, "a stranger's signature",
                      [] { return signedXml(MessageDraft().xml(), strangersKey()); }),
               posted(SamlRefusal::SignatureWrong, "changed after signing",
                      [] { return signedXml(MessageDraft().xml()).replace("_first", "_other"); }),
               posted(SamlRefusal::SignatureWrong, "a flag added after signing",
                      [] { return signedXml(MessageDraft().xml()).replace(" ID=", " IsPassive=\"true\" ID="); }),
               posted(SamlRefusal::SignatureWrong, "an empty signature",
                      [] { return MessageDraft{.afterIssuer = signatureTemplate()}.xml(); }),
           };
}

} // namespace keydesk
