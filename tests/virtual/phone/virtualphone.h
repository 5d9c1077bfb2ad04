#pragma once

#include "protocol/otpauthuri.h"

namespace keydesk {

/// How an authenticator app departs from what the scanned code says; for playing one that misbehaves.
struct AppHabits
{
    std::optional<Hash> hash = {};
    std::optional<int> digits = {};
    std::optional<std::chrono::seconds> period = {};
    std::chrono::milliseconds clockOffset{0}; ///< The phone's clock minus the true time.
};

/// The code that the phone shows at a moment, and the one after it.
struct ShownCode
{
    QByteArray code;
    QByteArray next;
    std::chrono::milliseconds left{0}; ///< Until the next code is shown.
};

/// An authenticator app with one account (RFC 6238). A value without a clock of its own.
class VirtualPhone
{
public:
    explicit VirtualPhone(OtpAuthUri account, AppHabits habits = {});
    /// Reads the text of a scanned code.
    static Result<VirtualPhone> scan(QByteArrayView text, const AppHabits& habits = {});

    ShownCode at(Instant trueTime) const;
    const OtpAuthUri& account() const { return m_account; }
    /// As the app does it, habits included.
    OtpParameters parameters() const;
    const AppHabits& habits() const { return m_habits; }
    void setClockOffset(std::chrono::milliseconds offset) { m_habits.clockOffset = offset; }

private:
    OtpAuthUri m_account;
    AppHabits m_habits;
};

/// "123 456", "12 345 678": in groups of three, counted from the end.
QString grouped(const QByteArray& code);

} // namespace keydesk
