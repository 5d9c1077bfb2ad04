#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QByteArray>
#include <QFuture>
#include <QStringList>
#include <QUrl>

namespace keydesk {

/// How the organisation presents itself; everything has a default.
struct Branding
{
    QString organisation;
    QString authenticatorName; ///< "SecTrail Authenticator" unless configured.
    QUrl appStore;             ///< iOS; empty: not shown.
    QUrl playStore;            ///< Android; empty: not shown.
    QString accent;            ///< "#RRGGBB", or empty for the theme's own.
    QByteArray logoSvg;        ///< At most 64 KiB; empty: Keydesk's own mark.
    QString helpDesk;          ///< A sentence such as "Call 4242", or empty.
};

/// GET /api/v1/info: readable without any proof.
struct ServiceDescription
{
    QString version;
    QString minimumClient;
    /// "sign_in", "phones", "webauthn", …: doors of others are absent. "webauthn-usernameless": a sign-in may begin with a
    /// security key instead of a user name; some Registration profile has a factor that a key answers.
    QStringList capabilities;
    QStringList locales;      ///< Of the service's own mails.
    Branding branding;
    Instant serviceTime;
    bool isOpen = false; ///< A Registration profile exists.
    QString relyingPartyId = {}; ///< Of the security keys (Web Authentication Level 3, section 4); empty: unknown.
};

/// The result of enrolling this installation.
struct InstallationIdentity
{
    QString id;
    QString name;
    QString place;
    QString kind;
};

class ServiceApi
{
public:
    virtual ~ServiceApi() = default;
    virtual QFuture<Result<ServiceDescription>> describe() = 0;
    /// Reads from local storage who this installation is, unless that is known. KeyOutOfReach: its key may be there, but
    /// cannot be read now. InstallationUnknown: what is there cannot be read any more.
    virtual QFuture<Result<void>> load() = 0;
    /// Enrols this installation's key with a one-time code from an administrator. KeyOutOfReach: the key cannot be kept;
    /// the code is as good as before.
    virtual QFuture<Result<InstallationIdentity>> enrol(const QString& code) = 0;
    /// The enrolled identity; nullopt before enrolment and before load().
    virtual std::optional<InstallationIdentity> identity() const = 0;
};

} // namespace keydesk
