#pragma once

#include "routes/router.h"

namespace keydesk {

class AdministrationService;
class InstallationService;

/// Users, profiles, installations and the audit log, for installations of kind administration.
class AdministrationRoutes
{
public:
    AdministrationRoutes(AdministrationService& service, InstallationService& installations);
    void addTo(Router& router);

private:
    Result<ApiAnswer> users(const ApiRequest& request);
    Result<ApiAnswer> addUser(const ApiRequest& request);
    Result<ApiAnswer> setUserDisabled(const ApiRequest& request);
    Result<ApiAnswer> profiles(const ApiRequest& request);
    Result<ApiAnswer> createProfile(const ApiRequest& request);
    Result<ApiAnswer> deleteProfile(const ApiRequest& request);
    Result<ApiAnswer> installations(const ApiRequest& request);
    Result<ApiAnswer> createEnrolmentCode(const ApiRequest& request);
    Result<ApiAnswer> revokeInstallation(const ApiRequest& request);
    Result<ApiAnswer> auditRecords(const ApiRequest& request);
    Result<ApiAnswer> verifyAudit(const ApiRequest& request);

    AdministrationService& m_service;
    InstallationService& m_installations;
};

} // namespace keydesk
