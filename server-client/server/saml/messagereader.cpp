#include "saml/messagereader.h"

#include "saml/samlnames.h"
#include "saml/samlrefusal.h"
#include "saml/xmlvalues.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestName = 1024;
constexpr qsizetype mostItems = 64; ///< Session indexes and context classes; real messages have a few.

QString attributeOf(const XmlElement& element, QLatin1StringView name)
{
    return element.attribute(name).value_or(QString());
}

Result<QString> issuerOf(const XmlElement& message)
{
    const XmlElement issuer = message.child(saml::assertion, "Issuer"_L1);
    if (issuer.isNull())
        return refusedAs(SamlRefusal::Issuer, u"missing"_s);
    const QString format = attributeOf(issuer, "Format"_L1);
    if (!isEntityId(issuer.text()) || !(format.isEmpty() || format == saml::entityName))
        return refusedAs(SamlRefusal::Issuer, u"no entity's name"_s);
    return issuer.text();
}

Result<SamlHeader> readHeader(const XmlElement& message)
{
    if (message.attribute("Version"_L1) != u"2.0")
        return refusedAs(SamlRefusal::Version, attributeOf(message, "Version"_L1));
    SamlHeader header{.id = attributeOf(message, "ID"_L1),
                      .issuer = {},
                      .issueInstant = {},
                      .destination = attributeOf(message, "Destination"_L1)};
    if (!isXmlName(header.id))
        return refusedAs(SamlRefusal::Id, u"missing, or no XML name"_s);
    auto issuer = issuerOf(message);
    if (!issuer)
        return issuer.error();
    header.issuer = issuer.take();
    const auto issued = instantOf(message, "IssueInstant"_L1);
    if (!issued)
        return issued.error();
    header.issueInstant = issued->value_or(Instant{});
    return header;
}

Result<NameId> readNameId(const XmlElement& element)
{
    NameId nameId{.value = element.text(),
                  .format = attributeOf(element, "Format"_L1),
                  .nameQualifier = attributeOf(element, "NameQualifier"_L1),
                  .spNameQualifier = attributeOf(element, "SPNameQualifier"_L1)};
    if (nameId.value.trimmed().isEmpty() || nameId.value.size() > longestName)
        return refusedAs(SamlRefusal::NameId, u"empty or too long"_s);
    return nameId;
}

Result<std::optional<NameIdPolicy>> readNameIdPolicy(const XmlElement& request)
{
    const XmlElement element = request.child(saml::protocol, "NameIDPolicy"_L1);
    if (element.isNull())
        return std::optional<NameIdPolicy>();
    const auto allowsCreate = booleanOf(element, "AllowCreate"_L1);
    if (!allowsCreate)
        return allowsCreate.error();
    return std::optional{NameIdPolicy{.format = attributeOf(element, "Format"_L1),
                                      .spNameQualifier = attributeOf(element, "SPNameQualifier"_L1),
                                      .allowsCreate = *allowsCreate}};
}

std::optional<AuthnContextComparison> comparisonFrom(const QString& text)
{
    if (text.isEmpty() || text == u"exact")
        return AuthnContextComparison::Exact;
    if (text == u"minimum")
        return AuthnContextComparison::Minimum;
    if (text == u"maximum")
        return AuthnContextComparison::Maximum;
    return text == u"better" ? std::optional{AuthnContextComparison::Better} : std::nullopt;
}

Result<std::optional<RequestedAuthnContext>> readContext(const XmlElement& request)
{
    const XmlElement element = request.child(saml::protocol, "RequestedAuthnContext"_L1);
    if (element.isNull())
        return std::optional<RequestedAuthnContext>();
    const auto comparison = comparisonFrom(attributeOf(element, "Comparison"_L1));
    if (!comparison)
        return refusedAs(SamlRefusal::Value, u"Comparison"_s);
    RequestedAuthnContext context{.comparison = *comparison};
    for (const XmlElement& each : element.children()) {
        const bool isClass = each.is(saml::assertion, "AuthnContextClassRef"_L1);
        (isClass ? context.classes : context.declarations).append(each.text().trimmed());
    }
    if (!context.classes.isEmpty() && !context.declarations.isEmpty())
        return refusedAs(SamlRefusal::Structure, u"<RequestedAuthnContext> with classes and declarations"_s);
    if (element.children().size() > mostItems)
        return refusedAs(SamlRefusal::NodeCount, u"<RequestedAuthnContext>"_s);
    return std::optional{std::move(context)};
}

/// saml-core-2.0, section 3.4.1: an index stands alone, without a URL or a binding.
Result<void> readConsumer(const XmlElement& request, AuthnRequest& message)
{
    const auto index = unsignedShortOf(request, "AssertionConsumerServiceIndex"_L1);
    if (!index)
        return index.error();
    message.consumerIndex = *index;
    message.consumerUrl = request.attribute("AssertionConsumerServiceURL"_L1);
    message.protocolBinding = request.attribute("ProtocolBinding"_L1);
    if (message.consumerIndex && (message.consumerUrl || message.protocolBinding))
        return refusedAs(SamlRefusal::Structure, u"AssertionConsumerServiceIndex beside a URL or a binding"_s);
    return done();
}

Result<SamlMessage> readAuthnRequest(const XmlElement& element, SamlHeader header)
{
    AuthnRequest message{.header = std::move(header)};
    for (const auto& [name, flag] :
         {std::pair{"ForceAuthn"_L1, &message.isForced}, std::pair{"IsPassive"_L1, &message.isPassive}}) {
        const auto value = booleanOf(element, name);
        if (!value)
            return value.error();
        *flag = *value;
    }
    if (const auto consumer = readConsumer(element, message); !consumer)
        return consumer.error();
    const auto policy = readNameIdPolicy(element);
    if (!policy)
        return policy.error();
    message.nameIdPolicy = *policy;
    const auto context = readContext(element);
    if (!context)
        return context.error();
    message.context = *context;
    const XmlElement subject = element.child(saml::assertion, "Subject"_L1);
    if (!subject.isNull()) {
        const auto nameId = readNameId(subject.child(saml::assertion, "NameID"_L1));
        if (!nameId)
            return nameId.error();
        message.subject = *nameId;
    }
    return SamlMessage(std::move(message));
}

Result<SamlMessage> readLogoutRequest(const XmlElement& element, SamlHeader header)
{
    LogoutRequest message{.header = std::move(header), .nameId = {}, .reason = attributeOf(element, "Reason"_L1)};
    const XmlElement named = element.child(saml::assertion, "NameID"_L1);
    if (named.isNull())
        return refusedAs(SamlRefusal::NameId, u"missing"_s);
    auto nameId = readNameId(named);
    if (!nameId)
        return nameId.error();
    message.nameId = nameId.take();
    for (const XmlElement& each : element.children(saml::protocol, "SessionIndex"_L1))
        message.sessionIndexes.append(each.text());
    if (message.sessionIndexes.size() > mostItems)
        return refusedAs(SamlRefusal::NodeCount, u"<SessionIndex>"_s);
    const auto end = instantOf(element, "NotOnOrAfter"_L1);
    if (!end)
        return end.error();
    message.notOnOrAfter = *end;
    return SamlMessage(std::move(message));
}

Result<SamlMessage> readLogoutResponse(const XmlElement& element, SamlHeader header)
{
    LogoutResponse message{.header = std::move(header), .inResponseTo = attributeOf(element, "InResponseTo"_L1)};
    for (XmlElement code = element.child(saml::protocol, "Status"_L1); !code.isNull();) {
        code = code.child(saml::protocol, "StatusCode"_L1);
        if (!code.isNull())
            message.statusCodes.append(attributeOf(code, "Value"_L1));
    }
    if (message.statusCodes.isEmpty())
        return refusedAs(SamlRefusal::StatusMissing, u"<LogoutResponse>"_s);
    return SamlMessage(std::move(message));
}

} // namespace

const SamlHeader& headerOf(const SamlMessage& message)
{
    return std::visit([](const auto& each) -> const SamlHeader& { return each.header; }, message);
}

Result<SamlMessage> readMessage(const XmlElement& message)
{
    auto header = readHeader(message);
    if (!header)
        return header.error();
    if (message.is(saml::protocol, "AuthnRequest"_L1))
        return readAuthnRequest(message, header.take());
    if (message.is(saml::protocol, "LogoutRequest"_L1))
        return readLogoutRequest(message, header.take());
    if (message.is(saml::protocol, "LogoutResponse"_L1))
        return readLogoutResponse(message, header.take());
    return refusedAs(SamlRefusal::RootElement, message.name());
}

} // namespace keydesk
