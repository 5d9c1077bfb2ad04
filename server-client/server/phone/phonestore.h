#pragma once

#include "base/ids.h"
#include "base/onetimepassword.h"
#include "base/sealer.h"
#include "store/database.h"

namespace keydesk {

/// A row of phones, with what its soft OTP knows of the clock.
struct StoredPhone
{
    enum class State {
        Unverified, ///< A registration under way: no factor, never listed.
        Registered,
        Lost, ///< Kept for the list; can do nothing any more.
    };
    PhoneId id;
    UserId user;
    State state = State::Unverified;
    QString name = {};
    QString account = {};
    Instant started;
    Instant expires; ///< Unverified only.
    int triesLeft = 0;
    std::optional<Instant> registered = {};
    std::optional<Instant> lastUsed = {};
};

/// A right code for another time: the next one in a row proves that the phone's clock is off.
struct DriftCandidate
{
    qint64 step = 0;
    std::chrono::milliseconds clockOffset{0};
};

/// The capability soft_otp of a phone.
struct StoredSoftOtp
{
    PhoneId phone;
    QByteArray sealedSeed;
    OtpParameters parameters = {};
    std::chrono::milliseconds clockOffset{0};
    qint64 lastStep = -1; ///< Codes of this step and of earlier ones are used.
    std::optional<DriftCandidate> candidate = {};
};

class Housekeeping;

/// Where a seed is sealed to: it opens in this row for this person only.
SealContext seedContext(const UserId& user, const PhoneId& phone);

/// The tables phones and phone_capabilities. Holds no state; every function works within the caller's transaction.
class PhoneStore
{
public:
    /// Registered and lost ones, the oldest first.
    static QList<StoredPhone> listed(Transaction& transaction, const UserId& user);
    /// Any state; nullopt also when it is somebody else's.
    static std::optional<StoredPhone> find(Transaction& transaction, const UserId& user, const PhoneId& id);
    static int countRegistered(Transaction& transaction, const UserId& user);

    static void insert(Transaction& transaction, const StoredPhone& phone, const StoredSoftOtp& softOtp);
    static void removeUnverified(Transaction& transaction, const UserId& user);
    static void remove(Transaction& transaction, const PhoneId& id);
    static void rename(Transaction& transaction, const PhoneId& id, const QString& name);
    static void setTriesLeft(Transaction& transaction, const PhoneId& id, int triesLeft);
    /// False when it was no unverified registration any more.
    static bool setRegistered(Transaction& transaction, const PhoneId& id, const QString& name);
    /// Erases what the phone can do.
    static void setLost(Transaction& transaction, const PhoneId& id);
    static void eraseSecrets(Transaction& transaction, const PhoneId& id);

    static std::optional<StoredSoftOtp> softOtp(Transaction& transaction, const PhoneId& id);
    /// Of registered phones only.
    static QList<StoredSoftOtp> softOtps(Transaction& transaction, const UserId& user);
    static void setCandidate(Transaction& transaction, const PhoneId& id, const DriftCandidate& candidate);
    /// Compare and set: false when a code of this step or a later one was accepted before, or the phone is gone.
    static bool acceptStep(Transaction& transaction, const PhoneId& id, qint64 step,
                           std::chrono::milliseconds clockOffset);
    static void setUsed(Transaction& transaction, const PhoneId& id);

    /// Registrations that nobody finished go a day after they expired; until then the person is told that they did.
    static void registerWith(Housekeeping& housekeeping);
};

} // namespace keydesk
