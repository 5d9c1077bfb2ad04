#pragma once

#include "saml/samlmessages.h"
#include "saml/serviceprovider.h"

namespace keydesk {

/// Where the answer to a request goes (saml-core-2.0, section 3.4.1, and saml-profiles-2.0, section 4.1.4.1): an
/// endpoint of the metadata that takes POST, or none. A URL that the metadata does not have is refused, whoever signed
/// it. SamlRefusal: ConsumerUrl, ConsumerIndex, ConsumerBinding. Nobody may be answered then. nullptr: nobody asked;
/// the default.
Result<SamlEndpoint> consumerFor(const ProviderMetadata& metadata, const AuthnRequest* request);

/// The format of the name that a person gets, by settings and request (section 3.4.1.1). nullopt: the request asks for
/// one that is not to be had (SamlStatus::InvalidNameIdPolicy).
struct NameIdPlan
{
    NameIdSource source = NameIdSource::Persistent;
    QString format;
};
std::optional<NameIdPlan> nameIdPlanFor(const ServiceProvider& provider, const std::optional<NameIdPolicy>& policy);

/// How well somebody has signed in.
enum class AuthnLevel { Password, MultiFactor };

/// What RequestedAuthnContext comes to (section 3.3.2.2.1): the level that is needed, and the class that is said then.
struct ContextPlan
{
    AuthnLevel needed = AuthnLevel::Password;
    QString saidClass; ///< AuthnContextClassRef, when exactly that level was reached.
};
/// nullopt: none of what is asked for is known here (SamlStatus::NoAuthnContext).
std::optional<ContextPlan> contextPlanFor(const std::optional<RequestedAuthnContext>& requested);
/// What is said of somebody who has reached a level, by the plan; nullopt where that is not enough.
std::optional<QString> contextClassFor(const std::optional<RequestedAuthnContext>& requested, AuthnLevel reached);

} // namespace keydesk
