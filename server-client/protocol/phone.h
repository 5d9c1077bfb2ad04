#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/secret.h"
#include "protocol/method.h"

#include <QFuture>
#include <QList>
#include <QStringList>

namespace keydesk {

/// A registered phone: one thing with several capabilities.
struct Phone
{
    PhoneId id;
    QString name;
    QString account; ///< As shown in the authenticator app.
    QStringList capabilities; ///< "soft_otp" now; "push", "qr_login" later.
    Instant registered;
    std::optional<Instant> lastUsed;
    bool isLost = false;
    std::chrono::seconds clockOffset{0}; ///< The phone's clock minus the service's, where two codes proved a drift.
};

/// A registration that waits for its first code. It is no factor until verified.
struct PhoneRegistration
{
    PhoneId id;
    QString issuer;
    QString account;
    SharedSecret secret; ///< 20 random bytes, made by the service (RFC 4226 section 4, R6).
    SharedSecret uri;    ///< otpauth://totp/… for the QR code.
    Instant expires;
    int triesLeft = 0;
};

/// Why a code was refused at registration, so that the page can say it (product.md item 3).
struct CodeRefusal
{
    enum class Reason {
        Unknown,      ///< Matches nothing in the neighbourhood: scanned the wrong code, mistyped, other account.
        PreviousCode, ///< The code of an earlier time step that is no longer accepted.
        AlreadyUsed,  ///< Right, but accepted before: wait for the next.
        ClockOff,     ///< Right for another time within ± 10 minutes; offset says how far.
        EightDigits,  ///< The app makes 8-digit codes.
        OtherHash,    ///< The app uses SHA-256 or SHA-512.
        LongPeriod,   ///< The app uses 60-second steps.
        WrongLength,  ///< Neither 6 nor 8 digits, or not digits.
    };
    Reason reason = Reason::Unknown;
    std::chrono::seconds offset{0};  ///< ClockOff: the phone's clock minus the service's; negative is slow.
    bool nextCodeProvesDrift = false; ///< ClockOff: the next code in a row will be accepted and the offset kept.
    int triesLeft = 0;

    QJsonObject toDetails() const;
    static CodeRefusal fromDetails(const QJsonObject& details);
};

class PhoneApi
{
public:
    virtual ~PhoneApi() = default;
    virtual QFuture<Result<QList<Phone>>> phones() = 0;
    /// LimitReached, StepUpRequired.
    virtual QFuture<Result<PhoneRegistration>> startRegistration() = 0;
    /// CodeRefused with CodeRefusal details; CeremonyEnded after the last try or expiry.
    virtual QFuture<Result<Phone>> verifyRegistration(const PhoneId& id, const SharedSecret& code) = 0;
    /// Ends an unverified registration; the secret is void.
    virtual QFuture<Result<void>> cancelRegistration(const PhoneId& id) = 0;
    virtual QFuture<Result<Phone>> renamePhone(const PhoneId& id, const QString& name) = 0;
    /// Ordinary removal: StepUpRequired, LastFactor.
    virtual QFuture<Result<void>> removePhone(const PhoneId& id) = 0;
    /// Disables everything the phone can do, at once, even if it was the last factor. Needs no step-up.
    virtual QFuture<Result<void>> reportLost(const PhoneId& id) = 0;
};

} // namespace keydesk
