#include "saml/samlstatus.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

QString status(QLatin1StringView name)
{
    return u"urn:oasis:names:tc:SAML:2.0:status:"_s + name;
}

} // namespace

StatusCodes statusCodes(SamlStatus code)
{
    const QString requester = status("Requester"_L1);
    const QString responder = status("Responder"_L1);
    switch (code) {
    case SamlStatus::Success:
        return {status("Success"_L1), {}};
    case SamlStatus::AuthnFailed:
        return {responder, status("AuthnFailed"_L1)};
    case SamlStatus::NoPassive:
        return {responder, status("NoPassive"_L1)};
    case SamlStatus::NoAuthnContext:
        return {responder, status("NoAuthnContext"_L1)};
    case SamlStatus::InvalidNameIdPolicy:
        return {requester, status("InvalidNameIDPolicy"_L1)};
    case SamlStatus::RequestDenied:
        return {responder, status("RequestDenied"_L1)};
    case SamlStatus::RequestUnsupported:
        return {requester, status("RequestUnsupported"_L1)};
    case SamlStatus::UnknownPrincipal:
        return {requester, status("UnknownPrincipal"_L1)};
    case SamlStatus::UnsupportedBinding:
        return {requester, status("UnsupportedBinding"_L1)};
    case SamlStatus::PartialLogout:
        return {responder, status("PartialLogout"_L1)};
    }
    Q_UNREACHABLE();
}

} // namespace keydesk
