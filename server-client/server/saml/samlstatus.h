#pragma once

#include <QString>

namespace keydesk {

/// Answers other than an assertion (saml-core-2.0, section 3.2.2.2), and success.
enum class SamlStatus {
    Success,
    AuthnFailed,         ///< The person did not sign in.
    NoPassive,           ///< IsPassive, and nobody is signed in.
    NoAuthnContext,      ///< What RequestedAuthnContext asks for cannot be had.
    InvalidNameIdPolicy, ///< NameIDPolicy asks for a name that the person does not have here.
    RequestDenied,       ///< Not for this person, or not now.
    RequestUnsupported,  ///< As the schema says, but not served.
    UnknownPrincipal,    ///< The subject of a request is nobody, or somebody else than who signed in.
    UnsupportedBinding,
    PartialLogout, ///< Some of the session's other service providers did not answer.
};

/// The two levels of <StatusCode>; the second is empty for success.
struct StatusCodes
{
    QString first;
    QString second;
};
StatusCodes statusCodes(SamlStatus status);

} // namespace keydesk
