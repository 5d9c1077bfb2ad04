#pragma once

#include "saml/samlgate.h"
#include "saml/samlkeys.h"
#include "saml/samllogout.h"
#include "saml/samlsending.h"
#include "saml/serviceproviders.h"
#include "saml/signon.h"

namespace keydesk {

/// Where the identity provider is found.
struct SamlAddresses
{
    QString entityId;      ///< /saml/metadata
    QString signOnUrl;     ///< /saml/sso
    QString logoutUrl;     ///< /saml/logout
    QString soapLogoutUrl; ///< /saml/logout/soap
};

/// What a sign-on ends with: a page that sends itself to the service provider.
struct SignOnAnswer
{
    SamlForm form;
    /// What to remember of it, so that the session can be ended there. nullopt where the person was refused.
    std::optional<ProviderLogout> reached = {};
    SamlStatus status = SamlStatus::Success;
};

/// A logout message on its way out; what is filled in goes by the binding.
struct OutgoingLogout
{
    SamlBinding binding = SamlBinding::Soap;
    QString requestId = {}; ///< Of a request: what the answer's InResponseTo must be.
    QByteArray url = {};    ///< Redirect: send the browser there.
    SamlForm form = {};     ///< Post: a page that sends itself.
    QString location = {};  ///< Soap: where a request is posted to, as text/xml.
    QByteArray body = {};   ///< Soap: the envelope.
};

/// The identity provider of SAML 2.0: web browser single sign-on and single logout (saml-profiles-2.0, sections 4.1 and
/// 4.4). It knows messages, keys and service providers; sessions, factors and pages are the callers'. Any thread;
/// blocks on the database and on signatures (about 1 ms each).
class SamlService
{
public:
    struct Parts
    {
        Database& database;
        ServiceProviders& providers;
        SamlMessageUses& uses;
        SamlKeys& keys;
        Random& random;
        const Clock& clock;
    };
    SamlService(const Parts& parts, SamlAddresses addresses);
    /// Before the first message, where they are not known earlier.
    void setAddresses(SamlAddresses addresses) { m_addresses = std::move(addresses); }

    /// GET /saml/metadata, type application/samlmetadata+xml.
    Result<QByteArray> metadata();

    // Sign-on: receiveSignOn() or startSignOn(), then answer() or refuse().

    /// Of readRedirect() or readPost(). A refusal is told to the person alone: nobody knows where an answer would go.
    Result<SignOn> receiveSignOn(const Result<BoundMessage>& bound);
    /// Begun here, without a request (section 4.1.5). NotFound.
    Result<SignOn> startSignOn(const QString& entityId, const QString& relayState = {});
    /// The person's answer, or the status why there is none: what was proved does not reach what was asked for, or the
    /// person has no name of that kind.
    Result<SignOnAnswer> answer(const SignOn& signOn, const SignedInPerson& person);
    Result<SignOnAnswer> refuse(const SignOn& signOn, SamlStatus status);

    // Logout. What is received is a LogoutRequest or a LogoutResponse; its sender is headerOf(message).issuer.

    Result<ReceivedMessage> receiveLogout(const Result<BoundMessage>& bound);
    /// Answers by the binding that the request came by. Unavailable when the metadata has no address for it.
    Result<OutgoingLogout> answerLogout(const ReceivedMessage& request, SamlStatus status);
    /// Asks a service provider by the first of these bindings that it speaks. NotFound.
    Result<OutgoingLogout> askToLogOut(const ProviderLogout& logout, const QList<SamlBinding>& bindings,
                                       const QString& relayState = {});
    /// What a service provider has answered by SOAP to our request; checked by the gate, and to be for that request.
    Result<LogoutOutcome> readSoapAnswer(const QByteArray& envelope, const ProviderLogout& logout,
                                         const QString& requestId);

private:
    Result<ReceivedMessage> receive(const Result<BoundMessage>& bound, const SamlExpectation& expected);
    Result<ServiceProvider> providerOf(const QString& entityId);
    Result<SamlIssuer> issuer();
    Result<NameId> nameIdOf(const ServiceProvider& provider, const NameIdPlan& plan, const User& user);
    Result<QList<SamlAttribute>> attributesOf(const ServiceProvider& provider, const User& user);
    Result<SignOnAnswer> answerWith(const SignOn& signOn, const ServiceProvider& provider, SamlStatus status);
    Result<OutgoingLogout> sent(const LogoutAddress& address, const OutgoingSaml& message);

    Parts m_parts;
    SamlAddresses m_addresses;
};

} // namespace keydesk
