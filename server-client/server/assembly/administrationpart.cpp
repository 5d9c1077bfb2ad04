#include "assembly/administrationpart.h"

#include "administration/installationstore.h"

namespace keydesk {

AdministrationPart::AdministrationPart(Foundation& foundation, SignInPart& signIn, PhonePart& phones,
                                       WebAuthnPart& securityKeys)
    : checkpoints(foundation.database, foundation.sealer),
      installations(foundation.database, foundation.sealer, foundation.random),
      service({foundation.database, foundation.directory, signIn.profiles, foundation.outbox, checkpoints,
               foundation.factors}),
      account({foundation.database, foundation.directory, foundation.factors, phones.service, foundation.outbox,
               phones.policy.phonesPerPerson, securityKeys.service})
{
    routes.addTo(foundation.router);
    accountRoutes.addTo(foundation.router);
    InstallationStore::registerWith(foundation.housekeeping);
    foundation.housekeeping.add([this]() -> Result<void> {
        const auto made = checkpoints.signIfDue();
        return made ? done() : Result<void>(made.error());
    });
}

} // namespace keydesk
