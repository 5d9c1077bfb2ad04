#pragma once

#include "protocol/service.h"
#include "routes/router.h"

namespace keydesk {

class AdministrationService;
class Clock;
class InstallationService;

/// What everyone may know of the service, and the enrolment of an installation.
class ServiceRoutes
{
public:
    struct Parts
    {
        AdministrationService& administration;
        InstallationService& installations;
        const Clock& clock;
        ServiceDescription description; ///< serviceTime and isOpen are filled in for each answer.
    };
    explicit ServiceRoutes(Parts parts);
    void addTo(Router& router);

private:
    Result<ApiAnswer> describe(const ApiRequest& request);
    Result<ApiAnswer> enrol(const ApiRequest& request);

    Parts m_parts;
};

} // namespace keydesk
