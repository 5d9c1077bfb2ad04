#include "saml/samllogout.h"

#include "base/random.h"
#include "saml/messageparts.h"
#include "saml/samlnames.h"
#include "saml/xmlbuilder.h"
#include "saml/xmlsignature.h"
#include "saml/xmlvalues.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::minutes life{5};

XmlDocument newMessage(const XmlName& name, const SamlIssuer& issuer, const LogoutAddress& address, Instant now,
                       Random& random)
{
    const XmlDocument document = newDocument(name);
    const XmlElement root = document.root();
    setAttribute(root, "ID", u'_' % random.opaqueId());
    setAttribute(root, "Version", u"2.0"_s);
    setAttribute(root, "IssueInstant", textFrom(now));
    setAttribute(root, "Destination", address.destination);
    append(root, samlName("Issuer"_L1), issuer.entityId);
    return document;
}

Result<QByteArray> finished(const XmlDocument& document, const SamlIssuer& issuer, SamlBinding binding)
{
    if (binding != SamlBinding::Redirect) {
        const XmlElement root = document.root();
        const auto isSigned = signElement(root, root.child(saml::assertion, "Issuer"_L1), issuer.key);
        if (!isSigned)
            return isSigned.error();
    }
    return document.bytes();
}

} // namespace

Result<OwnLogoutRequest> logoutRequest(const SamlIssuer& issuer, const LogoutAddress& address,
                                       const LogoutSubject& subject, Instant now, Random& random)
{
    const XmlDocument document = newMessage(samlp("LogoutRequest"_L1), issuer, address, now, random);
    const XmlElement root = document.root();
    setAttribute(root, "NotOnOrAfter", textFrom(now + life));
    if (!subject.reason.isEmpty())
        setAttribute(root, "Reason", subject.reason);
    appendNameId(root, subject.nameId);
    for (const QString& index : subject.sessionIndexes)
        append(root, samlp("SessionIndex"_L1), index);
    auto xml = finished(document, issuer, address.binding);
    if (!xml)
        return xml.error();
    return OwnLogoutRequest{root.attribute("ID"_L1).value_or(QString()), xml.take()};
}

Result<QByteArray> logoutResponse(const SamlIssuer& issuer, const LogoutAddress& address, const QString& inResponseTo,
                                  SamlStatus status, Instant now, Random& random)
{
    const XmlDocument document = newMessage(samlp("LogoutResponse"_L1), issuer, address, now, random);
    setAttribute(document.root(), "InResponseTo", inResponseTo);
    appendStatus(document.root(), status);
    return finished(document, issuer, address.binding);
}

LogoutOutcome outcomeOf(const LogoutResponse& response)
{
    if (response.statusCodes.first() != statusCodes(SamlStatus::Success).first) {
        const QString partial = statusCodes(SamlStatus::PartialLogout).second;
        return response.statusCodes.contains(partial) ? LogoutOutcome::Partial : LogoutOutcome::Refused;
    }
    return response.statusCodes.size() == 1 ? LogoutOutcome::SignedOut : LogoutOutcome::Partial;
}

} // namespace keydesk
