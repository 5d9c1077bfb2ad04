#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/secret.h"
#include "protocol/method.h"
#include "protocol/sessions.h"
#include "protocol/webauthn.h"

#include <QFuture>
#include <QJsonObject>
#include <QList>
#include <QStringList>

namespace keydesk {

struct User
{
    UserId id;
    QString userName;
    QString displayName;
    QString mail;
    QString mobile; ///< E.164, may be empty.
    QString locale;
    Role role = Role::User;
    QStringList groups;
    bool isDisabled = false;
};

struct NewUser
{
    User user; ///< id is ignored.
    SharedSecret password;
};

/// An application profile: who it applies to, and which factors it asks for, in order.
struct ApplicationProfile
{
    ProfileId id;
    QString name;
    ProfileType type = ProfileType::Registration;
    int position = 0;           ///< First match by ascending position within a type.
    QStringList groups;         ///< Applies to members of any of these; empty: to everyone.
    QList<QList<Method>> factors; ///< Each factor is answered by any one of its methods.
};

struct Installation
{
    InstallationId id;
    QString name;
    QString place;
    InstallationKind kind = InstallationKind::Kiosk;
    Instant enrolled;
    std::optional<Instant> lastSeen;
    bool isRevoked = false;
};

struct EnrolmentCode
{
    SharedSecret code; ///< Shown once.
    Instant expires;
};

struct AuditRecord
{
    qint64 number = 0;
    Instant time;
    QString event;        ///< Dotted: "phone.registered".
    QString actor;        ///< User name, "installation:<name>" or "service".
    QString subject;      ///< User name, or empty.
    QString installation; ///< Name, or empty.
    QString address;
    QString requestId;
    QJsonObject details;
    QString hash; ///< Hex SHA-256 of this record chained to the one before.
};

struct AuditVerdict
{
    bool isIntact = false;
    qint64 records = 0;
    QString head;            ///< Hash of the last record.
    qint64 firstBroken = 0;  ///< Number of the first record that does not fit; 0: none.
    QString problem;         ///< For people: what does not fit.
};

/// A security key that somebody should look at, and whose it is.
struct AffectedKey
{
    UserId user;
    QString userName;
    SecurityKey key; ///< alerts says why.
};

/// What the service knows of makers' models (FIDO Metadata Service 3.0), as the instance that answers has it.
struct AuthenticatorMetadata
{
    bool isConfigured = false; ///< A source is set.
    bool hasMetadata = false;  ///< The members below it say which.
    qint64 number = 0;
    QString nextUpdate = {}; ///< Date (ISO 8601) by which a newer one should be there.
    int models = 0;
    bool isOverdue = false;
    std::optional<Instant> refreshed = {}; ///< Last success since the service's start.
    QString problem = {};                  ///< For people: why the last refresh failed; empty: it did not.
};

/// Administration, for an installation of kind administration. Forbidden for anyone else.
class AdministrationApi
{
public:
    virtual ~AdministrationApi() = default;
    virtual QFuture<Result<QList<User>>> users() = 0;
    virtual QFuture<Result<User>> addUser(const NewUser& user) = 0;
    virtual QFuture<Result<User>> setUserDisabled(const QString& userName, bool disabled) = 0;
    virtual QFuture<Result<QList<ApplicationProfile>>> profiles() = 0;
    virtual QFuture<Result<ApplicationProfile>> createProfile(const ApplicationProfile& profile) = 0;
    virtual QFuture<Result<void>> deleteProfile(const ProfileId& id) = 0;
    virtual QFuture<Result<QList<Installation>>> installations() = 0;
    virtual QFuture<Result<EnrolmentCode>> createEnrolmentCode(const QString& name, const QString& place, InstallationKind kind) = 0;
    virtual QFuture<Result<void>> revokeInstallation(const InstallationId& id) = 0;
    virtual QFuture<Result<QList<AuditRecord>>> auditRecords(qint64 afterNumber, int maximum) = 0;
    /// expectedHead: hash noted elsewhere (syslog); empty: only the chain itself is checked.
    virtual QFuture<Result<AuditVerdict>> verifyAudit(const QString& expectedHead) = 0;
    /// Registered and lost keys. NotFound: nobody has that name.
    virtual QFuture<Result<QList<SecurityKey>>> securityKeysOf(const QString& userName) = 0;
    /// Also the last good factor.
    virtual QFuture<Result<void>> removeKeyOf(const QString& userName, const SecurityKeyId& id) = 0;
    virtual QFuture<Result<void>> reportKeyOfLost(const QString& userName, const SecurityKeyId& id) = 0;
    virtual QFuture<Result<QList<AffectedKey>>> affectedKeys() = 0;
    virtual QFuture<Result<AuthenticatorMetadata>> authenticatorMetadata() = 0;
    /// Conflict: no source is set. Unavailable with details.reason: it could not be fetched or was refused.
    virtual QFuture<Result<AuthenticatorMetadata>> refreshMetadata() = 0;
    /// Where everybody is signed in, the newest first. NotFound: nobody has that name. InvalidRequest for an address or
    /// country that is none.
    virtual QFuture<Result<QList<Session>>> openSessions(const SessionFilter& filter) = 0;
    /// The person is told by mail.
    virtual QFuture<Result<void>> endOpenSession(const SessionId& id) = 0;
};

} // namespace keydesk
