#include "saml/xmlstructure.h"

#include "saml/samlnames.h"
#include "saml/samlrefusal.h"

#include <QHash>
#include <QSet>
#include <array>
#include <limits>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

/// One element of the schemas. attributes: names, "!" behind those that must be there; "*" alone: others of foreign
/// namespaces too. content: "#text", "#any", nothing, or children in their order, each with "?", "*", "+" or nothing
/// behind it, "|" between those that may stand in one place. What is optional here and not in the schema (ID, Version,
/// Issuer, Status) has a refusal of its own, by the reader.
struct Declaration
{
    const char* element;
    const char* attributes;
    const char* content;
};

#define KEYDESK_REQUEST_ATTRIBUTES "ID Version IssueInstant! Destination Consent"
#define KEYDESK_NAME_ATTRIBUTES "NameQualifier SPNameQualifier Format SPProvidedID"
#define KEYDESK_ROLE_ATTRIBUTES "ID validUntil cacheDuration protocolSupportEnumeration! errorURL *"

constexpr std::array declarations{
    // saml-schema-protocol-2.0
    Declaration{"samlp:AuthnRequest",
                KEYDESK_REQUEST_ATTRIBUTES " ForceAuthn IsPassive ProtocolBinding AssertionConsumerServiceIndex "
                                           "AssertionConsumerServiceURL AttributeConsumingServiceIndex ProviderName",
                "saml:Issuer? ds:Signature? samlp:Extensions? saml:Subject? samlp:NameIDPolicy? saml:Conditions? "
                "samlp:RequestedAuthnContext? samlp:Scoping?"},
    Declaration{"samlp:LogoutRequest", KEYDESK_REQUEST_ATTRIBUTES " Reason NotOnOrAfter",
                "saml:Issuer? ds:Signature? samlp:Extensions? saml:NameID|saml:EncryptedID|saml:BaseID? "
                "samlp:SessionIndex*"},
    Declaration{"samlp:LogoutResponse", KEYDESK_REQUEST_ATTRIBUTES " InResponseTo",
                "saml:Issuer? ds:Signature? samlp:Extensions? samlp:Status?"},
    Declaration{"samlp:Extensions", "", "#any"},
    Declaration{"samlp:NameIDPolicy", "Format SPNameQualifier AllowCreate", ""},
    Declaration{"samlp:RequestedAuthnContext", "Comparison", "saml:AuthnContextClassRef|saml:AuthnContextDeclRef+"},
    Declaration{"samlp:Scoping", "ProxyCount", "samlp:IDPList? samlp:RequesterID*"},
    Declaration{"samlp:IDPList", "", "samlp:IDPEntry+ samlp:GetComplete?"},
    Declaration{"samlp:IDPEntry", "ProviderID! Name Loc", ""},
    Declaration{"samlp:GetComplete", "", "#text"},
    Declaration{"samlp:RequesterID", "", "#text"},
    Declaration{"samlp:SessionIndex", "", "#text"},
    Declaration{"samlp:Status", "", "samlp:StatusCode samlp:StatusMessage? samlp:StatusDetail?"},
    Declaration{"samlp:StatusCode", "Value!", "samlp:StatusCode?"},
    Declaration{"samlp:StatusMessage", "", "#text"},
    Declaration{"samlp:StatusDetail", "", "#any"},
    // saml-schema-assertion-2.0
    Declaration{"saml:Issuer", KEYDESK_NAME_ATTRIBUTES, "#text"},
    Declaration{"saml:NameID", KEYDESK_NAME_ATTRIBUTES, "#text"},
    Declaration{"saml:Subject", "", "saml:NameID|saml:EncryptedID|saml:BaseID saml:SubjectConfirmation*"},
    Declaration{"saml:Conditions", "NotBefore NotOnOrAfter",
                "saml:AudienceRestriction|saml:OneTimeUse|saml:ProxyRestriction*"},
    Declaration{"saml:AudienceRestriction", "", "saml:Audience+"},
    Declaration{"saml:Audience", "", "#text"},
    Declaration{"saml:OneTimeUse", "", ""},
    Declaration{"saml:ProxyRestriction", "Count", "saml:Audience*"},
    Declaration{"saml:AuthnContextClassRef", "", "#text"},
    Declaration{"saml:AuthnContextDeclRef", "", "#text"},
    Declaration{"saml:Attribute", "Name! NameFormat FriendlyName *", "saml:AttributeValue*"},
    Declaration{"saml:AttributeValue", "*", "#any"},
    // xmldsig-core-schema; what may stand in a signature is the business of xmlsignature.cpp.
    Declaration{"ds:Signature", "Id", "ds:SignedInfo ds:SignatureValue ds:KeyInfo?"},
    Declaration{"ds:SignedInfo", "Id", "ds:CanonicalizationMethod ds:SignatureMethod ds:Reference+"},
    Declaration{"ds:CanonicalizationMethod", "Algorithm!", "ec:InclusiveNamespaces?"},
    Declaration{"ds:SignatureMethod", "Algorithm!", ""},
    Declaration{"ds:Reference", "Id URI Type", "ds:Transforms? ds:DigestMethod ds:DigestValue"},
    Declaration{"ds:Transforms", "", "ds:Transform+"},
    Declaration{"ds:Transform", "Algorithm!", "ec:InclusiveNamespaces|ds:XPath*"},
    Declaration{"ds:XPath", "", "#text"},
    Declaration{"ec:InclusiveNamespaces", "PrefixList", ""},
    Declaration{"ds:DigestMethod", "Algorithm!", ""},
    Declaration{"ds:DigestValue", "", "#text"},
    Declaration{"ds:SignatureValue", "Id", "#text"},
    Declaration{"ds:KeyInfo", "Id", "#any"},
    // saml-schema-metadata-2.0
    Declaration{"md:EntityDescriptor", "entityID! validUntil cacheDuration ID *",
                "ds:Signature? md:Extensions? md:SPSSODescriptor|md:IDPSSODescriptor|md:RoleDescriptor|"
                "md:AttributeAuthorityDescriptor|md:AuthnAuthorityDescriptor|md:PDPDescriptor+ md:Organization? "
                "md:ContactPerson* md:AdditionalMetadataLocation*"},
    Declaration{"md:SPSSODescriptor", KEYDESK_ROLE_ATTRIBUTES " AuthnRequestsSigned WantAssertionsSigned",
                "ds:Signature? md:Extensions? md:KeyDescriptor* md:Organization? md:ContactPerson* "
                "md:ArtifactResolutionService* md:SingleLogoutService* md:ManageNameIDService* md:NameIDFormat* "
                "md:AssertionConsumerService+ md:AttributeConsumingService*"},
    Declaration{"md:IDPSSODescriptor", "*", "#any"},
    Declaration{"md:RoleDescriptor", "*", "#any"},
    Declaration{"md:AttributeAuthorityDescriptor", "*", "#any"},
    Declaration{"md:AuthnAuthorityDescriptor", "*", "#any"},
    Declaration{"md:PDPDescriptor", "*", "#any"},
    Declaration{"md:Extensions", "", "#any"},
    Declaration{"md:KeyDescriptor", "use", "ds:KeyInfo md:EncryptionMethod*"},
    Declaration{"md:EncryptionMethod", "Algorithm!", "#any"},
    Declaration{"md:ArtifactResolutionService", "Binding! Location! ResponseLocation index! isDefault *", "#any"},
    Declaration{"md:SingleLogoutService", "Binding! Location! ResponseLocation *", "#any"},
    Declaration{"md:ManageNameIDService", "Binding! Location! ResponseLocation *", "#any"},
    Declaration{"md:NameIDFormat", "", "#text"},
    Declaration{"md:AssertionConsumerService", "Binding! Location! ResponseLocation index! isDefault *", "#any"},
    Declaration{"md:AttributeConsumingService", "index! isDefault *", "#any"},
    Declaration{"md:Organization", "*", "#any"},
    Declaration{"md:ContactPerson", "*", "#any"},
    Declaration{"md:AdditionalMetadataLocation", "namespace!", "#text"},
};

#undef KEYDESK_REQUEST_ATTRIBUTES
#undef KEYDESK_NAME_ATTRIBUTES
#undef KEYDESK_ROLE_ATTRIBUTES

/// In the schema, and not taken: by their own name, so that whoever sends one learns what to switch off.
constexpr std::array unsupported{"saml:EncryptedID"_L1, "saml:BaseID"_L1, "saml:SubjectConfirmation"_L1};

struct Place
{
    QStringList names;
    int minimum = 1;
    int maximum = 1;
};

struct Rule
{
    QSet<QString> attributes;
    QStringList required;
    bool hasForeignAttributes = false;
    enum class Content { Children, Text, Any } content = Content::Children;
    QList<Place> places;
};

QString prefixOf(const QString& nameSpace)
{
    static const QHash<QString, QString> prefixes{{saml::protocol, u"samlp"_s},
                                                  {saml::assertion, u"saml"_s},
                                                  {saml::metadata, u"md"_s},
                                                  {saml::signature, u"ds"_s},
                                                  {saml::exclusiveC14n, u"ec"_s}};
    return prefixes.value(nameSpace);
}

/// "saml:Issuer" whatever prefix the message has for the namespace; only the name where it is a foreign one.
QString knownName(const XmlElement& element)
{
    const QString prefix = prefixOf(element.nameSpace());
    return prefix.isEmpty() ? element.name() : prefix % u':' % element.name();
}

Place placeFrom(QString text)
{
    Place place;
    constexpr int many = std::numeric_limits<int>::max();
    if (text.endsWith(u'?') || text.endsWith(u'*'))
        place.minimum = 0;
    if (text.endsWith(u'+') || text.endsWith(u'*'))
        place.maximum = many;
    if (text.endsWith(u'?') || text.endsWith(u'*') || text.endsWith(u'+'))
        text.chop(1);
    place.names = text.split(u'|');
    return place;
}

Rule ruleFrom(const Declaration& declaration)
{
    Rule rule;
    for (QString name : QString::fromLatin1(declaration.attributes).split(u' ', Qt::SkipEmptyParts)) {
        if (name == u"*") {
            rule.hasForeignAttributes = true;
            continue;
        }
        if (name.endsWith(u'!')) {
            name.chop(1);
            rule.required.append(name);
        }
        rule.attributes.insert(name);
    }
    const QString content = QString::fromLatin1(declaration.content);
    if (content == u"#text")
        rule.content = Rule::Content::Text;
    else if (content == u"#any")
        rule.content = Rule::Content::Any;
    else
        for (const QString& place : content.split(u' ', Qt::SkipEmptyParts))
            rule.places.append(placeFrom(place));
    return rule;
}

const Rule* ruleFor(const XmlElement& element)
{
    static const QHash<QString, Rule> rules = [] {
        QHash<QString, Rule> all;
        for (const Declaration& each : declarations)
            all.insert(QString::fromLatin1(each.element), ruleFrom(each));
        return all;
    }();
    const auto found = rules.constFind(knownName(element));
    return found == rules.constEnd() ? nullptr : &*found;
}

Error wrong(const XmlElement& element, const QString& why)
{
    return refusedAs(SamlRefusal::Structure, u"<%1>: %2"_s.arg(element.name(), why));
}

Result<void> checkAttributes(const XmlElement& element, const Rule& rule)
{
    const bool isOpen = rule.hasForeignAttributes && rule.content == Rule::Content::Any;
    QSet<QString> seen;
    for (const XmlElement::Attribute& each : element.attributes()) {
        const bool isForeign = !each.nameSpace.isEmpty();
        const bool belongs = isForeign ? rule.hasForeignAttributes : isOpen || rule.attributes.contains(each.name);
        if (!belongs)
            return wrong(element, u"attribute "_s % each.name);
        if (!isForeign)
            seen.insert(each.name);
    }
    for (const QString& name : rule.required) {
        if (!seen.contains(name))
            return wrong(element, u"no attribute "_s % name);
    }
    return done();
}

bool hasTextBesideChildren(const XmlElement& element)
{
    return !element.text().trimmed().isEmpty();
}

Result<void> checkChildren(const XmlElement& element, const Rule& rule)
{
    const QList<XmlElement> children = element.children();
    auto next = children.begin();
    for (const Place& place : rule.places) {
        int count = 0;
        for (; next != children.end() && count < place.maximum && place.names.contains(knownName(*next)); ++next)
            ++count;
        if (count < place.minimum)
            return wrong(element, u"no "_s % place.names.join(u" or "));
    }
    if (next != children.end())
        return wrong(element, u"<%1> where it does not belong"_s.arg(next->name()));
    return done();
}

Result<void> checkContent(const XmlElement& element, const Rule& rule)
{
    switch (rule.content) {
    case Rule::Content::Any:
        return done();
    case Rule::Content::Text:
        return element.children().isEmpty() ? done() : Result<void>(wrong(element, u"more than text"_s));
    case Rule::Content::Children:
        break;
    }
    if (hasTextBesideChildren(element))
        return wrong(element, u"text between its elements"_s);
    if (const auto checked = checkChildren(element, rule); !checked)
        return checked;
    for (const XmlElement& child : element.children()) {
        if (const auto checked = checkStructure(child); !checked)
            return checked;
    }
    return done();
}

} // namespace

Result<void> checkStructure(const XmlElement& element)
{
    const QString name = knownName(element);
    for (const QLatin1StringView each : unsupported) {
        if (name == each)
            return refusedAs(SamlRefusal::Unsupported, name);
    }
    const Rule* rule = ruleFor(element);
    if (rule == nullptr)
        return wrong(element, u"unknown"_s);
    if (const auto checked = checkAttributes(element, *rule); !checked)
        return checked;
    return checkContent(element, *rule);
}

} // namespace keydesk
