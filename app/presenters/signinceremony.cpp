#include "presenters/signinceremony.h"

#include <algorithm>

namespace keydesk {

namespace {

bool offers(const std::optional<SignInStep>& step, Method method)
{
    return step && std::any_of(step->choices.begin(), step->choices.end(),
                               [method](const MethodChoice& choice) { return choice.method == method; });
}

} // namespace

bool SignInCeremony::asksForPassword() const
{
    return offers(m_step, Method::Password);
}

bool SignInCeremony::asksForKey() const
{
    return offers(m_step, Method::WebAuthn);
}

bool SignInCeremony::hasOtherThanKey() const
{
    return m_step && std::any_of(m_step->choices.begin(), m_step->choices.end(),
                                 [](const MethodChoice& choice) { return choice.method != Method::WebAuthn; });
}

FlowEvent SignInCeremony::need() const
{
    if (asksForPassword())
        return FlowEvent::PasswordNeeded;
    return asksForKey() && !hasOtherThanKey() ? FlowEvent::KeyNeeded : FlowEvent::CodeNeeded;
}

void SignInCeremony::begin(const QString& userName, const SignInStep& step)
{
    end();
    m_userName = userName;
    m_step = step;
}

void SignInCeremony::beginStepUp(const SignInStep& step)
{
    end();
    m_isStepUp = true;
    m_step = step;
}

void SignInCeremony::end()
{
    m_step.reset();
    m_userName.clear();
    m_isStepUp = false;
    m_password.reset();
}

} // namespace keydesk
