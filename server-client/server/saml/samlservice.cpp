#include "saml/samlservice.h"

#include "base/random.h"
#include "saml/ownmetadata.h"
#include "saml/samlnames.h"
#include "saml/samlrefusal.h"

#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

ResponseTarget targetOf(const SignOn& signOn, const ServiceProvider& provider)
{
    return {.entityId = provider.metadata.entityId,
            .consumerUrl = signOn.consumerUrl,
            .inResponseTo = signOn.requestId,
            .signsAssertion = provider.settings.signsAssertion,
            .signsResponse = provider.settings.signsResponse};
}

std::optional<Instant> sessionEndOf(const ServiceProvider& provider, const SignedInPerson& person, Instant now)
{
    if (provider.settings.sessionLife == std::chrono::milliseconds{0})
        return person.sessionEnd;
    const Instant own = now + provider.settings.sessionLife;
    return person.sessionEnd ? std::min(*person.sessionEnd, own) : own;
}

SignOnAnswer formOf(const SignOn& signOn, const QByteArray& xml)
{
    return {.form = formFor(
                {.location = signOn.consumerUrl, .isResponse = true, .xml = xml, .relayState = signOn.relayState})};
}

} // namespace

SamlService::SamlService(const Parts& parts, SamlAddresses addresses)
    : m_parts(parts), m_addresses(std::move(addresses))
{
}

Result<SamlIssuer> SamlService::issuer()
{
    auto keys = m_parts.keys.keys();
    if (!keys)
        return keys.error();
    return SamlIssuer{.entityId = m_addresses.entityId, .key = keys->current};
}

Result<QByteArray> SamlService::metadata()
{
    const auto keys = m_parts.keys.keys();
    if (!keys)
        return keys.error();
    return writeMetadata(
        {.entityId = m_addresses.entityId,
         .signOnUrl = m_addresses.signOnUrl,
         .logoutUrl = m_addresses.logoutUrl,
         .soapLogoutUrl = m_addresses.soapLogoutUrl,
         .nameIdFormats = {saml::persistentName, saml::emailAddressName, saml::transientName, saml::unspecifiedName},
         .certificates = keys->published},
        keys->current);
}

Result<ReceivedMessage> SamlService::receive(const Result<BoundMessage>& bound, const SamlExpectation& expected)
{
    if (!bound)
        return bound.error();
    return SamlGate(m_parts.providers, m_parts.uses, m_parts.clock).receive(*bound, expected);
}

Result<ServiceProvider> SamlService::providerOf(const QString& entityId)
{
    auto found = m_parts.providers.provider(entityId);
    if (!found)
        return found.error();
    if (!*found)
        return Error{ErrorCode::NotFound, u"no service provider "_s % entityId};
    return **found;
}

Result<SignOn> SamlService::receiveSignOn(const Result<BoundMessage>& bound)
{
    const auto received =
        receive(bound, {.destination = m_addresses.signOnUrl, .kinds = {SamlMessageKind::AuthnRequest}});
    if (!received)
        return received.error();
    const auto& request = std::get<AuthnRequest>(received->message);
    const auto provider = providerOf(request.header.issuer);
    if (!provider)
        return provider.error();
    const auto consumer = consumerFor(provider->metadata, &request);
    if (!consumer)
        return consumer.error();
    SignOn signOn{.entityId = provider->metadata.entityId,
                  .requestId = request.header.id,
                  .consumerUrl = consumer->location,
                  .relayState = received->relayState,
                  .isForced = request.isForced,
                  .isPassive = request.isPassive,
                  .context = request.context,
                  .subject = request.subject ? request.subject->value : QString()};
    const auto nameId = nameIdPlanFor(*provider, request.nameIdPolicy);
    const auto context = contextPlanFor(request.context);
    if (!nameId)
        signOn.problem = SamlStatus::InvalidNameIdPolicy;
    else if (!context)
        signOn.problem = SamlStatus::NoAuthnContext;
    signOn.nameId = nameId.value_or(NameIdPlan{});
    signOn.needed = context ? context->needed : AuthnLevel::Password;
    return signOn;
}

Result<SignOn> SamlService::startSignOn(const QString& entityId, const QString& relayState)
{
    const auto provider = providerOf(entityId);
    if (!provider)
        return provider.error();
    const auto consumer = consumerFor(provider->metadata, nullptr);
    if (!consumer)
        return consumer.error();
    return SignOn{.entityId = entityId,
                  .consumerUrl = consumer->location,
                  .relayState = relayState,
                  .nameId = nameIdPlanFor(*provider, std::nullopt).value_or(NameIdPlan{})};
}

Result<SignOnAnswer> SamlService::answerWith(const SignOn& signOn, const ServiceProvider& provider, SamlStatus status)
{
    const auto own = issuer();
    if (!own)
        return own.error();
    const auto xml = errorResponse(*own, targetOf(signOn, provider), status, m_parts.clock.now(), m_parts.random);
    if (!xml)
        return xml.error();
    SignOnAnswer answer = formOf(signOn, *xml);
    answer.status = status;
    return answer;
}

Result<SignOnAnswer> SamlService::refuse(const SignOn& signOn, SamlStatus status)
{
    const auto provider = providerOf(signOn.entityId);
    if (!provider)
        return provider.error();
    return answerWith(signOn, *provider, status);
}

Result<SignOnAnswer> SamlService::answer(const SignOn& signOn, const SignedInPerson& person)
{
    const auto provider = providerOf(signOn.entityId);
    if (!provider)
        return provider.error();
    const auto contextClass = contextClassFor(signOn.context, person.reached);
    if (!contextClass)
        return answerWith(signOn, *provider, SamlStatus::NoAuthnContext);
    const auto nameId = nameIdOf(*provider, signOn.nameId, person.user);
    if (!nameId)
        return nameId.error();
    if (nameId->value.isEmpty())
        return answerWith(signOn, *provider, SamlStatus::InvalidNameIdPolicy);
    if (!signOn.subject.isEmpty() && signOn.subject != nameId->value)
        return answerWith(signOn, *provider, SamlStatus::UnknownPrincipal);
    const auto attributes = attributesOf(*provider, person.user);
    if (!attributes)
        return attributes.error();
    const auto own = issuer();
    if (!own)
        return own.error();

    const Instant now = m_parts.clock.now();
    ResponseTarget target = targetOf(signOn, *provider);
    if (provider->settings.encryptsAssertion) {
        const auto key = std::ranges::find_if(provider->metadata.encryption, &SamlCertificate::isRsa);
        if (key == provider->metadata.encryption.end())
            return Error{ErrorCode::Internal, u"no certificate to encrypt for"_s};
        target.encryptFor = *key;
    }
    const auto xml = signInResponse(*own, target,
                                    {.nameId = *nameId,
                                     .attributes = *attributes,
                                     .authenticated = person.authenticated,
                                     .contextClass = *contextClass,
                                     .sessionIndex = person.sessionIndex,
                                     .sessionEnd = sessionEndOf(*provider, person, now)},
                                    now, m_parts.random);
    if (!xml)
        return xml.error();
    SignOnAnswer answer = formOf(signOn, *xml);
    answer.reached =
        ProviderLogout{.entityId = signOn.entityId, .nameId = *nameId, .sessionIndex = person.sessionIndex};
    return answer;
}

} // namespace keydesk
