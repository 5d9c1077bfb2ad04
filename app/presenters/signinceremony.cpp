#include "presenters/signinceremony.h"

#include <algorithm>

namespace keydesk {

bool SignInCeremony::asksForPassword() const
{
    return m_step && std::any_of(m_step->choices.begin(), m_step->choices.end(),
                                 [](const MethodChoice& choice) { return choice.method == Method::Password; });
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
