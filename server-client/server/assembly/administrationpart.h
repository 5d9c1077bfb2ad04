#pragma once

#include "administration/accountservice.h"
#include "administration/administrationservice.h"
#include "administration/installationservice.h"
#include "assembly/phonepart.h"
#include "assembly/signinpart.h"
#include "assembly/webauthnpart.h"
#include "audit/auditcheckpoints.h"
#include "routes/accountroutes.h"
#include "routes/administrationroutes.h"

namespace keydesk {

/// Administrators' work, installations, the signed-in person's account.
struct AdministrationPart
{
    AdministrationPart(Foundation& foundation, SignInPart& signIn, PhonePart& phones, WebAuthnPart& securityKeys);

    AuditCheckpoints checkpoints;
    InstallationService installations;
    AdministrationService service;
    AccountService account;
    AdministrationRoutes routes{service, installations};
    AccountRoutes accountRoutes{account};
};

} // namespace keydesk
