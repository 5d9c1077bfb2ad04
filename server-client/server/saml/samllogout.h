#pragma once

#include "saml/samlbinding.h"
#include "saml/samlresponse.h"

namespace keydesk {

/// Logout messages of our own (saml-core-2.0, section 3.7), signed within unless they go by the Redirect binding, whose
/// signature stands in the URL (saml/samlsending.h). Pure but for the random IDs; any thread.
struct LogoutAddress
{
    SamlBinding binding = SamlBinding::Post;
    QString destination; ///< The endpoint of the service provider's metadata.
};

struct OwnLogoutRequest
{
    QString id; ///< What the answer's InResponseTo must be.
    QByteArray xml;
};

struct LogoutSubject
{
    NameId nameId; ///< Exactly as the assertion had it.
    QStringList sessionIndexes = {};
    QString reason = {}; ///< URI (saml/samlnames.h); may be empty.
};

/// Good for five minutes.
Result<OwnLogoutRequest> logoutRequest(const SamlIssuer& issuer, const LogoutAddress& address,
                                       const LogoutSubject& subject, Instant now, Random& random);
Result<QByteArray> logoutResponse(const SamlIssuer& issuer, const LogoutAddress& address, const QString& inResponseTo,
                                  SamlStatus status, Instant now, Random& random);

/// What an answer to our LogoutRequest means.
enum class LogoutOutcome {
    SignedOut, ///< Success.
    Partial,   ///< It is signed out itself, others behind it may not be.
    Refused,   ///< Anything else.
};
LogoutOutcome outcomeOf(const LogoutResponse& response);

} // namespace keydesk
