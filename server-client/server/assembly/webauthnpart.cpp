#include "assembly/webauthnpart.h"

#include "webauthn/webauthnceremonystore.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

WebAuthnPart::WebAuthnPart(Foundation& foundation)
    : metadata({.database = foundation.database,
                .directory = foundation.directory,
                .outbox = foundation.outbox,
                .clock = foundation.clock,
                .source = foundation.configuration.metadata,
                .refusedStatuses = foundation.configuration.securityKeys.rules.attestation.refusedStatuses}),
      method({foundation.database, foundation.directory, foundation.factors, foundation.sealer, foundation.outbox,
              foundation.random, foundation.configuration.securityKeys}),
      service({foundation.database, foundation.directory, foundation.factors, foundation.outbox, foundation.random,
               foundation.configuration.securityKeys, [this] { return metadata.current(); }})
{
    routes.addTo(foundation.router);
    administrationRoutes.addTo(foundation.router);
    WebAuthnCeremonyStore::registerWith(foundation.housekeeping);
    foundation.housekeeping.add([this] {
        metadata.refreshIfDue();
        return done();
    });
    foundation.capabilities.append(u"webauthn"_s);
}

} // namespace keydesk
