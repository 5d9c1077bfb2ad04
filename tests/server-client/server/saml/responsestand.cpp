#include "responsestand.h"

#include "base/random.h"
#include "fakes/expect.h"
#include "saml/samlnames.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

SamlIssuer ownIssuer()
{
    return {.entityId = u"https://id.example.org/saml/metadata"_s, .key = ownKey()};
}

ResponseTarget responseTarget()
{
    return {.entityId = u"https://mail.example.org/saml"_s,
            .consumerUrl = u"https://mail.example.org/saml/acs"_s,
            .inResponseTo = u"_asked"_s};
}

SamlSubject adaSubject(Instant now)
{
    return {.nameId = {.value = u"ada@example.org"_s, .format = saml::emailAddressName},
            .attributes = {{.name = u"displayName"_s,
                            .nameFormat = saml::basicAttribute,
                            .values = {u"Ada <Lovelace> & Çö"_s}},
                           {.name = u"groups"_s, .friendlyName = u"Groups"_s, .values = {u"staff"_s, u"mail"_s}},
                           {.name = u"nothing"_s}},
            .authenticated = now - std::chrono::seconds{20},
            .contextClass = saml::refedsMfaClass,
            .sessionIndex = u"_session-1"_s,
            .sessionEnd = now + std::chrono::hours{8}};
}

ResponseTarget targetOf(const ResponseVariant& variant)
{
    ResponseTarget target = responseTarget();
    target.signsAssertion = variant.signsAssertion;
    target.signsResponse = variant.signsResponse;
    if (variant.encrypts)
        target.encryptFor = providerKey().certificate();
    return target;
}

QString certificatePem(const SamlCertificate& certificate)
{
    return u"-----BEGIN CERTIFICATE-----\n"_s + certificate.base64() + u"\n-----END CERTIFICATE-----\n"_s;
}

QByteArray responseOf(const ResponseVariant& variant, Instant now)
{
    SystemRandom random;
    return expect(signInResponse(ownIssuer(), targetOf(variant), adaSubject(now), now, random));
}

} // namespace keydesk
