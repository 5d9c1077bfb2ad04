#include "hostilemessages.h"

#include "saml/deflate.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

HostileMessage posted(SamlRefusal refusal, const QByteArray& what, const QByteArray& xml)
{
    return {refusal, what, [xml](SamlStand& stand) { return stand.post(xml); }};
}

HostileMessage query(SamlRefusal refusal, const QByteArray& what, const QByteArray& text)
{
    return {refusal, what, [text](SamlStand& stand) { return stand.receive(readRedirect(text)); }};
}

HostileMessage form(SamlRefusal refusal, const QByteArray& what, const QByteArray& text)
{
    return {refusal, what, [text](SamlStand& stand) { return stand.receive(readPost(text)); }};
}

HostileMessage enveloped(SamlRefusal refusal, const QByteArray& what, const QByteArray& text)
{
    return {refusal, what, [text](SamlStand& stand) { return stand.receive(readSoap(text)); }};
}

QByteArray withExtension(const QByteArray& content)
{
    return MessageDraft{.afterIssuer = u"<samlp:Extensions>"_s + QString::fromUtf8(content) + u"</samlp:Extensions>"_s}
        .xml();
}

QByteArray deep(int levels)
{
    QByteArray text;
    for (int i = 0; i < levels; ++i)
        text += "<x:a xmlns:x=\"urn:x\">";
    for (int i = 0; i < levels; ++i)
        text += "</x:a>";
    return text;
}

QByteArray entityBomb()
{
    QByteArray text = "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\">";
    for (char each = 'b'; each <= 'j'; ++each) {
        const QByteArray before = QByteArray("&") + char(each - 1) + ';';
        text += QByteArray("<!ENTITY ") + each + " \"" + before.repeated(10) + "\">";
    }
    return text + "]>";
}

QByteArray withPrologue(const QByteArray& prologue, const QString& issuer = u"https://mail.example.org/saml"_s)
{
    return prologue + MessageDraft{.issuer = issuer}.xml();
}

QByteArray packedQuery(const QByteArray& xml)
{
    return "SAMLRequest=" + deflated(xml).toBase64().toPercentEncoding();
}

QList<HostileMessage> carriers()
{
    const QByteArray good = MessageDraft().xml();
    const QByteArray request = packedQuery(good);
    QByteArray tail = deflated(good) + "tail";
    return {
        query(SamlRefusal::Size, "a query of 30 KiB", request + "&RelayState=" + QByteArray(30'000, 'r')),
        query(SamlRefusal::Size, "a RelayState of 3 KiB", request + "&RelayState=" + QByteArray(3'000, 'r')),
        form(SamlRefusal::Size, "a form of 140 KB", postForm(good) + "&x=" + QByteArray(140'000, 'x')),
        form(SamlRefusal::Size, "a message of 65 KiB", postForm(good + QByteArray(65'536, ' '))),
        enveloped(SamlRefusal::Size, "an envelope of 65 KiB", soapEnvelope(good) + QByteArray(65'536, ' ')),
        query(SamlRefusal::Parameters, "no message", "RelayState=there"),
        query(SamlRefusal::Parameters, "the message twice", request + '&' + request),
        query(SamlRefusal::Parameters, "a request and a response", request + "&SAMLResponse=AAAA"),
        query(SamlRefusal::Parameters, "RelayState twice", request + "&RelayState=a&RelayState=b"),
        query(SamlRefusal::Parameters, "an algorithm without a signature", request + "&SigAlg=x"),
        query(SamlRefusal::Parameters, "a signature without an algorithm", request + "&Signature=AAAA"),
        query(SamlRefusal::Parameters, "another encoding", request + "&SAMLEncoding=urn:other"),
        form(SamlRefusal::Parameters, "a query's signature in a form", postForm(good) + "&SigAlg=x&Signature=AAAA"),
        form(SamlRefusal::Base64, "not base64", "SAMLRequest=%3Cxml%3E"),
        query(SamlRefusal::Base64, "an empty message", "SAMLRequest="),
        query(SamlRefusal::Encoding, "a RelayState that is not UTF-8", request + "&RelayState=%FF"),
        query(SamlRefusal::Deflate, "not deflated", "SAMLRequest=" + good.toBase64().toPercentEncoding()),
        query(SamlRefusal::Deflate, "cut off",
              "SAMLRequest=" + deflated(good).chopped(9).toBase64().toPercentEncoding()),
        query(SamlRefusal::Deflate, "something behind the stream",
              "SAMLRequest=" + tail.toBase64().toPercentEncoding()),
        query(SamlRefusal::Inflation, "an inflate bomb: 10 MiB in 10 KiB", packedQuery(QByteArray(10 << 20, ' '))),
        enveloped(SamlRefusal::SoapEnvelope, "no envelope", good),
        enveloped(SamlRefusal::SoapEnvelope, "two messages",
                  soapEnvelope(good + MessageDraft{.id = u"_second"_s}.xml())),
        enveloped(SamlRefusal::SoapEnvelope, "an empty body", soapEnvelope("")),
    };
}

} // namespace

QList<HostileMessage> hostileTexts()
{
    const QByteArray secretFile = "file:///etc/passwd";
    const QByteArray good = MessageDraft().xml();
    QByteArray latin = good;
    latin.replace("mail.example", "m\xe4il.example");
    return carriers() +
           QList<HostileMessage>{
               posted(SamlRefusal::DocumentType, "DOCTYPE", withPrologue("<!DOCTYPE AuthnRequest>")),
               posted(SamlRefusal::DocumentType, "DOCTYPE that names a file",
                      withPrologue("<!DOCTYPE r SYSTEM \"" + secretFile + "\">")),
               posted(SamlRefusal::DocumentType, "XXE: a file as an entity",
                      withPrologue("<!DOCTYPE r [<!ENTITY x SYSTEM \"" + secretFile + "\">]>", u"&x;"_s)),
               posted(SamlRefusal::DocumentType, "XXE: an address as a parameter entity",
                      withPrologue("<!DOCTYPE r [<!ENTITY % x SYSTEM \"http://127.0.0.1:9/\">%x;]>")),
               posted(SamlRefusal::DocumentType, "an entity bomb", withPrologue(entityBomb(), u"&j;"_s)),
               posted(SamlRefusal::Malformed, "an entity that nobody declared", withPrologue("", u"&x;"_s)),
               posted(SamlRefusal::Malformed, "no XML", "SAMLRequest"),
               posted(SamlRefusal::Malformed, "cut off", good.chopped(3)),
               posted(SamlRefusal::Malformed, "two roots", good + good),
               posted(SamlRefusal::Malformed, "a prefix that nobody declared", withExtension("<no:where/>")),
               posted(SamlRefusal::Malformed, "an attribute twice", MessageDraft{.attributes = u" ID=\"_b\""_s}.xml()),
               posted(SamlRefusal::Malformed, "NUL", good + QByteArray("\0", 1)),
               posted(SamlRefusal::Malformed, "XML 1.1", "<?xml version=\"1.1\"?>" + good),
               posted(SamlRefusal::Malformed, "an XInclude prefix without its namespace",
                      withExtension("<xi:include href=\"" + secretFile + "\"/>")),
               posted(SamlRefusal::Encoding, "Latin-1", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + latin),
               posted(SamlRefusal::ProcessingInstruction, "a processing instruction",
                      withPrologue("<?xml-stylesheet href=\"http://127.0.0.1:9/\"?>")),
               posted(SamlRefusal::ProcessingInstruction, "a processing instruction in the issuer",
                      withPrologue("", u"https://mail.example.org<?x?>/saml"_s)),
               posted(SamlRefusal::Comment, "a comment before the message", withPrologue("<!-- here -->")),
               posted(SamlRefusal::Comment, "a comment in the issuer",
                      withPrologue("", u"https://mail.example.org/saml<!---->.evil"_s)),
               posted(SamlRefusal::Depth, "30 levels", withExtension(deep(30))),
               posted(SamlRefusal::Depth, "5,000 levels", withExtension(deep(1'500))),
               posted(SamlRefusal::NodeCount, "4,000 elements",
                      withExtension("<x:a xmlns:x=\"urn:x\">" + QByteArray("<x:b/>").repeated(4'000) + "</x:a>")),
           };
}

} // namespace keydesk
