#include "saml/samlservice.h"

#include "saml/samlnames.h"
#include "saml/samlrefusal.h"

#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

std::optional<SamlEndpoint> endpointBy(const ServiceProvider& provider, SamlBinding binding)
{
    const auto& logouts = provider.metadata.logouts;
    const auto found = std::ranges::find(logouts, bindingUri(binding), &SamlEndpoint::binding);
    return found == logouts.end() ? std::nullopt : std::optional{*found};
}

} // namespace

Result<ReceivedMessage> SamlService::receiveLogout(const Result<BoundMessage>& bound)
{
    const bool isSoap = bound && bound->binding == SamlBinding::Soap;
    return receive(bound, {.destination = isSoap ? m_addresses.soapLogoutUrl : m_addresses.logoutUrl,
                           .kinds = isSoap ? QList{SamlMessageKind::LogoutRequest}
                                           : QList{SamlMessageKind::LogoutRequest, SamlMessageKind::LogoutResponse}});
}

Result<OutgoingLogout> SamlService::sent(const LogoutAddress& address, const OutgoingSaml& message)
{
    OutgoingLogout out{.binding = address.binding, .location = address.destination};
    switch (address.binding) {
    case SamlBinding::Redirect: {
        const auto own = issuer();
        if (!own)
            return own.error();
        auto url = redirectUrl(message, own->key);
        if (!url)
            return url.error();
        out.url = url.take();
        return out;
    }
    case SamlBinding::Post:
        out.form = formFor(message);
        return out;
    case SamlBinding::Soap:
        out.body = soapEnvelopeOf(message.xml);
        return out;
    }
    Q_UNREACHABLE();
}

Result<OutgoingLogout> SamlService::answerLogout(const ReceivedMessage& request, SamlStatus status)
{
    const SamlHeader& header = headerOf(request.message);
    const auto provider = providerOf(header.issuer);
    if (!provider)
        return provider.error();
    LogoutAddress address{.binding = request.binding, .destination = {}};
    if (request.binding != SamlBinding::Soap) {
        const auto endpoint = endpointBy(*provider, request.binding);
        if (!endpoint)
            return Error{ErrorCode::Unavailable, u"the metadata has no address for an answer"_s};
        address.destination = endpoint->responseLocation.isEmpty() ? endpoint->location : endpoint->responseLocation;
    }
    const auto own = issuer();
    if (!own)
        return own.error();
    const auto xml = logoutResponse(*own, address, header.id, status, m_parts.clock.now(), m_parts.random);
    if (!xml)
        return xml.error();
    return sent(address,
                {.location = address.destination, .isResponse = true, .xml = *xml, .relayState = request.relayState});
}

Result<OutgoingLogout> SamlService::askToLogOut(const ProviderLogout& logout, const QList<SamlBinding>& bindings,
                                                const QString& relayState)
{
    const auto provider = providerOf(logout.entityId);
    if (!provider)
        return provider.error();
    for (const SamlBinding binding : bindings) {
        const auto endpoint = endpointBy(*provider, binding);
        if (!endpoint)
            continue;
        const auto own = issuer();
        if (!own)
            return own.error();
        const LogoutAddress address{.binding = binding, .destination = endpoint->location};
        const auto request =
            logoutRequest(*own, address, {.nameId = logout.nameId, .sessionIndexes = {logout.sessionIndex}},
                          m_parts.clock.now(), m_parts.random);
        if (!request)
            return request.error();
        auto out = sent(address, {.location = address.destination, .xml = request->xml, .relayState = relayState});
        if (out)
            out->requestId = request->id;
        return out;
    }
    return Error{ErrorCode::NotFound, u"no address for a logout of "_s % logout.entityId};
}

Result<LogoutOutcome> SamlService::readSoapAnswer(const QByteArray& envelope, const ProviderLogout& logout,
                                                  const QString& requestId)
{
    const auto received =
        receive(readSoap(envelope), {.destination = {}, .kinds = {SamlMessageKind::LogoutResponse}, .isAnswer = true});
    if (!received)
        return received.error();
    const auto& response = std::get<LogoutResponse>(received->message);
    if (response.header.issuer != logout.entityId || response.inResponseTo != requestId)
        return refusedAs(SamlRefusal::Issuer, u"not an answer to this request"_s);
    return outcomeOf(response);
}

} // namespace keydesk
