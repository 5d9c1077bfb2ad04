#include "assembly/service.h"

#include "text/servicetext.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

ServiceDescription describe(const Foundation& foundation)
{
    return {.version = QStringLiteral(KEYDESK_VERSION),
            .minimumClient = u"0.1.0"_s,
            .capabilities = foundation.capabilities,
            .locales = ServiceText::locales(),
            .branding = foundation.configuration.branding,
            .serviceTime = {},
            .isOpen = false,
            .relyingPartyId = foundation.configuration.identity.rpId};
}

Router withRoutes(ServiceRoutes& routes, Foundation& foundation)
{
    routes.addTo(foundation.router);
    return foundation.router;
}

} // namespace

Service::Service(const Configuration& configuration, KeyRing keys, Database& database, const Clock& clock)
    : foundation(configuration, std::move(keys), database, clock),
      idempotency(database, foundation.sealer),
      routes({administration.service, administration.installations, clock, describe(foundation)}),
      gate({administration.installations, signIn.service, idempotency, clock}, withRoutes(routes, foundation))
{
    IdempotencyStore::registerWith(foundation.housekeeping);
}

void Service::setUrls(const QUrl& panel, const QUrl& identityProvider)
{
    gate.setUrl(panel);
    saml.setUrl(identityProvider);
}

} // namespace keydesk
