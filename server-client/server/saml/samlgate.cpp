#include "saml/samlgate.h"

#include "saml/messagereader.h"
#include "saml/samlnames.h"
#include "saml/samlrefusal.h"
#include "saml/xmlsignature.h"
#include "saml/xmlstructure.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

std::optional<SamlMessageKind> kindOf(const XmlElement& element)
{
    if (element.is(saml::protocol, "AuthnRequest"_L1))
        return SamlMessageKind::AuthnRequest;
    if (element.is(saml::protocol, "LogoutRequest"_L1))
        return SamlMessageKind::LogoutRequest;
    if (element.is(saml::protocol, "LogoutResponse"_L1))
        return SamlMessageKind::LogoutResponse;
    return std::nullopt;
}

/// The message within <Envelope><Body>; headers are tolerated where nobody demands that they are understood.
Result<XmlElement> openEnvelope(const XmlElement& envelope)
{
    const auto wrong = [] { return refusedAs(SamlRefusal::SoapEnvelope, u"not one message in one body"_s); };
    QList<XmlElement> parts = envelope.children();
    if (!envelope.is(saml::soapEnvelope, "Envelope"_L1))
        return wrong();
    if (!parts.isEmpty() && parts.first().is(saml::soapEnvelope, "Header"_L1)) {
        if (!parts.takeFirst().children().isEmpty())
            return wrong();
    }
    const bool hasBody = parts.size() == 1 && parts.first().is(saml::soapEnvelope, "Body"_L1);
    const QList<XmlElement> content = hasBody ? parts.first().children() : QList<XmlElement>();
    if (content.size() != 1)
        return wrong();
    return content.first();
}

Result<XmlElement> findMessage(const XmlDocument& document, const BoundMessage& bound, const SamlExpectation& expected)
{
    XmlElement element = document.root();
    if (bound.binding == SamlBinding::Soap) {
        const auto opened = openEnvelope(element);
        if (!opened)
            return opened.error();
        element = *opened;
    }
    const auto kind = kindOf(element);
    const bool fitsParameter =
        bound.binding == SamlBinding::Soap || bound.isResponse == (kind == SamlMessageKind::LogoutResponse);
    if (!kind || !expected.kinds.contains(*kind) || !fitsParameter)
        return refusedAs(SamlRefusal::RootElement, element.name());
    return element;
}

/// saml-bindings-2.0, sections 3.4.5.2 and 3.5.5.2: a signed message must say where it goes. What some service
/// providers leave out is the destination of an unsigned one, which proves nothing anyway.
Result<void> checkDestination(const SamlHeader& header, const BoundMessage& bound, const SamlExpectation& expected,
                              bool isSigned)
{
    const bool mayBeMissing = !isSigned || bound.binding == SamlBinding::Soap;
    if (expected.isAnswer)
        return done();
    if (header.destination.isEmpty() ? mayBeMissing : header.destination == expected.destination)
        return done();
    return refusedAs(SamlRefusal::Destination, header.destination);
}

Result<void> checkTime(const SamlMessage& message, Instant now)
{
    const Instant issued = headerOf(message).issueInstant;
    if (issued < now - SamlGate::tolerance)
        return refusedAs(SamlRefusal::IssueInstantPast, u"more than five minutes ago"_s);
    if (issued > now + SamlGate::tolerance)
        return refusedAs(SamlRefusal::IssueInstantFuture, u"more than five minutes from now"_s);
    const auto* logout = std::get_if<LogoutRequest>(&message);
    if (logout != nullptr && logout->notOnOrAfter && *logout->notOnOrAfter <= now - SamlGate::tolerance)
        return refusedAs(SamlRefusal::Expired, u"NotOnOrAfter"_s);
    return done();
}

/// The Redirect binding signs the query, and has no signature within the message (section 3.4.4.1).
Result<void> checkSignature(const XmlDocument& document, const XmlElement& message, const XmlElement& signature,
                            const BoundMessage& bound, const SamlPeer& peer)
{
    if (bound.binding != SamlBinding::Redirect)
        return verifySignature(document, message, signature, peer.signingKeys);
    return verifyBytes(bound.signature->algorithm, bound.signature->signedBytes, bound.signature->value,
                       peer.signingKeys);
}

} // namespace

Result<ReceivedMessage> SamlGate::receive(const BoundMessage& bound, const SamlExpectation& expected) const
{
    const auto document = XmlDocument::parse(bound.xml);
    if (!document)
        return document.error();
    const auto element = findMessage(*document, bound, expected);
    if (!element)
        return element.error();
    const auto signature = signatureOf(*document, *element);
    if (!signature)
        return signature.error();
    if (!signature->isNull() && bound.binding == SamlBinding::Redirect)
        return refusedAs(SamlRefusal::SignaturePlace, u"within a message of the Redirect binding"_s);
    if (const auto checked = checkStructure(*element); !checked)
        return checked.error();
    auto message = readMessage(*element);
    if (!message)
        return message.error();

    const SamlHeader& header = headerOf(*message);
    const bool isSigned = bound.signature || !signature->isNull();
    if (const auto checked = checkDestination(header, bound, expected, isSigned); !checked)
        return checked.error();
    if (const auto checked = checkTime(*message, m_clock.now()); !checked)
        return checked.error();
    const auto peer = m_peers.find(header.issuer);
    if (!peer)
        return peer.error();
    if (!*peer)
        return refusedAs(SamlRefusal::IssuerUnknown, header.issuer);

    const bool mustBeSigned =
        std::holds_alternative<AuthnRequest>(*message) ? (*peer)->mustSignRequests : !expected.isAnswer;
    if (mustBeSigned && !isSigned)
        return refusedAs(SamlRefusal::SignatureMissing, header.issuer);
    if (isSigned) {
        if (const auto checked = checkSignature(*document, *element, *signature, bound, **peer); !checked)
            return checked.error();
    }
    // Only now, so that nobody else can use up an ID.
    const auto isFirst = m_uses.use(header.issuer, header.id, header.issueInstant + 2 * tolerance);
    if (!isFirst)
        return isFirst.error();
    if (!*isFirst)
        return refusedAs(SamlRefusal::Replayed, header.id);
    return ReceivedMessage{message.take(), bound.binding, bound.relayState, isSigned};
}

} // namespace keydesk
