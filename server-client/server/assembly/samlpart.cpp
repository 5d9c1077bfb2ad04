#include "assembly/samlpart.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

SamlAddresses addressesAt(const QUrl& url)
{
    const QString root = url.toString(QUrl::FullyEncoded);
    return {.entityId = root % u"/saml/metadata",
            .signOnUrl = root % u"/saml/sso",
            .logoutUrl = root % u"/saml/logout",
            .soapLogoutUrl = root % u"/saml/logout/soap"};
}

} // namespace

SamlPart::SamlPart(Foundation& foundation)
    : uses(foundation.database),
      providers(foundation.database, foundation.random),
      keys({foundation.database, foundation.sealer, foundation.random, foundation.clock},
           foundation.configuration.identity.identityProviderUrl.host()),
      service({foundation.database, providers, uses, keys, foundation.random, foundation.clock},
              addressesAt(foundation.configuration.identity.identityProviderUrl))
{
    MessageUseStore::registerWith(foundation.housekeeping);
    foundation.capabilities.append(u"saml"_s);
}

void SamlPart::setUrl(const QUrl& identityProvider)
{
    service.setAddresses(addressesAt(identityProvider));
}

} // namespace keydesk
