#pragma once

#include "protocol/administration.h"

namespace keydesk {

class ClientSession;

/// Administration over HTTPS, proved by this installation's key alone.
class AdministrationClient final : public AdministrationApi
{
public:
    explicit AdministrationClient(ClientSession& session) : m_session(session) {}

    QFuture<Result<QList<User>>> users() override;
    QFuture<Result<User>> addUser(const NewUser& user) override;
    QFuture<Result<User>> setUserDisabled(const QString& userName, bool disabled) override;
    QFuture<Result<QList<ApplicationProfile>>> profiles() override;
    QFuture<Result<ApplicationProfile>> createProfile(const ApplicationProfile& profile) override;
    QFuture<Result<void>> deleteProfile(const ProfileId& id) override;
    QFuture<Result<QList<Installation>>> installations() override;
    QFuture<Result<EnrolmentCode>> createEnrolmentCode(const QString& name, const QString& place,
                                                       InstallationKind kind) override;
    QFuture<Result<void>> revokeInstallation(const InstallationId& id) override;
    QFuture<Result<QList<AuditRecord>>> auditRecords(qint64 afterNumber, int maximum) override;
    QFuture<Result<AuditVerdict>> verifyAudit(const QString& expectedHead) override;
    QFuture<Result<QList<SecurityKey>>> securityKeysOf(const QString& userName) override;
    QFuture<Result<void>> removeKeyOf(const QString& userName, const SecurityKeyId& id) override;
    QFuture<Result<void>> reportKeyOfLost(const QString& userName, const SecurityKeyId& id) override;
    QFuture<Result<QList<AffectedKey>>> affectedKeys() override;
    QFuture<Result<AuthenticatorMetadata>> authenticatorMetadata() override;
    QFuture<Result<AuthenticatorMetadata>> refreshMetadata() override;
    QFuture<Result<QList<Session>>> openSessions(const SessionFilter& filter) override;
    QFuture<Result<void>> endOpenSession(const SessionId& id) override;

private:
    ClientSession& m_session;
};

} // namespace keydesk
