#include "saml/samlresponse.h"

#include "base/random.h"
#include "saml/messageparts.h"
#include "saml/samlnames.h"
#include "saml/xmlbuilder.h"
#include "saml/xmlencryption.h"
#include "saml/xmlsignature.h"
#include "saml/xmlvalues.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::minutes life{5};
/// Service providers whose clocks are behind ours would find an assertion from the future.
constexpr std::chrono::seconds early{30};

QString freshId(Random& random)
{
    return u'_' % random.opaqueId(); // An XML name must not begin with a digit.
}

void appendSubject(const XmlElement& assertion, const ResponseTarget& target, const NameId& nameId, Instant now)
{
    const XmlElement subject = append(assertion, samlName("Subject"_L1));
    appendNameId(subject, nameId);
    const XmlElement confirmation = append(subject, samlName("SubjectConfirmation"_L1));
    setAttribute(confirmation, "Method", saml::bearer);
    const XmlElement confirmed = append(confirmation, samlName("SubjectConfirmationData"_L1));
    if (!target.inResponseTo.isEmpty())
        setAttribute(confirmed, "InResponseTo", target.inResponseTo);
    setAttribute(confirmed, "NotOnOrAfter", textFrom(now + life));
    setAttribute(confirmed, "Recipient", target.consumerUrl);
}

void appendConditions(const XmlElement& assertion, const QString& audience, Instant now)
{
    const XmlElement conditions = append(assertion, samlName("Conditions"_L1));
    setAttribute(conditions, "NotBefore", textFrom(now - early));
    setAttribute(conditions, "NotOnOrAfter", textFrom(now + life));
    append(append(conditions, samlName("AudienceRestriction"_L1)), samlName("Audience"_L1), audience);
}

void appendAuthnStatement(const XmlElement& assertion, const SamlSubject& subject)
{
    const XmlElement statement = append(assertion, samlName("AuthnStatement"_L1));
    setAttribute(statement, "AuthnInstant", textFrom(subject.authenticated));
    setAttribute(statement, "SessionIndex", subject.sessionIndex);
    if (subject.sessionEnd)
        setAttribute(statement, "SessionNotOnOrAfter", textFrom(*subject.sessionEnd));
    append(append(statement, samlName("AuthnContext"_L1)), samlName("AuthnContextClassRef"_L1), subject.contextClass);
}

/// The schema wants at least one attribute, and each of ours has a value.
void appendAttributes(const XmlElement& assertion, const QList<SamlAttribute>& attributes)
{
    XmlElement statement;
    for (const SamlAttribute& each : attributes) {
        if (each.values.isEmpty())
            continue;
        if (statement.isNull())
            statement = append(assertion, samlName("AttributeStatement"_L1));
        const XmlElement attribute = append(statement, samlName("Attribute"_L1));
        setAttribute(attribute, "Name", each.name);
        if (!each.nameFormat.isEmpty())
            setAttribute(attribute, "NameFormat", each.nameFormat);
        if (!each.friendlyName.isEmpty())
            setAttribute(attribute, "FriendlyName", each.friendlyName);
        for (const QString& value : each.values)
            append(attribute, samlName("AttributeValue"_L1), value);
    }
}

XmlElement appendAssertion(const XmlElement& parent, const SamlIssuer& issuer, const ResponseTarget& target,
                           const SamlSubject& subject, Instant now, Random& random)
{
    const XmlElement assertion = appendIndependent(parent, samlName("Assertion"_L1));
    setAttribute(assertion, "ID", freshId(random));
    setAttribute(assertion, "Version", u"2.0"_s);
    setAttribute(assertion, "IssueInstant", textFrom(now));
    append(assertion, samlName("Issuer"_L1), issuer.entityId);
    appendSubject(assertion, target, subject.nameId, now);
    appendConditions(assertion, target.entityId, now);
    appendAuthnStatement(assertion, subject);
    appendAttributes(assertion, subject.attributes);
    return assertion;
}

/// <Response> with its issuer and status.
XmlDocument newResponse(const SamlIssuer& issuer, const ResponseTarget& target, SamlStatus status, Instant now,
                        Random& random)
{
    const XmlDocument document = newDocument(samlp("Response"_L1));
    const XmlElement response = document.root();
    setAttribute(response, "ID", freshId(random));
    setAttribute(response, "Version", u"2.0"_s);
    setAttribute(response, "IssueInstant", textFrom(now));
    setAttribute(response, "Destination", target.consumerUrl);
    if (!target.inResponseTo.isEmpty())
        setAttribute(response, "InResponseTo", target.inResponseTo);
    append(response, samlName("Issuer"_L1), issuer.entityId);
    appendStatus(response, status);
    return document;
}

Result<void> sign(const XmlElement& element, const SamlIssuer& issuer)
{
    return signElement(element, element.child(saml::assertion, "Issuer"_L1), issuer.key);
}

} // namespace

Result<QByteArray> signInResponse(const SamlIssuer& issuer, const ResponseTarget& target, const SamlSubject& subject,
                                  Instant now, Random& random)
{
    if (!target.signsAssertion && !target.signsResponse)
        return Error{ErrorCode::InvalidRequest, u"neither the assertion nor the response is to be signed"_s};
    const XmlDocument document = newResponse(issuer, target, SamlStatus::Success, now, random);
    const XmlElement response = document.root();
    const XmlElement parent = target.encryptFor ? append(response, samlName("EncryptedAssertion"_L1)) : response;
    const XmlElement assertion = appendAssertion(parent, issuer, target, subject, now, random);
    // The assertion's signature is encrypted with it; the response's covers what is sent.
    if (target.signsAssertion) {
        if (const auto isSigned = sign(assertion, issuer); !isSigned)
            return isSigned.error();
    }
    if (target.encryptFor) {
        if (const auto encrypted = encryptElement(assertion, *target.encryptFor); !encrypted)
            return encrypted.error();
    }
    if (target.signsResponse) {
        if (const auto isSigned = sign(response, issuer); !isSigned)
            return isSigned.error();
    }
    return document.bytes();
}

Result<QByteArray> errorResponse(const SamlIssuer& issuer, const ResponseTarget& target, SamlStatus status, Instant now,
                                 Random& random)
{
    const XmlDocument document = newResponse(issuer, target, status, now, random);
    if (const auto isSigned = sign(document.root(), issuer); !isSigned)
        return isSigned.error();
    return document.bytes();
}

} // namespace keydesk
