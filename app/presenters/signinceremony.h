#pragma once

#include "presenters/panelflow.h"
#include "protocol/signin.h"

namespace keydesk {

/// The sign-in under way, shared by the pages that answer its factors. It holds no typed secret except a password that
/// a later factor may still ask for. GUI thread.
class SignInCeremony
{
public:
    const std::optional<SignInStep>& step() const { return m_step; }
    const QString& userName() const { return m_userName; }
    bool isStepUp() const { return m_isStepUp; }
    /// The present factor can be answered by the password.
    bool asksForPassword() const;
    /// The present factor can be answered by a security key.
    bool asksForKey() const;
    /// Something else answers it, too.
    bool hasOtherThanKey() const;
    /// It began without a user name: a security key says who signs in.
    bool isNameless() const { return m_step && !m_isStepUp && m_userName.isEmpty(); }
    /// What the present factor needs: PasswordNeeded, KeyNeeded where nothing else answers it, else CodeNeeded.
    FlowEvent need() const;

    void begin(const QString& userName, const SignInStep& step);
    void beginStepUp(const SignInStep& step);
    void advance(const SignInStep& step) { m_step = step; }
    void keepPassword(SharedSecret password) { m_password = std::move(password); }
    SharedSecret takePassword() { return std::exchange(m_password, nullptr); }
    void end();

private:
    std::optional<SignInStep> m_step;
    QString m_userName;
    bool m_isStepUp = false;
    SharedSecret m_password;
};

} // namespace keydesk
