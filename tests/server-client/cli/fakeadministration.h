#pragma once

#include "client/ready.h"
#include "protocol/administration.h"

#include <QHash>

namespace keydesk {

/// The service's administration in memory, at the edge where the network would be.
class FakeAdministration final : public AdministrationApi
{
public:
    QFuture<Result<QList<User>>> users() override { return answer(people); }
    QFuture<Result<User>> addUser(const NewUser& user) override
    {
        ++addCalls;
        if (const auto refusal = refusals.constFind(user.user.userName); refusal != refusals.cend())
            return ready(Result<User>(*refusal));
        passwords.insert(user.user.userName, user.password->view().toByteArray());
        people.append(user.user);
        return answer(user.user);
    }
    QFuture<Result<User>> setUserDisabled(const QString& userName, bool disabled) override
    {
        for (User& user : people) {
            if (user.userName == userName) {
                user.isDisabled = disabled;
                return answer(user);
            }
        }
        return ready(Result<User>(Error{ErrorCode::NotFound, {}}));
    }
    QFuture<Result<QList<ApplicationProfile>>> profiles() override { return answer(allProfiles); }
    QFuture<Result<ApplicationProfile>> createProfile(const ApplicationProfile& profile) override
    {
        allProfiles.append(profile);
        allProfiles.last().id = {QStringLiteral("new")};
        return answer(allProfiles.constLast());
    }
    QFuture<Result<void>> deleteProfile(const ProfileId& id) override
    {
        const auto removed = allProfiles.removeIf([&](const ApplicationProfile& profile) { return profile.id == id; });
        return removed ? nothing() : ready(Result<void>(Error{ErrorCode::NotFound, {}}));
    }
    QFuture<Result<QList<Installation>>> installations() override { return answer(allInstallations); }
    QFuture<Result<EnrolmentCode>> createEnrolmentCode(const QString& name, const QString& place,
                                                       InstallationKind kind) override
    {
        enrolled = QStringList{name, place, installationKindName(kind)};
        return answer(EnrolmentCode{share(Secret::copyOf("ABCD-EFGH")), Instant{std::chrono::seconds{1'800'000'000}}});
    }
    QFuture<Result<void>> revokeInstallation(const InstallationId& id) override
    {
        revoked.append(id.value);
        return nothing();
    }
    QFuture<Result<QList<AuditRecord>>> auditRecords(qint64 afterNumber, int maximum) override
    {
        QList<AuditRecord> page;
        for (const AuditRecord& record : records) {
            if (record.number > afterNumber && page.size() < maximum)
                page.append(record);
        }
        return answer(page);
    }
    QFuture<Result<AuditVerdict>> verifyAudit(const QString& expectedHead) override
    {
        askedHead = expectedHead;
        return answer(verdict);
    }

    QFuture<Result<QList<SecurityKey>>> securityKeysOf(const QString& userName) override
    {
        if (!keys.contains(userName))
            return ready(Result<QList<SecurityKey>>(Error{ErrorCode::NotFound, {}}));
        return answer(keys.value(userName));
    }
    QFuture<Result<void>> removeKeyOf(const QString& userName, const SecurityKeyId& id) override
    {
        keys[userName].removeIf([&](const SecurityKey& key) { return key.id == id; });
        return nothing();
    }
    QFuture<Result<void>> reportKeyOfLost(const QString& userName, const SecurityKeyId& id) override
    {
        for (SecurityKey& key : keys[userName])
            key.isLost = key.isLost || key.id == id;
        return nothing();
    }
    QFuture<Result<QList<AffectedKey>>> affectedKeys() override { return answer(affected); }
    QFuture<Result<AuthenticatorMetadata>> authenticatorMetadata() override { return answer(metadata); }
    QFuture<Result<AuthenticatorMetadata>> refreshMetadata() override
    {
        ++refreshes;
        return answer(metadata);
    }
    QFuture<Result<QList<Session>>> openSessions(const SessionFilter& filter) override
    {
        QList<Session> found;
        for (const Session& session : sessions) {
            const bool isWanted = (filter.userName.isEmpty() || filter.userName == session.userName) &&
                                  (filter.address.isEmpty() || filter.address == session.address) &&
                                  (filter.country.isEmpty() || filter.country == session.country);
            if (isWanted && found.size() < filter.maximum)
                found.append(session);
        }
        return answer(found);
    }
    QFuture<Result<void>> endOpenSession(const SessionId& id) override
    {
        endedSessions.append(id.value);
        const auto removed = sessions.removeIf([&](const Session& session) { return session.id == id; });
        return removed && !gone.contains(id.value) ? nothing() : ready(Result<void>(Error{ErrorCode::NotFound, {}}));
    }

    std::optional<Error> failure;   ///< Of every call.
    QHash<QString, Error> refusals; ///< Of addUser, by user name.
    QList<User> people;
    QHash<QString, QByteArray> passwords;
    int addCalls = 0;
    QList<ApplicationProfile> allProfiles;
    QList<Installation> allInstallations;
    QStringList enrolled;
    QStringList revoked;
    QList<AuditRecord> records;
    AuditVerdict verdict;
    QString askedHead;
    QHash<QString, QList<SecurityKey>> keys; ///< By user name.
    QList<AffectedKey> affected;
    AuthenticatorMetadata metadata;
    int refreshes = 0;
    QList<Session> sessions;
    QStringList endedSessions;
    QStringList gone; ///< Sessions that end by themselves before they are ended.

private:
    template <typename T>
    QFuture<Result<T>> answer(T value)
    {
        return ready(failure ? Result<T>(*failure) : Result<T>(std::move(value)));
    }
    QFuture<Result<void>> nothing() { return ready(failure ? Result<void>(*failure) : Result<void>()); }
};

} // namespace keydesk
