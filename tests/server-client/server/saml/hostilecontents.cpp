#include "hostilemessages.h"

#include "saml/samlnames.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

HostileMessage posted(SamlRefusal refusal, const QByteArray& what, const MessageDraft& draft)
{
    return {refusal, what, [xml = draft.xml()](SamlStand& stand) { return stand.post(xml); }};
}

HostileMessage signedAndPosted(SamlRefusal refusal, const QByteArray& what, const MessageDraft& draft)
{
    return {refusal, what, [draft](SamlStand& stand) { return stand.post(signedXml(draft.xml())); }};
}

QString encryptedName()
{
    return u"<saml:EncryptedID><xenc:EncryptedData xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\"/>"
           "</saml:EncryptedID>"_s;
}

MessageDraft logoutWith(const QString& name)
{
    MessageDraft draft = logoutRequestDraft();
    draft.content = name;
    return draft;
}

QList<HostileMessage> structures()
{
    const QString policy = u"<samlp:NameIDPolicy AllowCreate=\"%1\"/>"_s;
    const QString context = u"<samlp:RequestedAuthnContext Comparison=\"%1\"><saml:AuthnContextClassRef>a"
                            "</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>"_s;
    const QString subject = u"<saml:Subject><saml:NameID>ada</saml:NameID>%1</saml:Subject>"_s;
    return {
        posted(SamlRefusal::Structure, "an element that SAML does not have", {.content = u"<samlp:More/>"_s}),
        posted(SamlRefusal::Structure, "an attribute that SAML does not have", {.attributes = u" Admin=\"true\""_s}),
        posted(SamlRefusal::Structure, "a foreign attribute", {.attributes = u" xmlns:x=\"urn:x\" x:type=\"y\""_s}),
        posted(SamlRefusal::Structure, "text between elements", {.content = u"text"_s}),
        posted(SamlRefusal::Structure, "children in the wrong order",
               {.content = u"<samlp:Scoping/>"_s + policy.arg(u"true"_s)}),
        posted(SamlRefusal::Structure, "two issuers",
               {.afterIssuer = u"<saml:Issuer>https://other.example</saml:Issuer>"_s}),
        posted(SamlRefusal::Structure, "an element in the issuer",
               {.issuer = u"<x>https://mail.example.org/saml</x>"_s}),
        posted(SamlRefusal::Structure, "an index beside a URL",
               {.attributes = u" AssertionConsumerServiceIndex=\"1\" AssertionConsumerServiceURL=\"https://x/\""_s}),
        posted(SamlRefusal::Value, "a boolean that is none", {.attributes = u" IsPassive=\"yes\""_s}),
        posted(SamlRefusal::Value, "AllowCreate that is no boolean", {.content = policy.arg(u"TRUE"_s)}),
        posted(SamlRefusal::Value, "an index beyond 65535",
               {.attributes = u" AssertionConsumerServiceIndex=\"65536\""_s}),
        posted(SamlRefusal::Value, "an index below 0", {.attributes = u" AssertionConsumerServiceIndex=\"-1\""_s}),
        posted(SamlRefusal::Value, "a comparison that is none", {.content = context.arg(u"most"_s)}),
        posted(SamlRefusal::Unsupported, "a confirmed subject",
               {.content = subject.arg(u"<saml:SubjectConfirmation Method=\"x\"/>"_s)}),
        signedAndPosted(SamlRefusal::Unsupported, "an encrypted name", logoutWith(encryptedName())),
    };
}

} // namespace

QList<HostileMessage> hostileContents()
{
    const auto minutes = [](int count) { return FakeClock::start + std::chrono::minutes{count}; };
    const QString tampered = u"<saml:NameID>ada<!---->@example.org</saml:NameID>"_s;
    return structures() +
           QList<HostileMessage>{
               posted(SamlRefusal::RootElement, "another message", {.name = u"ArtifactResolve"_s}),
               posted(SamlRefusal::RootElement, "a Response", {.name = u"Response"_s}),
               {SamlRefusal::RootElement, "the right name in another namespace",
                [](SamlStand& stand) {
                    return stand.post(
                        MessageDraft().xml().replace("urn:oasis:names:tc:SAML:2.0:protocol", "urn:other"));
                }},
               {SamlRefusal::RootElement, "a request sent as a response",
                [](SamlStand& stand) {
                    return stand.receive(readPost(postForm(MessageDraft().xml(), "SAMLResponse")));
                }},
               {SamlRefusal::RootElement, "a logout where a sign-in is taken",
                [](SamlStand& stand) {
                    const QByteArray xml = signedXml(logoutRequestDraft().xml());
                    return stand.receive(readPost(postForm(xml)), {SamlMessageKind::AuthnRequest});
                }},
               posted(SamlRefusal::Version, "version 1.1", {.version = u"1.1"_s}),
               posted(SamlRefusal::Id, "no ID", {.id = QString()}),
               posted(SamlRefusal::Id, "an ID that is no XML name", {.id = u"1 2"_s}),
               posted(
                   SamlRefusal::IdAmbiguous, "two elements with one ID",
                   {.afterIssuer = u"<samlp:Extensions><x:a xmlns:x=\"urn:x\" Id=\"_first\"/></samlp:Extensions>"_s}),
               posted(
                   SamlRefusal::IdAmbiguous, "xml:id",
                   {.afterIssuer = u"<samlp:Extensions><x:a xmlns:x=\"urn:x\" xml:id=\"_x\"/></samlp:Extensions>"_s}),
               posted(SamlRefusal::Issuer, "no issuer", {.issuer = QString()}),
               posted(SamlRefusal::Issuer, "an empty issuer", {.issuer = u""_s}),
               posted(SamlRefusal::IssuerUnknown, "an issuer that nobody knows",
                      {.issuer = u"https://other.example"_s}),
               signedAndPosted(SamlRefusal::NameId, "a logout of nobody", logoutWith(QString())),
               signedAndPosted(SamlRefusal::NameId, "a logout of an empty name",
                               logoutWith(u"<saml:NameID> </saml:NameID>"_s)),
               {SamlRefusal::Comment, "a comment in the name, put there after signing",
                [tampered](SamlStand& stand) {
                    const MessageDraft draft = logoutWith(u"<saml:NameID>ada@example.org</saml:NameID>"_s);
                    QByteArray xml = signedXml(draft.xml());
                    return stand.post(xml.replace("<saml:NameID>ada@example.org</saml:NameID>", tampered.toUtf8()));
                }},
               {SamlRefusal::StatusMissing, "an answer without a status",
                [](SamlStand& stand) {
                    MessageDraft draft = logoutResponseDraft();
                    draft.content.clear();
                    return stand.receive(readPost(postForm(signedXml(draft.xml()), "SAMLResponse")));
                }},
               posted(SamlRefusal::Destination, "another address",
                      {.destination = u"https://id.example.org/saml/logout"_s}),
               signedAndPosted(SamlRefusal::Destination, "signed for another address",
                               {.destination = u"https://other.example"_s}),
               signedAndPosted(SamlRefusal::Destination, "signed for no address", {.destination = QString()}),
               posted(SamlRefusal::IssueInstantPast, "six minutes old", {.issueInstant = minutes(-6)}),
               posted(SamlRefusal::IssueInstantFuture, "from in six minutes", {.issueInstant = minutes(6)}),
               signedAndPosted(SamlRefusal::Expired, "a logout that came too late",
                               [&] {
                                   MessageDraft draft = logoutRequestDraft();
                                   draft.attributes = u" NotOnOrAfter=\"2026-01-05T09:00:00Z\""_s;
                                   return draft;
                               }()),
               {SamlRefusal::Replayed, "the same request twice",
                [](SamlStand& stand) {
                    const QByteArray xml = signedXml(MessageDraft().xml());
                    const auto first = stand.post(xml);
                    return first ? stand.post(xml) : first;
                }},
               {SamlRefusal::Replayed, "its ID in another request, by another binding",
                [](SamlStand& stand) {
                    const auto first = stand.post(MessageDraft().xml());
                    MessageDraft second{.attributes = u" ForceAuthn=\"true\""_s};
                    return first ? stand.receive(readRedirect(redirectQuery(second.xml(), &providerKey()))) : first;
                }},
           };
}

} // namespace keydesk
