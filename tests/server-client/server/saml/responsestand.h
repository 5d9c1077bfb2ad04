#pragma once

#include "saml/samlresponse.h"
#include "samlstand.h"

namespace keydesk {

// An identity provider and a service provider that talk about ada.

SamlIssuer ownIssuer();
ResponseTarget responseTarget();
SamlSubject adaSubject(Instant now);

/// One way to write a response.
struct ResponseVariant
{
    QByteArray name;
    bool signsAssertion;
    bool signsResponse;
    bool encrypts;
};
inline constexpr auto responseVariants = [] {
    return QList<ResponseVariant>{{"signed assertion", true, false, false},
                                  {"signed response", false, true, false},
                                  {"both signed", true, true, false},
                                  {"signed assertion, encrypted", true, false, true},
                                  {"signed response, encrypted", false, true, true},
                                  {"both signed, encrypted", true, true, true}};
};
ResponseTarget targetOf(const ResponseVariant& variant);

QString certificatePem(const SamlCertificate& certificate);
QByteArray responseOf(const ResponseVariant& variant, Instant now);

} // namespace keydesk
